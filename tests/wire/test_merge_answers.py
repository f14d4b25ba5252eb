"""An editor answers the conflicts of a merge: ours, theirs, or words of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from articles.wire.merge import Merged, Take, merge, resolve
from articles.wire.story import Credit, Story
from tests.wire.test_merge import BASE, INLINE, LEAD, TEXTS, edited, story, texts


def twice_disputed() -> tuple[Story, Merged]:
    """Return a base and a merge with two disputes: a paragraph we cut, and after it one both sides changed."""
    ours = replace(story(TEXTS[0], TEXTS[2].replace("90", "80"), *TEXTS[3:]), pictures=(LEAD, replace(INLINE, after=1)))
    theirs = edited(2, "90 people", "95 people", edited(1, "40 boats", "45 boats"))
    return theirs, merge(BASE, ours, theirs)


def test_what_is_not_answered_stays_ours():
    _, merged = twice_disputed()
    assert len(merged.conflicts) == 2
    assert resolve(merged, {}) == merged.story == resolve(merged, {0: Take.OURS, 1: Take.OURS})


def test_all_answers_for_the_wire_give_the_wires_text():
    theirs, merged = twice_disputed()
    resolved = resolve(merged, {1: Take.THEIRS, 0: Take.THEIRS})
    assert texts(resolved) == texts(theirs)
    assert resolved.pictures[1].after in (1, 2)


def test_own_text_may_be_several_paragraphs_or_none():
    _, merged = twice_disputed()
    resolved = resolve(merged, {0: "One.\n\nTwo.", 1: ""})
    assert texts(resolved) == [TEXTS[0], "One.", "Two.", *TEXTS[3:]]
    assert all(one.after <= len(resolved.body) for one in resolved.pictures)


def test_fields_take_own_text_in_their_own_kind():
    leads = [replace(LEAD, credit=Credit("", agency)) for agency in ("Reuters", "AFP")]
    sides = [replace(BASE, date=date(2024, 2, day), pictures=(lead,)) for day, lead in enumerate(leads, 1)]
    merged = merge(BASE, *sides)
    at = {conflict.name: index for index, conflict in enumerate(merged.conflicts)}
    assert set(at) == {"date", "credit"}
    resolved = resolve(merged, {at["date"]: "2024-02-03", at["credit"]: "Ann Hale/PA"})
    assert resolved.date == date(2024, 2, 3)
    assert (resolved.pictures[0].credit.photographer, resolved.pictures[0].credit.agency) == ("Ann Hale", "PA")
    with pytest.raises(ValueError, match="isoformat"):
        resolve(merged, {at["date"]: "next Tuesday"})


@pytest.mark.parametrize("index", [2, -1])
def test_an_answer_to_no_conflict_is_refused(index: int):
    with pytest.raises(ValueError, match=f"no conflict {index}"):
        resolve(twice_disputed()[1], {index: Take.THEIRS})
