# ruff: noqa: E501 - specimens are one line, however long
"""The same story in every format of the wire: what must arrive, arrives in each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import pytest

from articles.wire import read
from articles.wire.story import Kind, Profile, PubStatus, Story
from tests.wire.readers.messages import codes, fingerpost, ninjs, pa
from tests.wire.readers.telegrams import anpa, seven
from tests.wire.readers.test_mail import mail

TABLE = "Port     1 2 3\nQuay    10 2 4\nMarlow   3 2 9"
PARAGRAPHS = (
    "The harbour minister has promised money for the sea wall at Port Marlow.",
    "Work begins in May and will take two years.",
)
LOUD = "HARBOUR MINISTER PROMISES MONEY FOR WALL"
Make = Callable[..., bytes]


def html(table: bool, ends: bool) -> str:
    middle = f"<pre>{TABLE}</pre>" if table else ""
    return f"<p>{PARAGRAPHS[0]}</p>{middle}<p>{PARAGRAPHS[1]}</p>{'<p>ends</p>' if ends else ''}"


def only_table(body: str) -> str:
    return f"<pre>{TABLE}</pre>" if body == "table" else body


def in_nitf(headline: str, note: str, catchline: str, body: str) -> bytes:
    topic = catchline.partition(" ")[0]
    return (
        f'<nitf><head><title>1 {catchline}</title><docdata management-status="usable"><date.issue norm="20260303T120000+0000"/><doc-id id-string="urn:a:1"/>'
        f'<ed-msg info="{note}"/><doc-scope scope="{topic}"/></docdata></head><body><body.head><hedline><hl1>{headline}</hl1></hedline><byline>By Dilys Quayle</byline></body.head>'
        f"<body.content>{only_table(body)}</body.content></body></nitf>"
    ).encode()


def in_g2(headline: str, note: str, catchline: str, body: str) -> bytes:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a:1" version="1"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-03T12:00:00Z</versionCreated>'
        f'<pubStatus qcode="stat:usable"/><edNote>{note}</edNote></itemMeta><contentMeta><by>By Dilys Quayle</by><slugline>{catchline}</slugline><headline>{headline}</headline></contentMeta>'
        f'<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{only_table(body)}</body></html></inlineXML></contentSet></newsItem>'
    ).encode()


def in_newsml_1(headline: str, note: str, catchline: str, body: str) -> bytes:
    return (
        f"<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:a:1</PublicIdentifier></NewsIdentifier><NameLabel>{catchline}</NameLabel></Identification>"
        '<NewsManagement><ThisRevisionCreated>20260303T120000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>{headline}</HeadLine><ByLine>By Dilys Quayle</ByLine></NewsLines><EdNote>{note}</EdNote><ContentItem><DataContent>{only_table(body)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    ).encode()


def in_json(make: Callable[..., dict[str, object]], **names: str) -> Make:
    def made(headline: str, note: str, catchline: str, body: str) -> bytes:
        slug = names.get("slug")
        fields = {
            "headline": headline,
            names["note"]: note,
            names["body"]: only_table(body),
            "byline": "By Dilys Quayle",
        }
        return json.dumps(make(**fields, **({slug: catchline} if slug else {}))).encode()

    return made


def in_pa(headline: str, note: str, catchline: str, body: str) -> bytes:
    topic, _, keyword = catchline.partition(" ")
    subject = [
        {"code": f"patopic:{topic.lower()}", "name": topic, "profile": "patopic"},
        {"code": f"pakeyword:{keyword.lower()}", "name": keyword, "profile": "pakeyword"},
    ]
    return json.dumps(
        pa(headline=headline, ednote=note, body_html=only_table(body), byline="By Dilys Quayle", subject=subject)
    ).encode()


def in_ninjs_3(headline: str, note: str, catchline: str, body: str) -> bytes:
    return json.dumps({
        "uri": "urn:a:1", "type": "text", "versionCreated": "2026-03-03T12:00:00Z", "pubStatus": "usable", "edNote": note, "slugline": catchline, "by": "By Dilys Quayle",
        "headlines": [{"role": "main", "value": headline}], "bodies": [{"role": "main", "contentType": "text/html", "value": only_table(body)}],
    }).encode()  # fmt: skip


def set_text(body: str) -> str:
    if body == "table":
        return TABLE
    return "\n\n".join(
        [PARAGRAPHS[0], *([TABLE] if "<pre>" in body else []), PARAGRAPHS[1], *(["ends"] if "ends" in body else [])]
    )


def in_7901(headline: str, note: str, catchline: str, body: str) -> bytes:
    made = seven(set_text(body).replace("\n", "\r\n").encode() + b"\r\n", f"Eds: {note}\r\n".encode())
    made = made.replace("Minister promises £14m for sea walls".encode("cp1252"), headline.encode())
    return made.replace(b"POLITICS Harbour", catchline.encode())


def in_anpa(headline: str, note: str, catchline: str, body: str) -> bytes:
    head, _, rest = anpa().partition(b"\t   PORT")
    made = (
        head.replace(b"^AP Photo XNP101<", f"^Eds: {note}<".encode())
        + set_text(body).encode()
        + b"\n\x03"
        + rest.partition(b"\x03")[2]
    )
    made = made.replace(b"Minister promises money for sea walls ", headline.encode())
    return made.replace(b"BC-EU--Harbour     03-03", catchline.encode() + b"     03-03")


FORMATS: dict[str, Make] = {
    "nitf": in_nitf, "newsml-g2": in_g2, "newsml-1": in_newsml_1, "pa_content_api": in_pa,
    "fingerpost": in_json(fingerpost, note="ednote", body="body_text", slug="slug"),
    "ninjs 1": in_json(ninjs, note="ednote", body="body_html", slug="slugline"),
    "ninjs 3": in_ninjs_3, "iptc7901": in_7901, "anpa": in_anpa,
}  # fmt: skip
every_format = pytest.mark.parametrize("form", FORMATS)


def story(form: str, *, headline: str = "Minister promises money", note: str = "Adds a sum.", catchline: str = "POLITICS Harbour", body: str = html(table=True, ends=True)) -> Story:  # fmt: skip
    found = read(FORMATS[form](headline, note, catchline, body))
    assert found.format == form.split(" ")[0], found
    (one,) = found.stories
    return one


@every_format
def test_set_matter_ends_and_the_byline(form: str) -> None:
    one = story(form)
    assert [(block.kind, block.text) for block in one.body] == [
        (Kind.PARAGRAPH, PARAGRAPHS[0]),
        (Kind.PRE, TABLE),
        (Kind.PARAGRAPH, PARAGRAPHS[1]),
    ]
    assert "text:ends" in one.signals
    assert one.bylines[0].name == "Dilys Quayle"
    assert one.catchline == "POLITICS Harbour" and one.version_created is not None


@every_format
def test_notes_to_editors_are_private(form: str) -> None:
    one = story(form, note="Call Bo Ives on the desk.")
    assert "Bo Ives" in one.ed_note
    public = (one.headline, one.standfirst, *(block.text for block in one.body), *(by.raw for by in one.bylines))
    assert not any("Bo Ives" in text for text in public)


@every_format
def test_an_embargo_in_a_note_holds(form: str) -> None:
    one = story(form, note="Embargoed to 0001 Thursday March 5")
    assert one.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)
    unread = story(form, note="Embargoed until the speech")
    assert (unread.pub_status, unread.embargo_until) == (PubStatus.EMBARGOED, None)


@every_format
def test_a_note_that_kills_another_story_names_it_and_kills_no_other(form: str) -> None:
    one = story(form, note="Please withdraw PA story TRANSPORT Ferries sent at 1412")
    assert [kill.catchline for kill in one.kills] == ["TRANSPORT Ferries"]
    assert one.pub_status is PubStatus.USABLE


@every_format
def test_a_headline_in_capitals_gets_a_suggestion_beside_it(form: str) -> None:
    one = story(form, headline=LOUD)
    assert one.headline == LOUD
    (offer,) = (issue.message for issue in one.issues if issue.code == "HEADLINE_CAPS")
    assert "Harbour minister promises money for wall" in offer


@every_format
def test_a_catchline_in_the_place_of_a_headline_is_told(form: str) -> None:
    one = story(form, headline="POLITICS Harbour")
    assert [issue.code for issue in one.issues].count("HEADLINE_CATCHLINE") == 1
    assert one.catchline == "POLITICS Harbour"


@every_format
def test_a_table_alone_is_no_story(form: str) -> None:
    assert story(form, body="table").profile is Profile.DATA


@every_format
def test_an_advisory_by_its_name_is_no_story(form: str) -> None:
    assert story(form, catchline="POLITICS Advisory").profile is Profile.ADVISORY


def test_capitals_are_told_in_captures_and_mail_too() -> None:
    copy = "\n\n".join([LOUD, "By Dilys Quayle", *PARAGRAPHS, *PARAGRAPHS[:1]])
    page = f"<html><body><article><h1>{LOUD}</h1>{''.join(f'<p>{escape(one)}</p>' for one in PARAGRAPHS)}</article></body></html>"
    for payload in (copy.encode(), page.encode(), mail(subject=LOUD).as_bytes()):
        assert "HEADLINE_CAPS" in codes(read(payload).stories[0])


@pytest.mark.parametrize(
    "payload",
    [
        json.dumps(ninjs(expires="2026-03-10T12:00:00Z")).encode(),
        in_nitf("Wall", "", "POLITICS Wall", "<p>It stands.</p>").replace(
            b"<doc-id", b'<date.expire norm="20260310T120000+0000"/><doc-id'
        ),
    ],
    ids=["ninjs", "nitf"],
)
def test_the_end_that_the_wire_sets_is_told(payload: bytes) -> None:
    (one,) = read(payload).stories
    assert ["10 March 2026" in issue.message for issue in one.issues if issue.code == "EXPIRES"] == [True]
