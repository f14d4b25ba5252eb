"""What holds of every merge, tried on random stories that a random desk and a random wire have edited."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from random import Random

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from articles.wire.merge import Change, Merged, Spot, Take, What, diff, merge, resolve
from articles.wire.merge.sides import slot
from articles.wire.story import Picture, Story
from tests.wire.edits import (
    ADDING,
    ADDING_PICTURES,
    EDIT_COUNTS,
    SEEDS,
    Editor,
    a_story,
    fielded,
)

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
@example(158621894, 3, 2)  # a crosshead that we cut was reworded by the wire and joined with what follows
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


@dataclass(frozen=True)
class Chained:
    """The story after two versions of the wire in turn and after the second alone."""

    both: Story
    alone: Story
    ours: Story
    theirs: Story
    wire: tuple[Change, ...]  # what each side did on the way
    desk: tuple[Change, ...]
    added: frozenset[str]  # the paragraphs that the wire added

    def old_and_ours(self, story: Story) -> list[str]:
        """Return paragraphs and pictures as a reader meets them, without the paragraphs that the wire added."""
        return [text for text in page(story) if text not in self.added]


def page(story: Story) -> list[str]:
    """Return paragraphs and pictures as a reader meets them; the lead picture stands outside."""
    found, size = [], len(story.body)
    for at in range(size + 1):
        found += [unplaced_picture(one) for one in story.pictures if not one.is_lead and slot(one, size) == at]
        found += [one.text for one in story.body[at : at + 1]]
    return found


def chained(seed: int, edits: tuple[int, int, int], wire: Editor, desk: Editor) -> Chained:
    """Bring two versions of the wire to our edits, in turn and the second alone.

    Left out are disputes, and stories that say a paragraph twice: there nobody knows which one was meant.
    """
    base = a_story(Random(seed))
    ours = fielded(desk, desk.edited(base, edits[0]))
    first = fielded(wire, wire.edited(base, edits[1]))
    second = wire.edited(first, edits[2])
    step = merge(base, ours, first)
    both, alone = merge(first, step.story, second), merge(base, ours, second)
    assume(step.is_clean and both.is_clean and alone.is_clean)
    assume(all(len({block.text for block in one.body}) == len(one.body) for one in (base, ours, first, second)))
    news = diff(base, second)
    return Chained(
        both.story, alone.story, ours, second,
        wire=(*diff(base, first), *diff(first, second), *news),
        desk=(*diff(base, ours), *diff(first, step.story)),
        added=frozenset(one.after for one in news if one.spot is Spot.BLOCK and one.what is What.ADDED),
    )  # fmt: skip


def unplaced(story: Story) -> tuple[Story, list[str], list[str]]:
    """Return the story without its order: what is said, whatever stands before it."""
    pictures = sorted(unplaced_picture(one) for one in story.pictures)
    return replace(story, body=(), pictures=()), sorted(block.text for block in story.body), pictures


def unplaced_picture(picture: Picture) -> str:
    return repr(replace(picture, after=0))


@given(SEEDS, st.tuples(SHORT, SHORT, SHORT))
@TRIED
def test_a_version_of_the_wire_left_out_changes_no_words(seed, edits):
    """Where nothing is in dispute, two versions in turn and the later one alone say the same.

    So it does not matter in which order they come in: of two, the older one that comes late is not applied.
    """
    found = chained(seed, edits, Editor(Random(seed + 2), "wire"), Editor(Random(seed + 1), "desk"))
    assert unplaced(found.both) == unplaced(found.alone)


@given(SEEDS, st.tuples(SHORT, SHORT, SHORT))
@example(1328, (1, 2, 3))  # two neighbours swapped, nearly of one length, and the wire writes between them
@example(21364, (2, 2, 1))  # two paragraphs joined, and the wire writes between them
@example(42820, (2, 1, 5))  # what stood between two pictures is cut, and their numbers are not in the order of the page
@example(86618, (2, 5, 1))  # the same, with a third picture before them
@TRIED
def test_a_version_of_the_wire_left_out_leaves_our_order_where_the_wire_moved_and_cut_nothing(seed, edits):
    """What we have stands in the same order either way, which is ours, and so do the pictures among themselves.

    Where the paragraphs stand that the wire added is not certain: of two that the desk swapped, the shorter one counts
    as moved, and a new one between them stays with the other. Of two that it joined, the one more like the whole
    counts as kept. An edit of the wire can turn both about, and nothing in the three texts says what the desk did.
    """
    wire = Editor(Random(seed + 2), "wire", edits=ADDING, picture_edits=ADDING_PICTURES)
    found = chained(seed, edits, wire, Editor(Random(seed + 1), "desk"))
    assume(is_without(found.wire, What.REMOVED, What.MOVED))
    assert found.old_and_ours(found.both) == found.old_and_ours(found.alone)
    assert is_in_order(found.both, found.ours)
    assert list(map(unplaced_picture, found.both.pictures)) == list(map(unplaced_picture, found.alone.pictures))


def is_without(done: tuple[Change, ...], *whats: What) -> bool:
    return not any(one.what in whats for one in done)


def is_in_order(story: Story, side: Story) -> bool:
    """Say whether the paragraphs that a story has word for word from a side stand as they stand there."""
    here, there = ([block.text for block in one.body] for one in (story, side))
    return [text for text in here if text in there] == [text for text in there if text in here]


@given(SEEDS, st.tuples(SHORT, SHORT, SHORT))
@TRIED
def test_a_version_of_the_wire_left_out_changes_no_place_where_both_sides_only_added_and_reworded(seed, edits):
    """Paragraphs and pictures stand in the same places either way, in the order of both sides.

    Kinds are not compared: one that both sides changed alike, and the wire then changed back, goes back with it.
    """
    wire = Editor(Random(seed + 2), "wire", edits=ADDING, picture_edits=ADDING_PICTURES)
    desk = Editor(Random(seed + 1), "desk", edits=ADDING, picture_edits=ADDING_PICTURES)
    found = chained(seed, edits, wire, desk)
    assume(is_without((*found.wire, *found.desk), What.REMOVED, What.MOVED))
    assert [one.text for one in found.both.body] == [one.text for one in found.alone.body]
    assert seen(found.both).pictures == seen(found.alone).pictures
    assert is_in_order(found.both, found.ours) and is_in_order(found.both, found.theirs)
