# ruff: noqa: E501 - specimens are one line, however long
"""NITF: every field of a PA message in its place, holds that hold, and copy as it was set."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from articles.wire import read
from articles.wire.clean.typography import fold
from articles.wire.prediction import predictions
from articles.wire.story import Byline, Credit, Fate, Kind, Profile, PubStatus, Story, Subject
from tests.wire.corpus import CORPUS, needs_corpus

ID = "00000000-1111-2222-3333-444444444444"
COPY = (
    "<p>The <org>Upper Ferry</org> council has voted to rebuild the sea wall, <person>Ann Roe</person> said.</p>"
    "<p>“It costs <money>£14m</money>,” said the UK minister.</p>"
)
HEAD = "<hedline><hl1>Council to rebuild sea wall</hl1></hedline><byline>By Ann Roe, Press Association Political Correspondent</byline>"


def nitf(
    body: str = COPY, *, head: str = HEAD, status: str = "usable", inside: str = "", title: str = "1 POLITICS Wall"
) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><nitf version="-//IPTC//DTD NITF 3.1//EN"><head>'
        f'<meta name="service" content="Comprehensive"/><title>{title}</title><meta name="category" content="HHH"/>'
        '<tobject><tobject.subject tobject.subject.refnum="11000000" tobject.subject.type="Politics"/></tobject>'
        f'<docdata management-status="{status}"><doc-id id-string="{ID}HHH-13-1"/><urgency ed-urg="4"/>'
        '<doc-scope scope="POLITICS"/><doc-scope scope="COAST"/><key-list><keyword key="Wall"/></key-list>'
        '<del-list><from-src src-name="PA" level-number="1"/></del-list>'
        f'<date.issue norm="20260303T110000+0000"/>{inside}<doc.copyright holder="Press Association" year="2026"/>'
        f"</docdata></head><body><body.head>{head}</body.head><body.content>{body}</body.content></body></nitf>"
    ).encode()


def story(*args: str, **more: str) -> Story:
    found = read(nitf(*args, **more))
    assert found.format == "nitf" and len(found.stories) == 1, found.refusal
    return found.stories[0]


def codes(one: Story) -> list[str]:
    return [issue.code for issue in one.issues]


def test_every_field_of_a_message_arrives() -> None:
    one = story(head=HEAD + "<dateline>UPPER FERRY</dateline>")
    assert (one.provider, one.uri, one.version) == ("PA", ID, "13")
    assert (one.catchline, one.section, one.urgency, one.dateline) == ("POLITICS Wall", "Politics", 4, "UPPER FERRY")
    assert (one.version_created, one.date) == (datetime(2026, 3, 3, 11, 0, tzinfo=UTC), date(2026, 3, 3))
    assert (one.headline, one.copyright_holder) == ("Council to rebuild sea wall", "Press Association")
    raw = "By Ann Roe, Press Association Political Correspondent"
    assert one.bylines == (Byline(raw, "Ann Roe", "Political Correspondent", "Press Association"),)
    assert one.subjects == (
        Subject("11000000", "Politics", "subj"), Subject("HHH", "", "paCat"), Subject("COAST", "", "doc-scope"),
    )  # fmt: skip
    assert (one.profile, one.pub_status, one.issues) == (Profile.STORY, PubStatus.USABLE, ())


def test_inline_tags_are_unwrapped_and_the_ledger_names_the_element() -> None:
    one = story()
    first = "The Upper Ferry council has voted to rebuild the sea wall, Ann Roe said."
    assert [block.text for block in one.body] == [first, "“It costs £14m,” said the UK minister."]
    assert [(one.line, one.rule) for one in one.pieces[:3]] == [(1, "nitf hl1"), (2, "nitf byline"), (3, "nitf p")]
    assert [one.pieces[block.line - 1].text for block in one.body] == [block.text for block in one.body]


def test_kinds_of_blocks_survive_with_set_matter_and_tables() -> None:
    body = (
        "<hl2>Costs</hl2><ul><li>One</li><li>Two <em>more</em></li></ul><bq><block><p>We will.</p></block></bq>"
        "<table><tr><td>Wall</td><td>14</td></tr><tr><td>Gate</td><td>3</td></tr></table>"
        "<pre>\nWall:   Roe, Fenn.\n  Gate:  Vale.\n\n</pre><p>Last.</p>"
    )
    assert [(one.kind, one.text) for one in story(body).body] == [
        (Kind.HEADING, "Costs"), (Kind.ITEM, "One"), (Kind.ITEM, "Two more"), (Kind.QUOTE, "We will."),
        (Kind.TABLE, "Wall\t14\nGate\t3"), (Kind.PRE, "Wall:   Roe, Fenn.\n  Gate:  Vale."), (Kind.PARAGRAPH, "Last."),
    ]  # fmt: skip


def test_the_last_ends_is_a_signal_and_not_copy() -> None:
    one = story(COPY + "<p>ends</p>")
    assert (len(one.body), one.signals) == (2, ("text:ends",))
    assert next(piece.fate for piece in one.pieces if piece.text == "ends") is Fate.STATUS
    assert story("<p>ends</p>" + COPY).signals == ()


def test_an_abstract_is_dropped_only_where_it_repeats_the_first_paragraph() -> None:
    cut = story(head=HEAD + "<abstract><p>The Upper Ferry council has voted</p></abstract>")
    assert cut.standfirst == ""
    assert [one.text for one in cut.pieces if one.fate is Fate.REPEAT] == ["The Upper Ferry council has voted"]
    assert story(head=HEAD + "<abstract><p>Work begins in May.</p></abstract>").standfirst == "Work begins in May."


def test_capitals_stay_and_sentence_case_is_offered() -> None:
    one = story(head="<hedline><hl1>UK MINISTER BACKS UPPER FERRY WALL</hl1></hedline>")
    assert one.headline == "UK MINISTER BACKS UPPER FERRY WALL"
    offer = next(issue.message for issue in one.issues if issue.code == "HEADLINE_CAPS")
    assert "“UK minister backs Upper Ferry wall”" in offer


def test_a_story_without_byline_is_signed_by_the_agency_that_sent_it() -> None:
    one = story(head="<hedline><hl1>Council to rebuild sea wall</hl1></hedline>")
    assert [(byline.name, byline.organisation) for byline in one.bylines] == [("", "PA")]


RELEASE = '<date.release norm="20260305T000100+0000"/>'
HALF_PAST_TEN = datetime(2026, 3, 5, 22, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 5, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "inside", "expected", "until", "code"),
    [
        ("embargoed", RELEASE, "embargoed", MIDNIGHT, "EMBARGO"),
        ("embargoed", RELEASE + '<ed-msg info="Embargoed to 0001 Thursday March 5"/>', "embargoed", MIDNIGHT, "EMBARGO"),
        ("embargoed", '<ed-msg info="Embargoed to 0001 Thursday March 5"/>', "embargoed", MIDNIGHT, "EMBARGO"),
        ("usable", RELEASE, "usable", MIDNIGHT, "EMBARGO"),
        ("usable", RELEASE + '<ed-msg info="Embargoed to 2230 Thursday March 5"/>', "embargoed", HALF_PAST_TEN, "EMBARGO_CONFLICT"),
        ("usable", '<ed-msg info="Embargoed to 2230 Friday March 5"/>', "embargoed", None, "EMBARGO_AMBIGUOUS"),
        ("usable", '<date.release norm="soon"/>', "embargoed", None, "EMBARGO_AMBIGUOUS"),
        ("embargoed", "", "embargoed", None, "EMBARGO_UNDATED"),
        ("withheld", '<ed-msg info="Embargoed until further notice"/>', "withheld", None, "WITHHELD"),
        ("privileged", "", "withheld", None, "WITHHELD"),
        ("whatever", "", "unknown", None, "STATUS_UNKNOWN"),
        ("canceled", '<ed-msg info="Embargoed to 2230 Thursday March 5"/>', "canceled", None, "KILL_NOTICE"),
        ("usable", '<date.release norm="20260303T100000+0000"/>', "usable", None, None),
        ("usable", "", "usable", None, None),
    ],
)  # fmt: skip
def test_what_must_not_be_used_is_held(
    status: str, inside: str, expected: str, until: datetime | None, code: str | None
) -> None:
    one = story(status=status, inside=inside)
    assert (one.pub_status, one.embargo_until) == (PubStatus(expected), until)
    assert codes(one)[:1] == ([code] if code else [])


def test_notes_to_editors_stay_private() -> None:
    one = story(COPY + "<note><p>Eds: call the desk.</p></note>", inside='<ed-msg info="(see also POLITICS Coast)"/>')
    assert one.ed_note == "Eds: call the desk.\n(see also POLITICS Coast)"
    assert "desk" not in " ".join(block.text for block in one.body)


def test_a_correction_is_signalled_once_and_its_note_kept() -> None:
    one = story(inside='<correction info="Corrects sum"/><ed-msg info="CORRECTION: corrects sum in first par"/>')
    assert one.signals == ("sig:correction",)
    assert one.ed_note == "Corrects sum\nCORRECTION: corrects sum in first par"
    assert codes(one) == ["CORRECTION"]


def test_a_kill_without_copy_keeps_its_identity() -> None:
    one = story("", head="<hedline><hl1/></hedline><byline/>", status="canceled")
    assert (one.uri, one.pub_status, one.headline, one.body) == (ID, PubStatus.CANCELED, "", ())


def test_a_message_that_kills_another_document_is_filed_as_that_document() -> None:
    other = ID.replace("4444", "5555")
    kill = (
        f'<docdata management-status="usable" management-doc-idref="{other}HHH-2-1" management-idref-status="canceled">'
    )
    one = read(nitf().replace(b'<docdata management-status="usable">', kill.encode())).stories[0]
    assert (one.uri, one.pub_status, codes(one)) == (other, PubStatus.CANCELED, ["KILL_NOTICE"])


def test_tables_and_advisories_are_no_stories() -> None:
    teams = story("<pre>Ferry: Roe, Fenn.</pre>", head="", title="1 SOCCER Ferry-Teams")
    assert (teams.profile, teams.headline, teams.bylines) == (Profile.DATA, "SOCCER Ferry-Teams", ())
    assert "HEADLINE_CATCHLINE" in codes(teams)
    assert story(title="1 POLITICS Advisory").profile is Profile.ADVISORY


def test_pictures_keep_their_place_and_the_first_before_the_copy_leads() -> None:
    media = (
        '<media media-type="image"><media-reference source="wall-{0}.jpg" alternate-text="A wall"/>'
        "<media-caption>{1}</media-caption>{2}</media>"
    )
    one = story(
        media.format(1, "The wall at Upper Ferry (Tom Fenn/PA)", "")
        + "<p>One.</p>"
        + media.format(2, "The gate", "<media-producer>Eva Vale/PA</media-producer>")
        + "<p>Two.</p>"
    )
    first, second = one.pictures
    assert (first.caption, first.after, first.is_lead) == ("The wall at Upper Ferry", 0, True)
    assert first.credit == Credit("Tom Fenn", "PA", "(Tom Fenn/PA)")
    assert (second.caption, second.after, second.is_lead, second.supplier_ref) == ("The gate", 1, False, "wall-2.jpg")
    assert (second.credit.photographer, second.credit.agency, second.alt_text) == ("Eva Vale", "PA", "A wall")


@pytest.mark.parametrize(
    ("received", "code"), [("", "DOCID_INVALID"), ("../../etc/x", "DOCID_INVALID"), ("PA-1", None)]
)
def test_an_odd_id_is_pointed_out(received: str, code: str | None) -> None:
    one = read(nitf().replace(f"{ID}HHH-13-1".encode(), received.encode())).stories[0]
    assert (one.uri, codes(one)) == (received, [code] if code else [])


def test_foreign_elements_and_scripts_bring_nothing_in() -> None:
    body = (
        '<p xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="a"/>One.</p><script>alert(1)</script><p>Two.</p>'
    )
    one = story(body)
    assert [block.text for block in one.body] == ["One.", "Two."]
    assert "XML_UNKNOWN_ELEMENT" in codes(one)


def test_markup_that_stands_in_the_copy_as_text_is_pointed_out() -> None:
    one = story("<p><![CDATA[<script>alert(1)</script> & more]]></p>" + COPY)
    assert one.body[0].text == "<script>alert(1)</script> & more"
    assert codes(one) == ["MARKUP_IN_TEXT"]


@needs_corpus
@pytest.mark.parametrize("name", ["pa1", "pa3"])
def test_real_messages_come_out_exactly(name: str) -> None:
    truth: dict[str, Any] = json.loads((CORPUS / f"wire/pa/{name}.json").read_text(encoding="utf-8"))
    found = predictions(read((CORPUS / f"wire/pa/{name}.xml").read_bytes()))[0]
    for field in ("headline", "byline_names", "date"):
        assert found[field] == truth[field]
    assert fold(found["section"]) == fold(truth["section"])
    assert (found["agency"] or "").replace("Press Association", "PA") == "PA"
    # "ends" is the wire's word to the desk: a signal, and no paragraph.
    assert [one["text"] for one in found["body"]] == [one["text"] for one in truth["body"] if one["text"] != "ends"]


@needs_corpus
@pytest.mark.parametrize(
    ("name", "version", "status", "blocks"),
    [("v1", "1", "usable", 2), ("v2_correction", "2", "usable", 2), ("v3_canceled", "3", "canceled", 0)],
)
def test_versions_of_one_story_share_their_identity(name: str, version: str, status: str, blocks: int) -> None:
    one = read((CORPUS / f"wire/synthetic/pa_nitf_{name}.xml").read_bytes()).stories[0]
    assert (one.uri, one.version, one.pub_status, len(one.body)) == (ID, version, PubStatus(status), blocks)


@needs_corpus
def test_another_agency_is_read_too() -> None:
    one = read((CORPUS / "wire/legacy/sd_ap-nitf.xml").read_bytes()).stories[0]
    assert (one.provider, len(one.body), one.bylines[0].name) == ("AP", 28, "Bernard Condon")
    assert one.headline.startswith("Can trading pollution")
