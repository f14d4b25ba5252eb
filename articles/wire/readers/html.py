"""Saved pages: one forward pass over the tags, no tree. Depth, size and attribute counts cannot hang it.

A unit is the text between two block tags. What the page says of itself (meta, linked data, alt texts) is kept
beside the units as evidence; nothing is fetched, and no address of the page is followed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from html import unescape

from articles.wire.draft import MOST_LINES, Draft, PageFacts, Unit
from articles.wire.readers import facts, places

# A quotation mark counts only after "=", as browsers read it; possessive repeats keep hostile tags linear.
ATTRS = r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+"""
# One piece of a page after another, from "<" to the next: a tag, or what is none, and the text behind it.
TOKEN = re.compile(
    rf"""<(?:
        (?P<tag>/?[a-zA-Z][^\s/><]{{0,40}}+{ATTRS})>
      | !--(?s:.*?)(?:-->|\Z)
      | [!?/][^>]*+>?
      | (?P<cut>[a-zA-Z](?s:.)*+)
      | (?P<lone>)
    )(?P<after>[^<]*+)""",
    re.X,
)
NAME = re.compile(r"[a-zA-Z][^\s/><]{0,40}")
# That a name is whole at its left is asked last, so that the search can leap from one first letter to the next.
SPEAKING = "|".join(
    rf"{one}(?<!\w{one})"
    for one in "class id itemprop hidden style aria-hidden data-testid data-test data-component role rel".split()
)
WANTED = re.compile(rf"""({SPEAKING})\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?""")
ANY = re.compile(r"""([a-zA-Z][\w:.-]{0,60})\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++)""")
ALT = re.compile(r"""\balt\s*+=\s*+("[^"]{4,600}"|'[^']{4,600}')""")
RAW_END = {
    name: re.compile(rf"</{name}\b[^>]*+>?", re.I)
    for name in ("script", "style", "noscript", "template", "iframe", "xmp")
}
SPACE = re.compile(r"[ \t\n\r\f\x0b]+")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html label legend li main menu nav ol option p pre section select summary svg table "
    "tbody td textarea tfoot th thead time title tr ul video audio br object desc".split()
)
CLOSES_P = BLOCKS - {
    "button",
    "label",
    "time",
    "br",
    "option",
    "select",
    "svg",
    "title",
    "textarea",
    "video",
    "audio",
    "object",
    "desc",
}
CLOSES_ITSELF = frozenset({"li", "option", "tr", "td", "th"})
# Inline elements that are units of their own: the credit inside a caption, the time beside a name.
INLINE_PARTS = places.CREDIT | places.BYLINE | places.STAMP | places.CAPTION | places.HIDDEN
OFF_SCREEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0(?![.\d])|left\s?:\s?-\d{3,}", re.I
)


@lru_cache(maxsize=4096)
def opening(tag: str) -> tuple[str, str, int]:
    """Take a start tag apart: its name, its attributes, and the places they speak of. A page repeats its tags."""
    found = NAME.match(tag)
    written = found[0] if found else tag
    name, attrs = written.lower(), tag[len(written) :]
    return name, attrs, marks(attrs) if attrs and name not in ("html", "body") and name not in VOID else 0


@lru_cache(maxsize=256)
def closing(tag: str) -> str:
    """Return the name in an end tag."""
    found = NAME.match(tag, 1)
    return found[0].lower() if found else ""


def marks(attrs: str) -> int:
    """Read the attributes that speak of a place."""
    bits = 0
    for name, value in WANTED.findall(attrs):
        value = value.strip("\"'")
        if name == "itemprop":
            for word in value.split():
                bits |= places.ITEMPROPS.get(word, 0)
        elif name == "style":
            bits |= places.HIDDEN if OFF_SCREEN.search(value[:300]) else 0
        elif name == "hidden" or name == "aria-hidden" and value == "true":
            bits |= places.HIDDEN if name == "hidden" else 0
        elif name == "role":
            bits |= places.NAV if value == "navigation" else places.CONTROL if value in ("dialog", "button") else 0
        elif name == "rel":
            bits |= places.BYLINE if value == "author" else 0
        elif value:
            bits |= places.of_class(value)
    return bits


