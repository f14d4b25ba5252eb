"""IPTC 7901, the text format of European wires: `SOH source number priority category words`, slug, text, time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from articles.wire.clean.doubts import EMBARGO
from articles.wire.embargo import LONDON
from articles.wire.readers import telegraph
from articles.wire.readers.message import Message
from articles.wire.readers.sheet import Sheet
from articles.wire.readers.telegraph import Said, Telegram
from articles.wire.story import Fate, Story

FORM = "iptc7901"
HEADER = re.compile(
    rb"(?:\x01|^)[^\w\n]{0,4}(?P<service>[A-Za-z]{2,5})(?P<number>\d{2,5}) (?P<priority>\d) (?P<category>[A-Za-z]{1,4}) "
    rb"(?P<words>\d{1,5})(?P<rest>(?: {1,9}[\w.-]{1,20}){1,6}?)[ \r]{0,9}(?:\n|$)",
    re.M,
)
# Without its controls a message is known by its header, and its slug or its time: a page begins with neither.
BARE = re.compile(rb"^\s{0,99}" + HEADER.pattern.removeprefix(rb"(?:\x01|^)"), re.M)
SLUG = re.compile(r"^(?P<slug>[^\s/][^/\n]{0,60}(?:/[^/\n]{1,60}){0,6})/$")
SIGNED = re.compile(r"(?i)^(?P<by>(?:by|von) .{2,200}?) ?=?$")
TIME = re.compile(
    r"(?im)^\W{0,3}(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) ?(?P<zone>gmt|bst|utc|z)? (?P<month>[a-zä]{3,4}) (?P<year>\d\d)\W{0,9}$"
)
MONTHS = {name: at for at, names in enumerate(("jan", "feb", "mar mär mrz märz", "apr", "may mai", "jun", "jul", "aug", "sep sept", "oct okt", "nov", "dec dez"), 1) for name in names.split()}  # fmt: skip
NOTEBOOK = re.compile(
    r"(?i)^(?:#{1,3} ?\S.{0,60}|(?:\* ?){3,9}|the following information is not (?:intended )?for publication\W{0,2})$"
)
HEADERS = 6  # lines above the text


def is_ours(payload: bytes) -> bool:
    """Say whether bytes are messages of IPTC 7901."""
    if telegraph.opens(payload):
        return True
    found = BARE.match(payload[:2000])
    if found is None:
        return False
    rest = payload[found.end() : found.end() + 400].decode("latin-1").split("\n")
    slug = next((line.strip() for line in rest if line.strip()), "")
    return bool(SLUG.match(slug) or TIME.search(payload[-400:].decode("latin-1")))


def read(payload: bytes) -> Message:
    """Read the messages of a file, each into a story. Never raises."""
    return telegraph.message(FORM, payload, HEADER, story)


def story(telegram: Telegram) -> Story:
    """Read one message into a story."""
    sheet, said = Sheet(FORM), Said()
    lines = [*_header(sheet, said, telegram), *telegram.text.split("\n")]
    lines = _timed(said, telegram.tail, lines)
    said.uri = telegraph.identity(said.uri, said.created)
    begin = _head(sheet, said, lines)
    end = next((at for at, line in enumerate(lines) if at >= begin and NOTEBOOK.match(line.strip()[:200])), len(lines))
    dateline = telegraph.set_lines(sheet, telegraph.paragraphs(lines[begin:end]))
    for line in lines[end:]:
        sheet.note(line.strip(" *#"), "notebook")
    return telegraph.story(sheet, said, telegram, dateline, FORM)


def _header(sheet: Sheet, said: Said, telegram: Telegram) -> list[str]:
    """Read the header, and return the lines after it that are neither header nor slug: text whose mark was lost."""
    first, _, rest = telegram.header.partition("\n")
    found = HEADER.match(first.strip().encode())
    if found is None:
        sheet.keep(first, Fate.REMOVED, "header")
        sheet.doubt("HEADER_UNKNOWN", f"The header of the message, “{first[:60]}”, cannot be read. It was left aside.")
    else:
        field = {name: value.decode() for name, value in found.groupdict().items()}
        source = next((one for one in field["rest"].split()[::-1] if not one.isdigit()), "")
        said.uri, said.provider = field["service"] + field["number"], source[:80]
        said.category, said.urgency = field["category"], int(field["priority"])
        said.words = int(field["words"])
        sheet.keep(first.strip(), Fate.STATUS, "header", f"priority {field['priority']}", f"{field['words']} words")
    return _slugged(sheet, said, rest.split("\n"))


def _slugged(sheet: Sheet, said: Said, lines: list[str]) -> list[str]:
    """Take the slug, and return the lines that are left."""
    left = []
    for line in lines:
        slug = SLUG.match(line.strip()[:500]) if not said.catchline else None
        if slug:
            said.catchline = slug["slug"]
            sheet.keep(line.strip(), Fate.STATUS, "slug")
        elif line.strip():
            left.append(line)
    return left


def _timed(said: Said, tail: str, lines: list[str]) -> list[str]:
    """Read the time after the text, or in its last lines where the end mark was lost; return the text without it."""
    found = TIME.search(tail[:400])
    if found is None:
        for at in range(len(lines) - 1, max(len(lines) - 8, -1), -1):
            if found := TIME.match(lines[at][:100]):
                lines = [*lines[:at], *lines[at + 1 :]]
                break
    if found and (month := MONTHS.get(found["month"].casefold())):
        zone = LONDON if (found["zone"] or "").casefold() == "bst" else UTC
        try:
            at_clock = int(found["day"]), int(found["hour"]), int(found["minute"])
            said.created = datetime(2000 + int(found["year"]), month, *at_clock, tzinfo=zone).astimezone(UTC)
        except ValueError:
            pass
    return lines


def _head(sheet: Sheet, said: Said, lines: list[str]) -> int:
    """Take the lines above the text, and return where it begins: a line that ends in "=" ends them, or a blank one."""
    at = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if not said.catchline and at < len(lines) and (slug := SLUG.match(lines[at].strip()[:500])):
        said.catchline = slug["slug"]
        sheet.keep(lines[at].strip(), Fate.STATUS, "slug")
        at = next((number for number in range(at + 1, len(lines)) if lines[number].strip()), len(lines))
    top = lines[at : at + HEADERS]
    marked = next((number for number, line in enumerate(top) if line.rstrip().endswith("=")), None)
    blank = next((number for number, line in enumerate(top) if not line.strip()), len(top))
    count = marked + 1 if marked is not None else blank if blank < len(top) else 1
    titles = []
    for line in (one.strip() for one in top[:count]):
        if not line or telegraph.kicker(sheet, said, line):
            continue
        if signed := SIGNED.match(line):
            telegraph.sign(sheet, signed["by"].strip(" ="))
        elif EMBARGO.search(line) or telegraph.EDITORS.match(line):
            sheet.note(line.strip(" ="), "line above the text")
        else:
            titles.append(line.strip(" ="))
    _titled(sheet, titles)
    return at + count


def _titled(sheet: Sheet, titles: list[str]) -> None:
    """Take the headline: the last line, with the one before it where that ran over."""
    if len(titles) > 1 and len(titles[-2]) >= 55:
        titles[-2:] = [f"{titles[-2]} {titles[-1]}"]
    for line in titles[:-1]:
        telegraph.unknown(sheet, line)
    for line in titles[-1:]:
        sheet.head(line, "headline")
