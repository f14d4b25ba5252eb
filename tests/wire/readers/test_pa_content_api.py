# ruff: noqa: E501 - specimens are one line, however long
"""PA's Content API: every field arrives, figures keep their place, names are no headlines, and silence holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from articles.filing.rows import hold_reason
from articles.wire import read
from articles.wire.story import Credit, Fate, Kind, Profile, PubStatus
from tests.wire.readers.messages import WALL, codes, pa, reading, story, subject

PICTURE = {
    "uri": "pic-1", "type": "picture", "profile": "asset", "byline": "Ada Lenner", "copyrightholder": "PA WIRE",
    "headline": "Sea wall", "description_text": "The wall at Port Marlow (Ada Lenner/PA)", "body_text": "A grey wall",
}  # fmt: skip


def test_every_field_of_a_story_arrives() -> None:
    one = story(
        pa(ednote="Adds reaction", usageterms="UK only", copyrightholder="PA WIRE", description_text="By spring.")
    )
    assert (one.provider, one.uri, one.version) == ("PA", "11111111-2222-3333-4444-555555555555", "3")
    assert one.version_created == datetime(2026, 3, 3, 12, 30, tzinfo=UTC)
    assert (one.date, one.urgency, one.language, one.section) == (date(2026, 3, 3), 4, "en", "UK")
    assert (one.headline, one.standfirst) == ("Sea wall to be rebuilt by spring", "By spring.")
    assert (one.catchline, one.ed_note) == ("Politics Wall", "Adds reaction")
    assert (one.usage_terms, one.copyright_holder) == ("UK only", "PA WIRE")
    assert [(by.name, by.role, by.organisation) for by in one.bylines] == [
        ("Dilys Quayle", "Political Correspondent", "PA")
    ]
    assert [block.text[:12] for block in one.body] == ["The sea wall", "“It will tak"]
    assert "patopic:politics" in [subject.code for subject in one.subjects]
    assert (one.profile, one.pub_status, hold_reason(one), codes(one)) == (Profile.STORY, PubStatus.USABLE, "", set())


def test_every_field_and_paragraph_is_a_piece_in_order() -> None:
    one = story(pa(ednote="Adds reaction"))
    assert [(piece.line, piece.fate, piece.rule) for piece in one.pieces] == [
        (1, Fate.HEADLINE, "pa_content_api headline"),
        (2, Fate.BYLINE, "pa_content_api byline"),
        (3, Fate.STATUS, "pa_content_api editor's note"),
        (4, Fate.PARAGRAPH, "pa_content_api body"),
        (5, Fate.PARAGRAPH, "pa_content_api body"),
    ]
    assert [block.line for block in one.body] == [4, 5]


def test_the_kinds_of_blocks_survive() -> None:
    html = (
        "<h2>Costs</h2><ul><li>Stone</li><li>Sand</li></ul><blockquote><p>It is late.</p></blockquote>"
        "<table><tr><th>Year</th><th></th></tr><tr><td>2026</td><td>4 <b>m</b></td></tr></table>"
        "<pre>A   1\n B  2</pre><p>Cost <i>rose</i><script>alert(1)</script> at <time>noon</time> &amp; fell.</p>"
    )
    assert [(block.kind, block.text) for block in story(pa(body_html=html)).body] == [
        (Kind.HEADING, "Costs"), (Kind.ITEM, "Stone"), (Kind.ITEM, "Sand"), (Kind.QUOTE, "It is late."),
        (Kind.TABLE, "Year\t\n2026\t4 m"), (Kind.PRE, "A   1\n B  2"), (Kind.PARAGRAPH, "Cost rose at noon & fell."),
    ]  # fmt: skip


def test_a_figure_keeps_its_place_and_joins_what_its_id_announces() -> None:
    html = WALL.replace("</p><p>", '</p><figure id="embedded7"><figcaption>The wall at Port Marlow (Ada Lenner/PA)</figcaption></figure><p>')  # fmt: skip
    lead = PICTURE | {"uri": "pic-0", "description_text": "The council (Bo Ives/PA)"}
    one = story(pa(body_html=html, associations={"featureimage": lead, "embedded7": PICTURE}))
    assert [(shown.supplier_ref, shown.is_lead, shown.after) for shown in one.pictures] == [
        ("pic-0", True, 0),
        ("pic-1", False, 1),
    ]
    inline = one.pictures[1]
    assert (inline.caption, inline.title, inline.alt_text) == ("The wall at Port Marlow", "Sea wall", "A grey wall")
    assert inline.credit == Credit("Ada Lenner", "PA", "(Ada Lenner/PA)")
    assert [piece.fate for piece in one.pieces].count(Fate.REPEAT) == 1
    assert not any("Port Marlow (Ada" in block.text for block in one.body)


def test_a_figure_the_message_does_not_bring_is_a_doubt_or_its_own_words() -> None:
    bare = story(pa(body_html=WALL + '<figure id="embedded9"></figure>'))
    assert (bare.pictures, codes(bare)) == ((), {"PICTURE_MISSING"})
    worded = story(pa(body_html=WALL + "<figure><img alt='A wall'><figcaption>Old wall (PA)</figcaption></figure>"))
    assert [(one.caption, one.alt_text, one.after) for one in worded.pictures] == [("Old wall", "A wall", 2)]


def test_a_picture_without_credit_in_its_caption_takes_that_of_its_fields() -> None:
    one = story(
        pa(associations={"featureimage": PICTURE | {"description_text": "The wall", "usageterms": "No archive"}})
    )
    assert one.pictures[0].credit == Credit("Ada Lenner", "PA Wire", "Ada Lenner/PA Wire")
    assert "PICTURE_RESTRICTED" in codes(one)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "text", "headline": "Politics Wall"},
        {"type": "text", "headline": "Courts Thorne Jury", "subject": []},
        {"headline": "POLITICS Wall"},
    ],
)
def test_the_name_of_a_story_is_no_headline(fields: dict[str, object]) -> None:
    one = story(pa(**fields))
    assert one.headline == ""
    assert one.catchline.casefold() in ("politics wall", "courts thorne jury")
    assert {"HEADLINE_CATCHLINE", "NO_HEADLINE"} <= codes(one)


@pytest.mark.parametrize("headline", ["Wall falls", "Minister quits", "PM: Wall “Safe”", "Wall"])
def test_a_headline_is_no_name(headline: str) -> None:
    assert story(pa(type="text", headline=headline)).headline == headline


@pytest.mark.parametrize(
    ("fields", "status", "is_held"),
    [
        ({}, PubStatus.USABLE, False),
        ({"pubstatus": "withheld"}, PubStatus.WITHHELD, True),
        ({"pubstatus": "privileged"}, PubStatus.WITHHELD, True),
        ({"pubstatus": "canceled"}, PubStatus.CANCELED, True),
        ({"pubstatus": "canceled", "headline": "", "body_html": ""}, PubStatus.CANCELED, True),
        ({"pubstatus": "Usable "}, PubStatus.UNKNOWN, True),
        ({"pubstatus": "publish"}, PubStatus.UNKNOWN, True),
        ({"pubstatus": ["usable"]}, PubStatus.UNKNOWN, True),
        ({"pubstatus": None}, PubStatus.UNKNOWN, True),
        ({"pubStatus": "withheld"}, PubStatus.UNKNOWN, True),
        ({"pubStatus": "usable"}, PubStatus.USABLE, False),
        ({"embargoed": "2026-03-05T00:01:00Z", "embargo": "later"}, PubStatus.EMBARGOED, True),
        ({"pubstatus": ""}, PubStatus.UNKNOWN, True),
        ({"embargoed": "soon"}, PubStatus.EMBARGOED, True),
        ({"embargoed": "2026-03-05T00:01:00"}, PubStatus.EMBARGOED, True),
        ({"embargoed": 1772668860}, PubStatus.EMBARGOED, True),
        ({"embargoed": ["2026-03-05T00:01:00Z"]}, PubStatus.EMBARGOED, True),
        ({"pubstatus": "embargoed"}, PubStatus.EMBARGOED, True),
        ({"embargoed": "2026-03-05T00:01:00Z"}, PubStatus.EMBARGOED, False),
        ({"pubstatus": "withheld", "embargoed": "2026-03-05T00:01:00Z"}, PubStatus.WITHHELD, True),
        ({"profile": "advisory"}, PubStatus.USABLE, True),
        ({"profile": "alert"}, PubStatus.USABLE, True),
        ({"type": "picture", "profile": "asset", "description_text": "A wall"}, PubStatus.USABLE, True),
    ],
)
def test_nothing_is_published_on_silence(fields: dict[str, object], status: PubStatus, is_held: bool) -> None:
    one = story(pa(**fields))
    assert one.pub_status is status
    assert bool(hold_reason(one)) is is_held


def test_an_embargo_is_held_until_the_later_of_field_and_words() -> None:
    at = "2026-03-05T00:01:00Z"
    agreed = story(pa(embargoed=at, body_html="<p>Embargoed to 0001 Thursday March 5</p>" + WALL))
    assert agreed.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)
    assert codes(agreed) == {"EMBARGO"}
    assert "Embargoed" not in agreed.body[0].text
    for fields in ({"ednote": "See also WALL. Embargoed to 2230 Thursday March 5"}, {"body_text": "Embargoed to 2230 Thursday March 5"}):  # fmt: skip
        later = story(pa(embargoed=at, **fields))
        assert later.embargo_until == datetime(2026, 3, 5, 22, 30, tzinfo=UTC)
        assert "EMBARGO_CONFLICT" in codes(later)
    unread = story(pa(embargoed=at, ednote="Embargoed until Thursday"))
    assert unread.embargo_until is None and hold_reason(unread)


def test_two_embargo_fields_hold_until_the_later() -> None:
    one = story(pa(embargoed="2026-03-05T00:01:00Z", embargo="2026-03-06T00:01:00Z"))
    assert one.embargo_until == datetime(2026, 3, 6, 0, 1, tzinfo=UTC)
    assert {"EMBARGO", "EMBARGO_CONFLICT"} <= codes(one)


def test_an_embargo_among_the_usage_terms_is_heeded() -> None:
    one = story(pa(usageterms="UK only. Embargoed to 0001 Thursday March 5"))
    assert (one.pub_status, one.embargo_until) == (PubStatus.EMBARGOED, datetime(2026, 3, 5, 0, 1, tzinfo=UTC))


def test_a_headline_in_capitals_gets_an_offer_and_stays() -> None:
    one = story(pa(headline="SEA WALL AT PORT MARLOW TO BE REBUILT"))
    assert one.headline == "SEA WALL AT PORT MARLOW TO BE REBUILT"
    assert "“Sea wall at Port Marlow to be rebuilt”" in next(i.message for i in one.issues if i.code == "HEADLINE_CAPS")


def test_a_figure_that_calls_the_lead_picture_is_not_a_second_one() -> None:
    html = WALL + '<figure id="featureimage"></figure>'
    one = story(pa(body_html=html, associations={"featureimage": PICTURE}))
    assert (len(one.pictures), codes(one)) == (1, set())


def test_an_embargo_deep_in_a_long_note_is_heeded() -> None:
    note = "\n".join(
        [*(f"Line {number}" for number in range(12)), "Embargoed to 0001 Thursday March 5", "More", "Yet more"]
    )
    one = story(pa(ednote=note, body_html=WALL + "<p>Third.</p><p>Fourth.</p><p>Fifth.</p>"))
    assert one.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)


def test_the_signal_of_a_correction_is_a_task_and_ends_is_no_copy() -> None:
    one = story(pa(subject=[subject("sig:correction", "Correction")], body_html=WALL + "<p>ends</p>"))
    assert one.signals == ("sig:correction", "text:ends")
    assert "CORRECTION" in codes(one)
    assert len(one.body) == 2


def test_a_description_that_repeats_the_first_paragraph_is_no_standfirst() -> None:
    one = story(pa(description_text="The sea wall at Port Marlow will be rebuilt."))
    assert one.standfirst == ""
    assert Fate.REPEAT in [piece.fate for piece in one.pieces]


def test_a_list_gives_every_story_and_a_bad_item_stops_none() -> None:
    found = reading({"total": 3, "item": [pa(uri="a"), pa(uri="b", headline=7), pa(uri="c")]})
    assert [one.uri for one in found.stories] == ["a", "c"]
    assert "item 2" in next(issue.message for issue in found.stories[0].issues if issue.code == "JSON_ITEMS_REFUSED")
    refused = reading({"item": [pa(headline=7)]})
    assert refused.refusal is not None and refused.refusal.code == "FIELD_INVALID"


def test_plain_text_is_read_where_there_is_no_html() -> None:
    one = story(pa(body_html="", body_text="First\nline.\n\nSecond line.\n"))
    assert [block.text for block in one.body] == ["First line.", "Second line."]


def test_the_list_of_the_corpus_gives_its_eight_items(corpus: Path) -> None:
    found = read((corpus / "wire/synthetic/pa_content_api_list.json").read_bytes())
    assert found.format == "pa_content_api"
    first, second, embargoed, privileged, alert, advisory, killed, picture = found.stories
    assert (first.uri, first.version, second.uri, second.version) == (second.uri, "1", first.uri, "2")
    assert [(shown.is_lead, shown.after) for shown in first.pictures] == [(True, 0), (False, 1)]
    assert (second.signals, second.ed_note) == (("sig:correction",), "Corrects sum in first paragraph")
    assert embargoed.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)
    assert [one.profile for one in (alert, advisory, picture)] == [Profile.ALERT, Profile.ADVISORY, Profile.DATA]
    assert killed.pub_status is PubStatus.CANCELED
    assert all(hold_reason(one) for one in (embargoed, privileged, alert, advisory, killed, picture))
    assert not hold_reason(first) and not hold_reason(second)
