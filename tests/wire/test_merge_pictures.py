"""Pictures when the wire moves: captions, credits, places, and which one leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.wire.merge import Change, Spot, Take, What, diff, merge, resolve
from articles.wire.story import Block, Credit, Picture, Story
from tests.wire.test_merge import BASE, INLINE, LEAD, TEXTS, edited, only, story


def pictured(*pictures: Picture) -> Story:
    return replace(BASE, pictures=pictures)


def test_a_caption_we_did_not_touch_is_the_wires():
    theirs = pictured(LEAD, replace(INLINE, caption="Fishing boats wait for high water"))
    merged = merge(BASE, edited(0, "a year", "12 months"), theirs)
    assert merged.story.pictures == theirs.pictures and merged.is_clean
    assert merged.applied == (
        Change(Spot.PICTURE, "caption", What.CHANGED, INLINE.caption, "Fishing boats wait for high water", 1),
    )


def test_the_fields_of_a_picture_are_merged_one_by_one():
    ours = pictured(replace(LEAD, alt_text="A grey sea wall under rain"), INLINE)
    theirs = pictured(
        replace(LEAD, caption="Dunmouth harbour on Tuesday", credit=Credit("Ann Hale", "PA Wire", "")), INLINE
    )
    lead = merge(BASE, ours, theirs).story.pictures[0]
    assert (lead.alt_text, lead.caption, lead.credit.agency) == (
        "A grey sea wall under rain", "Dunmouth harbour on Tuesday", "PA Wire",
    )  # fmt: skip


def test_words_of_a_caption_are_merged_and_touching_ones_are_a_conflict():
    ours = pictured(replace(LEAD, caption="The old harbour at Dunmouth on Tuesday morning"), INLINE)
    theirs = pictured(replace(LEAD, caption="The harbour at Dunmouth on Tuesday evening"), INLINE)
    merged = merge(BASE, ours, theirs)
    assert merged.story.pictures[0].caption == "The old harbour at Dunmouth on Tuesday evening" and merged.is_clean
    other = pictured(replace(LEAD, caption="The new harbour at Dunmouth on Tuesday morning"), INLINE)
    merged = merge(BASE, ours, other)
    assert merged.story.pictures == ours.pictures
    assert (only(merged).spot, only(merged).name, only(merged).place) == (Spot.PICTURE, "caption", 0)
    assert resolve(merged, {0: Take.THEIRS}).pictures == other.pictures
    assert resolve(merged, {0: "Dunmouth"}).pictures[0].caption == "Dunmouth"


def test_the_lead_picture_is_swapped():
    lead, inline = replace(INLINE, is_lead=True, after=0), replace(LEAD, is_lead=False, after=2)
    theirs = pictured(lead, inline)
    merged = merge(BASE, edited(0, "a year", "12 months"), theirs)
    assert merged.story.pictures == theirs.pictures and merged.is_clean
    assert {(one.name, one.after) for one in merged.applied} == {("is_lead", "lead"), ("is_lead", "inline")}


def test_another_picture_leads_and_our_words_do_not_pass_to_it():
    ours = pictured(replace(LEAD, alt_text="A grey sea wall"), INLINE)
    other = Picture(
        "Council leader Mary Stone", Credit("Bob Reed", "PA", "Bob Reed/PA"), is_lead=True, supplier_ref="2.9"
    )
    merged = merge(BASE, ours, pictured(other, INLINE))
    assert merged.story.pictures == ours.pictures
    assert (only(merged).name, only(merged).place) == ("picture", 0)
    resolved = resolve(merged, {0: Take.THEIRS})
    assert resolved.pictures == (other, INLINE) and resolved.pictures[0].alt_text == ""


def test_a_new_lead_picture_replaces_one_we_did_not_touch():
    other = Picture("Council leader Mary Stone", is_lead=True, supplier_ref="2.9")
    merged = merge(BASE, edited(0, "a year", "12 months"), pictured(other, INLINE))
    assert merged.story.pictures == (other, INLINE) and merged.is_clean
    assert {(one.name, one.what) for one in merged.applied} == {("picture", What.ADDED), ("picture", What.REMOVED)}


def test_two_sides_chose_another_lead_and_ours_leads():
    third = Picture("A crane on the quay", after=4, supplier_ref="2.3")
    base = pictured(LEAD, INLINE, third)
    plain = replace(LEAD, is_lead=False)
    ours = pictured(plain, replace(INLINE, is_lead=True), third)
    theirs = pictured(plain, INLINE, replace(third, is_lead=True))
    merged = merge(base, ours, theirs)
    assert merged.story.pictures == ours.pictures
    assert only(merged).name == "is_lead" and only(merged).place == 2
    assert [one.is_lead for one in resolve(merged, {0: Take.THEIRS}).pictures] == [False, False, True]


def test_a_picture_keeps_its_place_when_paragraphs_come_before_it():
    theirs = replace(story("Flash: harbour to close.", *TEXTS), pictures=(LEAD, replace(INLINE, after=3)))
    ours = replace(story(*TEXTS[:2], "Our own words.", *TEXTS[2:]), pictures=(LEAD, INLINE))
    merged = merge(BASE, ours, theirs)
    assert merged.story.pictures[1].after == 3 and merged.is_clean
    assert merged.story.body[4] == Block("Our own words.") or merged.story.body[3] == Block("Our own words.")


def test_a_picture_we_moved_stays_there():
    ours = pictured(LEAD, replace(INLINE, after=4))
    theirs = replace(story("Flash: harbour to close.", *TEXTS), pictures=(LEAD, replace(INLINE, after=3)))
    assert merge(BASE, ours, theirs).story.pictures[1].after == 5


def test_a_picture_both_moved_is_a_conflict_about_its_place():
    ours, theirs = pictured(LEAD, replace(INLINE, after=5)), pictured(LEAD, replace(INLINE, after=0))
    merged = merge(BASE, ours, theirs)
    assert merged.story.pictures == ours.pictures
    assert (only(merged).spot, only(merged).name, only(merged).place) == (Spot.PLACE, "picture", 1)
    assert resolve(merged, {0: Take.THEIRS}).pictures == theirs.pictures


def test_a_picture_we_cut_and_the_wire_recaptioned_is_a_conflict():
    theirs = pictured(LEAD, replace(INLINE, caption="Fishing boats wait for high water"))
    merged = merge(BASE, pictured(LEAD), theirs)
    assert merged.story.pictures == (LEAD,)
    assert (only(merged).ours, only(merged).name) == ("", "picture")
    assert resolve(merged, {0: Take.THEIRS}).pictures == theirs.pictures


def test_a_picture_we_captioned_and_the_wire_cut_is_a_conflict():
    ours = pictured(LEAD, replace(INLINE, caption="Boats at low tide in Dunmouth"))
    merged = merge(BASE, ours, pictured(LEAD))
    assert merged.story.pictures == ours.pictures
    assert resolve(merged, {0: Take.THEIRS}).pictures == (LEAD,)
    assert only(merged).theirs == ""


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_photo_between_the_halves_of_a_split_paragraph_stays_between_them(is_ours: bool):
    whole = "The pier was built in 1904 by the county. It has been shut since the storm of last March."
    photo = Picture("The pier in 1904", after=1)
    base = replace(story(TEXTS[0], whole, TEXTS[1]), pictures=(photo,))
    first, second = whole.replace(". It", ".\nIt").split("\n")
    split = replace(story(TEXTS[0], first, second, TEXTS[1]), pictures=(replace(photo, after=2),))
    corrected = edited(1, "last March", "last April", base)
    merged = merge(base, split, corrected) if is_ours else merge(base, corrected, split)
    assert [block.text for block in merged.story.body] == [TEXTS[0], first, second.replace("March", "April"), TEXTS[1]]
    assert merged.story.pictures == split.pictures and merged.is_clean


def test_what_changed_is_told_by_field_paragraph_and_picture():
    later = edited(4, "Friday", "Thursday", replace(BASE, headline="Harbour shuts", version="2"))
    later = replace(later, pictures=(LEAD,))
    assert [(one.spot, one.name, one.what, one.place) for one in diff(BASE, later)] == [
        (Spot.FIELD, "headline", What.CHANGED, None),
        (Spot.BLOCK, "p", What.CHANGED, 4),
        (Spot.PICTURE, "picture", What.REMOVED, 1),
    ]
    assert diff(BASE, replace(BASE, version="2")) == ()
