"""The lists that readers leaf through: who stands in them, and where their pages begin.

Nothing is counted and nothing is skipped over: a page is what stands between two marks, and the marks are kept.
Pages are numbered from the oldest, so an address of a page shows the same stories for ever. The newest page stays
open; when it holds two pages' worth, its older half is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Subquery
from django.db.models.functions import Now
from django.utils.text import slugify

from articles.models import Article, ArticleQuerySet, Listing, PageBreak, Status

FRONT = "front"
LISTED = (Status.PUBLISHED, Status.SCHEDULED)
# What decides whether a story is seen, and so how full a page is.
SHOWN_BY = frozenset({"status", "publish_at", "hold_reason", "embargo_until", "expires_at"})
OVERFULL = 3  # an older page that grew to so many pages' worth has the list laid out anew


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A story's place in time: lists are cut before or after it."""

    at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Pages:
    """What is known of a numbered page: where it begins and ends, and the number of the newest page."""

    number: int
    newest: int
    since: Mark | None = None
    before: Mark | None = None


def section_list(pk: int) -> str:
    """Return the list of a section."""
    return f"section-{pk}"


def byline_list(pk: int) -> str:
    """Return the list of a person or an agency."""
    return f"byline-{pk}"


def topic_list(pk: int) -> str:
    """Return the list of a topic."""
    return f"topic-{pk}"


def takes_list(catchline: str) -> str:
    """Return the list of the stories that the wire sends under one catchline, empty without one."""
    words = slugify(catchline).split("-")
    return f"takes-{'-'.join(words[:2])[:50]}" if words[0] else ""


def lists_of(article: Article) -> set[str]:
    """Return every list the story stands in."""
    found = {FRONT, takes_list(article.catchline)}
    found |= {byline_list(pk) for pk in article.article_bylines.values_list("byline_id", flat=True)}
    found |= {topic_list(pk) for pk in article.topics.values_list("pk", flat=True)}
    if article.section_id:
        found.add(section_list(article.section_id))
    return found - {""}


def in_list(name: str, *, since: Mark | None = None, before: Mark | None = None) -> ArticleQuerySet:
    """Return the public stories of a list, newest first, from a mark on and before another."""
    # What is not out yet is left out twice: this bound is what leads SQLite to the index of the list.
    where = Q(listings__list=name, listings__at__lte=Now())
    if since:
        where &= Q(listings__at__gte=since.at) & (Q(listings__at__gt=since.at) | Q(listings__article_id__gte=since.pk))
    if before:
        where &= Q(listings__at__lte=before.at) & (
            Q(listings__at__lt=before.at) | Q(listings__article_id__lt=before.pk)
        )
    return Article.objects.published().filter(where).order_by("-listings__at", "-listings__article_id")


def find_page(name: str, number: int | None) -> Pages | None:
    """Return where a numbered page of the list begins and ends, the newest for None; None where there is none."""
    breaks = PageBreak.objects.filter(list=name)
    newest = breaks.order_by("-number").values("number")[:1]
    around = Q(number=Subquery(newest)) | Q(number__in=[number, number + 1] if number else [])
    marks = {one.number: Mark(one.at, one.article_id) for one in breaks.filter(around)}
    last = max(marks, default=1)
    number = number or last
    if number > last:
        return None
    return Pages(number, last, since=marks.get(number), before=marks.get(number + 1))


def place(article: Article, *, changed: Iterable[str]) -> None:
    """Put the story where it belongs, and out of where it does not. Call it in the transaction that saves it."""
    wanted = lists_of(article) if article.status in LISTED else set()
    rows = Listing.objects.filter(article=article)
    had = dict(rows.values_list("list", "at"))
    gone = had.keys() - wanted
    moved = {name for name in wanted if had.get(name) != article.publish_at}
    if gone:
        rows.filter(list__in=gone).delete()
    if moved:
        rows.filter(list__in=moved).delete()
        assert article.publish_at is not None, "the database lets no story out without its time"
        Listing.objects.bulk_create(Listing(list=name, at=article.publish_at, article=article) for name in moved)
    touched = had.keys() | wanted if SHOWN_BY & set(changed) else gone | moved
    for name in sorted(touched):
        _turn(name, article)


def place_again(article: Article) -> None:
    """Put a story that is out into its lists as it stands now, in a transaction of its own."""
    with transaction.atomic():
        current = Article.objects.select_for_update().filter(pk=article.pk).first()
        if current is not None:
            place(current, changed=())


def _turn(name: str, article: Article) -> None:
    """Close the newest page where it has grown to two, open it again where it has become less than one."""
    last = PageBreak.objects.filter(list=name).order_by("-number").first()
    since = Mark(last.at, last.article_id) if last else None
    if since and article.publish_at and article.publish_at < since.at:
        _relieve(name, Mark(article.publish_at, article.pk))
        return
    size = settings.PAGE_SIZE
    newest = _marks(in_list(name, since=since)[: 2 * size])
    if len(newest) >= 2 * size:
        _break(name, (last.number if last else 1) + 1, newest[size - 1])
    elif last and len(newest) < size:
        last.delete()


def _relieve(name: str, at: Mark) -> None:
    """Lay the list out anew where an older page has become far too long."""
    breaks = PageBreak.objects.filter(list=name)
    older = breaks.filter(at__lte=at.at).order_by("-number").first()
    newer = breaks.filter(at__gt=at.at).order_by("number").first()
    since = Mark(older.at, older.article_id) if older else None
    before = Mark(newer.at, newer.article_id) if newer else None
    most = OVERFULL * settings.PAGE_SIZE
    if len(_marks(in_list(name, since=since, before=before)[:most])) == most:
        lay_out(name)


def _break(name: str, number: int, mark: Mark) -> None:
    row = PageBreak(list=name, number=number, at=mark.at, article_id=mark.pk)
    PageBreak.objects.bulk_create([row], ignore_conflicts=True)


def _marks(articles: ArticleQuerySet) -> list[Mark]:
    return [Mark(at, pk) for at, pk in articles.values_list("listings__at", "pk")]


def lay_out(name: str) -> int:
    """Give all pages of a list new numbers, and return how many there are. Only its public stories count."""
    size = settings.PAGE_SIZE
    marks = _marks(in_list(name))
    number: int = max(len(marks) // size, 1)
    PageBreak.objects.filter(list=name).delete()
    PageBreak.objects.bulk_create(
        (
            PageBreak(list=name, number=at + 1, at=mark.at, article_id=mark.pk)
            for at in range(1, number)
            for mark in [marks[len(marks) - 1 - at * size]]
        ),
        batch_size=1000,
    )
    return number
