"""The embargo clock: what is certain is read, in London time; everything else holds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from articles.filing.rows import hold_reason
from articles.wire import read
from articles.wire.clean.doubts import doubt
from articles.wire.embargo import AMBIGUOUS, CLOCKS, CONFLICT, UNDATED, later, parse, parse_stamp
from articles.wire.story import Block, Fate, Piece, PubStatus, Story
from tests.captures import capture

NEAR = date(2016, 9, 8)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "near", "until"),
    [
        ("Embargoed to 0001 Friday September 9", NEAR, utc(2016, 9, 8, 23, 1)),
        ("EMBARGOED TO 0001 FRIDAY SEPTEMBER 9", NEAR, utc(2016, 9, 8, 23, 1)),
        ("Embargoed to 0001 Friday January 6", date(2016, 12, 30), utc(2017, 1, 6, 0, 1)),
        ("Embargoed to 0001 Saturday December 31", date(2017, 1, 2), utc(2016, 12, 31, 0, 1)),
        ("not for publication before 22:30 on 12 March 2026", NEAR, utc(2026, 3, 12, 22, 30)),
        ("STRICTLY EMBARGOED UNTIL 00.01, THURSDAY 5th MARCH 2026.", NEAR, utc(2026, 3, 5, 0, 1)),
        ("Embargoed until 9.30am on Friday 3 July 2026", NEAR, utc(2026, 7, 3, 8, 30)),
        ("Embargoed until noon Friday July 3 2026", NEAR, utc(2026, 7, 3, 11, 0)),
        ("EMBARGO: Friday, July 3, 2026 at 2230", NEAR, utc(2026, 7, 3, 21, 30)),
        ("Embargoed until 0001 GMT Thursday March 5 2026", NEAR, utc(2026, 3, 5, 0, 1)),
        ("Embargoed until 0030 UK time Friday July 3 2026", NEAR, utc(2026, 7, 2, 23, 30)),
        ("Embargoed until 0130 BST Sunday October 25 2026", NEAR, utc(2026, 10, 25, 0, 30)),
        ("Embargoed to 0001 Thursday February 29", date(2024, 2, 27), utc(2024, 2, 29, 0, 1)),
    ],
)
def test_a_certain_time_is_read(text: str, near: date, until: datetime) -> None:
    found = parse(text, near=near)
    assert (found.until, found.issues) == (until, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Embargoed", UNDATED),
        ("STRICTLY EMBARGOED", UNDATED),
        ("Embargoed until noon Friday", UNDATED),
        ("Embargoed until 6pm", AMBIGUOUS),
        ("Embargoed to 0001 Friday", AMBIGUOUS),
        ("Embargoed to 0001 Thursday September 9", AMBIGUOUS),  # a Friday in 2016
        ("Embargoed to 0001 Saturday September 9", AMBIGUOUS),  # right in 2017, too far away
        ("Embargoed to 0001 September 9", AMBIGUOUS),
        ("Embargoed to 0001 Friday September 10 2016", AMBIGUOUS),
        ("Embargoed to 0001 Friday September 31", AMBIGUOUS),
        ("Embargoed to 2400 Friday September 9", AMBIGUOUS),
        ("Embargoed to 0060 Friday September 9", AMBIGUOUS),
        ("Embargoed to midnight Friday September 9", AMBIGUOUS),
        ("Embargoed to 12am Friday September 9", AMBIGUOUS),
        ("Embargoed to 9.30 Friday September 9", AMBIGUOUS),
        ("Embargoed to 0001 GMT Friday September 9", AMBIGUOUS),  # London keeps BST
        ("Embargoed until 0001 on 09/10/2026", AMBIGUOUS),
        ("Embargoed to 0001 Friday September 9 and in part to 0600", AMBIGUOUS),
        ("Embargoed to 0001 Friday September 9 0001", AMBIGUOUS),
        ("Embargoed to 0001 Friday September ９", AMBIGUOUS),
        ("Ministers spoke of an embargo to 0001 Friday September 9", AMBIGUOUS),
        ("Embargoed to " + "0001 " * 50_000, AMBIGUOUS),
        ("Embargoed to 0001 Friday September 9 0001", AMBIGUOUS),
        ("Embargoed to 0001 Friday September 9 9999", AMBIGUOUS),
    ],
)
def test_anything_else_holds_and_says_why(text: str, code: str) -> None:
    found = parse(text, near=NEAR)
    assert found.until is None
    assert [issue.code for issue in found.issues] == [code]


def test_without_a_day_of_the_message_no_year_is_guessed() -> None:
    assert parse("Embargoed to 0001 Friday September 9", near=None).until is None
    assert parse("Embargoed to 0001 Friday September 9 2016", near=None).until == utc(2016, 9, 8, 23, 1)


def test_an_hour_that_comes_twice_is_the_later_one() -> None:
    found = parse("EMBARGOED UNTIL 0130 SUNDAY OCTOBER 25 2026", near=NEAR)
    assert found.until == utc(2026, 10, 25, 1, 30)
    assert [issue.code for issue in found.issues] == [CLOCKS]


def test_an_hour_that_never_comes_is_the_later_reading() -> None:
    found = parse("Embargoed until 0130 Sunday March 29 2026", near=NEAR)
    assert found.until == utc(2026, 3, 29, 1, 30)  # 0230 on London's clocks
    assert [issue.code for issue in found.issues] == [CLOCKS]
    assert parse("Embargoed until 0130 GMT Sunday March 29 2026", near=NEAR).until is None


def test_field_and_words_that_disagree_hold_until_the_later() -> None:
    early, late = utc(2026, 3, 5, 0, 1), utc(2026, 3, 5, 22, 30)
    for field, words in ((early, late), (late, early)):
        found = later(field, words)
        assert found.until == late
        assert [issue.code for issue in found.issues] == [CONFLICT]
    assert later(early, early) == later(early, None) == later(None, early)
    assert later(early, None).issues == ()


@pytest.mark.parametrize("text", ["2026-03-05", "2026-03-05T00:01", "tomorrow", "", "0001-01-01T00:00:00+14:00"])
def test_a_field_without_an_instant_holds(text: str) -> None:
    found = parse_stamp(text)
    assert found.until is None and found.issues[0].code == AMBIGUOUS


def worded(line: str, **fields: object) -> Story:
    pieces = (Piece(1, line, Fate.STATUS, "embargo"),)
    return doubt(Story(headline="Wall", body=(Block("It stands."),), pieces=pieces, **fields))  # type: ignore[arg-type]


def test_a_readable_line_of_a_capture_holds_until_its_time() -> None:
    line = b"Home Politics\nEMBARGOED to 0001 Friday November 27 2026\n"
    (story,) = read(capture().replace(b"Home Politics\n", line)).stories
    assert (story.pub_status, story.embargo_until) == (PubStatus.EMBARGOED, utc(2026, 11, 27, 0, 1))
    assert "EMBARGO" in [issue.code for issue in story.issues]
    assert hold_reason(story) == ""


def test_a_line_that_cannot_be_read_holds_until_somebody_decides() -> None:
    story = worded("Embargoed until 6pm", embargo_until=utc(2026, 3, 5, 0, 1))
    assert story.embargo_until is None
    assert hold_reason(story)
    assert {"EMBARGO", AMBIGUOUS} <= {issue.code for issue in story.issues}


def test_a_second_line_does_not_heal_the_first() -> None:
    pieces = tuple(
        Piece(at, text, Fate.STATUS, "embargo")
        for at, text in enumerate(("Embargoed until 6pm", "Embargoed to 0001 Friday November 27 2026"), 1)
    )
    assert doubt(Story(headline="Wall", pieces=pieces)).embargo_until is None


def test_words_later_than_the_field_win_aloud() -> None:
    story = worded("Embargoed to 2230 Thursday March 5 2026", embargo_until=utc(2026, 3, 5, 0, 1))
    assert story.embargo_until == utc(2026, 3, 5, 22, 30)
    assert CONFLICT in [issue.code for issue in story.issues]


@pytest.mark.parametrize("status", [PubStatus.WITHHELD, PubStatus.CANCELED, PubStatus.UNKNOWN])
def test_an_embargo_never_softens_another_hold(status: PubStatus) -> None:
    story = worded("Embargoed to 0001 Thursday March 5 2026", pub_status=status)
    assert story.pub_status is status
    assert hold_reason(story)
