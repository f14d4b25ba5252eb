"""Numbered pages without counting the table: a page knows those before it and looks a few ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone

from articles.models import Article, ArticleQuerySet

NUMBER = re.compile(r"[1-9][0-9]{0,5}")
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `ahead` is how many pages are known to follow, up to AHEAD."""

    number: int
    articles: list[Article]
    ahead: int

    @property
    def previous(self) -> int:
        """Return the number of the page before, 0 on the first."""
        return self.number - 1

    @property
    def next(self) -> int:
        """Return the number of the page after, 0 on the last."""
        return self.number + 1 if self.ahead else 0

    @property
    def numbers(self) -> Iterator[int]:
        """Yield the pages to link to, 0 for a gap: the first, those around this one, and perhaps more to come."""
        first = max(1, self.number - 2)
        if first > 1:
            yield 1
        if first > 2:
            yield 0
        yield from range(first, self.number + min(self.ahead, 2) + 1)
        if self.ahead == AHEAD:
            yield 0

    @property
    def days(self) -> list[tuple[date, list[Article]]]:
        """Return the stories by the day readers first saw them."""
        return by_day(self.articles)


def by_day(articles: list[Article]) -> list[tuple[date, list[Article]]]:
    """Return stories, newest first, in groups of one day of the newsroom's clock."""
    return [(day, list(group)) for day, group in groupby(articles, key=_day)]


def page_of(articles: ArticleQuerySet, request: HttpRequest) -> Page:
    """Return the page the reader asked for. Raises Http404 for one that is not there."""
    asked = request.GET.get("page", "1")
    if not NUMBER.fullmatch(asked):
        raise Http404
    number, size = int(asked), settings.PAGE_SIZE
    start = (number - 1) * size
    rows = list(articles.newest_first().for_cards()[start : start + size])
    if not rows and number > 1:
        raise Http404
    following = articles.newest_first()[start + size : start + size * AHEAD + size].count()
    return Page(number, rows, ahead=-(-following // size))


def _day(article: Article) -> date:
    assert article.publish_at is not None, "the database lets no story out without its time"
    return timezone.localdate(article.publish_at)
