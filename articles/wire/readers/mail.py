"""Mail: the copy inside it, and the files it carries. Who sent it signs nothing, and its furniture is no copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser

from articles.wire import decode
from articles.wire.draft import Draft, Unit
from articles.wire.readers import html, plain, times
from articles.wire.story import Issue, Refusal

FORM = "mail"
NAME = re.compile(rb"(?P<name>[A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|$|\S)")
MARKS = frozenset("from to subject date mime-version message-id received content-type return-path delivered-to".split())
MOST_HEADERS, HEADER_BYTES, MOST_BOUNDARIES, MOST_PARTS, DEEPEST, MOST_MARKS = 400, 256 * 1024, 60, 200, 20, 2000
ENDLESS = re.compile(rb"(?im)^content-[a-z-]{1,40}:(?:[^\n]{4000}|(?:[^\n]{0,998}\n[ \t]){20})")
READABLE = ("text/", "application/xml", "application/json", "application/xhtml", "message/rfc822")
EXTENSIONS = (".xml", ".json", ".txt", ".htm", ".html", ".eml", ".nitf", ".newsml", ".md")
LOGO = 8 * 1024  # bytes: a smaller picture is a letterhead's
REPLY = re.compile(r"(?i)^(?:(?:re|fw|fwd|aw|wg)(?:\[\d{1,2}\])?:\s{0,3}){1,9}")
FORWARD = re.compile(r"(?i)^[-_ ]{2,20}\s?(?:forwarded message|original message|begin forwarded message)[-_: ]{0,20}$|^begin forwarded message:$")  # fmt: skip
FIELD = re.compile(
    r"(?i)^\*?(?P<name>from|sent|date|to|cc|subject|reply-to|importance)\*?: ?\*?\s{0,3}(?P<value>.{0,500})$"
)
GREETING = re.compile(r"(?i)^(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|all)\b[^.?!]{0,40}[,:!–-]?$")
CLOSING = re.compile(r"(?i)^(?:(?:kind|best|warm|many|with best) )?(?:regards|wishes|thanks|cheers|yours (?:sincerely|faithfully))\b.{0,20}$")  # fmt: skip
SENT_FROM = re.compile(r"(?i)^(?:sent from my |get outlook for |sent via ).{0,60}$")
LEGAL = re.compile(
    r"(?i)\b(?:this (?:e-?mail|message|communication)\b.{0,120}\b(?:confidential|intended|privileged|virus|scanned|monitored)"
    r"|if you (?:are not the intended|have received this)|confidentiality notice|please consider the environment"
    r"|registered (?:in england|office)|any views or opinions|the information contained in this (?:e-?mail|message))"
)
TAIL = 20  # units below a signature's mark, at most
WIDEST = 80


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail."""

    name: str
    content: bytes


@dataclass(slots=True)
class Letter:
    """What a mail says and carries."""

    subject: str = ""
    sent: datetime | None = None
    text: str = ""
    is_html: bool = False
    files: list[Attachment] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def draft(self) -> Draft:
        """Lay out the copy of the mail, with what is only the mail's marked."""
        found = html.read(self.text) if self.is_html else plain.read(unwrapped(self.text))
        furnish(found.units)
        return found

    def doubt(self, code: str, message: str) -> None:
        """Note something the editor must see, once."""
        if all(one.message != message for one in self.issues):
            self.issues.append(Issue(code, message))


def is_ours(payload: bytes) -> bool:
    """Say whether bytes are a mail: they open with its header, of a sender and two more of its fields."""
    names: set[bytes] = set()
    lines = payload[:HEADER_BYTES].lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", MOST_HEADERS)
    for number, line in enumerate(lines[:MOST_HEADERS]):
        if not line.strip():
            break
        if line[:1] in b" \t" and names or not number and line.startswith(b"From "):
            continue
        found = NAME.match(line[:100])
        if found is None:
            return False
        names.add(found["name"].lower())
    known = {name.decode() for name in names} & MARKS
    return len(known) > 2 and bool(known & {"from", "received", "return-path"})


def read(payload: bytes) -> Letter | Refusal:
    """Take a mail apart. Never raises."""
    head = payload[: HEADER_BYTES + 1].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if len(head) >= HEADER_BYTES or ENDLESS.search(payload):
        return Refusal("TOO_LARGE", "The header of the mail has no end.", "Send the story alone, as text.")
    if payload.lower().count(b"boundary=") > MOST_BOUNDARIES:
        return Refusal("TOO_DEEP", "The mail holds mails in mails, too deep to read.", "Send the story alone, as text.")
    if payload.count(b"\n--") > MOST_MARKS:
        return Refusal("TOO_MANY", "The mail has thousands of parts.", "Send the story alone, as text.")
    try:
        parsed = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(payload)
        return _letter(parsed)
    except (MessageError, ValueError, LookupError, RecursionError, IndexError, AttributeError, TypeError, KeyError):
        # The parser of the standard library gives up in many ways on what is no mail.
        return Refusal("MAIL_MALFORMED", "The mail is damaged and cannot be taken apart.", "Send the story as text.")


def _letter(parsed: EmailMessage) -> Letter:
    found = Letter(REPLY.sub("", _said(parsed, "subject")))
    found.sent = times.stamp(re.sub(r"\s{0,3}\([^)]{0,20}\)$", "", _said(parsed, "date")))
    plains: list[str] = []
    pages: list[str] = []
    for number, part in enumerate(_leaves(parsed)):
        if number >= MOST_PARTS:
            found.doubt("MAIL_PARTS", f"The mail has more than {MOST_PARTS} parts. The rest was left aside.")
            break
        _take(found, part, plains, pages)
    found.text = "\n\n".join(one for one in plains if one.strip())
    if not found.text.strip() and pages:
        found.text, found.is_html = pages[0], True
    if not found.is_html and (forwarded := _forwarded(found.text)):
        subject = forwarded.get("subject", "")
        found.subject = REPLY.sub("", subject) or found.subject
        found.sent = times.stamp(forwarded.get("date", "")) or found.sent
    return found


