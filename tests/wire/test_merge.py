"""The wire moves while the desk works: examples a sub-editor knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from articles.wire.markup import from_markup, to_markup
from articles.wire.merge import Change, Conflict, Merged, Spot, Take, What, merge, resolve
from articles.wire.story import Block, Byline, Credit, Kind, Picture, PubStatus, Story

LEAD = Picture(
    "The harbour at Dunmouth on Tuesday morning",
    Credit("Ann Hale", "PA", "Ann Hale/PA"),
    is_lead=True,
    supplier_ref="2.1",
)
INLINE = Picture(
    "Fishing boats wait for the tide", Credit("Ann Hale", "PA", "Ann Hale/PA"), after=2, supplier_ref="2.2"
)
TEXTS = (
    "The harbour at Dunmouth will close for a year from May while its sea wall is rebuilt, the council said.",
    "Jon Smythe, the harbour master, told reporters that 40 boats would have to find another berth.",
    "The work is expected to cost £12 million and to employ about 90 people.",
    "Campaigners had asked for the wall to be raised before the winter storms.",
    "The council will meet again on Friday to settle the contract.",
)
BASE = Story(
    headline="Dunmouth harbour to close for a year",
    standfirst="The sea wall will be rebuilt at a cost of £12 million.",
    bylines=(Byline("By Press Association", organisation="Press Association"),),
    section="News",
    date=date(2024, 1, 30),
    body=tuple(Block(text, line=number) for number, text in enumerate(TEXTS, 1)),
    pictures=(LEAD, INLINE),
    uri="urn:example:dunmouth",
    version="1",
)


def story(*texts: str, **values: object) -> Story:
    return replace(BASE, body=tuple(Block(text) for text in texts), **values)  # type: ignore[arg-type]


def edited(at: int, old: str, new: str, base: Story = BASE) -> Story:
    assert old in base.body[at].text
    blocks = list(base.body)
    blocks[at] = replace(blocks[at], text=blocks[at].text.replace(old, new))
    return replace(base, body=tuple(blocks))


def texts(merged: Merged | Story) -> list[str]:
    found = merged.story if isinstance(merged, Merged) else merged
    return [block.text for block in found.body]


def only(merged: Merged) -> Conflict:
    assert len(merged.conflicts) == 1, merged.conflicts
    return merged.conflicts[0]


def test_a_corrected_name_survives_two_new_paragraphs():
    ours = edited(1, "Jon Smythe", "John Smyth")
    new = ("Two ferries will use the old pier.", "Buses will meet every sailing.")
    theirs = story(*TEXTS[:2], new[0], *TEXTS[2:], new[1])
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == [TEXTS[0], ours.body[1].text, new[0], *TEXTS[2:], new[1]]
    assert merged.is_clean
    assert merged.applied == (
        Change(Spot.BLOCK, "p", What.ADDED, "", new[0], 2),
        Change(Spot.BLOCK, "p", What.ADDED, "", new[1], 6),
    )


def test_a_corrected_name_survives_a_new_figure_in_the_same_paragraph():
    merged = merge(BASE, edited(1, "Jon Smythe", "John Smyth"), edited(1, "40 boats", "45 boats"))
    assert texts(merged)[1] == TEXTS[1].replace("Jon Smythe", "John Smyth").replace("40", "45")
    assert merged.is_clean
    assert [(one.what, one.place) for one in merged.applied] == [(What.CHANGED, 1)]


def test_the_same_words_changed_by_both_are_a_conflict_and_ours_stay():
    ours, theirs = edited(2, "£12 million", "£14 million"), edited(2, "£12 million", "£13.5 million")
    merged = merge(BASE, ours, theirs)
    assert merged.story.body == ours.body
    conflict = only(merged)
    assert (conflict.spot, conflict.name, conflict.place) == (Spot.BLOCK, "p", 2)
    assert (conflict.base, conflict.ours, conflict.theirs) == (TEXTS[2], ours.body[2].text, theirs.body[2].text)
    assert merged.applied == ()


@pytest.mark.parametrize("theirs", ["forty boats", "40 vessels", "40 fishing boats", "all of 40 boats"])
def test_words_that_touch_are_a_conflict(theirs: str):
    merged = merge(BASE, edited(1, "40 boats", "50 boats"), edited(1, "40 boats", theirs))
    assert only(merged).place == 1 and texts(merged)[1] == TEXTS[1].replace("40", "50")


def test_the_same_correction_on_both_sides_is_no_conflict():
    same = edited(1, "Jon Smythe", "John Smyth")
    merged = merge(BASE, same, edited(4, "Friday", "Thursday", same))
    assert texts(merged) == [*texts(same)[:4], TEXTS[4].replace("Friday", "Thursday")]
    assert merged.is_clean and len(merged.applied) == 1


def test_a_paragraph_we_edited_is_moved_by_the_wire():
    ours = edited(3, "Campaigners", "Residents")
    theirs = story(TEXTS[0], TEXTS[3], TEXTS[1], TEXTS[2], TEXTS[4])
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == [TEXTS[0], ours.body[3].text, TEXTS[1], TEXTS[2], TEXTS[4]]
    assert merged.is_clean
    assert [(one.spot, one.what, one.place) for one in merged.applied if one.name == "block"] == [
        (Spot.PLACE, What.MOVED, 1)
    ]


def test_a_paragraph_we_moved_is_edited_by_the_wire():
    ours = story(TEXTS[0], TEXTS[4], *TEXTS[1:4])
    merged = merge(BASE, ours, edited(4, "Friday", "Thursday"))
    assert texts(merged) == [TEXTS[0], TEXTS[4].replace("Friday", "Thursday"), *TEXTS[1:4]]
    assert merged.is_clean


def test_a_paragraph_both_moved_stays_where_we_put_it():
    ours, theirs = story(TEXTS[4], *TEXTS[:4]), story(*TEXTS[:2], TEXTS[4], *TEXTS[2:4])
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == texts(ours)
    conflict = only(merged)
    assert (conflict.spot, conflict.place) == (Spot.PLACE, 0)
    assert (conflict.base, conflict.ours, conflict.theirs) == (TEXTS[3], "", TEXTS[1])
    assert texts(resolve(merged, {0: Take.THEIRS})) == texts(theirs)
    with pytest.raises(ValueError, match="take a side"):
        resolve(merged, {0: "somewhere"})


def test_a_paragraph_we_cut_and_the_wire_changed_is_a_conflict():
    ours, theirs = story(*TEXTS[:2], *TEXTS[3:]), edited(2, "90 people", "120 people")
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == texts(ours)
    conflict = only(merged)
    assert (conflict.ours, conflict.theirs, conflict.place) == ("", theirs.body[2].text, 2)
    assert texts(resolve(merged, {0: Take.THEIRS})) == texts(theirs)
    assert texts(resolve(merged, {0: Take.OURS})) == texts(ours)


def test_a_paragraph_we_changed_and_the_wire_cut_is_a_conflict():
    ours, theirs = edited(2, "90 people", "90 local people"), story(*TEXTS[:2], *TEXTS[3:])
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == texts(ours)
    assert (only(merged).theirs, only(merged).place) == ("", 2)
    assert texts(resolve(merged, {0: Take.THEIRS})) == texts(theirs)


def test_a_paragraph_the_wire_cut_goes_and_is_told():
    merged = merge(BASE, edited(0, "a year", "12 months"), story(*TEXTS[:2], *TEXTS[3:]))
    assert TEXTS[2] not in texts(merged) and merged.is_clean
    assert Change(Spot.BLOCK, "p", What.REMOVED, TEXTS[2], "", 2) in merged.applied


def test_a_paragraph_both_rewrote_from_scratch_is_one_conflict():
    ours = story(*TEXTS[:3], "Nobody else was available to comment last night.", TEXTS[4])
    theirs = story(*TEXTS[:3], "Shopkeepers fear for their summer trade.", TEXTS[4])
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == texts(ours)
    assert only(merged).theirs == theirs.body[3].text


def test_a_rewrite_by_the_wire_alone_replaces_the_paragraph():
    theirs = story(*TEXTS[:3], "Shopkeepers fear for their summer trade.", TEXTS[4])
    merged = merge(BASE, edited(0, "a year", "12 months"), theirs)
    assert texts(merged)[1:] == texts(theirs)[1:] and merged.is_clean


def test_a_paragraph_we_split_takes_the_wires_change_in_its_second_half():
    whole = "The pier was built in 1904 by the county. It has been shut since the storm of last March."
    base = story(TEXTS[0], whole, TEXTS[1], pictures=())
    ours = story(TEXTS[0], *whole.replace(". It", ".\nIt").split("\n"), TEXTS[1], pictures=())
    merged = merge(base, ours, edited(1, "last March", "last April", base))
    assert texts(merged) == [TEXTS[0], ours.body[1].text, "It has been shut since the storm of last April.", TEXTS[1]]
    assert merged.is_clean


def test_a_paragraph_the_wire_split_keeps_our_correction():
    whole = "The pier was built in 1904 by the county. It has been shut since the storm of last March."
    base = story(TEXTS[0], whole, TEXTS[1], pictures=())
    theirs = story(TEXTS[0], *whole.replace(". It", ".\nIt").split("\n"), TEXTS[1], pictures=())
    merged = merge(base, edited(1, "1904", "1903", base), theirs)
    assert texts(merged)[1] == "The pier was built in 1903 by the county."
    assert texts(merged)[2] == theirs.body[2].text and merged.is_clean


def test_both_additions_stay_at_the_same_place_ours_first():
    ours, theirs = story(*TEXTS, "Our reporter adds this."), story(*TEXTS, "The wire goes on with that.")
    merged = merge(BASE, ours, theirs)
    assert texts(merged) == [*TEXTS, "Our reporter adds this.", "The wire goes on with that."]
    assert merged.is_clean


def test_the_same_addition_on_both_sides_stands_once():
    both = story(*TEXTS, "Two ferries will use the old pier.")
    merged = merge(BASE, both, replace(both, headline="Ferries move as harbour closes"))
    assert texts(merged) == texts(both) and merged.is_clean


def test_quotes_and_punctuation_stay_as_they_were_typed():
    base = story("“We are ready,” he said – “and the boats’ crews know it”.")
    merged = merge(base, edited(0, "ready", "quite ready", base), edited(0, "know it", "know that", base))
    assert texts(merged) == ["“We are quite ready,” he said – “and the boats’ crews know that”."]


def test_a_table_is_merged_row_by_row():
    base = replace(BASE, body=(Block("Team\tPoints\nDunmouth\t3\nHale\t3\nNorth\t1", Kind.TABLE),))
    theirs = edited(0, "North\t1", "North\t2", base)
    assert texts(merge(base, edited(0, "Team", "Club", base), theirs)) == [
        "Club\tPoints\nDunmouth\t3\nHale\t3\nNorth\t2"
    ]
    assert only(merge(base, edited(0, "North\t1", "North Dunmouth\t1", base), theirs))


def test_a_crosshead_made_by_us_keeps_the_wires_words():
    blocks = list(BASE.body)
    blocks[4] = replace(blocks[4], kind=Kind.HEADING)
    merged = merge(BASE, replace(BASE, body=tuple(blocks)), edited(4, "Friday", "Thursday"))
    assert merged.story.body[4].kind is Kind.HEADING and "Thursday" in merged.story.body[4].text


def test_the_editors_text_read_back_is_no_edit():
    """White space and lines come back otherwise than they went; nobody is asked or told about that."""
    base = story("An address:\n1 Quay Street", *TEXTS, "Two  spaces *and* a star.")
    blocks, _ = from_markup(to_markup(base.body, base.pictures))
    theirs = replace(edited(2, "40 boats", "45 boats", base), headline="Harbour shuts")
    merged = merge(base, replace(base, body=blocks), theirs)
    assert [text.split() for text in texts(merged)] == [text.split() for text in texts(theirs)]
    assert merged.is_clean and [one.place for one in merged.applied] == [None, 2]


def test_fields_are_taken_one_by_one():
    ours = replace(BASE, headline="Harbour shuts", section="Business")
    theirs = replace(
        BASE, headline="Dunmouth harbour to shut for two years", standfirst="New text.", dateline="Dunmouth"
    )
    merged = merge(BASE, ours, theirs)
    assert (merged.story.headline, merged.story.section) == ("Harbour shuts", "Business")
    assert (merged.story.standfirst, merged.story.dateline) == ("New text.", "Dunmouth")
    assert only(merged).name == "headline"
    assert [(one.name, one.what) for one in merged.applied] == [("dateline", What.ADDED), ("standfirst", What.CHANGED)]
    assert resolve(merged, {0: "Harbour shut for two years"}).headline == "Harbour shut for two years"


def test_status_is_always_the_wires():
    until = datetime(2024, 1, 31, tzinfo=UTC)
    theirs = replace(BASE, pub_status=PubStatus.EMBARGOED, embargo_until=until, version="2")
    merged = merge(BASE, replace(BASE, pub_status=PubStatus.WITHHELD), theirs)
    assert (merged.story.pub_status, merged.story.embargo_until, merged.story.version) == ("embargoed", until, "2")
    assert merged.is_clean
    assert {one.name for one in merged.applied} == {"pub_status", "embargo_until"}


def test_bylines_merge_where_they_are_about_different_people():
    ann, bob = Byline("Ann Hale", "Ann Hale"), Byline("Bob Reed", "Bob Reed", "Reporter")
    base = replace(BASE, bylines=(ann,))
    ours = replace(BASE, bylines=(replace(ann, role="Political Editor"),))
    merged = merge(base, ours, replace(BASE, bylines=(ann, bob)))
    assert merged.story.bylines == (ours.bylines[0], bob) and merged.is_clean


def test_two_new_names_are_a_question():
    ann, bob = Byline("Ann Hale", "Ann Hale"), Byline("Anne Hale", "Anne Hale")
    merged = merge(BASE, replace(BASE, bylines=(ann,)), replace(BASE, bylines=(bob,)))
    assert merged.story.bylines == (ann,) and only(merged).name == "bylines"
    assert resolve(merged, {0: Take.THEIRS}).bylines == (bob,)
    assert [one.name for one in resolve(merged, {0: "Ann Hale\nBob Reed"}).bylines] == ["Ann Hale", "Bob Reed"]