class Scanner:
    """The state of one pass: open elements, the words since the last block tag, the units so far."""

    heeded = -1  # the places that attributes may speak of

    def __init__(self, source: str) -> None:
        self.source = source
        self.units: list[Unit] = []
        self.page = PageFacts()
        self.stack: list[tuple[str, int]] = []  # name, and the places before it
        self.numbers: list[int] = []  # which element of the page each of the stack is
        self.opened: dict[str, int] = {}
        self.places = 0
        self.number = 0
        self.words: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.is_cut = False
        self.after_picture = 0

    def run(self) -> None:
        """Go through the source once."""
        at = self.plain(0)
        while at < len(self.source):
            at = self.pieces(at)
        self.flush()

    def pieces(self, at: int) -> int:
        """Go on from a "<" to the end, or to where a script or the like ends; return where that is."""
        for found in TOKEN.finditer(self.source, at):
            tag, _, _, after = found.groups()
            if not tag:
                self.aside(found)
            elif tag[0] == "/":
                self.end(closing(tag))
            else:
                name, attrs, marked = opening(tag)
                if name in RAW_END:
                    return self.raw(name, attrs, found.end("tag") + 1)
                self.start(name, attrs, marked)
            if after:
                self.text(after)
        return len(self.source)

    def raw(self, name: str, attrs: str, at: int) -> int:
        """Skip what is no text of the page; linked data is kept as evidence. Return where the next tag begins."""
        stop = RAW_END[name].search(self.source, at)
        end, begin = stop.span() if stop else (len(self.source), len(self.source))
        if name == "script" and "ld+json" in attrs:
            facts.from_linked(self.page, self.source[at:end])
        return self.plain(begin)

    def plain(self, at: int) -> int:
        """Take up what stands before the next "<", and return where that is: at the end where there is none."""
        stop = self.source.find("<", at)
        stop = len(self.source) if stop < 0 else stop
        self.text(self.source[at:stop])
        return stop

    def aside(self, found: re.Match[str]) -> None:
        """Take what is no tag: a lone "<" is text, and comments and declarations are no part of the page."""
        if found["lone"] is not None:
            self.text("<")
        elif found["cut"]:  # a tag that never ends: the file was cut
            self.is_cut = True

    def text(self, text: str) -> None:
        """Take up text between tags."""
        if self.in_link:
            text = unescape(text)
            self.linked += len(text)
        elif not self.words and text.isspace():
            return
        elif "&" in text:
            text = unescape(text)
        self.words.append(text)

    def start(self, name: str, attrs: str, marked: int) -> None:
        """Open an element."""
        is_block = name in BLOCKS
        if is_block:
            self.part(name)
        if name in VOID or attrs.endswith("/") and name in ("path", "use", "circle", "rect"):
            self.void(name, attrs)
            return
        own = places.TAGS_PLACES.get(name, 0) | marked & self.heeded
        if name == "header" and self.places & places.ARTICLE:
            own &= ~places.HEADER
        if not is_block and self.words:
            if own & INLINE_PARTS & ~self.places and not self.places & places.CREDIT:
                self.flush()
            elif self.places & places.BYLINE and self.words[-1][-1:].isalnum():
                self.words.append(" ")  # "Emma MackenzieLifestyle Writer"
        self.number += 1
        self.stack.append((name, self.places))
        self.numbers.append(self.number)
        self.opened[name] = self.opened.get(name, 0) + 1
        self.places |= own
        self.in_link += name == "a"

    def part(self, name: str) -> None:
        """End the unit before a block, and the elements that the block closes unsaid."""
        if self.words:
            self.flush()
        if self.opened.get("p") and name in CLOSES_P:
            self.end("p")
        if name in CLOSES_ITSELF and self.stack and self.stack[-1][0] == name:
            self.end(name)

    def void(self, name: str, attrs: str) -> None:
        """Read an element that holds nothing."""
        if name == "meta" or name == "link":
            facts.from_meta(self.page, name, {key.lower(): value.strip("\"'") for key, value in ANY.findall(attrs)})
        elif name == "img":
            self.flush()
            self.after_picture = places.AFTER_PICTURE
            found = ALT.search(attrs)
            if found:
                self.page.alternatives.append(unescape(found[1].strip("\"'")))

    def end(self, name: str) -> None:
        """Close an element, and those left open inside it."""
        if self.words and name in BLOCKS:
            self.flush()
        if not self.opened.get(name):
            return
        top = ""
        while top != name:
            top, before = self.stack[-1]
            if self.words and (top in BLOCKS or self.places & ~before & INLINE_PARTS and not before & places.CREDIT):
                self.flush()
            self.stack.pop()
            self.numbers.pop()
            self.opened[top] -= 1
            self.places = before
            self.in_link -= top == "a"

    def flush(self) -> None:
        """Make a unit of the words since the last block tag."""
        text = SPACE.sub(" ", "".join(self.words).strip())
        linked, self.linked = self.linked, 0
        self.words = []
        if not text:
            return
        tag = next((name for name, _ in reversed(self.stack[-6:]) if name in BLOCKS), "")
        near, share = tuple(self.numbers[-6:-1]), min(1.0, linked / len(text))
        self.units.append(Unit(len(self.units) + 1, text, True, "", tag, self.places | self.after_picture, share, near))
        self.after_picture = 0
        if len(self.units) > MOST_LINES:
            raise Full


class Full(Exception):
    """There are more units than any story has."""


def read(source: str) -> Draft:
    """Lay out a saved page as units, with what the page says of itself."""
    scanner = Scanner(source)
    with suppress(Full):
        scanner.run()
    title = next((unit.text for unit in scanner.units if unit.places & places.TITLE), "")
    scanner.page.title = scanner.page.title or title
    draft = Draft(scanner.units, scanner.page, is_page=True)
    if scanner.is_cut:
        draft.doubt("TRUNCATED", "The page ends in the middle of a tag: its end is missing.")
    return draft
