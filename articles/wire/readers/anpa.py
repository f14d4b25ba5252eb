"""ANPA 1312, the text format of American wires: number and selector, a keyword line, `^` lines above the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from articles.wire.clean.doubts import EMBARGO
from articles.wire.readers import telegraph
from articles.wire.readers.body import Part
from articles.wire.readers.message import Message
from articles.wire.readers.sheet import Sheet
from articles.wire.readers.telegraph import Said, Telegram
from articles.wire.story import Fate, Kind, Story

FORM = "anpa"
HEADER = re.compile(
    rb"(?:\x01|^)[^\w\n]{0,4}(?P<service>[A-Za-z])(?P<number>\d{4})[^\w\n]{0,3}(?P<selector>[A-Za-z_][\w-]{1,30})[^\w\n]{0,9}\n"
    rb"(?P<priority>[a-z]) (?P<category>[a-z])[^\w\n]{0,6}(?P<keyword>[A-Za-z][^\n]{2,60}?)[ ]{1,30}"
    rb"(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: \d{1,5})?[ \r]{0,9}(?:\n|$)",
    re.M,
)
BARE = re.compile(rb"^\s{0,99}" + HEADER.pattern.removeprefix(rb"(?:\x01|^)"), re.M)
URGENCIES = {"f": 1, "b": 2, "u": 3, "a": 4, "r": 5, "d": 6, "z": 7}
SLUGGED = re.compile(r"^(?P<keyword>[A-Z]{2}-.{2,80}?)(?:,(?P<words>\d{1,5}))?$")
TIME = re.compile(
    r"(?P<wire>[A-Za-z]{2,6})-[A-Za-z]{1,4}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) (?P<hour>\d\d)(?P<minute>\d\d)GMT"
)
TURN = re.compile(r"(?i)\b(?P<number>\d{1,2})(?:st|nd|rd|th) (?:ld|lead|add|update)")
JOB = re.compile(
    r"(?i)^(?P<who>(?:the )?associated press|ap|press association|pa media|pa|afp|reuters)(?P<role>(?: [\w’'-]{2,20}){0,4})$"
)
SIGNED = re.compile(r"(?i)^by .{2,200}$")


def is_ours(payload: bytes) -> bool:
    """Say whether bytes are messages of ANPA 1312."""
    head = payload[:2000].lstrip(telegraph.FILL)
    return bool(HEADER.match(head) if head.startswith(b"\x01") else BARE.match(payload[:2000]))


def read(payload: bytes) -> Message:
    """Read the messages of a file, each into a story. Never raises."""
    return telegraph.message(FORM, payload, HEADER, story)


def story(telegram: Telegram) -> Story:
    """Read one message into a story."""
    sheet, said = Sheet(FORM), Said()
    number = _header(sheet, said, telegram)
    _timed(said, telegram)
    said.uri = telegraph.identity(number, said.created)
    lines = telegram.text.split("\n")
    begin = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("^")), len(lines))
    _head(sheet, said, [line.strip("^<= \t") for line in lines[:begin] if line.strip()])
    dateline = telegraph.set_lines(sheet, _set(lines[begin:]) if telegram.is_set else _parts(sheet, lines[begin:]))
    return telegraph.story(sheet, said, telegram, dateline, FORM)


def _header(sheet: Sheet, said: Said, telegram: Telegram) -> str:
    """Read the two lines of the header, and return the number of the message."""
    found = HEADER.match(telegram.header.strip().encode())
    if found is None:
        sheet.keep(telegram.header.strip()[:400], Fate.REMOVED, "header")
        sheet.doubt("HEADER_UNKNOWN", "The header of the message cannot be read. It was left aside.")
        return ""
    field = {name: (value or b"").decode() for name, value in found.groupdict().items()}
    said.catchline, said.category = field["keyword"].strip(), field["category"]
    said.urgency = URGENCIES.get(field["priority"], 0)
    for line in telegram.header.strip().split("\n"):
        sheet.keep(line.strip(), Fate.STATUS, "header", f"priority {field['priority']}")
    return field["service"] + field["number"]


def _timed(said: Said, telegram: Telegram) -> None:
    """Read the time after the text; it names the wire too."""
    found = TIME.search(telegram.tail[:400]) or TIME.search(telegram.text[-200:])
    if found is None:
        return
    said.provider = found["wire"].upper()
    clock = (int(found[name]) for name in ("month", "day", "hour", "minute"))
    month, day, hour, minute = clock
    try:
        said.created = datetime(2000 + int(found["year"]), month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        pass


def _head(sheet: Sheet, said: Said, lines: list[str]) -> None:
    """Take the lines above the text: keyword, headline, notes to editors, byline, and the byline's agency."""
    for line in lines:
        slug = SLUGGED.match(line)
        if slug and not sheet.headline:
            sheet.keep(line, Fate.STATUS, "keyword")
            turn = TURN.search(slug["keyword"])
            said.version = turn["number"] if turn else said.version
            said.words = int(slug["words"] or 0)
        elif telegraph.kicker(sheet, said, line):
            continue
        elif EMBARGO.search(line) or telegraph.EDITORS.match(line):
            sheet.note(line, "line above the text")
            if telegraph.CORRECTS.match(line):
                sheet.signal("sig:correction")
        elif SIGNED.match(line):
            telegraph.sign(sheet, line)
        elif sheet.bylines and (job := JOB.match(line)):
            _employ(sheet, line, job["who"], job["role"])
        elif not sheet.headline:
            sheet.head(line, "headline")
        else:
            telegraph.unknown(sheet, line)


def _employ(sheet: Sheet, line: str, who: str, role: str) -> None:
    """Take the line below the byline: the wire whose people they are, and what they are there."""
    sheet.keep(line, Fate.BYLINE, "byline's agency")
    raw = f"{sheet.bylines[0].raw}, {line}"
    sheet.bylines = [replace(one, raw=raw, organisation=who, role=role.strip() or one.role) for one in sheet.bylines]


def _parts(sheet: Sheet, lines: list[str]) -> Iterator[Part]:
    """Yield the paragraphs; "<" ends a line that stands alone, rules of underscores part nothing."""
    laid: list[str] = []
    for line in lines:
        text = line.rstrip().lstrip("^")
        if text.strip() and not text.strip("_^ \t") or TIME.search(text[:100]):
            sheet.keep(text.strip(), Fate.REMOVED, "rule" if "_" in text else "time")
            text = ""
        laid.append(text.rstrip("<= "))
        if text.endswith("<") and not telegraph.COLUMNS.search(text[:400]):
            laid.append("")
    return telegraph.paragraphs(laid, _typeset)


def _set(lines: list[str]) -> Iterator[Part]:
    text = "\n".join(line.rstrip("<= ").lstrip("^") for line in lines).strip("\n")
    if text.strip():
        yield Part(text, Kind.PRE)


def _typeset(text: str) -> str:
    """Return the text with the quotation marks and dashes that the wire's few signs stand for."""
    return text.replace("``", "“").replace("''", "”").replace(" _ ", " — ")
