# ruff: noqa: E501 - specimens are one line, however long
"""ninjs of three generations reads the same; JSON Feed gives its items."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.filing.rows import hold_reason
from articles.wire import read
from articles.wire.story import Profile, PubStatus
from tests.wire.readers.messages import WALL, codes, ninjs, reading, story

SECOND = {
    "uri": "urn:newsml:example.com:20260303:wall", "version": "1", "type": "text", "pubstatus": "usable",
    "versioncreated": "2026-03-03T12:30:00Z",
    "headlines": [{"role": "short", "value": "Wall"}, {"role": "main", "value": "Sea wall to be rebuilt"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": "All in one line."},
        {"role": "richtext", "contenttype": "application/xhtml+xml", "value": WALL},
    ],
}  # fmt: skip
THIRD = {
    **{name: value for name, value in SECOND.items() if name not in ("versioncreated", "pubstatus", "bodies")},
    "versionCreated": "2026-03-03T12:30:00Z", "pubStatus": "usable",
    "bodies": [{"role": "main", "contentType": "text/html", "value": WALL}],
}  # fmt: skip


def test_three_generations_give_the_same_story() -> None:
    stories = [story(ninjs()), story(SECOND), story(THIRD)]
    for one in stories:
        assert (one.provider, one.headline) == ("newsml:example.com", "Sea wall to be rebuilt")
        assert one.version_created == datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
    assert stories[0].body == stories[1].body == stories[2].body
    assert {reading(message).format for message in (ninjs(), SECOND, THIRD)} == {"ninjs"}


def test_status_and_embargo_are_read_under_every_name() -> None:
    assert story(THIRD | {"pubStatus": "canceled"}).pub_status is PubStatus.CANCELED
    held = story(THIRD | {"embargoedUntil": "2026-03-05T00:01:00Z"})
    assert (held.pub_status, held.embargo_until) == (PubStatus.EMBARGOED, datetime(2026, 3, 5, 0, 1, tzinfo=UTC))
    silent = dict(ninjs())
    del silent["pubstatus"]
    assert story(silent).pub_status is PubStatus.USABLE  # the standard says so
    twice = reading(ninjs(pubStatus="withheld"))
    assert twice.refusal is not None and twice.refusal.code == "JSON_DUPLICATE_KEY"


def test_pictures_of_both_layouts_arrive() -> None:
    picture = {
        "name": "main",
        "type": "picture",
        "uri": "p",
        "headline": "Wall",
        "description_text": "A wall (Bo Ives/PA)",
    }
    later = {"name": "main", "type": "picture", "uri": "p", "headlines": [{"role": "main", "value": "Wall"}], "descriptions": [{"role": "caption", "value": "A wall (Bo Ives/PA)"}]}  # fmt: skip
    first, second = story(ninjs(associations={"main": picture})), story(THIRD | {"associations": [later]})
    assert first.pictures[0].credit.photographer == "Bo Ives"
    assert [(one.caption, one.title, one.is_lead) for one in first.pictures] == [("A wall", "Wall", True)]
    assert [(one.caption, one.title, one.is_lead) for one in second.pictures] == [("A wall", "Wall", True)]


def test_a_picture_alone_is_no_story_for_publication() -> None:
    one = story(ninjs(type="picture", body_html="", description_text="A wall", byline="Bo Ives"))
    assert (one.profile, one.body, one.bylines) == (Profile.DATA, (), ())
    assert one.pictures[0].caption == "A wall"
    assert hold_reason(one)


def test_markup_in_plain_text_is_read_as_markup() -> None:
    assert story(ninjs(body_html="", body_text=WALL)).body[0].text.startswith("The sea wall")


def test_a_feed_gives_its_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Coast", "home_page_url": "https://coast.example.org/",
        "items": [
            {"id": "1", "title": "Wall", "content_html": WALL, "date_published": "2026-03-03T11:00:00Z",
             "date_modified": "2026-03-03T12:00:00Z", "authors": [{"name": "Dilys Quayle"}], "tags": ["coast"],
             "image": "https://coast.example.org/wall.jpg"},
            {"id": 2, "title": "Sand", "content_text": "Sand is short.", "author": {"name": "Bo Ives"}},
            {"id": "3", "title": ["no"]},
        ],
    }  # fmt: skip
    found = reading(feed)
    assert found.format == "json_feed"
    wall, sand = found.stories
    assert (wall.provider, wall.uri, wall.headline, len(wall.body)) == ("coast.example.org", "1", "Wall", 2)
    assert wall.version_created == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert [by.name for one in (wall, sand) for by in one.bylines] == ["Dilys Quayle", "Bo Ives"]
    assert wall.pictures[0].supplier_ref.endswith("wall.jpg")
    assert "JSON_ITEMS_REFUSED" in codes(wall)


def test_items_of_two_feeds_without_an_address_are_not_taken_for_one() -> None:
    def feed(title: str) -> dict[str, object]:
        item = {"id": "1", "title": "Wall", "content_text": "It stands."}
        return {"version": "https://jsonfeed.org/version/1", "title": title, "items": [item]}

    assert story(feed("Coast")).uri != story(feed("Hills")).uri


@pytest.mark.parametrize("number", ["1.6", "2.2", "3.1"])
def test_the_examples_of_the_standard(corpus: Path, number: str) -> None:
    folder = corpus / "wire/ninjs"
    (article,) = read((folder / f"doc_{number}_004_simple_text_article.json").read_bytes()).stories
    assert article.uri == "http://ninjs.example.com/newsitems/20130709simp123"
    assert article.headline == "Captain of wrecked cruise ship on trial in Italy"
    assert [by.name for by in article.bylines] == ["Paulo Santalucia", "Frances d'Emilio"]
    assert (len(article.body), article.pub_status) == (4, PubStatus.USABLE)
    (release,) = read((folder / f"doc_{number}_003_associations_example.json").read_bytes()).stories
    assert (release.version, len(release.body), len(release.pictures)) == ("1", 1, 2)
    assert release.headline.startswith("Dell Redefines")


def test_the_photo_and_the_feed_of_the_corpus(corpus: Path) -> None:
    (photo,) = read((corpus / "wire/ninjs/doc_3.1_006_photo_only.json").read_bytes()).stories
    assert (photo.headline, len(photo.body), len(photo.pictures)) == ("Costa Concordia cruise ship", 0, 1)
    (item,) = read((corpus / "wire/synthetic/feed.json").read_bytes()).stories
    assert (item.uri, item.headline) == ("1", "Minister promises £14m")
