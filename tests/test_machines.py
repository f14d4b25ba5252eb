"""What machines read of the site: feeds, sitemaps, robots.txt, the interface for programs, ninjs."""

import json
from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from articles import typesetting, workflow
from articles.exports.feeds import FORMS
from articles.models import Article, Topic
from tests import factories

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
HOSTILE = "\x00\x0b]]>&amp;<b>\ufffe\U0001f9a6 \ud800end"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def fetch(client, address: str, status: int = 200, **headers: str):
    """Fetch an address as a program does."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, address
    assert not answer.cookies
    return answer


def read(client, address: str) -> ElementTree.Element:
    """Fetch a document of XML and read it."""
    return ElementTree.fromstring(fetch(client, address).content)


@pytest.mark.parametrize("place", ["", "section/politics/", "by/press-association/", "topic/water/"])
def test_every_list_has_its_feeds(client, place):
    story = factories.published(headline="Rivers & streams", standfirst="In short.", body="The whole text.")
    story.topics.add(Topic.objects.create(name="Water", slug="water"))
    with workflow.editing(story, expected=story.version, by=None):
        pass
    rss, atom = read(client, f"/feeds/{place}rss.xml"), read(client, f"/feeds/{place}atom.xml")
    said = json.loads(fetch(client, f"/feeds/{place}feed.json").content)
    address = f"http://testserver{story.get_absolute_url()}"
    assert [one.findtext("link") for one in rss.iter("item")] == [address]
    assert [one.findtext(f"{ATOM}title") for one in atom.iter(f"{ATOM}entry")] == ["Rivers & streams"]
    assert [(one["url"], one["summary"], one["content_text"]) for one in said["items"]] == [
        (address, "In short.", "In short.")
    ]
    assert "The whole text" not in json.dumps(said)


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_is_well_formed_whatever_a_headline_holds(client, form):
    from articles.exports.feeds import Entry, Feed

    at = timezone.now()
    entry = Entry("id", "https://example.com/", HOSTILE, HOSTILE, at, at, (HOSTILE,), HOSTILE, "", HOSTILE)
    text = FORMS[form][1](Feed(HOSTILE, "https://example.com/", "https://example.com/feed", [entry])).decode()
    titles = (
        [json.loads(text)["items"][0]["title"]]
        if form == "feed.json"
        else [one.text for one in ElementTree.fromstring(text).iter() if one.tag.endswith("title")][-1:]
    )
    assert titles == ["]]>&amp;<b>\U0001f9a6 end"]


def test_feeds_carry_the_whole_text_where_the_house_wants_it(client, settings):
    settings.FEEDS_FULL_TEXT = True
    picture = factories.photo(specs=factories.RENDITIONS)
    factories.published(body="First.\n\n[[photo 2]]\n\nLast.", captions=[{}, {"picture": picture}])
    html = json.loads(fetch(client, "/feeds/feed.json").content)["items"][0]["content_html"]
    assert "<p>Last.</p>" in html and 'src="http://testserver/media/' in html and '"/media' not in html
    assert ", /media" not in html


@pytest.mark.parametrize("address", ["/feeds/rss.xml", "/feeds/section/politics/atom.xml", "/sitemap/news.xml"])
def test_a_feed_costs_three_queries_at_most(client, address):
    factories.many_published(60)
    with CaptureQueriesContext(connection) as asked:
        fetch(client, address)
    assert len(asked) <= 3


def test_a_hub_is_named_where_there_is_one(client, settings):
    settings.WEBSUB_HUB = "https://hub.example.com/"
    assert 'rel="hub"' in fetch(client, "/feeds/atom.xml")["Link"]
    assert '<https://hub.example.com/>; rel="hub"' in fetch(client, "/feeds/feed.json")["Link"]


def test_the_feed_of_corrections_leads_to_the_story(client):
    story = factories.published()
    factories.correction(story, "It was 1,388.")
    factories.correction(factories.withdrawn(), "Of a story that is gone.")
    items = list(read(client, "/feeds/corrections/rss.xml").iter("item"))
    assert [one.findtext("description") for one in items] == ["It was 1,388."]


def test_the_sitemap_leads_to_every_month_and_the_month_to_every_story(client):
    old = factories.published(at=datetime(2024, 1, 30, 12, tzinfo=LONDON))
    new = factories.published(at=datetime(2024, 3, 1, 0, 5, tzinfo=LONDON))
    maps = [one.text for one in read(client, "/sitemap.xml").iter(f"{MAP}loc")]
    assert maps == [f"http://testserver/sitemap/{name}.xml" for name in ("news", "2024-03", "2024-02", "2024-01")]
    for story, month in ((old, "2024-01"), (new, "2024-03")):
        found = [one.text for one in read(client, f"/sitemap/{month}.xml").iter(f"{MAP}loc")]
        assert found == [f"http://testserver{story.get_absolute_url()}"]
    fetch(client, "/sitemap/2024-02.xml", 404)
    fetch(client, "/sitemap/2024-13.xml", 404)
    assert "Sitemap: http://testserver/sitemap.xml" in fetch(client, "/robots.txt").content.decode()


def test_the_news_sitemap_holds_the_last_two_days(client):
    factories.published(at=timezone.now() - timedelta(hours=49))
    fresh = factories.published(headline=f"Fresh {chr(11)}& new", at=timezone.now() - timedelta(hours=47))
    text = fetch(client, "/sitemap/news.xml").content
    root = ElementTree.fromstring(text)
    assert [one.text for one in root.iter(f"{MAP}loc")] == [f"http://testserver{fresh.get_absolute_url()}"]
    assert b"<news:title>Fresh &amp; new</news:title>" in text


def test_a_story_is_ninjs_by_its_name_and_by_what_is_asked_for(client):
    story = factories.published(headline="Rivers")
    address = story.get_absolute_url()
    by_name = fetch(client, f"{address[:-1]}.json").json()
    by_asking = fetch(client, address, accept="application/json")
    assert by_name == by_asking.json() and by_name["standard"]["name"] == "ninjs"
    page = fetch(client, address, accept="text/html,application/json;q=0.9")
    assert b"<!doctype html>" in page.content and "Accept" in page["Vary"]


def test_the_description_of_the_interface_is_valid_and_true(client):
    said = fetch(client, "/api/openapi.json").json()
    validate(said)
    story = factories.published(captions=[{"picture": factories.photo(specs=factories.RENDITIONS)}])
    factories.correction(story)
    whole = {"$ref": "#/components/schemas/Article", "components": said["components"]}
    listed = {"$ref": "#/components/schemas/Page", "components": said["components"]}
    Draft202012Validator(whole).validate(fetch(client, f"/api/articles/{story.pk}/").json())
    Draft202012Validator(listed).validate(fetch(client, "/api/articles/").json())


def test_programs_follow_cursors_to_the_end(client):
    factories.many_published(25)
    address, seen = "/api/articles/?limit=10&section=politics", []
    while address:
        said = fetch(client, address).json()
        seen += [one["headline"] for one in said["results"]]
        address = said["next"]
    assert seen == [f"One of many stories {at}" for at in range(25)]
    assert said["previous"].startswith("http://testserver/api/articles/?limit=10&section=politics&after=")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("section=x", "section"),
        ("since=x", "since"),
        ("before=x", "before"),
    ],
)
def test_what_programs_ask_wrongly_is_explained(client, query, name):
    assert name in fetch(client, f"/api/articles/?{query}", 400).json()["errors"]


def test_programs_get_what_readers_get(client):
    story = factories.published()
    gone = factories.withdrawn(note="We named the wrong person.")
    draft = factories.article()
    assert fetch(client, f"/api/articles/{story.pk}/").json()["body_html"] == typesetting.compose(story).body
    assert fetch(client, f"/api/articles/{gone.pk}/", 410).json()["note"] == "We named the wrong person."
    assert (
        fetch(client, f"/api/articles/{draft.pk}/", 404).content == fetch(client, "/api/articles/99999/", 404).content
    )
    assert client.post("/api/articles/", {}).status_code == 405
    assert [one["id"] for one in fetch(client, "/api/articles/?q=story").json()["results"]] == [story.pk]
    assert Article.objects.count() == 3
