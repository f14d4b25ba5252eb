"""Make the public sizes of a photo. Two workers that do it at once write the same files under the same names."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles import generation, typesetting
from articles.models import Article, Photo, Rendition
from articles.photos.developing import develop
from articles.photos.rejection import RejectedPhoto
from articles.photos.sizes import AT_ONCE, LATER, Size, plan
from articles.photos.xmp import credit_packet
from articles.wire.archive import dump_issues
from articles.wire.story import Issue

log = logging.getLogger(__name__)
SALT = "articles.photos.rendering"
CLAIM = timedelta(minutes=10)  # longer than any picture takes; a worker that was killed holds a photo no longer
SHAPING = ("focal_x", "focal_y", "photographer", "agency", "credit_line", "copyright_notice", "digital_source_type")


def render(photo: Photo, formats: Sequence[str] = AT_ONCE) -> list[Rendition]:
    """Make what is missing of a photo's public sizes, and anew what its focal point or credit has changed."""
    if not photo.has_file:
        return []
    credit = credit_of(photo)
    made = {one.spec: Path(str(one.file)).name for one in photo.renditions.all()}
    todo = [size for size in plan(photo, formats) if made.get(size.spec) != size.name(credit)]
    if todo:
        with tempfile.TemporaryDirectory(prefix="newsroom-photo-") as name:
            folder = Path(name)
            kept = storages["originals"].open(str(photo.original))
            with kept as original, (folder / "original").open("wb") as copy:
                for chunk in original.chunks():
                    copy.write(chunk)
            rows = store(photo, todo, develop(folder / "original", todo, folder=folder, xmp=credit).files)
        with transaction.atomic():
            write(photo, rows)
    return list(Rendition.objects.filter(photo=photo))


def due() -> QuerySet[Photo]:
    """Return the photos with sizes to make that no worker is busy with."""
    free = Q(sizes_claimed_at__isnull=True) | Q(sizes_claimed_at__lt=timezone.now() - CLAIM)
    return Photo.objects.filter(free, sizes_due=True).exclude(original="")


def finish(photo_id: int) -> bool:
    """Make every size of a photo that is due, those for later too, and say whether there was anything to do."""
    if not due().filter(pk=photo_id).update(sizes_claimed_at=Now()):
        return False
    photo = Photo.objects.get(pk=photo_id)
    try:
        render(photo, (*AT_ONCE, *LATER))
    except RejectedPhoto as error:
        # It could be read when it came. Trying again for ever would stop the others.
        log.error("The sizes of photo %s cannot be made: %s", photo_id, error)
        issue = Issue("SIZES_FAILED", f"Its public sizes cannot be made: {error}")
        photo.issues = [*photo.issues, *dump_issues([issue])]
        Photo.objects.filter(pk=photo_id).update(issues=photo.issues, sizes_due=False, sizes_claimed_at=None)
        return True
    # What was changed meanwhile is still due.
    same = Photo.objects.filter(pk=photo_id, **{name: getattr(photo, name) for name in SHAPING})
    same.update(sizes_due=False)
    Photo.objects.filter(pk=photo_id).update(sizes_claimed_at=None)
    return True


def credit_of(photo: Photo) -> str:
    """Return the XMP packet that goes into the photo's public files."""
    return credit_packet(
        creator=photo.photographer,
        credit=photo.credit or photo.credit_line,
        copyright_notice=photo.copyright_notice,
        source_type=photo.digital_source_type,
    )


def store(photo: Photo, sizes: Sequence[Size], files: Mapping[str, Path]) -> list[Rendition]:
    """Store the files of these sizes and return their rows, unsaved."""
    place, credit, rows = storages["default"], credit_of(photo), []
    for size in sizes:
        path = files[size.spec]
        with path.open("rb") as stream:
            key = place.save(f"{folder_of(photo)}/{size.name(credit)}", File(stream))
        rows.append(
            Rendition(
                photo=photo if photo.pk else None, spec=size.spec, file=key, content_type=size.content_type,
                width=size.width, height=size.height, size=path.stat().st_size,
            )
        )  # fmt: skip
    return rows


def write(photo: Photo, rows: Sequence[Rendition]) -> None:
    """Write all rows at once: a photo has its sizes or is still due. Files that nothing names any more go."""
    specs = [row.spec for row in rows]
    before = set(Rendition.objects.filter(photo=photo, spec__in=specs).values_list("file", flat=True))
    fields = ["file", "content_type", "width", "height", "size"]
    Rendition.objects.bulk_create(rows, update_conflicts=True, unique_fields=["photo", "spec"], update_fields=fields)
    typesetting.typeset_again(Article.objects.filter(captions__photo=photo))
    generation.advance()
    for old in before - {str(row.file) for row in rows}:
        transaction.on_commit(partial(storages["default"].delete, old))


def folder_of(photo: Photo) -> str:
    """Return where a photo's public files lie: a name that nobody can work out, even from the original."""
    token = salted_hmac(SALT, str(photo.sha256), algorithm="sha256").hexdigest()[:32]
    return f"{token[:2]}/{token}"
