"""The pages that list stories: order, days, pages, search, and what they cost."""

from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Section
from tests import factories
from tests.test_views import page

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def headlines(text: str) -> list[str]:
    """Return the numbers of the stories made in bulk, in the order of the page."""
    return [part.split("<")[0] for part in text.split(">One of many stories ")[1:]]


def test_the_newest_story_stands_large_on_the_front_page_once(client):
    factories.many_published(8)
    text = page(client, "/")
    assert headlines(text) == [str(number) for number in range(8)]
    assert text.count('<article class="splash') == 1
    assert "One of many stories 0" in text.split('<article class="splash')[1].split("</article>")[0]


@pytest.mark.parametrize("address", ["/?page=1", "/?photo=yes", "/politics/"])
def test_only_the_first_unfiltered_front_page_has_a_large_story(client, address):
    factories.many_published(45)
    assert 'class="splash' not in page(client, address)


def test_lists_are_grouped_by_the_day_in_london(client):
    summer = datetime(2024, 7, 1, 0, 30, tzinfo=LONDON)  # still 30 June in Greenwich
    factories.published(at=summer, headline="After midnight")
    factories.published(at=summer - timedelta(hours=1), headline="Before midnight")
    text = page(client, "/politics/")
    first, second = text.split('class="day-name"')[1:]
    assert "Monday 1 July 2024" in first and "After midnight" in first and "12.30am" in first
    assert "Sunday 30 June 2024" in second and "Before midnight" in second and "11.30pm" in second


def test_a_day_of_this_year_is_named_without_the_year(client):
    moment = datetime(2024, 1, 30, 21, 14, tzinfo=LONDON)
    factories.published(at=moment)
    with time_machine.travel(moment + timedelta(hours=1), tick=False):
        assert ">Tuesday 30 January<" in page(client, "/politics/")


def test_pages_follow_each_other_and_end(client, settings):
    settings.PAGE_SIZE = 10
    factories.many_published(25)
    newest, oldest = page(client, "/politics/"), page(client, "/politics/?page=1")
    assert headlines(newest) + headlines(oldest) == [str(number) for number in range(25)]
    assert headlines(oldest) == [str(number) for number in range(15, 25)]
    assert 'rel="next" href="/politics/?page=1"' in newest and 'rel="prev"' not in newest
    assert 'rel="prev" href="/politics/"' in oldest and 'rel="next"' not in oldest
    assert 'href="/politics/?page=1" aria-current="page"' in oldest
    page(client, "/politics/?page=3", 404)


def test_a_page_shows_the_same_stories_for_ever_while_others_are_published(client, settings):
    settings.PAGE_SIZE = 3
    factories.many_published(7)
    before = headlines(page(client, "/politics/?page=1"))
    for _ in range(8):
        factories.published()
    assert headlines(page(client, "/politics/?page=1")) == before == ["4", "5", "6"]
    assert headlines(page(client, "/politics/?page=2")) == ["1", "2", "3"]
    assert 'rel="next" href="/politics/?page=4"' in page(client, "/politics/")


def test_no_page_is_reached_by_skipping_or_counting(client, settings):
    settings.PAGE_SIZE = 3
    factories.many_published(40)
    for address in (
        "/",
        "/politics/",
        "/politics/?page=7",
        "/by/press-association/?page=2",
        "/search/?q=stories",
        "/?section=politics",
        "/?until=2999-01-01&photo=yes",
    ):
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
        words = " ".join(query["sql"].upper() for query in asked.captured_queries)
        assert "OFFSET" not in words and "COUNT(" not in words and len(asked) <= 4, address


