"""Fill a database with many published stories: one is made as the desk would, the rest are copies of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from articles import listings, search, workflow
from articles.models import Article, ArticleByline, Byline, Listing, Section, Typeset
from articles.models.article import slug_for

BATCH = 2000
PARAGRAPHS = 25
WORDS = (
    "council harbour bridge minister report school hospital river budget inquiry ferry station market farm court "
    "election strike museum planning energy housing police library climate railway fishing theatre football weather"
).split()


def fill(wanted: int) -> int:
    """Make published stories until there are so many, and return the id of the first."""
    first = Article.objects.order_by("pk").first() or _first()
    start = Article.objects.count()
    numbers = iter(range(start, wanted))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _copy(first, batch)
    for name in Listing.objects.order_by().values_list("list", flat=True).distinct():
        listings.lay_out(name)
    return first.pk


def _first() -> Article:
    body = "\n\n".join(_paragraph(number) for number in range(PARAGRAPHS))
    article = Article.objects.create(
        headline="Council agrees plan for the harbour bridge", slug="council-agrees-plan", body=body,
        standfirst="The report says what the minister will do next.", provider="PA", wire_uri="bench:0",
        catchline="POLITICS Bridge", section=Section.objects.get(slug="politics"),
        first_published_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    byline = Byline.objects.create(name="Press Association", slug="press-association", kind=Byline.Kind.ORGANISATION)
    ArticleByline.objects.create(article=article, byline=byline, position=1)
    workflow.record(article, by=None, event="imported")
    return workflow.move(article, "publish", by=None)


def _paragraph(number: int) -> str:
    return " ".join(_words(number * 7, 45)).capitalize() + "."


def _words(start: int, count: int) -> Iterator[str]:
    return (WORDS[(start + at * (1 + start % 5)) % len(WORDS)] for at in range(count))


def _copy(first: Article, numbers: list[int]) -> None:
    """Write the rows of so many further stories, each a little older than the one before."""
    sections = list(Section.objects.all())
    byline, typeset = first.article_bylines.get(), first.typeset
    assert first.publish_at is not None
    made = []
    for number in numbers:
        at = first.publish_at - timedelta(minutes=number)
        headline = " ".join(_words(number, 7)).capitalize() + f" {number}"
        made.append(
            Article(
                headline=headline,
                slug=slug_for(headline),
                body=first.body,
                standfirst=first.standfirst,
                section=sections[number % len(sections)],
                provider="PA",
                wire_uri=f"bench:{number}",
                catchline=f"{WORDS[number % len(WORDS)]} {number // 50}",
                status=first.status,
                publish_at=at,
                first_published_at=at,
            )
        )
    stories = Article.objects.bulk_create(made)
    ArticleByline.objects.bulk_create(
        ArticleByline(article=one, byline_id=byline.byline_id, position=1) for one in stories
    )
    fields = [one.name for one in Typeset._meta.concrete_fields if not one.primary_key]
    Typeset.objects.bulk_create(
        Typeset(article=one, **{name: getattr(typeset, name) for name in fields}) for one in stories
    )
    lists = (listings.FRONT, listings.byline_list(byline.byline_id))
    Listing.objects.bulk_create(
        Listing(list=name, at=one.publish_at, article=one)
        for one in stories
        for name in (*lists, listings.section_list(one.section_id or 0), listings.takes_list(one.catchline))
    )
    for one in stories:
        search.index(one)
