# ruff: noqa: E501 - specimens are one line, however long
"""The one door: what is refused, and with which remedy; which reader is chosen; what the seed's layout gives."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest

from articles.wire import read
from articles.wire.draft import MOST_LINES
from articles.wire.story import Fate
from tests.captures import FURNITURE, capture

PAGE = (
    "<!DOCTYPE html><html><head><title>Sea wall to be rebuilt | Coast Today</title></head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Sea wall to be rebuilt</h1><p>By Ann Roe</p>"
    "<p>Councillors have voted to repair the sea wall before the winter storms.</p>"
    "<p>The work will keep the coast road closed until March, the council said.</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "EMPTY"),
        (b" \t\r\n\xc2\xa0\n" * 50, "EMPTY"),
        (b"\xef\xbb\xbf", "EMPTY"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "NOT_TEXT"),
        (b"PK\x03\x04" + bytes(40), "NOT_TEXT"),
        (b"%PDF-1.7\n%\xe2\xe3", "NOT_TEXT"),
        (gzip.compress(capture()), "NOT_TEXT"),
        (bytes(range(256)) * 20, "NOT_TEXT"),
        (b"\xff\xfe\x00\xd8\x00", "UNDECODABLE"),
        (b"x" * (10 * 1024 * 1024 + 1), "TOO_LARGE"),
        (FURNITURE, "NO_STORY"),
        (b".a{margin-bottom:16px;clear:both}@media(min-width:1000px){.a{min-height:380px}}", "NO_STORY"),
        (b'<?xml version="1.0"?><nitf><body/></nitf>', "NO_STORY"),
        (b'{"uri": "x", "headline": "y"}', "NO_STORY"),
    ],
)
def test_what_is_no_story_is_refused_with_a_remedy(payload: bytes, code: str) -> None:
    reading = read(payload)
    assert reading.refusal is not None
    assert reading.refusal.code == code
    assert reading.refusal.reason and reading.refusal.remedy
    assert reading.stories == ()


def test_the_content_decides_and_not_the_name() -> None:
    assert read(PAGE.encode(), "story.txt").format == "html"
    assert read(capture(), "story.html").format == "plain"
    assert read(gzip.compress(PAGE.encode()), "story.html.gz").stories[0].headline == "Sea wall to be rebuilt"


def test_the_layout_with_an_icon_strip_is_read_in_every_field() -> None:
    story = read(capture(7)).stories[0]
    assert story.headline == "Council number 7 votes to repair sea wall before winter"
    assert (story.section, story.date) == ("Politics", date(2026, 11, 20))
    assert [(one.name, one.organisation) for one in story.bylines] == [("", "Press Association")]
    assert len(story.body) == 5
    assert [(one.caption, one.credit.photographer, one.credit.agency, one.is_lead) for one in story.pictures] == [
        ("Waves break over the wall at Porthaven pier 7", "Idris Calder", "PA", True)
    ]
    fates = [piece.fate for piece in story.pieces]
    assert fates.count(Fate.REPEAT) == 1
    assert any(piece.fate is Fate.REMOVED and piece.rule == "icon strip" for piece in story.pieces)


def test_every_removed_piece_names_its_evidence() -> None:
    story = read(capture()).stories[0]
    assert all(piece.rule and piece.why for piece in story.pieces)


def test_a_relative_time_counts_only_from_a_known_capture() -> None:
    text = capture().decode().replace(" date 2026-11-20 ", "").replace("By Press", "4 days ago\nBy Press").encode()
    assert read(text).stories[0].date is None
    captured = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert read(text, captured=captured).stories[0].date == date(2026, 11, 20)


def test_more_to_follow_is_a_signal_and_not_copy() -> None:
    story = read(capture(extra="More to follow.")).stories[0]
    assert story.signals == ("More to follow.",)
    assert "More to follow." not in [one.text for one in story.body]


def test_a_story_without_a_headline_keeps_its_first_paragraph() -> None:
    text = b" date 2024-10-21 The driver who won a hill climb has been cleared of a false start.\n\nHe faced a hearing after the race."
    story = read(text).stories[0]
    assert story.headline == ""
    assert [one.text[:10] for one in story.body] == ["The driver", "He faced a"]
    assert "NO_HEADLINE" in [one.code for one in story.issues]


def test_a_drop_capital_is_joined_aloud() -> None:
    story = read(capture(extra="T he wall is older than the town, and taller than the church.")).stories[0]
    assert story.body[-1].text.startswith("The wall is older")
    assert "DROP_CAPITAL" in [one.code for one in story.issues]
    assert any(piece.text.startswith("T he wall") for piece in story.pieces)


def test_the_same_text_gives_the_same_story_in_any_dress() -> None:
    plain = read(capture()).stories[0]
    for other in (capture().replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + capture(), capture().decode().encode("utf-16")):
        assert [one.text for one in read(other).stories[0].body] == [one.text for one in plain.body]


def test_a_file_of_endless_lines_is_refused_before_each_is_judged() -> None:
    refusal = read(b"A line\n" * 100_000).refusal
    assert refusal and refusal.code == "TOO_LARGE"


def test_a_page_of_endless_blocks_is_refused_and_blank_lines_do_not_count() -> None:
    refusal = read(b"<html><body>" + b"<p>Share</p>" * (MOST_LINES + 1)).refusal
    assert refusal and refusal.code == "TOO_LARGE"
    assert read(b" \n" * MOST_LINES + capture()).stories
