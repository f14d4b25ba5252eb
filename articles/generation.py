"""The generation of the public site: pages that were made in one generation stay true until the next.

A change of the database begins a new one by `advance`, in its own transaction. The clock begins one too: when a
scheduled story comes due, an embargo ends, a story or a picture's rights expire, a correction comes out or goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Min, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.models import Article, Correction, Generation, Photo, Status

ROW = 1
LISTED = (Status.PUBLISHED, Status.SCHEDULED)


def advance() -> None:
    """Begin a new generation. Call it last in the transaction that changes what readers see."""
    if not Generation.objects.filter(pk=ROW).update(number=F("number") + 1):
        Generation.objects.get_or_create(pk=ROW)


def current() -> tuple[int, datetime]:
    """Return the number of the generation that the database is in, and the time by the database's clock."""
    row = Generation.objects.filter(pk=ROW).annotate(at=Now()).values_list("number", "at").first()
    return row or (0, timezone.now())


def next_by_clock() -> datetime | None:
    """Return when the clock alone will next change what readers see, None where nothing is due."""
    return min((at for at in _times() if at is not None), default=None)


def _times() -> Iterator[datetime | None]:
    """Yield the next moment of each kind, by the database's clock."""
    public = Article.objects.filter(status__in=LISTED)
    yield from (_next(public, name) for name in ("publish_at", "embargo_until", "expires_at"))
    yield from (_next(Correction.objects.all(), name) for name in ("published_at", "show_until"))
    yield _next(Photo.objects.all(), "rights_expire_at")


def _next(rows: QuerySet[Any], name: str) -> datetime | None:
    found: datetime | None = rows.filter(**{f"{name}__gt": Now()}).aggregate(next=Min(name))["next"]
    return found
