"""Compare every kept file with the hash its row gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import Storage, storages
from django.core.management.base import BaseCommand

from articles.models import Delivery, Photo, Rendition

CHUNK = 1024 * 1024


class Command(BaseCommand):
    """Exit status: 0 every file is there and right, 1 something is missing or different."""

    help = "Check that every delivery, original and rendition is there, and that its bytes are the ones received."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file and name each fault."""
        faults = 0
        for fault in (*_deliveries(), *_originals(), *_renditions()):
            self.stderr.write(fault)
            faults += 1
        count = Delivery.objects.count() + Photo.objects.exclude(original="").count() + Rendition.objects.count()
        self.stdout.write(f"{count} files looked at, {faults} faults.")
        if faults:
            raise SystemExit(1)


def _deliveries() -> Iterator[str]:
    for delivery in Delivery.objects.only("sha256", "file_name").iterator():
        yield from _compare(
            storages["raw"], delivery.raw_key, delivery.sha256, f"delivery {delivery.pk} ({delivery.file_name})"
        )


def _originals() -> Iterator[str]:
    for photo in Photo.objects.exclude(original="").only("original", "sha256").iterator():
        yield from _compare(storages["originals"], str(photo.original), str(photo.sha256), f"photo {photo.pk}")


def _renditions() -> Iterator[str]:
    for rendition in Rendition.objects.only("file", "spec", "photo_id").iterator():
        if not storages["default"].exists(str(rendition.file)):
            yield f"photo {rendition.photo_id}, size {rendition.spec}: the file {rendition.file} is missing"


def _compare(store: Storage, key: str, sha256: str, name: str) -> Iterator[str]:
    """Yield the fault of one file, if it has one."""
    try:
        with store.open(key) as kept:
            digest = hashlib.sha256()
            while chunk := kept.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        yield f"{name}: the file {key} cannot be read: {error.strerror or 'missing'}"
        return
    if digest.hexdigest() != sha256:
        yield f"{name}: the file {key} is not the one received"
