"""What the desk says of a line is obeyed, whatever the cleaner thinks, and nothing is lost by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire import read
from articles.wire.rulings import FATES, RULE, Ruling, digest, squashed
from articles.wire.story import Fate, Kind, Story
from tests.captures import SENTENCES, capture
from tests.wire.corpus import check_conservation
from tests.wire.test_conservation import LINES, SHIPPED, plain

CAPTION = "Waves break over the wall at Porthaven pier 1"


def story(payload: bytes, *rulings: Ruling) -> Story:
    reading = read(payload, rulings=rulings)
    check_conservation(reading)
    return reading.stories[0]


def line_of(one: Story, text: str) -> int:
    return next(piece.line for piece in one.pieces if piece.text.startswith(text))


def ruled(one: Story) -> list[tuple[str, Fate]]:
    return [(piece.text, piece.fate) for piece in one.pieces if piece.rule == RULE]


def test_without_rulings_nothing_changes():
    assert read(capture(), rulings=()) == read(capture())


def test_a_paragraph_ruled_furniture_goes_and_only_it():
    before = story(capture())
    text = SENTENCES[4]
    after = story(capture(), Ruling(text, Fate.REMOVED, line_of(before, text)))
    assert text in [block.text for block in before.body]
    assert [block.text for block in after.body] == [block.text for block in before.body if block.text != text]
    assert ruled(after) == [(text, Fate.REMOVED)]


def test_furniture_ruled_a_paragraph_is_kept():
    payload = capture(extra="Sign up to our newsletter to read stories like this.")
    before = story(payload)
    text = "Sign up to our newsletter to read stories like this."
    assert text not in [block.text for block in before.body]
    after = story(payload, Ruling(text, Fate.PARAGRAPH, line_of(before, text)))
    assert text in [block.text for block in after.body]


def test_a_paragraph_ruled_the_standfirst_or_a_crosshead_becomes_it():
    before = story(capture())
    text = before.body[1].text
    line = line_of(before, text)
    crossed = story(capture(), Ruling(text, Fate.HEADING, line))
    assert (text, Kind.HEADING) in [(block.text, block.kind) for block in crossed.body]
    assert story(capture(), Ruling(before.body[0].text, Fate.STANDFIRST, before.body[0].line)).standfirst


def test_another_line_ruled_the_headline_takes_the_place_of_the_first():
    before = story(capture())
    text = "The harbour authority welcomed the decision but asked for a second lane to stay open."
    after = story(capture(), Ruling(text, Fate.HEADLINE, line_of(before, text)))
    assert after.headline == text
    assert [piece.text for piece in after.pieces if piece.fate is Fate.HEADLINE] == [text]


def test_a_headline_ruled_far_down_takes_its_summary_and_text_along():
    card = "\n\n".join(f"Another story number {number} about a bridge that was painted." for number in range(12))
    payload = b"Read more\n\n" + card.encode() + b"\n\n" + capture()
    before = story(payload)
    text = "Council number 1 votes to repair sea wall before winter"
    after = story(payload, Ruling(text, Fate.HEADLINE, line_of(before, text)))
    assert after.headline == text
    assert [block.text for block in after.body] == [block.text for block in story(capture()).body]


def test_of_two_lines_ruled_the_headline_the_first_is():
    before = story(capture())
    texts = [before.body[1].text, before.body[2].text]
    after = story(capture(), *(Ruling(text, Fate.HEADLINE, line_of(before, text)) for text in texts))
    assert after.headline == texts[0]


@pytest.mark.parametrize("fate", FATES)
def test_every_ruling_is_named_in_the_ledger(fate):
    text = SENTENCES[4]
    after = story(capture(), Ruling(text, fate, line_of(story(capture()), text)))
    assert ruled(after) == [(text, fate)]


@pytest.mark.parametrize("text", ["By Press Association", "Signed: the sea wall desk", "— 2026, 4711 —"])
def test_any_line_ruled_a_byline_signs_the_story(text):
    payload = capture(extra=text)
    after = story(payload, Ruling(text, Fate.BYLINE, line_of(story(payload), text)))
    assert after.bylines


def test_a_caption_ruled_furniture_takes_its_picture_along_and_its_repeat_stays():
    payload = capture()
    before = story(payload)
    line = line_of(before, CAPTION)
    whole = next(text for text in payload.decode().splitlines() if text.startswith(CAPTION))
    one = story(payload, Ruling(whole, Fate.REMOVED, line))
    assert len(one.pictures) == 1
    assert one.pictures[0].line == line + 1
    every = story(payload, Ruling(whole, Fate.REMOVED))
    assert not every.pictures


def test_a_rule_of_a_source_applies_on_every_line_and_not_inside_one():
    sentence = SENTENCES[4]
    payload = capture(extra=f"{sentence}\n\nThey said again: {sentence}")
    after = story(payload, Ruling(sentence, Fate.REMOVED))
    assert [block.text for block in after.body if sentence in block.text] == [f"They said again: {sentence}"]


def test_white_space_does_not_hide_a_line():
    text = SENTENCES[4]
    rule = Ruling(text.replace(" ", "  ") + " ", Fate.REMOVED)
    assert text not in [block.text for block in story(capture(), rule).body]


def test_a_ruling_on_one_line_overrules_the_rule_of_its_source():
    text = SENTENCES[4]
    line = line_of(story(capture()), text)
    after = story(capture(), Ruling(text, Fate.REMOVED), Ruling(text, Fate.PARAGRAPH, line))
    assert text in [block.text for block in after.body]


def test_a_ruling_that_finds_no_line_is_told():
    after = story(capture(), Ruling("No such line.", Fate.REMOVED, 4))
    assert ("RULING_LOST", 4) in [(issue.code, issue.line) for issue in after.issues]
    assert "RULING_LOST" not in [one.code for one in story(capture(), Ruling("No such line.", Fate.REMOVED)).issues]


def test_a_ruling_outlives_a_cleaner_that_cuts_its_line_apart():
    joined = "A wall (Idris Calder/PA)A road (Ann Roe/PA)"
    payload = capture(extra=joined)
    line = next(number for number, text in enumerate(payload.decode().splitlines(), 1) if text == joined)
    after = story(payload, Ruling(joined, Fate.REMOVED, line))
    fates = [piece.fate for piece in after.pieces if piece.line == line]
    assert fates and set(fates) == {Fate.REMOVED}


def test_the_mark_of_rulings_depends_on_what_they_say_alone():
    one, other = Ruling("a b", Fate.REMOVED, 1), Ruling("c", Fate.CAPTION)
    assert digest([one, other]) == digest([other, replace(one, text="ab")])
    assert digest([one]) != digest([replace(one, fate=Fate.CAPTION)])
    assert digest([]) == ""


def test_cleaning_a_clean_story_under_its_rules_changes_nothing():
    rules = (Ruling(SENTENCES[4], Fate.REMOVED), Ruling(SENTENCES[3], Fate.STANDFIRST))
    first = story(capture(), *rules)
    again = story(plain(first).encode(), *rules)
    assert (again.headline, again.standfirst) == (first.headline, first.standfirst)
    assert [block.text for block in again.body] == [block.text for block in first.body]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_capture_is_conserved_under_any_ruling(path: Path) -> None:
    payload = path.read_bytes()
    for number, piece in enumerate(read(payload).stories[0].pieces if read(payload).stories else ()):
        if piece.text.strip() and number % 7 == 3:
            check_conservation(read(payload, rulings=[Ruling(piece.text, FATES[number % len(FATES)], piece.line)]))


@given(st.lists(LINES, max_size=20), st.lists(st.tuples(LINES, st.sampled_from(FATES)), max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_capture_is_conserved_under_any_rules(lines: list[str], said: list[tuple[str, Fate]]) -> None:
    rulings = [Ruling(text, fate) for text, fate in said if squashed(text)]
    check_conservation(read("\n".join(lines).encode(), rulings=rulings))
