"""What holds of every merge, tried on random stories that a random desk and a random wire have edited."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from articles.wire.merge import Change, Merged, Take, What, diff, merge, resolve
from articles.wire.story import Story
from tests.wire.edits import ADDING, ADDING_PICTURES, EDIT_COUNTS, SEEDS, Editor, a_story, fielded

WORD = re.compile(r"\w+")
SHORT = st.integers(0, 3)
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


def changed_twice(base: Story, ours: Story, theirs: Story) -> set[str]:
    """Return the words of the paragraphs and captions that both sides changed."""
    old, *sides = (
        [one.text for one in side.body] + [one.caption for one in side.pictures] for side in (base, ours, theirs)
    )
    kept = {text for side in sides for text in side}
    return {word for text in old if text not in kept for word in WORD.findall(text)}


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
    """Every word only the wire wrote is in the story or in a conflict; its cuts too, where we left the text alone."""
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    new = {word for word in words(theirs) if word.startswith("wire")}
    assert new <= set(words(merged.story)) | set(disputed(merged))
    cut = {word for word in words(base) if word.startswith("base")} - set(words(theirs))
    assert not (cut & set(words(merged.story))) - set(disputed(merged)) - changed_twice(base, ours, theirs)


@given(SEEDS, EDIT_COUNTS, EDIT_COUNTS)
@TRIED
def test_nothing_is_doubled(seed, here, there):
    """No word that one of us wrote stands more often than on any side, a dispute aside.

    What is left out are the words of paragraphs that both sides changed: there a word may be in both new texts.
    """
    base, ours, theirs = three(seed, here, there)
    merged = merge(base, ours, theirs)
    most = words(base) | words(ours) | words(theirs)
    marked = {word: n for word, n in words(merged.story).items() if word.startswith(("base", "desk", "wire"))}
    assert (
        not {word for word, n in marked.items() if n > most[word]}
        - set(disputed(merged))
        - changed_twice(base, ours, theirs)
    )


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


def chained(seed: int, edits: tuple[int, int, int], wire: Editor) -> tuple[Story, Story, list[Change]]:
    """Return the story after two versions of the wire in turn, after the second alone, and what the wire did.

    Left out are disputes, and stories that say a paragraph twice: there nobody knows which one was meant.
    """
    base, desk = a_story(Random(seed)), Editor(Random(seed + 1), "desk")
    ours = fielded(desk, desk.edited(base, edits[0]))
    first = fielded(wire, wire.edited(base, edits[1]))
    second = wire.edited(first, edits[2])
    step = merge(base, ours, first)
    both, alone = merge(first, step.story, second), merge(base, ours, second)
    assume(step.is_clean and both.is_clean and alone.is_clean)
    assume(all(len({block.text for block in one.body}) == len(one.body) for one in (base, ours, first, second)))
    return both.story, alone.story, [*diff(base, first), *diff(first, second), *diff(base, second)]


def unplaced(story: Story) -> tuple[Story, list[str], list[str]]:
    """Return the story without its order: what is said, whatever stands before it."""
    pictures = sorted(repr(replace(one, after=0)) for one in story.pictures)
    return replace(story, body=(), pictures=()), sorted(block.text for block in story.body), pictures


@given(SEEDS, st.tuples(SHORT, SHORT, SHORT))
@TRIED
def test_a_version_of_the_wire_left_out_changes_no_words(seed, edits):
    """Where nothing is in dispute, two versions in turn and the later one alone say the same.

    So it does not matter in which order they come in: of two, the older one that comes late is not applied.
    """
    both, alone, _ = chained(seed, edits, Editor(Random(seed + 2), "wire"))
    assert unplaced(both) == unplaced(alone)


@given(SEEDS, st.tuples(SHORT, SHORT, SHORT))
@TRIED
def test_a_version_of_the_wire_left_out_changes_no_order_either_where_the_wire_moved_and_cut_nothing(seed, edits):
    """Where the wire moved or cut what stands beside our own words, they may stand a paragraph higher or lower."""
    wire = Editor(Random(seed + 2), "wire", edits=ADDING, picture_edits=ADDING_PICTURES)
    both, alone, done = chained(seed, edits, wire)
    assume(not any(one.what in (What.REMOVED, What.MOVED) for one in done))
    assert unlined(both) == unlined(alone)


def unlined(story: Story) -> Story:
    return replace(seen(story), body=tuple(replace(block, line=0) for block in story.body))
