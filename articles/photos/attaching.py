"""Take a picture's file: look at it, keep it byte for byte, read what it says of itself, make its public sizes.

All that takes time (decoding, storing) happens before the one short transaction that writes the rows.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Photo, Rendition
from articles.photos import joining, metadata
from articles.photos.developing import Developed, Seen, develop, look
from articles.photos.doubts import doubts
from articles.photos.rejection import RejectedPhoto, rejected, rejected_as
from articles.photos.rendering import credit_of, render, store, write
from articles.photos.sizes import plan
from articles.wire import captions
from articles.wire.archive import dump_issues

LARGEST, HEAD = 30 * 1024 * 1024, 16
CREATED, JOINED, UNCHANGED = "created", "joined", "unchanged"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a picture that was taken in: created, joined to a story that waited for it, or unchanged."""

    photo: Photo
    outcome: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A file as received, in a folder of its own, before anything is known of it."""

    picture: Path
    sha256: str
    name: str


def receive(
    content: File[Any], *, name: str = "", by: User | None = None, said: Mapping[str, Any] | None = None
) -> Taken:
    """Take a picture into the library; one that a story certainly waits for is joined to it.

    `said` is what somebody says of it, ahead of what the file says; then it is for a place of its own.
    The same bytes are kept once. Raises RejectedPhoto, with nothing stored.
    """
    with _copied(content, name) as negative:
        if holder := Photo.objects.filter(sha256=negative.sha256).first():
            return Taken(holder, UNCHANGED)
        seen = _look(negative)
        found = metadata.read(seen)
        photo = Photo(**(said or {}))
        match = None if said else joining.awaited(Photo(**metadata.missing(photo, found)), negative.name)
        reason = match.reason if match else ""
        photo = _take(match.photo if match else photo, negative, seen, found, by=by, reason=reason)
    if photo.match_reason != reason:  # another was faster, with this file or for that place
        return Taken(photo, UNCHANGED)
    return Taken(photo, JOINED if match else CREATED)


def foresee(content: File[Any], *, name: str = "") -> Taken:
    """Return what `receive` would do, writing nothing. That the end of a picture is missing is not seen."""
    with _copied(content, name) as negative:
        if holder := Photo.objects.filter(sha256=negative.sha256).first():
            return Taken(holder, UNCHANGED)
        seen = _look(negative)
        photo = Photo(**_learn(Photo(), negative, seen, metadata.read(seen)))
        match = joining.awaited(photo, negative.name)
        return Taken(match.photo if match else photo, JOINED if match else CREATED)


def is_picture(head: bytes) -> bool:
    """Say whether a file begins as one of the pictures that are taken; the darkroom says whether it is one."""
    is_riff = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")) or is_riff or head[4:12] == b"ftypavif"


def attach(photo: Photo, content: File[Any], *, by: User | None = None) -> Photo:
    """Give the photo this file and return the photo that holds it. Raises RejectedPhoto, with nothing stored.

    The same bytes are kept once. Where another photo holds them already, that one is returned and the one given is
    left as it was: the caller then moves its caption to the photo that came back. Call it outside a transaction.
    """
    with _copied(content, Path(content.name or "").name) as negative:
        if holder := Photo.objects.filter(sha256=negative.sha256).first():
            render(holder)
            return holder
        arrived = Photo.objects.filter(pk=photo.pk).first()
        if arrived is None:
            raise rejected("PHOTO_GONE")
        if arrived.has_file:
            raise rejected("PHOTO_HAS_FILE")
        seen = _look(negative)
        return _take(arrived, negative, seen, metadata.read(seen), by=by)


def _look(negative: Negative) -> Seen:
    try:
        return look(negative.picture)
    except RejectedPhoto as error:
        raise rejected_as(negative.name, error) from None


def _take(
    photo: Photo, negative: Negative, seen: Seen, found: dict[str, Any], *, by: User | None, reason: str = ""
) -> Photo:
    """Do all that takes time first; the row learns of the file when everything about it is known."""
    values = _learn(photo, negative, seen, found) | {"match_reason": reason}
    if by is not None and photo.created_by_id is None:
        values["created_by"] = by
    for field, value in values.items():
        setattr(photo, field, value)
    sizes = plan(photo)
    developed = develop(negative.picture, sizes, folder=negative.picture.parent, xmp=credit_of(photo))
    values |= _look_of(developed)
    with negative.picture.open("rb") as stream:
        storages["originals"].save(key_of(negative.sha256), File(stream))
    return _claim(photo, values, store(photo, sizes, developed.files))


def _learn(photo: Photo, negative: Negative, seen: Seen, found: dict[str, Any]) -> dict[str, Any]:
    """Return what the file is, and what it says for the fields of the photo that are still empty."""
    values = metadata.missing(photo, found)
    description = photo.description or values.get("description", "")
    said = captions.split(description)
    return values | {
        "sha256": negative.sha256,
        "original": key_of(negative.sha256),
        "file_name": negative.name[-255:],
        "arrived_at": timezone.now(),
        "content_type": seen.content_type,
        "width": seen.width,
        "height": seen.height,
        "metadata": found,
        "c2pa": "present" if seen.has_c2pa else "absent",
        "caption_key": captions.key(description),
        "issues": dump_issues((*doubts(seen, found, negative.name), *said.issues)),
    }


def _look_of(developed: Developed) -> dict[str, Any]:
    return {f"look_{number}": part for number, part in enumerate(developed.look, 1)}


def _claim(photo: Photo, values: dict[str, Any], rows: list[Rendition]) -> Photo:
    """Write the file and its sizes to the photo's row, unless another has been faster with this file or this photo."""
    try:
        with transaction.atomic():
            if photo._state.adding:
                photo = Photo.objects.create(**values)
            elif not Photo.objects.filter(pk=photo.pk, sha256=None).update(**values):
                return _taken(values["sha256"])
            for row in rows:
                row.photo = photo
            write(photo, rows)
    except IntegrityError:
        return _taken(values["sha256"])
    return Photo.objects.get(pk=photo.pk)


def _taken(digest: str) -> Photo:
    """Return the photo that another worker gave the same file a moment ago."""
    holder = Photo.objects.filter(sha256=digest).first()
    if holder is None:
        raise rejected("PHOTO_HAS_FILE")
    render(holder)
    return holder


@contextmanager
def _copied(content: File[Any], name: str) -> Iterator[Negative]:
    """Copy the file to where the darkroom can read it, and hash it. Raises RejectedPhoto by its size."""
    digest, length = hashlib.sha256(), 0
    with tempfile.TemporaryDirectory(prefix="newsroom-photo-") as folder:
        picture = Path(folder) / "original"
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
        yield Negative(picture, digest.hexdigest(), metadata.clean(name))


def key_of(digest: str) -> str:
    """Return where an original lies in its private store."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
