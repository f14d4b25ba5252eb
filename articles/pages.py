"""The pages of lists: numbered ones, and ones that go on before or after a story. Both are cut at kept marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from articles import listings
from articles.listings import Mark
from articles.models import Article, ArticleQuerySet

NUMBER = re.compile(r"[1-9][0-9]{0,8}")
ANCHOR = re.compile(r"([0-9]{8}T[0-9]{12})Z-([1-9][0-9]{0,17})", re.ASCII)
STAMP = "%Y%m%dT%H%M%S%f"
AROUND = 2

Find = Callable[[Mark | None, Mark | None], ArticleQuerySet]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `newer` and `older` are the words of the query that lead on, None at the ends."""

    articles: list[Article]
    newer: str | None = None
    older: str | None = None
    number: int = 0
    newest: int = 0

    ANCHORS: ClassVar[tuple[str, str]] = ("before", "after")

    @property
    def numbers(self) -> Iterator[int]:
        """Yield the pages to link to, the newest first, and 0 for a gap. A page keeps its number for ever."""
        if self.newest < 2:
            return
        top, bottom = min(self.number + AROUND, self.newest), max(self.number - AROUND, 1)
        if top < self.newest:
            yield self.newest
        if top < self.newest - 1:
            yield 0
        yield from range(top, bottom - 1, -1)
        if bottom > 2:
            yield 0
        if bottom > 1:
            yield 1

    @property
    def days(self) -> list[tuple[date, list[Article]]]:
        """Return the stories by the day readers first saw them."""
        return by_day(self.articles)


def by_day(articles: list[Article]) -> list[tuple[date, list[Article]]]:
    """Return stories, newest first, in groups of one day of the newsroom's clock."""
    return [(day, list(group)) for day, group in groupby(articles, key=_day)]


def numbered(name: str, request: HttpRequest) -> Page:
    """Return the page of a list that the reader asked for, or its newest. Raises Http404 for one that is not there."""
    asked = request.GET.get("page")
    if asked is not None and not NUMBER.fullmatch(asked):
        raise Http404
    found = listings.find_page(name, int(asked) if asked else None)
    if found is None:
        raise Http404
    articles = list(listings.in_list(name, since=found.since, before=found.before).for_cards())
    return Page(
        articles,
        newer=page_query(found.number + 1, found.newest) if found.number < found.newest else None,
        older=page_query(found.number - 1, found.newest) if found.number > 1 else None,
        number=found.number,
        newest=found.newest,
    )


def page_query(number: int, newest: int) -> str:
    """Return the words of the query for a numbered page; the newest is the list itself."""
    return f"page={number}" if number < newest else ""


def anchored(find: Find, request: HttpRequest, size: int = 0) -> Page:
    """Return the page that follows the story named by `before` or goes before that of `after`, or the newest.

    `find` gives the stories from one mark on and before another, newest first. Raises Http404 for what is no anchor.
    """
    size = size or settings.PAGE_SIZE
    before, after = _mark(request.GET, "before"), _mark(request.GET, "after")
    if after:
        rows = list(find(Mark(after.at, after.pk + 1), None).reverse().for_cards()[: size + 1])
        shown = rows[:size][::-1]
        newer = f"after={anchor(shown[0])}" if len(rows) > size else None
        return Page(shown, newer=newer, older=f"before={anchor(shown[-1])}" if shown else "")
    rows = list(find(None, before).for_cards()[: size + 1])
    shown = rows[:size]
    newer = f"after={anchor(shown[0])}" if before and shown else "" if before else None
    return Page(shown, newer=newer, older=f"before={anchor(shown[-1])}" if len(rows) > size else None)


def anchor(article: Article) -> str:
    """Write a story's place in time as it stands in an address."""
    assert article.publish_at is not None, "the database lets no story out without its time"
    return f"{article.publish_at.astimezone(UTC):{STAMP}}Z-{article.pk}"


def _mark(query: QueryDict, name: str) -> Mark | None:
    text = query.get(name)
    if text is None:
        return None
    found = ANCHOR.fullmatch(text)
    if found is None:
        raise Http404
    try:
        return Mark(datetime.strptime(found[1], STAMP).replace(tzinfo=UTC), int(found[2]))
    except ValueError:
        raise Http404 from None


def _day(article: Article) -> date:
    assert article.publish_at is not None, "the database lets no story out without its time"
    return timezone.localdate(article.publish_at)
