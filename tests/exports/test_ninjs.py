# ruff: noqa: E501 - specimens are one line, however long
"""A published story as ninjs 3.1: valid, complete, without a word that is not for readers, and read back the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.exports.ninjs import ninjs
from articles.models import Article, Photo, Topic
from articles.wire import read
from articles.wire.markup import from_markup, to_markup
from articles.wire.story import Block, Kind, Picture, Story
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2024, 1, 30, 21, 14, tzinfo=UTC)
BODY = (
    "The **minister** said: “It’s [ours](https://example.org/a?b=1&c=2).”\n\n## What it costs\n\n- Walls: £14m\n- Sand\n\n"
    "[[photo 2]]\n\n> We chose the wall.\n\n| Town | Cost |\n| --- | --- |\n| Leeds | 1 |\n\n```\nHull   1\n  Leeds 0\n```\n\nNext."
)
SECRETS = {"ed_note": "SECRET-note", "catchline": "SECRET Catch", "wire_uri": "SECRET-uri", "provider": "SECRET-wire"}


def absolute(address: str) -> str:
    return f"https://news.example.org{address}"


def exported(story: Article) -> dict[str, Any]:
    """Return the story as the site would write it, through JSON."""
    found = Article.objects.published().for_detail().get(pk=story.pk)
    return json.loads(json.dumps(ninjs(found, list(found.corrections.all()), absolute)))  # type: ignore[no-any-return]


def read_back(story: Article) -> Story:
    (one,) = read(json.dumps(exported(story)).encode()).stories
    return one


@pytest.fixture
def rich() -> Article:
    """Publish a story that has everything."""
    arrived = factories.photo(
        specs=factories.RENDITIONS, supplier_ref="SECRET-ref", usage_terms="SECRET-terms", metadata={"a": "SECRET-raw"}
    )
    signed = [
        factories.byline("Sam Lister", role="Political Correspondent", organisation="Press Association"),
        factories.byline("Dilys Quayle", role="Health Editor", organisation="Reuters"),
        "Press Association",
    ]
    captions = [
        {"picture": arrived, "text": "The Commons", "title": "Westminster"},
        {"text": "A wall & “sand”", "photographer": "", "is_decorative": True},
    ]
    story = factories.published(
        at=AT, headline="The “polluter” will pay & pay", standfirst="Fines without a court", dateline="Westminster",
        body=BODY, bylines=signed, captions=captions, **SECRETS,
    )  # fmt: skip
    story.topics.add(Topic.objects.create(name="Water", slug="water", code="medtop:20000583"))
    Article.objects.filter(pk=story.pk).update(modified_at=AT.replace(hour=22), needs_review=True)
    factories.correction(story, "It was 1,388.", what_was_wrong="SECRET-wrong")
    return story


def test_a_story_is_a_valid_news_item_of_the_standard(corpus: Path, rich: Article) -> None:
    folder = corpus / "wire/ninjs/schema"
    schema, places = (
        json.loads((folder / name).read_text()) for name in ("ninjs-schema_3.1.json", "GeoJSON-schema.json")
    )
    registry = referencing.Registry().with_contents([("https://geojson.org/schema/GeoJSON.json", places)])
    judge = jsonschema.Draft202012Validator(schema, registry=registry, format_checker=jsonschema.FormatChecker())
    for story in (rich, factories.published(section=None, bylines=[])):
        assert [one.message for one in judge.iter_errors(exported(story))] == []
    assert list(judge.iter_errors({"uri": "https://example.org/1", "notOfTheStandard": 1}))


def test_a_story_says_what_readers_see_of_it(rich: Article) -> None:
    said = exported(rich)
    assert said["uri"] == f"https://news.example.org/news/story-{rich.pk}/"
    assert (said["firstCreated"], said["versionCreated"]) == ("2024-01-30T21:14:00+00:00", "2024-01-30T22:14:00+00:00")
    assert said["by"] == (
        "Sam Lister, Press Association Political Correspondent; Dilys Quayle, Reuters Health Editor; Press Association"
    )
    assert [one["name"] for one in said["people"]] == ["Sam Lister", "Dilys Quayle"]
    assert said["subjects"] == [
        {"name": "Politics", "rel": "section", "literal": "politics"},
        {"name": "Water", "rel": "about", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000583"},
    ]
    assert {one["role"]: one["value"] for one in said["descriptions"]}["correction"] == "It was 1,388."
    lead, inline = said["associations"]
    assert {one["name"] for one in lead["renditions"]} == set(factories.RENDITIONS)
    assert all(one["href"].startswith("https://news.example.org/media/") for one in lead["renditions"])
    assert "renditions" not in inline  # announced: its file has not come


def test_nothing_that_is_not_for_readers_stands_in_it(rich: Article) -> None:
    Photo.objects.update(description="SECRET-description", instructions="SECRET-instructions", credit_line="SECRET")
    assert "SECRET" not in json.dumps(exported(rich))


@pytest.mark.parametrize("change", [{"hold_reason": "The wire withholds it."}, {"status": "ready"}])
def test_a_story_that_readers_may_not_see_is_not_written(change: dict[str, str], rich: Article) -> None:
    for name, value in change.items():
        setattr(rich, name, value)
    with pytest.raises(ValueError, match="readers"):
        ninjs(rich, [], absolute)


def test_a_story_reads_back_as_it_is(rich: Article) -> None:
    back = read_back(rich)
    assert (back.headline, back.standfirst) == (rich.headline, rich.standfirst)
    assert (back.dateline, back.section, back.date) == ("Westminster", "Politics", AT.date())
    assert [(one.name, one.role, one.organisation) for one in back.bylines] == [
        ("Sam Lister", "Political Correspondent", "Press Association"),
        ("Dilys Quayle", "Health Editor", "Reuters"),
        ("", "", "Press Association"),
    ]
    blocks, _ = from_markup(rich.body)
    assert [(one.kind, one.text) for one in back.body] == [(one.kind, one.text) for one in blocks]
    assert [(one.code, one.name) for one in back.subjects] == [
        ("http://cv.iptc.org/newscodes/mediatopic/20000583", "Water")
    ]
    lead, inline = back.pictures
    assert (lead.caption, lead.title, lead.alt_text, lead.is_lead) == (
        "The Commons",
        "Westminster",
        "A crowd with banners",
        True,
    )
    assert (lead.credit.photographer, lead.credit.agency) == ("Jordan Pettitt", "PA")
    assert (inline.caption, inline.alt_text, inline.after, inline.is_lead) == ("A wall & “sand”", "", 4, False)
    assert (inline.credit.photographer, inline.credit.agency) == ("", "PA")
    assert back.pub_status == "usable" and not back.embargo_until and not back.ed_note


WORDS = st.lists(
    st.sampled_from(["the", "wall", "*", "<b>", "&amp;", "£14m", "“sand”", "said.", "#", "7-6", "[x](y)", "Sea", "café"]),
    min_size=2, max_size=12,
).map(lambda words: " ".join(["Alder", *words, "stood."]))  # fmt: skip
CELLS = st.lists(st.sampled_from(["Leeds", "1", "a|b", "*x*", "“q”"]), min_size=2, max_size=2).map("\t".join)
BLOCKS = st.one_of(
    st.builds(Block, WORDS, st.sampled_from([Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.QUOTE])),
    st.builds(Block, st.lists(CELLS, min_size=2, max_size=3).map("\n".join), st.just(Kind.TABLE)),
    st.builds(Block, st.just("Hull   1\n  Leeds <0>"), st.just(Kind.PRE)),
)
PLACES = st.lists(st.tuples(WORDS, st.integers(0, 5)), max_size=3)


@given(headline=WORDS, body=st.lists(BLOCKS, min_size=1, max_size=6), places=PLACES, has_lead=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_story_reads_back_as_it_is(
    headline: str, body: list[Block], places: list[tuple[str, int]], has_lead: bool
) -> None:
    pictures = [
        Picture(f"{text} Number {at}", after=after, is_lead=has_lead and not at)
        for at, (text, after) in enumerate(places)
    ]
    captions = [
        {"text": one.caption, "role": "lead" if one.is_lead else "inline", "photographer": "Bo Ives", "agency": "PA"}
        for one in pictures
    ]
    story = factories.published(headline=headline, body=to_markup(body, pictures), captions=captions)
    back = read_back(story)
    blocks, _ = from_markup(story.body)
    assert back.headline == headline
    assert [(one.kind, one.text) for one in back.body] == [(one.kind, one.text) for one in blocks]
    expected = {(one.caption, 0 if one.is_lead else min(one.after, len(blocks)), one.is_lead) for one in pictures}
    assert {(one.caption, one.after, one.is_lead) for one in back.pictures} == expected
    assert {(one.credit.photographer, one.credit.agency) for one in back.pictures} <= {("Bo Ives", "PA")}
