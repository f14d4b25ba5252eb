"""The one door of wire copy: bytes in, stories or a refusal out. It never raises on any bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from articles.wire import decode, letters
from articles.wire.clean import clean, instead
from articles.wire.clean.doubts import doubt
from articles.wire.decode import Decoded
from articles.wire.draft import MOST_LINES, Draft
from articles.wire.readers import anpa, html, iptc7901, json_formats, mail, plain, telegraph, xml_formats
from articles.wire.readers.message import Message
from articles.wire.rulings import Ruling
from articles.wire.story import Fate, Piece, Reading, Refusal, Story

CLEANER = "1"
MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"RIFF", b"BM", b"\x7fELF", b"\x00\x00\x01\x00", b"ID3", b"OggS", b"Rar!", b"7z\xbc\xaf", b"II*\x00", b"MM\x00*", b"BZh", b"\xfd7zXZ")  # fmt: skip
SEALED = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b")
# What may stand before the root of an XML file, and the root: a page inside a message does not make it a page.
ROOT = re.compile(
    r"\s{0,999}(?:(?:<\?[^>]{0,400}\?>|<!--.{0,1000}?-->|<!DOCTYPE[^>\[]{0,400}(?:\[.{0,1500}?\]\s{0,9})?>)\s{0,99}){0,9}"
    r"<(?:[\w.-]{1,20}:)?(?P<name>[A-Za-z][\w.]{0,40})(?=[\s/>])",
    re.S,
)
MESSAGES = frozenset("nitf newsItem newsMessage NewsML packageItem contentSet rss feed RDF".split())
XML = re.compile(r"^\s{0,999}<\?xml")
XHTML = re.compile(r"(?i)<(?:!doctype html|html)\b")
CLOSING = re.compile(r"(?i)</(?:p|div|a|li|span)>")
HTML = re.compile(r"(?i)<(?:!doctype html|html|head|body|article|p|div|h1)\b")


def read(
    payload: bytes, name: str = "", *, captured: datetime | None = None, rulings: Sequence[Ruling] = ()
) -> Reading:
    """Read one delivery. `name` is a hint and never decides; `captured` is when the page was taken, where known.

    `rulings` are what the desk has said of single lines.
    """
    return _read(payload, captured, rulings)


def _read(payload: bytes, captured: datetime | None, rulings: Sequence[Ruling], depth: int = 0) -> Reading:
    payload = _unpacked(payload)
    refused = _bytes_refusal(payload)
    if refused:
        return Reading("", refusal=refused)
    decoded = decode.decode(payload)
    if decoded is None:
        return Reading(
            "",
            refusal=Refusal(
                "UNDECODABLE",
                "The letters of this file cannot be read in any known encoding.",
                "Ask the sender for the file in UTF-8.",
            ),
        )
    if mail.is_ours(payload):
        return _letter(payload, decoded, captured, rulings, depth)
    telegram = telegraph.controls(payload)
    for form in (anpa, iptc7901):
        if form.is_ours(telegram):
            return _message(form.read(telegram), telegraph.without_controls(decoded))
    if sum(count for _, count in decoded.strays) > max(40, len(decoded.text) // 20):
        return Reading("", encoding=decoded.encoding, refusal=NOT_TEXT)
    if not decoded.text or decoded.text.isspace():
        return Reading("", refusal=EMPTY)
    if _is_message(decoded.text[:4000]):
        return _message(xml_formats.read(payload), decoded)
    if json_formats.is_message(decoded.text):
        return _message(json_formats.read(decoded.text), decoded)
    if _is_page(decoded.text):
        draft = html.read(decoded.text)
        decoded = replace(decoded, text="\n".join(unit.text for unit in draft.units))  # the source is let go
        return _stories("html", draft, decoded, captured, rulings)
    if plain.is_endless(decoded.text):
        return Reading("plain", decoded.text, decoded.encoding, refusal=TOO_MANY_LINES)
    return _stories("plain", plain.read(decoded.text), decoded, captured, rulings)


def _letter(
    payload: bytes, decoded: Decoded, captured: datetime | None, rulings: Sequence[Ruling], depth: int
) -> Reading:
    """Read a mail; what it carries comes in by this door once more, as deep as honest mails go."""
    if depth >= letters.NESTED:
        return Reading(mail.FORM, decoded.text, decoded.encoding, refusal=letters.TOO_DEEP)
    return letters.read(
        payload,
        decoded,
        door=lambda content, _name: _read(content, captured, (), depth + 1),
        copy=lambda draft, text: _stories(mail.FORM, draft, text, captured, rulings),
        is_wire=_is_wire,
    )


def draft_of(payload: bytes) -> Draft | None:
    """Lay out a delivery as the cleaner sees it first, or return None where it is no text."""
    decoded = decode.decode(_unpacked(payload))
    if decoded is None:
        return None
    return html.read(decoded.text) if _is_page(decoded.text) else plain.read(decoded.text)


def _is_wire(text: str) -> bool:
    """Say whether a text is a message in a format of the wire."""
    head = text[:8000].encode("utf-8", "replace")
    is_telegram = any(form.is_ours(head) for form in (anpa, iptc7901))
    return is_telegram or _is_message(text[:4000]) or json_formats.is_message(text)


def _is_message(head: str) -> bool:
    """Say whether the text is a message in XML, by its root; any other XML that is no page goes the same way."""
    root = ROOT.match(head)
    if root and root["name"] in MESSAGES:
        return True
    return bool(XML.match(head)) and not XHTML.search(head[:2000])


def _is_page(text: str) -> bool:
    """Say whether the text is a page: it opens with a tag, or tags are thick in it. A dump may quote a few."""
    head = text[:40000].lstrip()[:20000]
    found = len(HTML.findall(head))
    return bool(head.startswith("<") and found and (HTML.match(head) or found > 2)) or len(CLOSING.findall(head)) > max(
        20, head.count("\n") // 4
    )


def _message(found: Message, decoded: Decoded) -> Reading:
    """Return the reading of a message in a format of the wire, with the doubts about each of its stories."""
    if found.refusal:
        return Reading(found.format, decoded.text, decoded.encoding, refusal=found.refusal)
    stories = tuple(doubt(replace(one, issues=(*decoded.issues, *one.issues)), is_page=True) for one in found.stories)
    return Reading(found.format, decoded.text, decoded.encoding, stories)


NOT_TEXT = Refusal(
    "NOT_TEXT",
    "The file is not text: it is a picture, an archive or a document.",
    "Send the story as text or as a saved page.",
)
TOO_MANY_LINES = Refusal(
    "TOO_LARGE",
    f"The file has more than {MOST_LINES} lines.",
    "Send the story alone, without the pages around it.",
)
EMPTY = Refusal("EMPTY", "The file holds no text.", "Check the file and send it again.")


def _unpacked(payload: bytes) -> bytes:
    """Open a page saved with gzip, as far as the size limit; anything else stays as it is."""
    if not payload.startswith(b"\x1f\x8b"):
        return payload
    try:
        opened = zlib.decompressobj(wbits=31).decompress(payload, decode.LIMIT + 1)
    except zlib.error:
        return payload
    return opened if len(opened) > decode.LIMIT or HTML.search(opened[:4000].decode("latin-1")) else payload


def _bytes_refusal(payload: bytes) -> Refusal | None:
    if len(payload) > decode.LIMIT:
        return Refusal(
            "TOO_LARGE", "The file is larger than 10 MB.", "Send the story alone, without the pages around it."
        )
    if not payload or payload.isspace():
        return EMPTY
    if payload.startswith(MAGIC) and (b"\0" in payload[:4096] or payload.startswith(SEALED)):
        return NOT_TEXT
    return None


def _stories(
    form: str, draft: Draft, decoded: Decoded, captured: datetime | None, rulings: Sequence[Ruling]
) -> Reading:
    if len(draft.units) > MOST_LINES:
        return Reading(form, decoded.text, decoded.encoding, refusal=TOO_MANY_LINES)
    draft.issues = [*decoded.issues, *draft.issues]
    story = clean(draft, captured, rulings)
    strays = tuple(
        Piece(0, "", Fate.REMOVED, "control characters", (f"U+{ord(one):04X} taken out {count} times",))
        for one, count in decoded.strays
    )
    pieces = (*strays, *story.pieces)
    refusal = _story_refusal(story)
    if refusal:
        return Reading(form, decoded.text, decoded.encoding, (), refusal, pieces)
    return Reading(form, decoded.text, decoded.encoding, (doubt(story, is_page=form == "html"),), None, pieces)


def _story_refusal(story: Story) -> Refusal | None:
    """Refuse a page without a story, and one on which the site itself speaks."""
    said = instead.of(story) if is_story(story) else ""
    if is_story(story) and not said:
        return None
    reason = "There is no story in this file: only the furniture of a page."
    if said:
        reason = f"There is no story in this file: the site says “{said[:120]}”."
    return Refusal("NO_STORY", reason, "Open the page, and capture it again once the story shows.")


def is_story(story: Story) -> bool:
    """Say whether what was read holds a story at all."""
    return bool(story.body) or bool(story.headline and story.pictures)
