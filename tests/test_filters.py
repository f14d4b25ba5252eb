"""The filters of the lists, alone and together."""

from datetime import datetime
from html import unescape
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from articles import listings
from articles.filters import ArticleFilter
from articles.models import Section
from tests import factories
from tests.test_views import page

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def found(query: str) -> set[str]:
    """Return the headlines that a query leaves."""
    filters = ArticleFilter(QueryDict(query), sections=list(Section.objects.all()))
    assert filters.form.is_valid(), filters.form.errors
    return {story.headline for story in filters.find(listings.FRONT)}


@pytest.fixture
def stories() -> dict[str, dict[str, str]]:
    """Publish one story for every combination of section, byline, day and picture; return them by headline."""
    made = {}
    for section, byline, day, photo in product(
        ("politics", "sport"), ("sam-lister", "press-association"), ("2024-01-30", "2024-07-01"), ("yes", "no")
    ):
        headline = f"{section} {byline} {day} {photo}"
        made[headline] = {"section": section, "byline": byline, "day": day, "photo": photo}
        factories.published(
            headline=headline,
            at=datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=LONDON),
            section=factories.section(section),
            bylines=["Sam Lister" if byline == "sam-lister" else "Press Association"],
            captions=[{"picture": factories.photo(specs=factories.RENDITIONS) if photo == "yes" else None}],
        )
    return made


@pytest.mark.parametrize("section", ["", "politics"])
@pytest.mark.parametrize("byline", ["", "sam-lister"])
@pytest.mark.parametrize("day", ["", "2024-01-30"])
@pytest.mark.parametrize("photo", ["", "yes", "no"])
def test_filters_work_alone_and_together(stories, section, byline, day, photo):
    wanted = {"section": section, "byline": byline, "day": day, "photo": photo}
    query = f"section={section}&byline={byline}&since={day}&until={day}&photo={photo}"
    fits = {
        title
        for title, one in stories.items()
        if all(not value or one[name] == value for name, value in wanted.items())
    }
    assert found(query) == fits


def test_a_day_begins_and_ends_at_midnight_in_london():
    for clock in ("2024-06-30T23:59:59", "2024-07-01T00:00:00", "2024-07-01T23:59:59", "2024-07-02T00:00:00"):
        factories.published(headline=clock, at=datetime.fromisoformat(clock).replace(tzinfo=LONDON))
    assert found("since=2024-07-01&until=2024-07-01") == {"2024-07-01T00:00:00", "2024-07-01T23:59:59"}
    assert found("until=2024-06-30") == {"2024-06-30T23:59:59"}


def test_a_picture_that_has_not_arrived_is_none():
    factories.published(headline="Announced", captions=[{}])
    assert found("photo=yes") == set() and found("photo=no") == {"Announced"}


def test_the_form_offers_only_bylines_that_readers_can_find(client):
    factories.published(bylines=["Sam Lister"])
    factories.article(bylines=["Only Drafts"])
    factories.withdrawn(bylines=["Was Withdrawn"])
    text = page(client, "/")
    assert '<option value="sam-lister">Sam Lister</option>' in text
    assert "Only Drafts" not in text and "Was Withdrawn" not in text


def test_a_byline_of_old_stories_can_still_be_asked_for(client, settings):
    settings.PAGE_SIZE = 1
    factories.published(bylines=["Ada Quill"], at=datetime(2020, 1, 1, tzinfo=LONDON), headline="Of long ago")
    factories.published(bylines=["Sam Lister"])
    assert "Ada Quill" not in page(client, "/politics/")
    text = page(client, "/?byline=ada-quill")
    assert "Of long ago" in text and '<option value="ada-quill" selected>' in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("section=nowhere", "There is no such section."),
        ("section=%00", "There is no such section."),
        ("byline=nobody", "Nobody of that name has a story here."),
        ("byline=null", "Nobody of that name has a story here."),
        ("byline=%00", "Nobody of that name has a story here."),
        ("since=yesterday", "Write the date as year-month-day"),
        ("since=2024-02-30", "Write the date as year-month-day"),
        ("since=0001-01-01", "Choose a date from 1900 on."),
        ("until=9999-12-31", "Choose a date before the year 3000."),
        ("until=99999999999999999999-01-01", "Write the date as year-month-day"),
        ("since=2024-02-02&until=2024-02-01", "The last day lies before the first."),
        ("photo=maybe", "Choose stories with photos, without, or both."),
    ],
)
@pytest.mark.parametrize("address", ["/", "/search/?q=plan"])
def test_a_filter_that_makes_no_sense_is_explained(client, address, query, says):
    factories.published(headline="A story")
    text = page(client, f"{address}{'&' if '?' in address else '?'}{query}")
    assert says in text and "A story" not in text and "errorlist" in text
    assert '<details class="filters" open>' in text


@pytest.mark.parametrize(
    "query",
    ["__proto__=1", "author__password=x", "status=new", "section__slug=x", "order_by=headline", "page=1&page=1"],
)
def test_what_is_no_filter_is_not_looked_at(client, query):
    factories.published(headline="A story")
    assert "A story" in page(client, f"/?{query}")


def test_the_last_of_a_repeated_filter_counts_and_nothing_breaks(client):
    factories.published(headline="A story")
    assert "A story" in page(client, "/?section=sport&section=politics")


def test_filters_are_kept_over_pages_and_shown_with_a_way_out(client, settings, stories):
    settings.PAGE_SIZE = 3
    text = page(client, "/?section=politics&photo=yes")
    older = text.split('rel="next" href="')[1].split('"')[0]
    assert older.startswith("/?section=politics&amp;photo=yes&amp;before=2024") and 'rel="prev"' not in text
    assert '<a href="/?photo=yes">Section: Politics' in text
    assert '<a href="/?section=politics">Photos: With photos' in text
    last = page(client, unescape(older))
    assert 'rel="next"' not in last and last.count("<h3>") == 1
    newer = last.split('rel="prev" href="')[1].split('"')[0]
    assert newer.startswith("/?section=politics&amp;photo=yes&amp;after=2024")
    assert page(client, unescape(newer)).count("<h3>") == 3
    page(client, "/?section=politics&photo=yes&page=2", 404)


def test_an_empty_result_says_what_to_clear(client):
    factories.published()
    text = page(client, "/?section=sport&since=2024-01-30")
    assert "No story matches all of this." in text
    empty = text.split('class="empty"')[1]
    assert '<a href="/?since=2024-01-30">Section: Sport</a>' in empty
    assert '<a href="/?section=sport">From: 30 January 2024</a>' in empty


def test_a_page_does_not_offer_what_it_has_decided(client):
    factories.published(bylines=["Sam Lister"])
    assert 'name="section"' not in page(client, "/politics/") and 'name="byline"' in page(client, "/politics/")
    assert 'name="byline"' not in page(client, "/by/sam-lister/") and 'name="section"' in page(
        client, "/by/sam-lister/"
    )
    assert "A story" not in page(client, "/sport/?section=politics")
