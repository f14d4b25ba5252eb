"""Folders that the worker watches. A file that has come to rest is taken in, then moved to done or refused.

Nothing is deleted and nothing is overwritten. Killed at any point, the next look does the rest: bytes that were taken
in before change nothing.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import DataError, IntegrityError
from django.db.models import Q
from django.utils import timezone

from articles import ingest
from articles.folders import UNFINISHED, Found, find
from articles.ingest import Filed
from articles.models import Source

log = logging.getLogger(__name__)
DONE, REFUSED, REASON = "done", "refused", ".reason.txt"
BATCH = 200
LEASE = timedelta(minutes=1)
NAMES = 10_000


@dataclass(frozen=True, slots=True)
class Resting:
    """A file that nobody is writing any more, with what it looked like."""

    found: Found
    seen: os.stat_result

    def is_as_seen(self, stream: BinaryIO) -> bool:
        """Say whether the open file is still what was seen."""
        now = os.fstat(stream.fileno())
        return (now.st_ino, now.st_size, now.st_mtime_ns) == (
            self.seen.st_ino,
            self.seen.st_size,
            self.seen.st_mtime_ns,
        )


def watch() -> int:
    """Take in what has come to rest in every inbox, and return how many files that was."""
    return sum(_look(source) for source in Source.objects.watched().select_related("default_section"))


def _look(source: Source) -> int:
    """Take in one inbox, unless another worker has it."""
    mine = Q(watched_until=None) | Q(watched_until__lt=timezone.now())
    row = Source.objects.filter(pk=source.pk)
    if not row.filter(mine).update(watched_until=timezone.now() + LEASE):
        return 0
    taken, trouble = 0, ""
    try:
        for one in _resting(source.folder):
            taken += _take(one, source)
            row.update(watched_until=timezone.now() + LEASE)
    except OSError as error:
        trouble = f"{error.strerror or error}: {error.filename or source.folder}"[:300]
        log.error("The inbox of %s cannot be worked off. %s", source, trouble)
    row.update(watched_until=None, trouble=trouble)
    return taken


def _resting(folder: Path) -> Iterator[Resting]:
    """Yield the files that have lain still long enough, the longest first. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    # By the clock of the file system: that of a file server may differ from ours.
    with tempfile.TemporaryFile(dir=folder) as probe:
        now = os.fstat(probe.fileno()).st_ctime
    files = [Resting(found, os.stat(found.path)) for found in _waiting(folder)]
    still = [one for one in files if now - max(one.seen.st_mtime, one.seen.st_ctime) >= settings.INBOX_REST]
    yield from sorted(still, key=lambda one: (one.seen.st_mtime_ns, one.found.path))[:BATCH]


def _waiting(folder: Path) -> Iterator[Found]:
    """Yield the regular files of an inbox, those left out that were moved aside; a link is nobody's delivery."""
    for name in sorted(os.listdir(folder)):
        if name not in (DONE, REFUSED) and not name.startswith(".") and not name.endswith(UNFINISHED):
            yield from (found for found in find([str(folder / name)]) if found.refusal is None)


def _take(one: Resting, source: Source) -> bool:
    """Take one file in and move it aside; leave it where it changes under our hands."""
    name = one.found.name
    try:
        with one.found.open() as stream, tempfile.SpooledTemporaryFile(max_size=ingest.IN_MEMORY) as copy:
            shutil.copyfileobj(stream, copy)
            if not one.is_as_seen(stream):
                log.info("%s is still being written; the next look takes it.", name)
                return False
            copy.seek(0)
            filed = list(ingest.receive(cast(BinaryIO, copy), name=name, source=source))
    except FileNotFoundError:
        return False
    except (DataError, IntegrityError) as error:
        log.exception("%s was not taken in.", name)
        filed = [Filed.refused(name, ingest.not_taken(error))]
    _move(Path(one.found.path), source.folder, filed)
    return True


def _move(path: Path, folder: Path, filed: list[Filed]) -> None:
    """Move a file to done, or where nothing came of it to refused with the reason beside it."""
    refused = [one for one in filed if one.outcome == ingest.REFUSED]
    aside = REFUSED if refused and len(refused) == len(filed) else DONE
    target = folder / aside / f"{timezone.localdate():%Y-%m-%d}" / path.relative_to(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    target = _reserved(target)
    os.replace(path, target)
    if refused:
        reasons = "".join(f"{one.file}\n{one.code}: {one.reason}\n{one.remedy}\n\n" for one in refused)
        target.with_name(target.name + REASON).write_text(reasons, encoding="utf-8")


def _reserved(target: Path) -> Path:
    """Make an empty file under the wanted name, or the nearest free one, so that nothing is overwritten."""
    for number in range(1, NAMES):
        free = target if number == 1 else target.with_name(f"{target.stem}-{number}{target.suffix}")
        try:
            free.touch(exist_ok=False)
        except FileExistsError:
            continue
        return free
    raise FileExistsError(f"There are {NAMES} files of this name: {target}")