def _leaves(parsed: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts that hold something, in order, as deep as an honest mail goes."""
    if depth > DEEPEST:
        return
    if parsed.get_content_type() != "message/rfc822" and parsed.is_multipart():
        for part in parsed.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield parsed


def _take(found: Letter, part: Message, plains: list[str], pages: list[str]) -> None:
    """Take one part: copy, a file to be read, or a picture."""
    kind = part.get_content_type()
    name = " ".join((part.get_filename() or "").split())[:200]
    is_file = part.get_content_disposition() == "attachment" or bool(name)
    content = _bytes(part)
    if part.defects:
        found.doubt("MAIL_DAMAGED", "A part of the mail is damaged. See that nothing of its text is missing.")
    if kind == "message/rfc822" or is_file and (kind.startswith(READABLE) or name.lower().endswith(EXTENSIONS)):
        found.files.append(Attachment(name or "forwarded.eml", content))
    elif kind.startswith("image/"):
        if len(content) > LOGO or part.get_content_disposition() == "attachment":
            found.pictures.append(name or "picture")
    elif is_file:
        message = f"The mail carries “{name[:80]}”, which is not read. Send it as text, a saved page or a wire format."
        found.doubt("ATTACHMENT_SKIPPED", message)
    elif kind == "text/html":
        pages.append(_text(found, part, content))
    elif kind.startswith("text/"):
        plains.append(_text(found, part, content))


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        return inside[0].as_bytes(policy=policy.compat32) if isinstance(inside, list) and inside else b""  # type: ignore[union-attr]
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(found: Letter, part: Message, content: bytes) -> str:
    """Return the letters of a part: UTF-8 where they are, then as declared, then Windows-1252."""
    named = (part.get_content_charset() or "").casefold()
    text = ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = content.decode(named) if named and named not in decode.WINDOWS else ""
        except (LookupError, UnicodeDecodeError):
            text = ""
    decoded = decode.decode(text.encode("utf-8", "replace") if text else content)
    if decoded is None:
        return ""
    for issue in decoded.issues:
        found.doubt(issue.code, issue.message)
    if str(part.get_param("format", "")).casefold() == "flowed":
        return re.sub(r" \n(?!\n|-- \n|>)", " ", decoded.text)
    return decoded.text


def _said(parsed: Message, name: str) -> str:
    """Return a field of the header as one line; one too long for a mail is cut before it is decoded."""
    raw = next((str(value) for key, value in parsed.raw_items() if key.casefold() == name), "")
    if len(raw) > 2000:
        return " ".join(raw[:200].split())
    return " ".join(str(parsed.get(name, "")).split())[:500]


def _forwarded(text: str) -> dict[str, str]:
    """Return the header lines of a mail that was forwarded inside the text, empty where none was."""
    lines = text[:20_000].split("\n")
    for at, line in enumerate(lines):
        if FORWARD.match(line.strip()[:200]):
            fields = (FIELD.match(one.strip()[:600]) for one in lines[at + 1 : at + 12])
            return {one["name"].casefold(): one["value"].strip() for one in fields if one}
    return {}


def unwrapped(text: str) -> str:
    """Join lines that a mail program broke: those to which the next one's first word would not have been added."""
    lines = text.split("\n")
    width = min(max((len(line) for line in lines if len(line) <= WIDEST), default=0), WIDEST)
    if width < 50:
        return text
    joined: list[str] = []
    last = ""
    for line in lines:
        word = line.split(" ", 1)[0]
        is_broken = 45 <= len(last) <= WIDEST and line.strip() and len(last) + 1 + len(word) > width
        if is_broken and not line.startswith((">", "-", "*", " ", "\t")) and not FIELD.match(line[:600]):
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def furnish(units: list[Unit]) -> None:
    """Mark what belongs to the mail and not to the copy; each line says by which rule it goes."""
    for at, unit in enumerate(units):
        text = unit.text.strip()[:600]
        if FORWARD.match(text):
            mark([unit], "forwarding line of the mail")
            _mark_fields(units[at + 1 : at + 12])
        elif at < 12 and FIELD.match(text) and at + 1 < len(units) and FIELD.match(units[at + 1].text.strip()[:600]):
            _mark_fields(units[at : at + 12])
        elif at < 2 and GREETING.match(text):
            mark([unit], "greeting of the mail")
        elif text == "--" and len(units) - at <= TAIL or CLOSING.match(text) and len(units) - at <= TAIL // 2:
            mark(units[at:], "signature of the mail")
        elif SENT_FROM.match(text):
            mark([unit], "signature of the mail")
        elif text.startswith(">"):
            mark([unit], "quoted from an earlier mail")
        elif 2 * at >= len(units) and LEGAL.search(text):
            mark([unit], "legal disclaimer of the mail")


def _mark_fields(units: list[Unit]) -> None:
    for unit in units:
        if not FIELD.match(unit.text.strip()[:600]):
            break
        mark([unit], "header of the forwarded mail")


def mark(units: list[Unit], rule: str) -> None:
    """Call units furniture by a rule, unless another rule has them."""
    for unit in units:
        unit.label, unit.rule = "furniture", unit.rule or rule
