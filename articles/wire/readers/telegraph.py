"""What the wire formats of the teleprinter share: control characters, several messages in a file, and set lines.

SOH opens a header, STX the text, ETX ends it; SYN, NUL and DEL only fill the line. Transports strip or write out the
controls, so a header line that can be nothing else opens a message too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from articles.wire import decode
from articles.wire.clean import bylines
from articles.wire.clean.doubts import EMBARGO
from articles.wire.clean.headlines import ADVICE, profile_of
from articles.wire.decode import Decoded
from articles.wire.permission import permission
from articles.wire.readers.body import Part
from articles.wire.readers.message import EMPTY, Message
from articles.wire.readers.sheet import Sheet
from articles.wire.story import Byline, Fate, Issue, Kind, Profile, Refusal, Story, Subject

FILL = b"\x00\x07\x16\x7f\r\n\t \xef\xbb\xbf"
WRITTEN = re.compile(rb"<(?:SOH|STX|ETX|EOT)>|\xe2\x90[\x81-\x84]")  # controls written out
SPELT = {b"<SOH>": b"\x01", b"<STX>": b"\x02", b"<ETX>": b"\x03", b"<EOT>": b"\x04", b"\xe2\x90\x81": b"\x01", b"\xe2\x90\x82": b"\x02", b"\xe2\x90\x83": b"\x03", b"\xe2\x90\x84": b"\x04"}  # fmt: skip
MOST = 500  # messages in one file
HEAD = 400  # bytes within which a header ends
OPENING = re.compile(rb"\x01[^\x00-\x08\x0e-\x1f]{1,400}\x02")
COLUMNS = re.compile(r"\S(?: {3,}|\t+|\.{3,} ?)\S")
INDENT = re.compile(r"^(?: {2,}|\t)")
PLACE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w’' -]{1,30}(?:, [A-Z][\w’'. -]{1,30})?) \((?:AP|PA|dpa|AFP|Reuters|PA Media)\) (?:_|-|–|—) (?=\S)"
)
KICKER = re.compile(
    r"(?i)^(?:(?P<number>\d{1,2})(?:st|nd|rd|th) (?:lead|ld|update|add|take|writethru).{0,30}|(?:update|add|take|lead) (?P<after>\d{1,2})"
    r"|(?:new |night |day )?lead|refile|urgent|flash|snap|news ?alert|alert|advisory|recast|repeat|writethru|substitute|nl|rush"
    r"|correct(?:ion|s|ed|n|ive)\b.{0,80}|(?:mandatory |bulletin |pa )?kill\b.{0,80}|clarification.{0,80})\W{0,3}$"
)
EDITORS = re.compile(r"(?i)^\W{0,3}(?:eds|editors|attention editors?|notes? to editors?|(?:ap|pa|afp|reuters) (?:photo|video|graphic|picture)s?)\b")  # fmt: skip
CORRECTS = re.compile(r"(?i)^\W{0,3}(?:eds:? )?correct(?:s|ion|ed|n|ing)\b")
STAFF = re.compile(r"(?i)^by (?P<who>[\w&]{2,20}(?: [\w&]{2,20}){0,2}) (?:correspondents|reporters|staff|writers)$")
ALERTS = re.compile(r"(?i)^(?:flash|snap|news ?alert|alert)\W{0,3}$")
EDGE = 2
TOLD = 5
MOST_LINES = 60_000  # of one message


@dataclass(frozen=True, slots=True)
class Telegram:
    """One message, decoded: its header, its text and what follows it, each without controls."""

    header: str
    text: str
    tail: str
    issues: tuple[Issue, ...] = ()
    is_set: bool = False  # the header says that the text is set in columns


@dataclass(slots=True)
class Said:
    """What the header and the tail of a message say."""

    uri: str = ""
    version: str = ""
    provider: str = ""
    catchline: str = ""
    category: str = ""
    urgency: int = 0
    words: int = 0
    created: datetime | None = None


def controls(payload: bytes) -> bytes:
    """Return the bytes with controls that a transport wrote out as signs turned back."""
    return WRITTEN.sub(lambda one: SPELT[one[0]], payload) if WRITTEN.search(payload[:HEAD]) else payload


def opens(payload: bytes) -> bool:
    """Say whether the file opens a header, after whatever fills the line."""
    return bool(OPENING.match(payload[:4000].lstrip(FILL)))


def split(payload: bytes, header: re.Pattern[bytes]) -> list[bytes] | None:
    """Return the messages of a file, or None where they are too many. `header` matches at the start of each."""
    marked = [one.start() for one in re.finditer(b"\x01", payload)][: 4 * MOST]
    starts = [at for at in marked if header.match(payload, at) or b"\x02" in payload[at : at + HEAD]]
    if not starts:
        starts = marked[:1] or [one.start() for one in header.finditer(payload)][: 2 * MOST]
    if len(starts) > MOST or len(marked) == 4 * MOST:
        return None
    ends = [*starts[1:], len(payload)]
    return [payload[start:end] for start, end in zip(starts, ends, strict=True)]


def opened(message: bytes, header: re.Pattern[bytes]) -> Telegram:
    """Take one message apart and decode it. Where the controls are gone its first line is the header."""
    head, mark, rest = message.partition(b"\x02")
    if not mark:
        found = header.match(message)
        cut = found.end() if found else message.find(b"\n") + 1
        head, rest = message[:cut], message[cut:]
    text, ended, tail = rest.partition(b"\x03")
    if not ended:
        text, ended, tail = rest.partition(b"\x04")
    parts = [decode.decode(part) if part.strip() else None for part in (head, text, tail)]
    missing = Issue("END_MISSING", "The message has no end mark. See that nothing of its text is missing.")
    issues = (missing,) if mark and not ended else ()
    header_text, copy, after = (part.text if part else "" for part in parts)
    return Telegram(header_text, copy, after, issues, is_set=b"\x12" in head[:HEAD])


def without_controls(decoded: Decoded) -> Decoded:
    """Return what was decoded without the doubt about control characters: here they belong to the format."""
    kept = tuple(one for one in decoded.issues if one.code not in ("CONTROL_CHARS_REMOVED", "MIXED_EOL"))
    return replace(decoded, issues=kept, strays=())


def message(form: str, payload: bytes, header: re.Pattern[bytes], story: Callable[[Telegram], Story]) -> Message:
    """Return the stories of a file of messages; what says nothing is left out, and a file of nothing refused."""
    found = split(payload, header)
    if found is None:
        reason = f"The file holds more than {MOST} messages."
        return Message(form, refusal=Refusal("TOO_MANY", reason, "Send the messages in several files."))
    if any(one.count(b"\n") > MOST_LINES for one in found):
        reason = f"A message has more than {MOST_LINES} lines."
        return Message(form, refusal=Refusal("TOO_LARGE", reason, "Send the story alone."))
    stories = (story(opened(one, header)) for one in found)
    kept = tuple(one for one in stories if one.headline or one.body)
    return Message(form, kept, None if kept else EMPTY)


def paragraphs(lines: Iterable[str], tidy: Callable[[str], str] = str) -> Iterator[Part]:
    """Yield the paragraphs of set lines: blank lines and indents part them, and columns stay as they stand."""
    run: list[str] = []
    for line in lines:
        if not line.strip() or INDENT.match(line) and not _is_set([*run[-3:], line]):
            yield from _part(run, tidy)
            run = []
        if line.strip():
            run.append(line.rstrip())
    yield from _part(run, tidy)


def _is_set(run: list[str]) -> bool:
    return len(run) > 1 and sum(bool(COLUMNS.search(line[:400])) for line in run) * 5 >= 3 * len(run)


def _part(run: list[str], tidy: Callable[[str], str]) -> Iterator[Part]:
    if _is_set(run):
        yield Part("\n".join(run), Kind.PRE)
    elif run:
        yield Part(tidy(" ".join(" ".join(run).split())))


def set_lines(sheet: Sheet, parts: Iterable[Part]) -> str:
    """Put the paragraphs on the sheet and return the dateline; words of an embargo at either end are a note."""
    found = list(parts)
    dateline = ""
    for at, part in enumerate(found):
        is_edge = at < EDGE or at >= len(found) - EDGE
        if is_edge and part.kind is Kind.PARAGRAPH and EMBARGO.search(part.text) and len(part.text) < 300:
            sheet.note(part.text, "embargo line")
            continue
        if not sheet.blocks and (opening := PLACE.match(part.text)):
            dateline = sheet.place(opening["place"], "dateline")
            sheet.keep(
                part.text[opening.end("place") : opening.end()].strip(), Fate.REMOVED, "agency after the dateline"
            )
            part = Part(part.text[opening.end() :])
        sheet.set(part, "text")
    return dateline


def kicker(sheet: Sheet, said: Said, line: str) -> bool:
    """Take a line above the headline that says what the message is: "1ST LEAD", "CORRECTION"."""
    found = KICKER.match(line)
    if found is None:
        return False
    said.version = found["number"] or found["after"] or said.version
    sheet.keep(line, Fate.STATUS, "line above the headline")
    sheet.signal(f"text:{line.casefold().strip(' .:')}"[:60])
    if CORRECTS.match(line):
        sheet.signal("sig:correction")
    return True


def story(sheet: Sheet, said: Said, telegram: Telegram, dateline: str, format: str) -> Story:
    """Return the story of a message that is on the sheet."""
    if not sheet.headline and said.catchline and sheet.blocks:
        sheet.head(said.catchline, "catchline")
    sheet.close()
    if after := " ".join(telegram.tail[:4000].split()):
        sheet.keep(after, Fate.STATUS, "after the text")
    profile = _profile(sheet, said)
    if not sheet.bylines and sheet.blocks and profile is Profile.STORY and bylines.is_agency(said.provider):
        sheet.sign(said.provider, "source")
    sheet.bylines = [_employed(one, said.provider) for one in sheet.bylines]
    if "sig:correction" in sheet.signals:
        sheet.doubt("CORRECTION", "The wire corrects an earlier version. See whether readers must be told.")
    _count(sheet, said)
    allowed = permission("", (), " | ".join(sheet.notes), said.created)
    base = Story(
        dateline=dateline, date=said.created.date() if said.created else None, provider=said.provider or format,
        uri=said.uri, version=said.version, version_created=said.created, catchline=said.catchline[:150],
        profile=profile, pub_status=allowed.status, embargo_until=allowed.until, embargo_raw=allowed.raw,
        urgency=said.urgency, subjects=(Subject(said.category, "", format),) if said.category else (),
    )  # fmt: skip
    return sheet.story(base, (*telegram.issues, *allowed.issues))


def _profile(sheet: Sheet, said: Said) -> Profile:
    if ADVICE.search(sheet.headline) or "text:advisory" in sheet.signals:
        return Profile.ADVISORY
    if any(ALERTS.match(one.removeprefix("text:")) for one in sheet.signals):
        return Profile.ALERT
    return profile_of(Profile.STORY, said.catchline, sheet.blocks)


def unknown(sheet: Sheet, line: str) -> None:
    """Keep a line above the text that nothing explains, and tell of the first few."""
    number = sheet.keep(line, Fate.REMOVED, "line above the text")
    if sum(one.code == "LINE_UNKNOWN" for one in sheet.issues[:TOLD]) < TOLD:
        sheet.doubt("LINE_UNKNOWN", f"The line “{line[:60]}” above the text is not understood. Look at it.", number)


def _employed(byline: Byline, provider: str) -> Byline:
    """Return the byline with the wire as the employer, where its last words say so: "By Bo Ives, dpa"."""
    last = byline.raw.rpartition(", ")[2]
    if byline.organisation or not provider or last.casefold() != provider.casefold():
        return byline
    return replace(byline, organisation=last)


def sign(sheet: Sheet, raw: str) -> None:
    """Sign the message: "By dpa correspondents" names no person."""
    staff = STAFF.match(raw)
    if staff is None:
        sheet.sign(raw, "byline")
        return
    sheet.keep(raw, Fate.BYLINE, "byline")
    sheet.bylines.append(Byline(raw, "", "", staff["who"]))


def _count(sheet: Sheet, said: Said) -> None:
    """Compare the words that came with those the header counts."""
    came = sum(len(block.text.split()) for block in sheet.blocks)
    if said.words >= 100 and came < said.words // 2:
        message = f"The wire counts {said.words} words, {came} came. See that nothing of the text is missing."
        sheet.doubt("WORDS_MISSING", message)


def identity(number: str, created: datetime | None) -> str:
    """Return the uri of a message: its number with the day, for tomorrow another has the number; else none."""
    return f"{number}/{created:%Y%m%d}" if number and created else ""
