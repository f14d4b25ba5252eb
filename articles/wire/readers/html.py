"""Saved pages: one forward pass over the tags, no tree. Depth, size and attribute counts cannot hang it.

A unit is the text between two block tags. What the page says of itself (meta, linked data, alt texts) is kept
beside the units as evidence; nothing is fetched, and no address of the page is followed.
"""

from __future__ import annotations

import re
from html import unescape

from articles.wire.draft import Draft, PageFacts, Unit
from articles.wire.readers import facts, places

# A quotation mark counts only after "=", as browsers read it; possessive repeats keep hostile tags linear.
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/><]{0,40})(?P<attrs>(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?|[\"'])*+)>"
)
WANTED = re.compile(
    r"""\b(class|id|itemprop|hidden|style|aria-hidden|data-test(?:id)?|data-component|role|rel)\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?"""
)
ANY = re.compile(r"""([a-zA-Z][\w:.-]{0,60})\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++)""")
RAW_END = {
    name: re.compile(rf"</{name}\b[^>]*+>", re.I)
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
# Inline elements that are units of their own: the credit inside a caption, the time beside a name.
INLINE_PARTS = places.CREDIT | places.BYLINE | places.STAMP | places.CAPTION | places.HIDDEN
OFF_SCREEN = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0(?![.\d])|left\s?:\s?-\d{3,}", re.I
)


class Scanner:
    """The state of one pass: open elements, the words since the last block tag, the units so far."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.units: list[Unit] = []
        self.page = PageFacts()
        self.stack: list[tuple[str, int, int]] = []  # name, places, number of the element
        self.opened: dict[str, int] = {}
        self.places = 0
        self.number = 0
        self.words: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.deepest = 0
        self.is_cut = False
        self.after_picture = 0

    def run(self) -> None:
        """Go through the source once."""
        source, at, size = self.source, 0, len(self.source)
        while at < size:
            mark = source.find("<", at)
            if mark < 0:
                break
            if mark > at:
                self.text(source[at:mark])
            at = self.markup(mark)
        if at < size:
            self.text(source[at:])
        self.flush()

    def markup(self, at: int) -> int:
        """Read what begins with "<" and return where it ends."""
        found = TAG.match(self.source, at)
        if found is not None:
            name = found["name"].lower()
            if found["close"]:
                self.end(name)
                return found.end()
            return self.start(name, found["attrs"], found.end())
        return self.declaration(at)

    def declaration(self, at: int) -> int:
        """Skip comments and declarations; a lone "<" is text."""
        source = self.source
        if source.startswith("<!--", at):
            stop = source.find("-->", at + 4)
            return len(source) if stop < 0 else stop + 3
        if source[at + 1 : at + 2] in ("!", "?", "/"):
            stop = source.find(">", at)
            return len(source) if stop < 0 else stop + 1
        if source[at + 1 : at + 2].isalpha():  # a tag that never ends: the file was cut
            self.is_cut = True
            return len(source)
        self.text("<")
        return at + 1

    def text(self, text: str) -> None:
        """Take up text between tags."""
        if "&" in text:
            text = unescape(text)
        self.words.append(text)
        if self.in_link:
            self.linked += len(text)

    def start(self, name: str, attrs: str, at: int) -> int:
        """Open an element."""
        if name in RAW_END:
            return self.raw(name, attrs, at)
        if name in BLOCKS:
            self.flush()
            if name in CLOSES_P and self.opened.get("p"):
                self.end("p")
            if name in ("li", "option", "tr", "td", "th") and self.stack and self.stack[-1][0] == name:
                self.end(name)
        if name in VOID or attrs.endswith("/") and name in ("path", "use", "circle", "rect"):
            self.void(name, attrs)
            return at
        own = places.TAGS_PLACES.get(name, 0)
        if attrs and name not in ("html", "body"):
            own |= self.marks(attrs)
        if name == "header" and self.places & places.ARTICLE:
            own &= ~places.HEADER
        if name not in BLOCKS:
            if own & INLINE_PARTS & ~self.places and not self.places & places.CREDIT:
                self.flush()
            elif self.places & places.BYLINE and self.words and self.words[-1][-1:].isalnum():
                self.words.append(" ")  # "Emma MackenzieLifestyle Writer"
        self.number += 1
        self.stack.append((name, self.places, self.number))
        self.opened[name] = self.opened.get(name, 0) + 1
        self.places |= own
        self.in_link += name == "a"
        return at

    def marks(self, attrs: str) -> int:
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

    def void(self, name: str, attrs: str) -> None:
        """Read an element that holds nothing."""
        if name == "meta" or name == "link":
            facts.from_meta(self.page, name, {key.lower(): value.strip("\"'") for key, value in ANY.findall(attrs)})
        elif name == "img":
            self.flush()
            self.after_picture = places.AFTER_PICTURE
            found = re.search(r"""\balt\s*+=\s*+("[^"]{4,600}"|'[^']{4,600}')""", attrs)
            if found:
                self.page.alternatives.append(unescape(found[1].strip("\"'")))

    def raw(self, name: str, attrs: str, at: int) -> int:
        """Skip what is no text of the page; linked data is kept as evidence."""
        stop = RAW_END[name].search(self.source, at)
        end = stop.start() if stop else len(self.source)
        if name == "script" and "ld+json" in attrs:
            facts.from_linked(self.page, self.source[at:end])
        return stop.end() if stop else len(self.source)

    def end(self, name: str) -> None:
        """Close an element, and those left open inside it."""
        if not self.opened.get(name):
            if name in BLOCKS:
                self.flush()
            return
        if name in BLOCKS:
            self.flush()
        while self.stack:
            top, before, _ = self.stack[-1]
            if top != name and top in BLOCKS:
                self.flush()
            if self.places & ~before & INLINE_PARTS and not before & places.CREDIT and self.words:
                self.flush()
            self.stack.pop()
            self.opened[top] -= 1
            self.places = before
            self.in_link -= top == "a"
            if top == name:
                return

    def flush(self) -> None:
        """Make a unit of the words since the last block tag."""
        if not self.words:
            return
        text = SPACE.sub(" ", "".join(self.words)).strip()
        linked, self.linked = self.linked, 0
        self.words = []
        if text:
            near = tuple(one[2] for one in self.stack[-6:-1])
            tag = next((one[0] for one in reversed(self.stack[-6:]) if one[0] in BLOCKS), "")
            unit = Unit(
                0,
                text,
                gap=True,
                tag=tag,
                places=self.places | self.after_picture,
                linked=min(1.0, linked / max(1, len(text))),
                holders=near,
            )
            self.units.append(unit)
            self.after_picture = 0


def read(source: str) -> Draft:
    """Lay out a saved page as units, with what the page says of itself."""
    scanner = Scanner(source)
    scanner.run()
    for number, unit in enumerate(scanner.units):
        unit.line = number + 1
        if unit.places & places.TITLE and not scanner.page.title:
            scanner.page.title = unit.text
    draft = Draft(scanner.units, scanner.page, is_page=True)
    if scanner.is_cut:
        draft.doubt("TRUNCATED", "The page ends in the middle of a tag: its end is missing.")
    return draft
