"""Doubts about a finished story, and the words that hold it."""

import pytest

from articles.wire import read
from articles.wire.clean.doubts import doubt
from articles.wire.story import Block, Byline, Credit, Fate, Picture, Piece, Profile, PubStatus, Story
from tests.captures import capture

GOOD = Story(
    headline="Harbour wall rebuilt",
    body=(Block("The wall has been rebuilt after the storm.", line=3),),
    bylines=(Byline("By Ann Roe", "Ann Roe"),),
    pictures=(Picture("A wall", Credit("Ann Roe", "PA")),),
)


def codes(**fields):
    from dataclasses import replace

    return [issue.code for issue in doubt(replace(GOOD, **fields)).issues]


def test_a_good_story_raises_no_doubt():
    assert codes() == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"headline": ""}, "NO_HEADLINE"),
        ({"headline": "x" * 256}, "HEADLINE_TOO_LONG"),
        ({"headline": "…!?"}, "HEADLINE_SUSPICIOUS"),
        ({"body": ()}, "NO_BODY"),
        ({"pictures": (Picture("A wall"),)}, "CREDIT_MISSING"),
        ({"pictures": (Picture("A wall", Credit("", "PA")),) * 51}, "MANY_PHOTOS"),
        ({"body": (Block("word " * 1200),)}, "PARAGRAPH_TOO_LONG"),
        ({"body": tuple(Block(f"Sentence {number}.") for number in range(501))}, "STORY_TOO_LONG"),
        ({"body": GOOD.body * 2}, "DUPLICATE_PARAGRAPH"),
        ({"body": (Block("See <b>this</b> now."),)}, "MARKUP_IN_TEXT"),
        ({"body": (Block("Za" + "\u0300" * 4 + "lgo."),)}, "COMBINING_MARKS"),
        ({"bylines": (Byline("By Press Ass\u043eciation", "", "", "Press Ass\u043eciation"),)}, "BYLINE_UNKNOWN"),
        ({"bylines": (Byline("By " + "x" * 300),)}, "BYLINE_TOO_LONG"),
        ({"pieces": (Piece(1, " date 9999-99-99 ", Fate.DATE, "date prefix"),)}, "DATE_INVALID"),
    ],
)
def test_every_gap_and_oddity_is_named(fields, code):
    assert code in codes(**fields)


@pytest.mark.parametrize(
    "text",
    [
        "Prices fell by <5% in a year.",
        "It is 3 < 4 and 5 > 4.",
        "Dr Müller’s café",
        "Mr O’Neill – who is 42 – said so.",
    ],
)
def test_ordinary_prose_raises_no_doubt(text):
    assert codes(body=(Block(text),)) == []


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED to 0001 Friday November 27 2026",
        "Embargoed until 6pm",
        "STRICTLY EMBARGOED - NOT FOR PUBLICATION",
        "Not for publication before noon",
    ],
)
def test_an_embargo_in_words_holds_the_story(line):
    (story,) = read(capture().replace(b"Home Politics\n", f"Home Politics\n{line}\n".encode())).stories
    assert story.pub_status is PubStatus.EMBARGOED
    assert "EMBARGO" in [issue.code for issue in story.issues]


@pytest.mark.parametrize(
    "line", ["PA KILL: Please kill the story headlined: Harbour wall", "Editors must withdraw this story at once."]
)
def test_a_kill_in_words_is_never_publishable(line):
    story = doubt(Story(headline="x", body=GOOD.body, pieces=(Piece(1, line, Fate.HEADLINE, "headline"),)))
    assert (story.profile, story.pub_status) == (Profile.ADVISORY, PubStatus.CANCELED)


@pytest.mark.parametrize(
    "line",
    ["Police said the kill: a fox", "An embargo on arms sales is likely, ministers say.", "The story must be told."],
)
def test_prose_about_embargoes_and_kills_holds_nothing(line):
    story = doubt(
        Story(headline="x", body=GOOD.body, pieces=(Piece(1, f"Ministers say {line}", Fate.PARAGRAPH, "paragraph"),))
    )
    assert story.pub_status is PubStatus.USABLE


def test_a_correction_and_a_note_are_told_to_the_desk():
    (corrected,) = read(capture(headline="CORRECTION: Council votes to repair the sea wall before winter")).stories
    assert "CORRECTION" in [issue.code for issue in corrected.issues]
    assert "sig:correction" in corrected.signals
    (noted,) = read(capture(extra="Note to editors: interviews can be arranged with the council on request.")).stories
    assert "NOTE_TO_EDITORS" in [issue.code for issue in noted.issues]


def test_a_thousand_doubts_alike_are_told_in_a_few_lines():
    issues = doubt(Story(headline="x", body=GOOD.body * 1000)).issues
    assert [issue.code for issue in issues] == ["STORY_TOO_LONG", *["DUPLICATE_PARAGRAPH"] * 6]
    assert issues[-1].message == "… and 994 more like these."
