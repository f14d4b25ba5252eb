"""Many files taken in at once: kept side by side, read, and filed in one transaction a batch.

What becomes of each file is what `ingest.receive` would make of it. Where anything stands in the way of a batch, its
files are taken in one by one, so one bad file never costs another; killed at any point, importing again finishes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles import filing, ingest, photos
from articles.ingest import Filed, Kept
from articles.models import Delivery, Ruling, Source, WireVersion
from articles.models.ruling import rules_of
from articles.wire import read
from articles.wire.story import Reading
from articles.wire.zips import is_zip

log = logging.getLogger(__name__)
SIZE = 50
KEEPERS = 8  # a file is synced to the disk while others are written
LARGE = 1024 * 1024  # a larger file is taken in alone, so that memory stays small


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file to come: its name, and how to open it."""

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]


@dataclass(frozen=True, slots=True)
class Taken:
    """One file of a batch that was read, with its delivery."""

    name: str
    delivery: Delivery
    reading: Reading


def receive_many(files: Iterable[Incoming], *, source: Source | None, by: User | None = None) -> Iterator[Filed]:
    """Take many files in, and yield what became of each of their stories, in order.

    A file that the machine cannot keep is answered as refused; it is not kept, and importing it again takes it in.
    """
    waiting = iter(files)
    while batch := list(islice(waiting, SIZE)):
        done: list[list[Filed] | None] = [None] * len(batch)
        try:
            done = _batch(batch, source, by)
        except (OSError, DatabaseError) as error:
            log.info("A batch is taken in one by one: %s", error)
        for one, filed in zip(batch, done, strict=True):
            yield from filed if filed is not None else ingest.answered(_alone(one, source, by), name=one.name)


def _alone(one: Incoming, source: Source | None, by: User | None) -> Iterator[Filed]:
    with one.open() as stream:
        yield from ingest.receive(stream, name=one.name, source=source, by=by)


def _batch(batch: Sequence[Incoming], source: Source | None, by: User | None) -> list[list[Filed] | None]:
    """Take in what is new and plain, and return what became of it; None for what must be taken in by itself."""
    with ThreadPoolExecutor(KEEPERS) as pool:
        kept = list(pool.map(_keep, batch))
    known = _registered(batch, kept, source, by)
    rules, ruled = (
        rules_of(source),
        set(Ruling.objects.filter(delivery__in=known.values()).values_list("delivery", flat=True)),
    )
    taken: list[Taken | None] = []
    for one, file in zip(batch, kept, strict=True):
        delivery = known.pop(file.sha256, None) if file else None
        is_plain = delivery is not None and delivery.outcome == Delivery.Outcome.RECEIVED and delivery.pk not in ruled
        if not is_plain or file is None or delivery is None or delivery.source_id != (source.pk if source else None):
            taken.append(None)
            continue
        taken.append(Taken(one.name, delivery, read(file.payload, one.name, rulings=rules)))
    filed = _file([one for one in taken if one], ingest.cleaner_under(rules), source, by)
    return [filed.get(one.delivery.pk) if one else None for one in taken]


def _keep(one: Incoming) -> Kept | None:
    """Keep the bytes of one file; None for what is no single piece of copy, or large."""
    with one.open() as stream:
        head = stream.read(max(4, photos.HEAD))
        if is_zip(head[:4]) or photos.is_picture(head) or len(head + stream.read(LARGE)) > LARGE:
            return None
        stream.seek(0)
        return ingest.keep(stream)


def _registered(
    batch: Sequence[Incoming], kept: Sequence[Kept | None], source: Source | None, by: User | None
) -> dict[str, Delivery]:
    """Make or find the deliveries of the bytes kept, by their hashes."""
    rows = {
        file.sha256: Delivery(
            sha256=file.sha256, file_name=one.name[-255:], size=file.size, source=source, received_by=by
        )
        for one, file in zip(batch, kept, strict=True)
        if file
    }
    Delivery.objects.bulk_create([rows[key] for key in sorted(rows)], ignore_conflicts=True)
    if source is not None:
        Source.objects.filter(pk=source.pk).update(last_heard=timezone.now())
    return {one.sha256: one for one in Delivery.objects.filter(sha256__in=rows).defer("pieces")}


def _file(taken: Sequence[Taken], cleaner: str, source: Source | None, by: User | None) -> dict[int, list[Filed]]:
    """File the stories of what was read, and close the deliveries; what another importer has begun is left out."""
    with transaction.atomic():
        # The lock lets one importer at a time file the stories of these bytes.
        keys = [one.delivery.pk for one in taken]
        free = (
            Delivery.objects.select_for_update().order_by("pk").filter(pk__in=keys, outcome=Delivery.Outcome.RECEIVED)
        )
        mine = set(free.values_list("pk", flat=True))
        mine -= set(WireVersion.objects.filter(delivery__in=mine).values_list("delivery", flat=True))
        plain = [one for one in taken if one.delivery.pk in mine and not one.reading.refusal]
        places = [(one, at, story) for one in plain for at, story in enumerate(one.reading.stories, start=1)]
        done = filing.file_all(
            [
                filing.Entry(story, ingest.version_of(one.delivery, at, story, cleaner), source, by)
                for one, at, story in places
            ]
        )
        filed: dict[int, list[Filed]] = {one.delivery.pk: [] for one in plain}
        for (one, _, _), each in zip(places, done, strict=True):
            answer = Filed(one.name, each.outcome, each.code, each.reason, each.remedy, each.article.pk, each.issues)
            filed[one.delivery.pk].append(answer)
        _close(plain, filed)
    return filed


def _close(plain: Sequence[Taken], filed: dict[int, list[Filed]]) -> None:
    """Write what became of the deliveries, in one statement for all that fared alike."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for one in plain:
        is_held = all(answer.outcome == filing.HELD for answer in filed[one.delivery.pk])
        outcome = Delivery.Outcome.HELD if is_held else Delivery.Outcome.FILED
        alike.setdefault((outcome, one.reading.format[:40], one.reading.encoding[:40]), []).append(one.delivery.pk)
    for (fared, kind, encoding), keys in alike.items():
        Delivery.objects.filter(pk__in=keys).update(outcome=fared, format=kind, encoding=encoding)
