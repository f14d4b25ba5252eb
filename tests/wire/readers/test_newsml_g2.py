# ruff: noqa: E501 - specimens are one line, however long
"""NewsML-G2: items alone and in messages, with NITF, XHTML or plain text inside."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.wire import read
from articles.wire.story import Fate, Profile, PubStatus, Story
from tests.wire.corpus import CORPUS, needs_corpus

NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
COPY = "<p>The council has voted to <b>rebuild</b> the sea wall.</p><p>Work begins in May.</p>"
XHTML = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>{COPY}<script>alert(1)</script></body></html></inlineXML>'
NITF = f'<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>Council to rebuild sea wall</hl1></hedline></body.head><body.content>{COPY}</body.content></body></nitf></inlineXML>'
PLAIN = '<inlineData contenttype="text/plain">The council has voted to rebuild\nthe sea wall.\n\nWork begins in May.</inlineData>'


def item(content: str = XHTML, *, guid: str = "urn:newsml:example.com:1", status: str = "stat:usable", meta: str = "", version: str = "2", about: str = "", kind: str = "text") -> str:  # fmt: skip
    return (
        f'<newsItem {NAMESPACE} guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="en-GB">'
        "<rightsInfo><copyrightHolder><name>Example Wire</name></copyrightHolder><usageTerms>UK only</usageTerms></rightsInfo>"
        f'<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="EX"/><versionCreated>2026-03-03T12:00:00Z</versionCreated>'
        f'<pubStatus qcode="{status}"/>{meta}</itemMeta>'
        "<contentMeta><urgency>4</urgency><by>By Ann Roe, PA Political Correspondent</by><slugline>POLITICS Wall</slugline>"
        f'<subject qcode="medtop:11000000"><name>politics</name></subject><headline> Council to rebuild\n sea wall</headline>{about}</contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def story(payload: str) -> Story:
    found = read(payload.encode())
    assert found.format == "newsml-g2" and len(found.stories) == 1, found
    return found.stories[0]


@pytest.mark.parametrize("content", [XHTML, NITF, PLAIN])
def test_copy_is_read_whatever_it_is_written_in(content: str) -> None:
    one = story(item(content))
    assert [block.text for block in one.body] == [
        "The council has voted to rebuild the sea wall.",
        "Work begins in May.",
    ]
    assert (one.headline, one.bylines[0].name) == ("Council to rebuild sea wall", "Ann Roe")
    assert one.bylines[0].role == "Political Correspondent"
    assert "alert" not in repr(one.pieces)
    assert one.issues == ()


def test_every_field_of_an_item_arrives() -> None:
    one = story(item())
    assert (one.provider, one.uri, one.version, one.urgency) == ("EX", "urn:newsml:example.com:1", "2", 4)
    assert (one.catchline, one.language) == ("POLITICS Wall", "en-GB")
    assert (one.usage_terms, one.copyright_holder) == ("UK only", "Example Wire")
    assert one.version_created == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert [(each.code, each.name, each.scheme) for each in one.subjects] == [("11000000", "politics", "medtop")]
    assert {piece.fate for piece in one.pieces} == {Fate.HEADLINE, Fate.BYLINE, Fate.PARAGRAPH}


@pytest.mark.parametrize(
    ("status", "meta", "expected", "until"),
    [
        ("stat:canceled", "", "canceled", None),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled", "", "canceled", None),
        ("stat:withheld", "<embargoed/><edNote>STRICTLY EMBARGOED until further notice</edNote>", "withheld", None),
        ("stat:usable", "<embargoed/>", "embargoed", None),
        (
            "stat:usable",
            "<embargoed>2099-03-05T00:01:00Z</embargoed>",
            "usable",
            datetime(2099, 3, 5, 0, 1, tzinfo=UTC),
        ),
        ("stat:odd", "", "unknown", None),
    ],
)
def test_what_must_not_be_used_is_held(status: str, meta: str, expected: str, until: datetime | None) -> None:
    one = story(item(status=status, meta=meta))
    assert (one.pub_status, one.embargo_until) == (PubStatus(expected), until)
    assert one.issues


def test_a_correction_is_signalled_and_its_note_is_private() -> None:
    one = story(item(meta='<edNote>Corrects sum in par 1</edNote><signal qcode="sig:correction"/>'))
    assert (one.signals, one.ed_note) == (("sig:correction",), "Corrects sum in par 1")
    assert [issue.code for issue in one.issues] == ["CORRECTION"]


def test_a_message_brings_each_of_its_items() -> None:
    items = item() + "<packageItem/>" + item(guid="urn:newsml:example.com:2", status="stat:withheld")
    found = read(f"<newsMessage {NAMESPACE}><header/><itemSet>{items}</itemSet></newsMessage>".encode())
    assert [(one.uri[-1], one.pub_status) for one in found.stories] == [("1", "usable"), ("2", "withheld")]


def test_a_picture_alone_is_no_story() -> None:
    about = "<description>The wall at Upper Ferry</description><creator><name>Tom Fenn</name></creator><creditline>PA Wire</creditline>"
    one = story(item('<remoteContent residref="wall.jpg"/>', about=about, kind="picture"))
    (picture,) = one.pictures
    assert (one.profile, picture.caption, picture.supplier_ref) == (Profile.DATA, "The wall at Upper Ferry", "wall.jpg")
    assert (picture.credit.photographer, picture.credit.agency) == ("Tom Fenn", "PA Wire")


def test_a_version_that_is_no_number_is_pointed_out() -> None:
    one = story(item(version="-1e9"))
    assert (one.version, [issue.code for issue in one.issues]) == ("", ["VERSION_INVALID"])


@pytest.mark.parametrize("payload", [f"<packageItem {NAMESPACE}/>", "<contentSet><inlineXML/></contentSet>"])
def test_what_holds_no_item_is_refused(payload: str) -> None:
    refusal = read(payload.encode()).refusal
    assert refusal is not None and refusal.code == "UNSUPPORTED" and refusal.remedy


@needs_corpus
@pytest.mark.parametrize(
    ("name", "status", "blocks", "signals"),
    [
        ("synthetic/g2_canceled", "canceled", 1, ()),
        ("synthetic/g2_correction", "usable", 1, ("sig:correction",)),
        ("synthetic/g2_embargo_no_time", "withheld", 1, ()),
        ("iptc/LISTING_2_NewsML-G2_Text_Document", "usable", 2, ()),
        ("iptc/LISTING_1_A_NewsML-G2_News_Item", "usable", 0, ("sig:update",)),
    ],
)
def test_specimens_give_what_their_row_says(name: str, status: str, blocks: int, signals: tuple[str, ...]) -> None:
    one = story((CORPUS / f"wire/{name}.xml").read_text(encoding="utf-8"))
    assert (one.pub_status, len(one.body), one.signals) == (PubStatus(status), blocks, signals)
    assert one.bylines[0].name in ("Dilys Quayle", "Meredith Jameson")
