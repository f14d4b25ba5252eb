"""The public site in a real Chromium: axe, the policy against foreign code, narrow screens, both schemes, no script."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles import workflow
from articles.models import Article, Photo, Topic
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (320, 360, 768, 1280)
LONG = "A headline that goes on about Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 2
# What Chromium calls layout shift, summed from the first byte on; nothing is reported where nothing moved.
SHIFT = """new Promise(done => {
    const sum = list => list.getEntries().reduce((all, one) => all + one.value, 0);
    new PerformanceObserver(list => done(sum(list))).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 300);
})"""
BODY = """First words.

[[photo 2]]

## A crosshead

- one
- two

> A quotation

| Place | Number | Number before that, in a wide column | Another one | And one more |
| --- | --- | --- | --- | --- |
| Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch | 1,204 | 1,388 | 2,011 | 1,950 |

Last words."""


def arrived(width: int, height: int, colour: str) -> Photo:
    """Make a picture with the files of its renditions."""
    photo = factories.photo(specs=("w465.jpeg", "w465.webp", "w940.jpeg"), width=width, height=height)
    for one in photo.renditions.all():
        pixels = BytesIO()
        Image.new("RGB", (one.width, one.height), colour).save(pixels, one.content_type.removeprefix("image/"))
        one.file.storage.save(one.file.name, ContentFile(pixels.getvalue()))
    return photo


def told_of(story: Article) -> None:
    """Give the story a topic, and another take beside it."""
    story.topics.add(Topic.objects.create(name="Water", slug="water"))
    take = factories.published(catchline="WATER Fines", headline="A take of the same story")
    with workflow.editing(story, expected=story.version, by=None, fields={"catchline": take.catchline}):
        pass


@pytest.fixture
def addresses(db) -> dict[str, str]:
    """Publish a story with everything, one with nothing, and a few more; return the kinds of page."""
    rich = factories.published(
        headline=LONG[:250],
        standfirst=LONG,
        body=BODY,
        dateline="Westminster",
        bylines=["Press Association", factories.byline("Sam Lister", role="Political Correspondent")],
        captions=[
            {"picture": arrived(1600, 1000, "teal")},
            {"picture": arrived(900, 1350, "maroon"), "title": "Upright"},
            {"text": "A picture that has not arrived"},
        ],
    )
    told_of(rich)
    factories.correction(rich)
    factories.correction(rich, "No new law is needed.", kind="clarification", placement="footnote")
    bare = factories.published(at=timezone.now() - timedelta(days=400), section=None, bylines=[])
    for _ in range(8):
        factories.published(captions=[{"picture": arrived(1600, 1000, "olive")}])
    gone = factories.withdrawn(note="We named the wrong person.")
    return {
        "front": "/",
        "section": "/politics/",
        "byline": "/by/sam-lister/",
        "search": "/search/?q=story",
        "filters": "/?section=nowhere&photo=maybe",
        "filtered": "/?section=politics&photo=yes",
        "nothing": "/?section=politics&since=2999-01-01",
        "story": rich.get_absolute_url(),
        "bare story": bare.get_absolute_url(),
        "topic": "/topic/water/",
        "corrections": "/corrections/",
        "about": "/about/",
        "archive": "/archive/",
        "month": f"/{timezone.localdate():%Y/%m}/",
        "day": f"/{timezone.localdate():%Y/%m/%d}/",
        "missing": "/no/page/here/",
        "gone": gone.get_absolute_url(),
    }


@pytest.fixture(params=["light", "dark"])
def reader(request, chromium, live_server) -> Iterator:
    """Open a page in one of the two schemes, without any script of the site's own."""
    context = chromium.new_context(base_url=live_server.url, color_scheme=request.param)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on(
        "request", lambda asked: None if asked.url.startswith(live_server.url) else page.complaints.append(asked.url)
    )
    yield page
    context.close()


def test_axe_finds_nothing(reader, addresses):
    for width in (360, 1280):
        reader.set_viewport_size({"width": width, "height": 900})
        for name, address in addresses.items():
            reader.goto(address)
            found = Axe().run(reader).response["violations"]
            assert not [(name, width, one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_what_is_sent_is_html_without_a_fault(client, addresses):
    for name, address in addresses.items():
        html5lib.HTMLParser(strict=True).parse(client.get(address).content.decode())
        assert client.get(address).content.startswith(b"<!doctype html>"), name


def test_no_page_is_wider_than_the_screen(reader, addresses):
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        for name, address in addresses.items():
            reader.goto(address)
            assert reader.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_nothing_is_asked_of_others_and_the_policy_has_nothing_to_forbid(reader, addresses):
    for name, address in addresses.items():
        reader.goto(address, wait_until="networkidle")
        assert not [text for text in reader.complaints if "status of 4" not in text], name
    assert reader.context.cookies() == []


def test_the_linked_data_is_read_as_data(reader, addresses):
    reader.goto(addresses["story"])
    said = reader.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert said["@type"] == "NewsArticle"


def test_the_keyboard_reaches_the_story_at_once_and_every_stop_is_seen(reader, addresses):
    reader.goto(addresses["front"])
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "skip"
    assert reader.locator(".skip").bounding_box()["y"] >= 0
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.closest('main') !== null")
    assert reader.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_moves_while_the_page_loads(reader, addresses):
    reader.set_viewport_size({"width": 360, "height": 900})
    for name in ("front", "story"):
        reader.goto(addresses[name], wait_until="networkidle")
        shift = reader.evaluate(SHIFT)
        assert shift == 0, name


def test_a_reader_without_script_filters_and_searches(chromium, live_server, addresses):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_text("Filter stories").click()
    page.get_by_label("Photos").select_option("no")
    page.get_by_role("button", name="Show stories").click()
    assert "photo=no" in page.url
    assert page.locator("h3").count() == Article.objects.published().with_photos(yes=False).count()
    page.get_by_role("link", name="Photos: Without photos").click()
    page.get_by_label("Words to find").first.fill("goes on about")
    page.get_by_role("button", name="Search").first.click()
    assert page.locator("h3").count() == 1
    page.locator("h3 a").click()
    assert "Llanfair" in page.locator("h1").inner_text()
    context.close()
