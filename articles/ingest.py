"""The one way in: bytes become a delivery that is kept for ever, and its stories become articles.

The raw bytes are on disk, synced and renamed before any row speaks of them. Then each story is one transaction.
Killed at any point, the same import run again finishes the work: nothing is lost and nothing is there twice.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles import filing, photos
from articles.models import Delivery, Source, WireVersion
from articles.models.ruling import rules_of, rulings_of
from articles.wire import CLEANER, read
from articles.wire.archive import dump, dump_issues, dump_pieces
from articles.wire.rulings import Ruling, digest
from articles.wire.story import Issue, Reading, Refusal, Story
from articles.wire.zips import Rejected, is_zip, members

IN_MEMORY = 10 * 1024 * 1024
CHUNK = 1024 * 1024
TRIES = 3
REFUSED = "refused"
TEXTS = (".txt", ".text", ".html", ".htm", ".xml", ".json", ".nitf", ".eml")


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one story or picture, or of one file that holds neither. `article` and `photo` are ids."""

    file: str
    outcome: str
    code: str = ""
    reason: str = ""
    remedy: str = ""
    article: int | None = None
    issues: tuple[Issue, ...] = ()
    photo: int | None = None

    def as_report(self) -> dict[str, Any]:
        """Return the line of the machine-readable report."""
        return {
            "file": self.file,
            "outcome": self.outcome,
            "code": self.code,
            "reason": self.reason,
            "remedy": self.remedy,
            "article": self.article,
            "photo": self.photo,
            "issues": dump_issues(self.issues),
        }

    @classmethod
    def refused(cls, file: str, refusal: Refusal) -> Filed:
        """Return the report of a file that gave no story."""
        return cls(file, REFUSED, refusal.code, refusal.reason, refusal.remedy)


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes as received, with their hash. `payload` is cut just past the limit of what is read."""

    sha256: str
    size: int
    payload: bytes


def receive(
    stream: BinaryIO, *, name: str, source: Source | None = None, by: User | None = None, dry_run: bool = False
) -> Iterator[Filed]:
    """Take one file in, and yield what became of each of its stories.

    A zip archive is taken in file by file. With `dry_run` nothing is written, the answer is what would happen.
    Raises OSError and django.db.Error where the machine fails; then importing the file again finishes the work.
    """
    head = stream.read(4)
    stream.seek(0)
    if is_zip(head):
        yield from receive_zip(stream, name=name, source=source, by=by, dry_run=dry_run)
    else:
        yield from _receive_one(stream, name=name, source=source, by=by, dry_run=dry_run)


def answered(filed: Iterable[Filed], *, name: str) -> Iterator[Filed]:
    """Yield what became of one file; where the machine fails, say so as a refusal instead of raising."""
    try:
        yield from filed
    except (OSError, DatabaseError) as error:
        yield Filed.refused(name, not_taken(error))


def not_taken(error: OSError | DatabaseError) -> Refusal:
    """Return why the machine could not take a file in."""
    if isinstance(error, OSError):
        reason = f"The file could not be read or kept: {error.strerror or error}."
        return Refusal("NOT_KEPT", reason, "Free disk space or mend the permissions; import it again.")
    reason = f"The database did not take it: {type(error).__name__}."
    return Refusal("DATABASE", reason, "See that the database is up, then import it again.")


def receive_zip(
    stream: BinaryIO, *, name: str, dry_run: bool, take: Callable[..., Iterator[Filed]] | None = None, **context: Any
) -> Iterator[Filed]:
    """Take an archive in, file by file; `take` is what takes one in, stories and pictures alike unless told."""
    receive_one = take or _receive_one
    try:
        for member in members(stream):
            with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as content:
                content.write(member.content)
                content.seek(0)
                file = cast(BinaryIO, content)
                yield from receive_one(file, name=f"{name}/{member.name}", dry_run=dry_run, **context)
    except Rejected as error:
        stream.seek(0)
        if not dry_run:
            delivery = register(stream, name=name, **context)[0]
            _close(delivery, Delivery.Outcome.REFUSED, refusal=error.refusal)
        yield Filed.refused(name, error.refusal)


def _receive_one(
    stream: BinaryIO, *, name: str, source: Source | None, by: User | None, dry_run: bool
) -> Iterator[Filed]:
    head = stream.read(photos.HEAD)
    stream.seek(0)
    # A picture that calls itself text was mistaken for it somewhere: the reader says so.
    if photos.is_picture(head) and not name.lower().endswith(TEXTS):
        yield from receive_photo(stream, name=name, source=source, by=by, dry_run=dry_run)
        return
    if dry_run:
        yield from _foresee(keep(stream, store=False), name, rules_of(source))
        return
    delivery, kept = register(stream, name=name, source=source, by=by)
    if delivery.outcome != Delivery.Outcome.RECEIVED:
        yield from _said_before(delivery, name)
        return
    rulings = rulings_of(delivery)
    reading = read(kept.payload, name, rulings=rulings)
    if reading.refusal:
        _close(delivery, Delivery.Outcome.REFUSED, reading=reading, refusal=reading.refusal)
        yield Filed.refused(name, reading.refusal)
        return
    cleaner = cleaner_under(rulings)
    filed = [_file(delivery, position, story, name, cleaner) for position, story in enumerate(reading.stories, start=1)]
    held = all(one.outcome == filing.HELD for one in filed)
    _close(delivery, Delivery.Outcome.HELD if held else Delivery.Outcome.FILED, reading=reading)
    yield from filed


def receive_photo(
    stream: BinaryIO, *, name: str, source: Source | None = None, by: User | None = None, dry_run: bool = False
) -> Iterator[Filed]:
    """Take one picture into the library, and yield what became of it; a refused one is kept as it was received."""
    file_name = PurePath(name).name
    try:
        taken = (photos.foresee if dry_run else partial(photos.receive, by=by))(File(stream), name=file_name)
    except photos.RejectedPhoto as error:
        refusal = Refusal(error.code, error.reason, error.remedy)
        if not dry_run:
            stream.seek(0)
            _close(register(stream, name=name, source=source, by=by)[0], Delivery.Outcome.REFUSED, refusal=refusal)
        yield Filed.refused(name, refusal)
        return
    if source is not None and not dry_run:
        Source.objects.filter(pk=source.pk).update(last_heard=timezone.now())
    photo = taken.photo
    issues = tuple(Issue(**one) for one in photo.issues) if taken.outcome != photos.UNCHANGED else ()
    reason = photo.match_reason if taken.outcome == photos.JOINED else ""
    place = photo.captions.first() if photo.pk and taken.outcome == photos.JOINED else None
    yield Filed(
        name, taken.outcome, reason=reason, article=place.article_id if place else None, issues=issues, photo=photo.pk
    )


def keep(stream: BinaryIO, *, store: bool = True) -> Kept:
    """Hash the bytes, and store them under their hash; memory stays small whatever their size."""
    digest, size = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            spool.write(chunk)
        sha256 = digest.hexdigest()
        if store:
            spool.seek(0)
            storages["raw"].save(Delivery(sha256=sha256).raw_key, File(spool))
        spool.seek(0)
        return Kept(sha256, size, spool.read(IN_MEMORY + 1))


def register(
    stream: BinaryIO, *, name: str, source: Source | None = None, by: User | None = None
) -> tuple[Delivery, Kept]:
    """Keep the bytes, then make or find their delivery. Two importers of the same bytes get the same row."""
    kept = keep(stream)
    row = Delivery(sha256=kept.sha256, file_name=name[-255:], size=kept.size, source=source, received_by=by)
    Delivery.objects.bulk_create([row], ignore_conflicts=True)
    if source is not None:
        Source.objects.filter(pk=source.pk).update(last_heard=timezone.now())
    return Delivery.objects.select_related("source__default_section").get(sha256=kept.sha256), kept


def cleaner_under(rulings: Sequence[Ruling]) -> str:
    """Return the name of the cleaner with what the desk has told it."""
    return "+".join(part for part in (CLEANER, digest(rulings)) if part)


def _file(delivery: Delivery, position: int, story: Story, name: str, cleaner: str) -> Filed:
    """File one story in one transaction; if another importer made the same article just now, look again."""
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _file_once(delivery, position, story, name, cleaner)
        except IntegrityError:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def _file_once(delivery: Delivery, position: int, story: Story, name: str, cleaner: str) -> Filed:
    # The lock lets one importer at a time file the stories of these bytes.
    Delivery.objects.select_for_update().get(pk=delivery.pk)
    known = WireVersion.objects.filter(delivery=delivery, position=position).order_by("-pk").first()
    if known is not None:
        return Filed(name, filing.UNCHANGED, article=known.article_id)
    version = version_of(delivery, position, story, cleaner)
    done = filing.file(story, version=version, source=delivery.source, by=delivery.received_by)
    return Filed(name, done.outcome, done.code, done.reason, done.remedy, done.article.pk, done.issues)


def version_of(delivery: Delivery, position: int, story: Story, cleaner: str) -> WireVersion:
    """Return the unsaved row of a story as it was read."""
    return WireVersion(
        delivery=delivery,
        position=position,
        cleaner=cleaner,
        version=story.version[:80],
        version_created=story.version_created,
        story=dump(story),
        pieces=dump_pieces(story.pieces),
        issues=dump_issues(story.issues),
    )


def _foresee(kept: Kept, name: str, rules: Sequence[Ruling]) -> Iterator[Filed]:
    """Yield what an import would do, writing nothing."""
    delivery = Delivery.objects.filter(sha256=kept.sha256).exclude(outcome=Delivery.Outcome.RECEIVED).first()
    if delivery is not None:
        yield from _said_before(delivery, name)
        return
    reading = read(kept.payload, name, rulings=rules)
    if reading.refusal:
        yield Filed.refused(name, reading.refusal)
    for story in reading.stories:
        done = filing.foresee(story)
        yield Filed(name, done.outcome, done.code, done.reason, done.remedy, done.article.pk, story.issues)


def _said_before(delivery: Delivery, name: str) -> Iterator[Filed]:
    """Yield the answer to bytes that were taken in before."""
    if delivery.outcome == Delivery.Outcome.REFUSED:
        yield Filed(name, REFUSED, delivery.code, delivery.reason, delivery.remedy)
    for article_id in delivery.versions.order_by("position").values_list("article_id", flat=True):
        yield Filed(name, filing.UNCHANGED, article=article_id)


def _close(
    delivery: Delivery, outcome: Delivery.Outcome, *, reading: Reading | None = None, refusal: Refusal | None = None
) -> None:
    """Write what became of the delivery."""
    Delivery.objects.filter(pk=delivery.pk).update(
        outcome=outcome,
        format=reading.format[:40] if reading else "zip",
        encoding=reading.encoding[:40] if reading else "",
        code=refusal.code if refusal else "",
        reason=refusal.reason if refusal else "",
        remedy=refusal.remedy if refusal else "",
        pieces=dump_pieces(reading.pieces) if reading and refusal else [],
    )
