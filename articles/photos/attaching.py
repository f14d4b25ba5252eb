"""Give a photo its file: look at it, keep it byte for byte, read what it says of itself, make its public sizes."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import IntegrityError, transaction

from articles.models import Photo
from articles.photos import metadata
from articles.photos.developing import Seen, develop, look
from articles.photos.rejection import rejected
from articles.photos.rendering import credit_of, keep, render
from articles.photos.sizes import plan

LARGEST = 30 * 1024 * 1024


def attach(photo: Photo, content: File[Any], *, by: User | None = None) -> Photo:
    """Give the photo this file and return the photo that holds it. Raises RejectedPhoto, with nothing stored.

    The same bytes are kept once. Where another photo holds them already, that one is returned and the one given is
    left as it was: the caller then moves its caption to the photo that came back.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-photo-") as name:
        picture = Path(name) / "original"
        digest = _copy(content, picture)
        if holder := Photo.objects.filter(sha256=digest).first():
            render(holder)
            return holder
        return _take(photo, picture, digest, by)


def _take(photo: Photo, picture: Path, digest: str, by: User | None) -> Photo:
    """Do all that takes time first; the row learns of the file when everything about it is known."""
    arrived = Photo.objects.filter(pk=photo.pk).first()
    if arrived is None:
        raise rejected("PHOTO_GONE")
    if arrived.has_file:
        raise rejected("PHOTO_HAS_FILE")
    values = _learn(arrived, look(picture)) | {"sha256": digest, "original": key_of(digest)}
    if by is not None and arrived.created_by_id is None:
        values["created_by"] = by
    for field, value in values.items():
        setattr(arrived, field, value)
    sizes = plan(arrived)
    files = develop(picture, sizes, folder=picture.parent, xmp=credit_of(arrived))
    with picture.open("rb") as stream:
        storages["originals"].save(key_of(digest), File(stream))
    if not _claim(photo, values):
        return _taken(digest)
    keep(arrived, sizes, files)
    photo.refresh_from_db()
    return photo


def _learn(photo: Photo, seen: Seen) -> dict[str, Any]:
    """Return what the file says, for the fields of the photo that are still empty, and what it is."""
    found = metadata.read(seen)
    said = {"content_type": seen.content_type, "width": seen.width, "height": seen.height, "metadata": found}
    return metadata.missing(photo, found) | said


def _claim(photo: Photo, values: dict[str, Any]) -> bool:
    """Write the file to the photo's row, unless another has been faster with this file or for this photo."""
    try:
        with transaction.atomic():
            return Photo.objects.filter(pk=photo.pk, sha256=None).update(**values) == 1
    except IntegrityError:
        return False


def _taken(digest: str) -> Photo:
    """Return the photo that another worker gave the same file a moment ago."""
    holder = Photo.objects.filter(sha256=digest).first()
    if holder is None:
        raise rejected("PHOTO_HAS_FILE")
    render(holder)
    return holder


def _copy(content: File[Any], picture: Path) -> str:
    """Copy the file to where the darkroom can read it, and return its hash. Raises RejectedPhoto by its size."""
    digest, length = hashlib.sha256(), 0
    content.seek(0)
    with picture.open("wb") as copy:
        for chunk in content.chunks():
            length += len(chunk)
            if length > LARGEST:
                raise rejected("FILE_TOO_LARGE")
            digest.update(chunk)
            copy.write(chunk)
    if not length:
        raise rejected("EMPTY_FILE")
    return digest.hexdigest()


def key_of(digest: str) -> str:
    """Return where an original lies in its private store."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
