# ruff: noqa: E501 - specimens are one line, however long
"""Mail: its copy under its subject, its files by the same door, and nothing of the mail itself in the story."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from articles.wire import read
from articles.wire.story import Reading, Story
from tests.captures import SENTENCES, capture
from tests.wire.corpus import check_conservation
from tests.wire.readers.messages import codes, ninjs
from tests.wire.readers.telegrams import seven

COPY = [sentence.format(cost=4, month="March") for sentence in SENTENCES]
SUBJECT = "Council votes to repair sea wall before winter"
DISCLAIMER = "This email and any attachments are confidential and intended solely for the addressee."


def mail(text: str = "", *, subject: str = SUBJECT, html: str = "", **fields: str) -> EmailMessage:
    """Return a mail with copy in it."""
    made = EmailMessage()
    fields = {
        "From": "Bo Ives <bo.ives@wire.example.com>",
        "To": "desk@example.org",
        "Subject": subject,
        "Date": "Tue, 03 Mar 2026 12:30:00 +0000",
        **fields,
    }
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text or "\n\n".join(COPY), cte="quoted-printable")
    if html:
        made.add_alternative(html, subtype="html")
    return made


def reading(message: EmailMessage | bytes) -> Reading:
    return read(message if isinstance(message, bytes) else message.as_bytes())


def only(message: EmailMessage | bytes) -> Story:
    (one,) = reading(message).stories
    return one


def texts(one: Story) -> list[str]:
    return [block.text for block in one.body]


def test_the_copy_of_a_mail_is_a_story_under_its_subject() -> None:
    found = reading(mail())
    assert found.format == "mail"
    (one,) = found.stories
    assert (one.headline, texts(one)) == (SUBJECT, COPY)
    assert (one.date, one.version_created) == (date(2026, 3, 3), datetime(2026, 3, 3, 12, 30, tzinfo=UTC))
    assert one.bylines == ()  # who sent it signs nothing
    assert "NO_HEADLINE" not in codes(one)
    check_conservation(found)


def test_a_headline_in_the_copy_is_before_the_subject_and_a_byline_stays() -> None:
    text = "\n\n".join(["Sea wall to be repaired at last", "By Dilys Quayle, PA Political Correspondent", *COPY])
    one = only(mail(text, subject="Fwd: RE: copy for tomorrow"))
    assert one.headline == "Sea wall to be repaired at last"
    assert [by.name for by in one.bylines] == ["Dilys Quayle"]
    named = only(mail(text, subject="POLITICS Harbour"))
    assert (named.headline, named.catchline) == ("Sea wall to be repaired at last", "POLITICS Harbour")


def test_a_catchline_in_the_subject_is_no_headline() -> None:
    one = only(mail(subject="POLITICS Harbour"))
    assert (one.headline, one.catchline) == ("", "POLITICS Harbour")
    assert {"HEADLINE_CATCHLINE", "NO_HEADLINE"} <= codes(one)
    assert "HEADLINE_CAPS" in codes(only(mail(subject="COUNCIL VOTES TO REPAIR SEA WALL")))


def test_plain_text_is_read_before_html_and_html_where_it_is_alone() -> None:
    page = f"<html><body><h1>{SUBJECT}</h1>" + "".join(f"<p>{one}</p>" for one in COPY) + "</body></html>"
    assert texts(only(mail(html="<html><body><p>Another text.</p></body></html>"))) == COPY
    made = mail()
    made.set_content(page, subtype="html")
    assert (only(made).headline, texts(only(made))) == (SUBJECT, COPY)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("cp1252", "x-unknown"), ("iso-8859-2", "iso-8859-2")],
)
def test_letters_are_read_as_they_are_and_not_as_declared(encoding: str, charset: str, declared: str) -> None:
    signs = "“”£" if charset != "iso-8859-2" else "łőš"
    text = (
        "\n\n".join([*COPY[:2], f"A wall of {signs} stands there today."])
        .replace("“", "“" if charset != "iso-8859-2" else "'")
        .replace("”", "”" if charset != "iso-8859-2" else "'")
    )
    made = mail()
    made.set_content(
        text.encode(charset, "replace"), maintype="text", subtype="plain", cte=encoding, params={"charset": declared}
    )
    del made["Content-Disposition"]
    assert texts(only(made))[-1] == f"A wall of {signs} stands there today."


def test_what_belongs_to_the_mail_goes_with_its_rule_in_the_ledger() -> None:
    text = "\n\n".join(["Hi all,", *COPY, "Kind regards,", "Bo Ives", "Wire desk", DISCLAIMER])
    found = reading(mail(text))
    (one,) = found.stories
    assert texts(one) == COPY
    rules = {piece.text: piece.rule for piece in one.pieces if not piece.is_kept}
    assert rules["Hi all,"] == "greeting of the mail"
    assert rules["Bo Ives"] == "signature of the mail"
    assert one.bylines == ()
    legal = only(mail("\n\n".join([*COPY, DISCLAIMER])))
    assert [piece.rule for piece in legal.pieces if piece.text == DISCLAIMER] == ["legal disclaimer of the mail"]
    assert texts(legal) == COPY
    check_conservation(found)


def test_a_signature_mark_ends_the_copy_and_quoted_mail_is_left_out() -> None:
    one = only(mail("\n".join(["\n\n".join(COPY), "", "-- ", "Bo Ives", "0161 496 0000", "", "> What of the wall?"])))
    assert texts(one) == COPY


def test_a_forwarded_mail_gives_its_own_subject_and_date() -> None:
    head = "---------- Forwarded message ---------\nFrom: Wire <wire@example.com>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nSubject: Sea wall to be repaired\nTo: <desk@example.org>\n"
    one = only(mail(f"See below\n\n{head}\n" + "\n\n".join(COPY), subject="Fwd: news"))
    assert one.headline == "Sea wall to be repaired"
    assert one.date == date(2026, 3, 2)
    assert texts(one)[-5:] == COPY and not any("example.com" in text for text in texts(one))


def test_lines_broken_by_a_mail_program_are_joined() -> None:
    import textwrap

    broken = "\n\n".join("\n".join(textwrap.wrap(one, 68)) for one in COPY)
    assert texts(only(mail(broken))) == COPY
    flowed = mail()
    flowed.set_content("\n\n".join(" \n".join(textwrap.wrap(one, 40)) for one in COPY), params={"format": "flowed"})
    assert texts(only(flowed)) == COPY


def attached(message: EmailMessage, content: bytes, name: str, kind: str = "application/octet-stream") -> EmailMessage:
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


NITF = b'<nitf><head><docdata><doc-id id-string="urn:a:1"/></docdata></head><body><body.head><hedline><hl1>Ferry sails</hl1></hedline></body.head><body.content><p>The ferry sailed.</p></body.content></body></nitf>'


@pytest.mark.parametrize(
    ("content", "name", "headline"),
    [
        (NITF, "story.xml", "Ferry sails"),
        (json.dumps(ninjs()).encode(), "story.json", "Sea wall to be rebuilt"),
        (seven(), "wire.txt", "Minister promises £14m for sea walls"),
        (capture(3), "page.txt", "Council number 3 votes to repair sea wall before winter"),
        (mail(subject="Wall to stand for ever").as_bytes(), "forwarded.eml", "Wall to stand for ever"),
    ],
    ids=["nitf", "ninjs", "7901", "capture", "mail"],
)  # fmt: skip
def test_attached_files_are_read_as_any_delivery(content: bytes, name: str, headline: str) -> None:
    alone = only(attached(mail("Please find the story attached."), content, name))
    assert alone.headline == headline
    assert "Please find" in alone.ed_note and alone.bylines == read(content).stories[0].bylines
    both = reading(attached(mail(), content, name))
    assert [one.headline for one in both.stories] == [SUBJECT, headline]


def test_a_message_of_the_wire_in_the_text_of_a_mail_is_read_as_one() -> None:
    one = only(mail(json.dumps(ninjs()), subject="feed"))
    assert (one.headline, one.uri) == ("Sea wall to be rebuilt", "urn:newsml:example.com:20260303:wall")


def test_pictures_are_announced_and_what_is_not_read_is_told() -> None:
    made = attached(mail(), b"\xff\xd8\xff" + b"\0" * 20_000, "wall.jpg", "image/jpeg")
    made = attached(made, b"%PDF-1.4", "notes.pdf", "application/pdf")
    one = only(made)
    assert [picture.supplier_ref for picture in one.pictures] == ["wall.jpg"]
    assert {"IMAGE_INLINE", "ATTACHMENT_SKIPPED"} <= codes(one)
    refused = only(attached(mail(), b"<nitf><body/></nitf>", "empty.xml"))
    assert "ATTACHMENT_REFUSED" in codes(refused)


def test_an_embargo_in_a_mail_holds_by_the_day_it_was_sent() -> None:
    one = only(mail("\n\n".join(["EMBARGOED to 0001 Thursday March 5", *COPY])))
    assert one.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)


def test_a_mail_without_copy_is_refused() -> None:
    found = reading(mail("\n", subject="Empty"))
    assert found.refusal and (found.refusal.code, "mail" in found.refusal.reason) == ("NO_STORY", True)
    refused = reading(attached(mail("\n", subject=""), b"<nitf><body/></nitf>", "empty.xml")).refusal
    assert refused and "message" in refused.reason  # what was wrong with its file
    endless = read(nested(50)).refusal
    assert endless and endless.code == "TOO_DEEP"


@pytest.mark.parametrize(
    "page",
    [
        capture(),
        b"From: the council\n\nThe wall will be repaired before the winter storms, it was said.\n",
        b"Subject: walls\nDate: today\n\nThe wall will be repaired before the storms, it was said.\n",
    ],
)
def test_a_capture_is_never_taken_for_a_mail(page: bytes) -> None:
    assert read(page).format != "mail"


def deep(levels: int) -> bytes:
    """Return multiparts in multiparts."""
    opening = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(levels))
    return f"From: a@example.com\nTo: b@example.com\nSubject: x\n{opening}Content-Type: text/plain\n\nWall.\n".encode()


def nested(levels: int) -> bytes:
    """Return mails attached to mails."""
    head = "From: a@example.com\nTo: b@example.com\nSubject: x\nContent-Type: message/rfc822\n\n"
    return (head * levels + "From: a@example.com\nTo: b@example.com\nSubject: y\n\n" + "\n\n".join(COPY)).encode()


HEAD = b"From: a@example.com\nTo: b@example.com\nSubject: x\n"
HOSTILE: dict[str, Any] = {
    "multiparts 1000 deep": deep(1000),
    "mails 200 deep": nested(200),
    "header of 1 MB": HEAD + b"X-A: " + b"a" * 2**20 + b"\n\nWall.",
    "200,000 headers": HEAD + b"X-A: b\n" * 200_000 + b"\nWall.",
    "subject of 200 kB": HEAD.replace(b"x\n", b"=?utf-8?q?" + b"=C3" * 60_000 + b"?=\n") + b"\nWall.",
    "endless content type": HEAD + b"Content-Type: multipart/mixed; " + b'a="b;' * 40_000 + b"\n\nWall.",
    "2 MB in one line": HEAD + b"\n" + b"wall " * 400_000,
    "NULs": HEAD + b"\n" + b"\0" * 200_000,
    "base64 that is none": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=!" * 100_000,
    "30,000 parts": HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nWall.\n" * 30_000,
    "boundaries that never close": HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b" * 300_000,
    "quotes": HEAD + b"\n" + b"> " * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_or_refused_in_clear_words(name: str) -> None:
    found = read(HOSTILE[name])
    assert found.stories or found.refusal and found.refusal.reason.isprintable() and found.refusal.remedy
