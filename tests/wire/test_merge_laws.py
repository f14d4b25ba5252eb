"""What holds of every merge, tried on random stories that a random desk and a random wire have edited."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings

from articles.wire.merge import Merged, Take, What, diff, merge, resolve
from articles.wire.story import Story
from tests.wire.edits import EDIT_COUNTS, SEEDS, Editor, a_story, fielded

WORD = re.compile(r"\w+")
TRIED = settings(max_examples=300, deadline=None)


def three(seed: int, ours: int, theirs: int) -> tuple[Story, Story, Story]:
    base = a_story(Random(seed))
    desk, wire = Editor(Random(seed + 1), "desk"), Editor(Random(seed + 2), "wire")
    return base, fielded(desk, desk.edited(base, ours)), fielded(wire, wire.edited(base, theirs))


def words(story: Story) -> Counter[str]:
    parts = [block.text for block in story.body]
    parts += [" ".join((one.title, one.caption, one.credit.raw, one.alt_text)) for one in story.pictures]
    parts += [story.headline, story.standfirst, story.section, story.dateline]
    parts += [f"{one.raw} {one.name}" for one in story.bylines]
    return Counter(WORD.findall(" ".join(parts)))


def disputed(merged: Merged) -> Counter[str]:
    return Counter(WORD.findall(" ".join(f"{one.base} {one.ours} {one.theirs}" for one in merged.conflicts)))


def seen(story: Story) -> Story:
    """Return what a reader sees: a lead picture has one place, whatever it says."""
    return replace(story, pictures=tuple(replace(one, after=0) if one.is_lead else one for one in story.pictures))


@given(SEEDS, EDIT_COUNTS)
@TRIED
def test_without_our_edits_the_wires_version_is_the_story(seed, edits):
    base, _, theirs = three(seed, 0, edits)
    assert merge(base, base, theirs).story == theirs
    assert merge(base, base, theirs).conflicts == ()


@given(SEEDS, EDIT_COUNTS)
@TRIED
def test_without_a_change_of_the_wire_our_story_stays(seed, edits):
    base, ours, _ = three(seed, edits, 0)
    merged = merge(base, ours, base)
    assert merged == Merged(ours)


@given(SEEDS, EDIT_COUNTS)
@TRIED
def test_the_same_on_both_sides_is_no_conflict(seed, edits):
    base, ours, _ = three(seed, edits, 0)
    assert merge(base, ours, ours) == Merged(ours)


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_no_edit_of_ours_disappears_without_a_conflict(seed, here, there):
    """Every word only the desk wrote is in the story; every word it cut is gone, or the cut is in a conflict.

    A paragraph that the wire wrote anew may use the word again.
    """
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    assert not words(ours) - words(base) - words(merged.story)
    cut = {word for word in words(base) if word.startswith("base")} - set(words(ours))
    again = {word for one in merged.applied if one.what is What.ADDED for word in WORD.findall(one.after)}
    assert not (cut & set(words(merged.story))) - set(disputed(merged)) - again


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_no_news_of_the_wire_disappears_without_a_conflict(seed, here, there):
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    new = {word for word in words(theirs) if word.startswith("wire")}
    assert new <= set(words(merged.story)) | set(disputed(merged))
    cut = {word for word in words(base) if word.startswith("base")} - set(words(theirs))
    assert not (cut & set(words(merged.story))) - set(disputed(merged))


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_nothing_is_doubled(seed, here, there):
    """No marked word stands more often than on the side that has it most, a dispute aside."""
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    most = words(base) | words(ours) | words(theirs)
    marked = {word: n for word, n in words(merged.story).items() if word.startswith(("base", "desk", "wire"))}
    assert not {word for word, n in marked.items() if n > most[word]} - set(disputed(merged))


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_paragraphs_that_one_side_left_alone_are_the_other_sides(seed, here, there):
    """A paragraph that both sides have word for word is in the story once for each time both have it."""
    base, ours, theirs = three(seed, here, there)
    kept = Counter(block.text for block in merge(base, ours, theirs).story.body)
    counts = [Counter(block.text for block in side.body) for side in (base, ours, theirs)]
    for text in counts[0] & counts[1] & counts[2]:
        if counts[0][text] == 1:
            assert kept[text] == 1


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_a_merge_is_the_same_every_time_and_at_most_one_picture_leads(seed, here, there):
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    assert merged == merge(base, ours, theirs)
    assert sum(one.is_lead for one in merged.story.pictures) <= 1
    assert all(0 <= one.after <= len(merged.story.body) for one in merged.story.pictures)


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_conflicts_point_at_our_text_and_can_all_be_answered(seed, here, there):
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    for conflict in merged.conflicts:
        if conflict.spot == "block" and conflict.ours:
            assert merged.story.body[conflict.place].text == conflict.ours.split("\n\n")[0]
    assert resolve(merged, dict.fromkeys(range(len(merged.conflicts)), Take.OURS)) == merged.story
    resolved = resolve(merged, dict.fromkeys(range(len(merged.conflicts)), Take.THEIRS))
    new = {word for word in words(theirs) if word.startswith("wire")}
    assert new <= set(words(resolved)) | {word for word in new if word in disputed(merged)}
    assert all(0 <= one.after <= len(resolved.body) for one in resolved.pictures)


@given(SEEDS, EDIT_COUNTS)
@TRIED
def test_a_difference_is_told_exactly_where_there_is_one(seed, edits):
    base, _, theirs = three(seed, 0, edits)
    assert diff(base, base) == ()
    assert bool(diff(base, theirs)) == (seen(theirs) != seen(base))
