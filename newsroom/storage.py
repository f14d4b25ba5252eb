"""File storage that survives a power cut: written beside, synced, then renamed."""

import os
import secrets
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Keep files on the local disk. A name either holds the whole file or does not exist.

    Names are keys made from the content's hash, so a name that exists already holds the same bytes and is kept.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the name as asked: equal names are equal content here."""
        return name

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        path = Path(self.path(name))
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
        try:
            with partial.open("wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return name


class PrivateStorage(DurableStorage):
    """A durable store whose files have no address: nobody can be sent to one by mistake."""

    def url(self, name: str | None) -> str:
        """Refuse. Readers are only ever given renditions."""
        raise ValueError("This file is private. Show a rendition of it.")


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
