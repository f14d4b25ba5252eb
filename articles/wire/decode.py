"""Bytes to text, once and without silent loss: what had to go is counted, what was guessed is said."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from articles.wire.story import Issue

LIMIT = 10 * 1024 * 1024
DECLARED_WITHIN = 4096  # bytes of a page in which it may name its own encoding

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
XML_DECLARED = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{2,40})", re.I)
# What a database, a feed or a terminal cannot hold: C0 and C1 controls, noncharacters, surrogates.
# U+0085 (next line) reads as a space; tab, line feed, form feed and vertical tab are space too.
STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SPACES = str.maketrans({"\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})
# Characters that turn text (overrides, isolates), hide it (the tag alphabet), or have no width at all.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
HIDDEN = re.compile("[\U000e0000-\U000e007f]")
WIDTHLESS_ANYWHERE = re.compile("[\u200b\u2060\ufeff\u00ad\u200c\u200d]")
# A joiner counts where it joins signs: inside a sequence of emoji, or between letters of other scripts.
WIDTHLESS = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200c\u200d]"
    "(?:(?<=[\u200b\u2060\ufeff\u00ad])|(?<![\u2000-\U0001ffff].)|(?![\u2000-\U0001ffff]))"
)
UNUSUAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
PLAIN = bytes([9, 10, 13, *range(0x20, 0x7F)])
PORTION = 1 << 16  # characters that are looked at in one go
# Letters of which the composed form is the only one: all that most copy has beyond ASCII.
COMPOSED = re.compile(
    "[\u0080-\u02ff\u0400-\u0482\u2010-\u20cf\u2190-\u2328\u232b-\u2adb\ue000-\uf8ff\U0001f000-\U0001faff]*+"
)
ESCAPED = re.compile("[\udc80-\udcff]")  # a byte that is not UTF-8, as surrogateescape writes it
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[£§©®°·\u00a0«»]|â\u0080[\u0093-\u009d]")
RUN = re.compile("[\u0080-\u00ff‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]{2,12}")
WINDOWS = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "cp1252", "windows-1252"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a delivery, the encoding it was in, the doubts, and how many characters of each kind went."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()
    strays: tuple[tuple[str, int], ...] = ()


def decode(payload: bytes) -> Decoded | None:
    """Turn bytes into text, or return None where no reading of them is text."""
    marked = next(((mark, encoding) for mark, encoding in BOMS if payload.startswith(mark)), None)
    found = _by_mark(payload, marked[1]) if marked else _strict(payload) or _declared(payload) or _mixed(payload)
    if found is None:
        return None
    text, encoding, issues = found
    return _tidy(text, encoding, issues)


def _by_mark(payload: bytes, encoding: str) -> tuple[str, str, list[Issue]] | None:
    try:
        return payload.decode(encoding), encoding.removesuffix("-sig"), []
    except UnicodeDecodeError:
        return _mixed(payload[3:]) if encoding == "utf-8-sig" else None


def _strict(payload: bytes) -> tuple[str, str, list[Issue]] | None:
    wide = _wide(payload)
    if wide:
        message = f"The file does not say how its letters are written. It was read as {wide.upper()}."
        return payload.decode(wide, "ignore"), wide, [Issue("ENCODING_GUESSED", message)]
    try:
        return payload.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        return None


def _wide(payload: bytes) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    head = payload[:4096]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 9 * max(even, 1) // 2:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * max(odd, 1) // 2 else ""


def _declared(payload: bytes) -> tuple[str, str, list[Issue]] | None:
    head = payload[:DECLARED_WITHIN]
    named = XML_DECLARED.search(head) or DECLARED.search(head)
    if named is None:
        return None
    name = named[1].decode("ascii").casefold()
    name = "cp1252" if name in WINDOWS else name
    try:
        if codecs.lookup(name).name == "utf-8":
            return None
        return payload.decode(name), name, []
    except (LookupError, UnicodeError, ValueError):
        return None


def _mixed(payload: bytes) -> tuple[str, str, list[Issue]]:
    """Read UTF-8 where it is UTF-8 and Windows-1252 byte by byte where it is not, and say so."""
    rough = payload.decode("utf-8", "surrogateescape")
    bad = len(ESCAPED.findall(rough))
    good = len(BEYOND_ASCII.findall(rough)) - bad
    text = ESCAPED.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "ignore"), rough)
    declared = DECLARED.search(payload[:DECLARED_WITHIN])
    if good or declared and declared[1].lower() in (b"utf-8", b"utf8"):
        message = f"{bad} bytes are not UTF-8 in a file that otherwise is. They were read as Windows-1252."
        return text, "utf-8", [Issue("ENCODING_MIXED", message)]
    message = "The file is not UTF-8. It was read as Windows-1252: check the quotation marks and pound signs."
    return text, "cp1252", [Issue("ENCODING_CP1252", message)]


def _tidy(text: str, encoding: str, issues: list[Issue]) -> Decoded:
    issues = list(issues)
    strays: Counter[str] = Counter()
    if "\r" in text:
        if 0 < text.count("\r\n") < text.count("\r"):
            issues.append(
                Issue("MIXED_EOL", "Lines end in different ways in this file. Check that no line was cut or joined.")
            )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    rare = _rare(text)
    if UNUSUAL.search(rare):
        text = _without(text, rare, strays, issues)
        rare = _rare(text)
    if not COMPOSED.fullmatch(rare):
        text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    doubt = _mojibake(text) if MOJIBAKE.search(rare) else None
    if doubt:
        issues.append(doubt)
    return Decoded(text, encoding, tuple(issues), tuple(sorted(strays.items())))


def _rare(text: str) -> str:
    """Return the few characters that are not plain ASCII, in order: to search them is to search the text."""
    if text.isascii() and text.isprintable():
        return ""
    portions = (text[at : at + PORTION] for at in range(0, len(text), PORTION))
    kept = (one.encode("utf-8", "surrogatepass").translate(None, PLAIN) for one in portions)
    return b"".join(kept).decode("utf-8", "surrogatepass")


def _without(text: str, rare: str, strays: Counter[str], issues: list[Issue]) -> str:
    """Take out what cannot be kept, count it, and say so where it matters."""
    for hint, pattern, code, what in (
        (STRAY, STRAY, "CONTROL_CHARS_REMOVED", "control characters"),
        (TURNING, TURNING, "BIDI_REMOVED", "characters that turn the direction of text"),
        (HIDDEN, HIDDEN, "INVISIBLE_REMOVED", "invisible characters"),
        (WIDTHLESS_ANYWHERE, WIDTHLESS, "", ""),
    ):
        found = pattern.findall(text) if hint.search(rare) else []
        if not found:
            continue
        strays.update(found)
        text = pattern.sub("", text)
        if code:
            issues.append(Issue(code, f"{len(found)} {what} were taken out of the text."))
    return text if SPACES.keys().isdisjoint(map(ord, rare)) else text.translate(SPACES)


def _mojibake(text: str) -> Issue | None:
    """Offer the repair of letters decoded twice. Nothing is changed here: an editor decides."""
    seen = MOJIBAKE.search(text)
    if seen is None:
        return None
    line = text.count("\n", 0, seen.start()) + 1
    begin = text.rfind("\n", 0, seen.start()) + 1
    sample = text[max(begin, seen.start() - 40) : seen.start() + 40].split("\n")[0].strip()
    fixed = mend(sample)
    offer = f"It may read “{fixed}”." if fixed != sample else "It cannot be mended by itself."
    return Issue("MOJIBAKE", f"Letters look wrongly decoded: “{sample}”. {offer}", line)


def mend(text: str) -> str:
    """Return the text with letters that were decoded twice put right, where that is possible."""
    return RUN.sub(_mend_run, text)


def _mend_run(found: re.Match[str]) -> str:
    raw = b"".join(_single(letter) for letter in found[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _single(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", "replace")
