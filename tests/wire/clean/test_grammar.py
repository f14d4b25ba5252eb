# ruff: noqa: E501 - specimens are one line, however long
"""The page is decided as a whole: zones never go back, a card costs, a title needs its picture."""

from __future__ import annotations

import pytest

from articles.wire import read
from articles.wire.clean.grammar import GRAMMARS, STATES, steps
from articles.wire.clean.weights import KINDS, LABELS, load
from articles.wire.story import Fate
from tests.captures import capture

CARD = "Most read in Business\n\nSTAMP LOOTY\nRoyal Post warns prices could rise AGAIN\nFORD PULLS PLUG\nFord set to move 800 vans"
AFTER = (
    "“The wall is the only thing that stands between the sea and the school,” said head teacher Ann Roe, who has led the "
    "campaign for a new one since the storm of 2019."
)


def test_zones_never_go_back() -> None:
    order = ["top", "head", "deck", "summary", "under", "body", "foot"]
    for before in STATES:
        for after in STATES:
            if steps(before, after) is not None:
                assert order.index(before[0]) <= order.index(after[0])


def test_only_a_picture_may_follow_its_title() -> None:
    followers = {after[1] for after in STATES if steps(("body", "title"), after) is not None}
    assert followers == {"caption", "credit", "title"}


def test_a_story_goes_on_after_a_card() -> None:
    story = read(capture(extra=f"{CARD}\n\n{AFTER}")).stories[0]
    assert story.body[-1].text == AFTER
    assert not any("800 vans" in block.text for block in story.body)


def test_what_follows_the_story_is_not_the_story() -> None:
    extra = "Related Articles\n\nSky News\nan hour ago\n- Sky News\nTwo walkers on the vote\nWe met two walkers on opposite sides of the debate."
    story = read(capture(extra=extra)).stories[0]
    assert len(story.body) == 5
    assert [piece.fate for piece in story.pieces if "two walkers on opposite" in piece.text] == [Fate.REMOVED]


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_can_be_read_as_sentences(kind: str) -> None:
    weights = load(kind)
    assert set(weights.start) <= set(LABELS)
    assert all(set(row) <= set(LABELS) for row in weights.evidence.values())
    assert weights.steps
    assert GRAMMARS[kind].best([]) == []