@pytest.mark.parametrize("number", ["0", "-1", "2", "9999999", "9999999999", "x", "1.0", "", "%00", "01", "１"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    factories.published()
    page(client, f"/?page={number}", 404)


def test_the_pages_ahead_are_known_without_counting_the_archive(client, settings):
    settings.PAGE_SIZE = 2
    factories.many_published(15)
    text = page(client, "/politics/?page=4")
    shown = [part.split("<")[0] for part in text.split('<span class="hidden">Page </span>')[1:]]
    assert shown == ["7", "6", "5", "4", "3", "2", "1"] and 'class="pages-gap"' not in text
    factories.many_published(10)
    assert page(client, "/politics/?page=6").count('class="pages-gap"') == 2


def test_a_section_lists_its_own_stories_only(client):
    factories.published(headline="About politics")
    factories.published(headline="About sport", section=factories.section("sport"))
    text = page(client, "/sport/")
    assert "About sport" in text and "About politics" not in text
    assert '<body class="accent-sport">' in text


def test_a_byline_page_names_role_and_organisation(client):
    factories.published(
        bylines=[factories.byline("Sam Lister", organisation="Press Association", role="Political Correspondent")]
    )
    text = page(client, "/by/sam-lister-press-association/")
    assert "<h1>Sam Lister</h1>" in text and "Political Correspondent, Press Association" in text


def test_a_scheduled_story_that_has_come_due_is_there_without_any_job(client):
    moment = timezone.now() - timedelta(minutes=5)
    story = factories.article(headline="As scheduled", status="scheduled", publish_at=moment)
    assert "As scheduled" in page(client, "/") and "As scheduled" in page(client, story.get_absolute_url())


def test_search_finds_words_of_headline_text_caption_and_byline(client):
    factories.published(headline="Otters return", body="They like the Wharfe.", bylines=["Ada Quill"])
    factories.published(headline="Nothing of that kind", captions=[{"text": "A kestrel above the moor"}])
    for words, found in (("otter", "Otters"), ("wharfe", "Otters"), ("quill", "Otters"), ("kestrel", "Nothing of")):
        text = page(client, f"/search/?q={words}")
        assert found in text and text.count("<h3>") == 1


def test_search_keeps_the_words_in_the_box_and_over_its_pages(client, settings):
    settings.PAGE_SIZE = 5
    factories.many_published(12)
    text = page(client, "/search/?q=many+%22stories%22&section=politics")
    assert 'value="many &quot;stories&quot;"' in text
    older = text.split('rel="next" href="')[1].split('"')[0]
    assert older.startswith("/search/?section=politics&amp;q=many+%22stories%22&amp;before=2")
    assert headlines(text) + headlines(page(client, unescape(older))) == [str(number) for number in range(10)]


def test_search_without_words_shows_the_form(client):
    factories.published()
    for address in ("/search/", "/search/?q=", "/search/?q=+++"):
        text = page(client, address)
        assert 'name="q"' in text and "<h3>" not in text and "Nothing was found" not in text


@pytest.mark.parametrize(
    "words", ["zebra", "%21%21%21", "%22%29%28%2A", "NEAR%28", "headline%3Aplan", "--", "%F0%9F%A6%93"]
)
def test_search_says_when_nothing_was_found(client, words):
    factories.published()
    assert "Nothing was found." in page(client, f"/search/?q={words}")


@pytest.mark.parametrize("words", ["a%00b", "x" * 201])
def test_search_says_which_words_it_cannot_take(client, words):
    factories.published()
    assert 'id="id_q_error"' in page(client, f"/search/?q={words}")


def test_filtered_pages_and_searches_stay_out_of_indexes(client):
    factories.published()
    assert "noindex" not in page(client, "/") and "noindex" not in page(client, "/politics/")
    for address in ("/?section=politics", "/?section=wrong", "/search/", "/search/?q=plan", "/none/"):
        text = client.get(address).content.decode()
        assert 'content="noindex' in text
        assert 'rel="canonical"' not in text


def test_an_empty_newsroom_has_a_front_page(client):
    assert "There are no stories here yet." in page(client, "/")


@pytest.mark.parametrize("address", ["/", "/politics/", "/by/press-association/", "/search/?q=stories", "{story}"])
def test_a_page_costs_the_same_with_a_thousand_stories_as_with_ten(client, address, settings):
    settings.PAGE_SIZE = 10
    factories.many_published(10)
    newest = Article.objects.newest_first().first()
    address = address.format(story=newest.get_absolute_url())
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        page(client, address)
    factories.many_published(990)
    Section.objects.create(name="One more", slug="one-more")
    if newest.slug in address:
        address = Article.objects.newest_first().first().get_absolute_url()
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(many) == len(few) <= (3 if newest.slug in address else 4), [
        query["sql"][:90] for query in many.captured_queries
    ]
