"""Make the public sizes of a photo. Two workers that do it at once write the same files under the same names."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils.crypto import salted_hmac

from articles.models import Photo, Rendition
from articles.photos.developing import develop
from articles.photos.sizes import Size, plan
from articles.photos.xmp import credit_packet

SALT = "articles.photos.rendering"


def render(photo: Photo) -> list[Rendition]:
    """Make what is missing of a photo's public sizes, and anew what its focal point or credit has changed."""
    if not photo.has_file:
        return []
    credit = credit_of(photo)
    made = {one.spec: Path(str(one.file)).name for one in photo.renditions.all()}
    todo = [size for size in plan(photo) if made.get(size.spec) != size.name(credit)]
    if todo:
        with tempfile.TemporaryDirectory(prefix="newsroom-photo-") as name:
            folder = Path(name)
            with photo.original.open("rb") as original, (folder / "original").open("wb") as copy:
                for chunk in original.chunks():
                    copy.write(chunk)
            keep(photo, todo, develop(folder / "original", todo, folder=folder, xmp=credit))
    return list(Rendition.objects.filter(photo=photo))


def credit_of(photo: Photo) -> str:
    """Return the XMP packet that goes into the photo's public files."""
    return credit_packet(
        creator=photo.photographer,
        credit=photo.credit_line or "/".join(part for part in (photo.photographer, photo.agency) if part),
        source_type=photo.digital_source_type,
    )


def keep(photo: Photo, sizes: Sequence[Size], files: Mapping[str, Path]) -> None:
    """Store the files, then write all rows at once: a photo has its sizes or is still due."""
    store, credit = storages["default"], credit_of(photo)
    specs = [size.spec for size in sizes]
    before = set(Rendition.objects.filter(photo=photo, spec__in=specs).values_list("file", flat=True))
    rows = []
    for size in sizes:
        path = files[size.spec]
        with path.open("rb") as stream:
            key = store.save(f"{folder_of(photo)}/{size.name(credit)}", File(stream))
        rows.append(
            Rendition(
                photo=photo, spec=size.spec, file=key, content_type=size.content_type,
                width=size.width, height=size.height, size=path.stat().st_size,
            )
        )  # fmt: skip
    fields = ["file", "content_type", "width", "height", "size"]
    Rendition.objects.bulk_create(rows, update_conflicts=True, unique_fields=["photo", "spec"], update_fields=fields)
    for old in before - {str(row.file) for row in rows}:
        transaction.on_commit(partial(store.delete, old))


def folder_of(photo: Photo) -> str:
    """Return where a photo's public files lie: a name that nobody can work out, even from the original."""
    token = salted_hmac(SALT, str(photo.sha256), algorithm="sha256").hexdigest()[:32]
    return f"{token[:2]}/{token}"
