"""The leak matrix: every state that is not public, on every surface a reader can reach.

Each secret story has its own word in everything that is said in it. The site is crawled without the secret stories
and with them: no byte may differ, so no word, no count, no date and no page more.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from articles import urls, workflow
from articles.models import Article, Topic
from tests import factories

pytestmark = pytest.mark.django_db

SOON = timedelta(hours=1)
# In pages, feeds, sitemaps and JSON.
LINK = re.compile(r"""(?:href="|http://testserver)(/[^"#<>\s]*)""")


def secret(word: str, **fields) -> Article:
    """Make a story that holds the word in everything readers would see, and in what they never would."""
    story = factories.article(
        headline=f"Headline {word}",
        standfirst=f"Standfirst {word}",
        body=f"Body {word}.\n\n[[photo 2]]\n\nEnd {word}.",
        dateline=word,
        catchline=word,
        ed_note=word,
        public_note=fields.pop("public_note", word),
        bylines=[factories.byline(f"Name {word}", role=word, organisation=word)],
        **fields,
    )
    for _ in range(2):
        factories.caption(
            story,
            picture=factories.photo(specs=factories.RENDITIONS, description=word, headline=word),
            text=word, title=word, photographer=word, agency=word, alt_text=word,
        )  # fmt: skip
    story.topics.add(Topic.objects.create(name=f"Topic {word}", slug=f"topic-{word}"))
    factories.correction(story, f"Correction {word}")
    return story


def published(word: str, **fields) -> Article:
    """Publish a secret story and then change what makes it secret."""
    story = workflow.move(secret(word), "publish", by=None)
    if fields:
        with workflow.editing(story, expected=story.version, by=None, fields=fields):
            pass
    return story


def scheduled(word: str) -> Article:
    """Make a story that comes out in an hour."""
    return workflow.move(secret(word), "schedule", by=None, at=timezone.now() + SOON)


def withdrawn(word: str, **fields) -> Article:
    """Make a story that was published and withdrawn, with a note that does not say what it was."""
    story = workflow.move(published(word), "withdraw", by=None, note="A note to readers.")
    Article.objects.filter(pk=story.pk).update(**fields)
    return Article.objects.get(pk=story.pk)


NEVER_SEEN: dict[str, Callable[[str], Article]] = {
    "new": secret,
    "checking": lambda word: workflow.move(secret(word), "check", by=None),
    "ready": lambda word: workflow.move(secret(word), "ready", by=None),
    "spiked": lambda word: workflow.move(secret(word), "spike", by=None),
    "scheduled": scheduled,
    "scheduled and held": lambda word: secret(
        word, status="scheduled", publish_at=timezone.now() - SOON, hold_reason=word
    ),
    "due but embargoed": lambda word: secret(
        word, status="scheduled", publish_at=timezone.now() - SOON, embargo_until=timezone.now() + SOON
    ),
    "published, then held": lambda word: published(word, hold_reason=word),
    "published, then embargoed": lambda word: published(word, embargo_until=timezone.now() + SOON),
    "published for later": lambda word: published(word, publish_at=timezone.now() + SOON),
}
ONCE_SEEN: dict[str, Callable[[str], Article]] = {
    "withdrawn": withdrawn,
    "killed": lambda word: withdrawn(word, killed_at=timezone.now(), hold_reason=f"Killed by the wire: {word}"),
    "expired": lambda word: published(word, expires_at=timezone.now() - SOON, public_note=""),
}
EVERY = NEVER_SEEN | ONCE_SEEN


def some_public_stories() -> None:
    """Make enough public stories for several pages, in two sections, by two bylines."""
    for number in range(14):
        factories.published(
            at=timezone.now() - timedelta(days=400, hours=13 * number),
            headline=f"Public story {number}",
            section=factories.section("politics" if number % 3 else "sport"),
            bylines=["Press Association"] if number % 2 else ["Sam Lister"],
            captions=[{"picture": factories.photo(specs=factories.RENDITIONS)}] if number % 4 else [],
        )


# An address or more for every pattern of the public site: a surface without one fails the test below.
SURFACES = {
    "home": ["/"],
    "search": ["/search/"],
    "push": [],
    "rendition": ["/media/no/such/picture.webp"],
    "preview": ["/preview/guessed/"],
    "preview_picture": ["/preview/guessed/media/no/such/picture.webp"],
    "byline": ["/by/press-association/", "/by/nobody/"],
    "topic": ["/topic/water/", "/topic/nothing/"],
    "corrections": ["/corrections/"],
    "about": ["/about/"],
    "standing": ["/about/nothing/"],
    "archive": ["/archive/"],
    "month": ["/1999/01/"],
    "day": ["/1999/01/01/"],
    "robots": ["/robots.txt"],
    "sitemap": ["/sitemap.xml"],
    "news-sitemap": ["/sitemap/news.xml"],
    "month-sitemap": [f"/sitemap/{timezone.now():%Y-%m}.xml"],
    "feed": ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"],
    "corrections-feed": ["/feeds/corrections/atom.xml"],
    "section-feed": ["/feeds/section/politics/rss.xml", "/feeds/section/uk/atom.xml"],
    "byline-feed": ["/feeds/by/press-association/feed.json", "/feeds/by/nobody/feed.json"],
    "topic-feed": ["/feeds/topic/water/feed.json", "/feeds/topic/nothing/rss.xml"],
    "api-articles": [f"/api/articles/{query}" for query in ("", "?limit=100", "?q=story", "?photo=no", "?byline=x")],
    "api-article": ["/api/articles/999999/"],
    "api-document": ["/api/openapi.json"],
    "section": ["/politics/", "/uk/"],
    "article": ["/politics/nothing-999999/"],
    "ninjs": ["/politics/nothing-999999.json"],
}


def test_every_surface_of_the_site_is_in_the_matrix():
    assert {pattern.name for pattern in urls.urlpatterns} == SURFACES.keys()


def crawl(client: Client) -> dict[str, tuple[int, str, dict[str, str]]]:
    """Visit every surface, follow every link, and ask every kind of list for every kind of filter."""
    waiting = [address for addresses in SURFACES.values() for address in addresses]
    waiting += [
        f"{path}?{query}"
        for path in ("/", "/politics/", "/sport/", "/by/press-association/", "/search/")
        for query in ("", "section=politics", "byline=sam-lister", "photo=yes", "photo=no", "since=2020-01-01",
                      "until=2030-01-01", "q=story", "q=story&photo=yes", "q=headline", "q=name")
    ]  # fmt: skip
    seen: dict[str, tuple[int, str, dict[str, str]]] = {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(("/static/", "/media/ab")):
            continue
        answer = client.get(address)
        seen[address] = answer.status_code, answer.content.decode(), dict(answer.headers)
        waiting += [unescape(link) for link in LINK.findall(seen[address][1])]
    return seen


@pytest.fixture
def site(client, settings) -> dict[str, tuple[int, str, dict[str, str]]]:
    """Crawl a site of several pages that holds no secret."""
    settings.PAGE_SIZE = 5
    some_public_stories()
    water = Topic.objects.create(name="Water", slug="water")
    for story in Article.objects.published()[:7]:
        story.topics.add(water)
        with workflow.editing(story, expected=story.version, by=None):
            pass
    factories.correction(Article.objects.published()[0])
    pages = crawl(client)
    assert len(pages) > 150
    return pages


def test_no_page_changes_by_stories_that_are_not_public(client, site):
    words = []
    for number, make in enumerate(EVERY.values()):
        words.append(f"zyxsecret{number}q")
        make(words[-1])
    assert Article.objects.published().count() == 14
    after = crawl(client)
    assert after.keys() == site.keys()
    assert [address for address in site if after[address] != site[address]] == []
    assert not [word for word in words for _, text, headers in after.values() if word in text + str(headers)]


@pytest.mark.parametrize("state", NEVER_SEEN)
def test_a_story_never_seen_is_not_there_at_any_address(client, state):
    some_public_stories()
    nothing = client.get("/politics/nothing-999999/")
    story = NEVER_SEEN[state]("zyxsecret")
    for address in (story.get_absolute_url(), f"/sport/old-slug-{story.pk}/", f"/politics/x-{story.pk}/?page=2"):
        for method in (client.get, client.head):
            answer = method(address)
            assert answer.status_code == 404
            assert answer.content in (nothing.content, b"")
            assert dict(answer.headers) == dict(nothing.headers)


@pytest.mark.parametrize("state", ONCE_SEEN)
def test_of_a_story_once_seen_nothing_is_left_but_the_note(client, state):
    story = ONCE_SEEN[state]("zyxsecret")
    for address in (story.get_absolute_url(), f"/sport/old-slug-{story.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "zyxsecret" not in answer.content.decode()
        assert not {"Location", "Last-Modified"} & set(answer.headers)


def file_of(story: Article) -> str:
    """Give the first size of the story's lead picture its bytes, and return its address."""
    rendition = story.captions.first().photo.renditions.first()
    rendition.file.storage.save(rendition.file.name, ContentFile(b"pixels of the picture"))
    return rendition.file.url


@pytest.mark.parametrize("state", EVERY)
def test_no_picture_of_the_story_can_be_fetched(client, state):
    nothing = client.get("/media/no/such/picture.webp")
    answer = client.get(file_of(EVERY[state]("zyxsecret")))
    assert answer.status_code == nothing.status_code == 404
    assert answer.content == nothing.content and dict(answer.headers) == dict(nothing.headers)


@pytest.mark.parametrize(
    "name", ["../newsroom.sqlite3", "%2e%2e/secret-key", "a%00b", "/etc/passwd", "", "x" * 300, "é.webp"]
)
def test_only_names_of_sizes_are_looked_for(client, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_of_a_public_story_can_be_fetched(client):
    answer = client.get(file_of(published("public")))
    assert answer.status_code == 200 and answer.getvalue() == b"pixels of the picture"
    assert not answer.cookies and "cookie" not in answer.get("Vary", "").lower()


@pytest.mark.parametrize("state", EVERY)
def test_no_list_search_or_filter_knows_the_story(client, state):
    some_public_stories()
    story = EVERY[state]("zyxsecret")
    who = story.article_bylines.get().byline
    assert client.get(who.get_absolute_url()).status_code == 404
    assert client.get(who.get_absolute_url()).content == client.get("/by/nobody-at-all/").content
    unknown = client.get("/?byline=nobody-at-all").content
    assert client.get(f"/?byline={who.slug}").content == unknown
    for words in ("zyxsecret", "headline zyxsecret", "name zyxsecret", "body"):
        text = client.get("/search/", {"q": words}).content.decode()
        assert "Nothing was found." in text and text.count("zyxsecret") == words.count("zyxsecret") * text.count(words)


def test_a_story_that_is_not_public_is_related_to_nothing(client):
    story = factories.published(headline="The only public one")
    before = client.get(story.get_absolute_url()).content
    for number, make in enumerate(EVERY.values()):
        make(f"zyxsecret{number}q")
    assert client.get(story.get_absolute_url()).content == before


def test_a_public_story_keeps_the_words_of_the_desk_to_itself(client):
    desk = "zyxsecret"
    picture = factories.photo(
        specs=factories.RENDITIONS, description=desk, instructions=desk, usage_terms=desk, metadata={"x": desk},
        original=f"{desk}.jpg", supplier_ref=desk,
    )  # fmt: skip
    story = factories.published(
        headline="Public", catchline=desk, ed_note=desk, public_note="", wire_uri=desk, issues=[{"message": desk}],
        captions=[{"picture": picture, "credit_as_received": desk}],
    )  # fmt: skip
    factories.correction(story, "What readers see.", what_was_wrong=desk)
    factories.correction(story, f"Not yet: {desk}", published_at=None)
    factories.correction(story, f"Later: {desk}", published_at=timezone.now() + SOON)
    factories.correction(story, f"No longer: {desk}", show_until=timezone.now() - SOON)
    factories.correction(story, f"Elsewhere: {desk}", placement="page-only")
    text = client.get(story.get_absolute_url()).content.decode()
    assert "What readers see." in text and desk not in text
    assert not any(desk in client.get(address).content.decode() for address in ("/", "/politics/", "/search/?q=public"))


def test_an_embargo_ends_by_the_clock_of_the_database(client):
    story = published("zyxsecret", embargo_until=timezone.now() + SOON)
    assert client.get(story.get_absolute_url()).status_code == 404
    Article.objects.filter(pk=story.pk).update(embargo_until=timezone.now() - timedelta(seconds=1))
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_story_comes_and_goes_everywhere_at_once(client):
    story = secret("zyxsecret")
    who = story.article_bylines.get().byline
    surfaces = (
        "/",
        "/politics/",
        "/search/?q=standfirst",
        "/?photo=yes",
        who.get_absolute_url(),
        story.get_absolute_url(),
    )

    def seen() -> set[bool]:
        return {"zyxsecret" in client.get(address).content.decode() for address in surfaces}

    for step, is_public in (("publish", True), ("withdraw", False), ("publish", True)):
        story = workflow.move(story, step, by=None, note="A note to readers.")
        assert seen() == {is_public}, step
