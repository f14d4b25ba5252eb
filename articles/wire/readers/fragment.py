"""A piece of HTML inside a message: blocks in order, tables by row, figures where they stand. Nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from articles.wire.readers import html, places
from articles.wire.story import Kind

LOOKS_LIKE = re.compile(
    r"(?i)</?(?:p|div|br|table|tr|td|ul|ol|li|pre|h[1-6]|blockquote|figure|a|b|i|em|strong)\b[^<>]{0,400}>"
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLANK = re.compile(r"\n[ \t]{0,99}\n\s{0,999}")


@dataclass(slots=True)
class Part:
    """One block, or one figure with the words inside it. `figure` is None for a block."""

    text: str = ""
    kind: Kind = Kind.PARAGRAPH
    figure: str | None = None
    alt: str = ""
    is_hidden: bool = False
    words: list[str] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)

    def close(self) -> None:
        """Join what was gathered inside a figure or a table; a table's rows are lines, its cells parted by tabs."""
        lines = [" ".join(self.words)] if self.words else []
        lines += ["\t".join(" ".join(cell) for cell in row) for row in self.rows if any(row)]
        self.text = "\n".join(lines) or self.text


class Fragment(html.Scanner):
    """The forward pass of `html.Scanner`, kept to what a message's body may hold."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.parts: list[Part] = []
        self.holder: Part | None = None
        self.table: Part | None = None
        self.bare_images = 0

    heeded = places.HIDDEN

    def start(self, name: str, attrs: str, marked: int) -> None:
        """Open an element; a time inside a sentence is part of it."""
        if name in ("figure", "table", "tr", "td", "th"):
            self.flush()
        if name == "figure":
            found = {key.lower(): value.strip("\"'") for key, value in html.ANY.findall(attrs)}
            self.holder = Part(figure=unescape(found.get("id", "")))
            self.parts.append(self.holder)
        elif name == "table" and not self.opened.get("table"):
            self.table = Part(kind=Kind.TABLE)
            self.parts.append(self.table)
        elif self.table and name == "tr":
            self.table.rows.append([])
        elif self.table and name in ("td", "th") and self.table.rows:
            self.table.rows[-1].append([])
        super().start("span" if name == "time" else name, attrs, marked)

    def end(self, name: str) -> None:
        """Close an element."""
        super().end("span" if name == "time" else name)
        if not self.opened.get("table"):
            self.table = None
        if not self.opened.get("figure"):
            self.holder = None

    def void(self, name: str, attrs: str) -> None:
        """Read an image's alt text for its figure; an image outside one is only counted."""
        if name != "img":
            return
        self.flush()
        found = {key.lower(): value.strip("\"'") for key, value in html.ANY.findall(attrs)}
        if self.holder:
            self.holder.alt = " ".join(unescape(found.get("alt", "")).split())
        else:
            self.bare_images += 1

    def flush(self) -> None:
        """Make a part of the words since the last block tag, or add them to the figure or the cell they stand in."""
        raw, self.words, self.linked = "".join(self.words), [], 0
        is_set = bool(self.opened.get("pre")) and self.table is None and self.holder is None
        text = raw.strip("\n").rstrip() if is_set else html.SPACE.sub(" ", raw).strip()
        if not text.strip():
            return
        if self.holder:
            self.holder.words.append(text)
        elif self.table and self.table.rows and self.table.rows[-1]:
            self.table.rows[-1][-1].append(text)
        else:
            self.parts.append(Part(text, self.kind(), is_hidden=bool(self.places & places.HIDDEN)))

    def kind(self) -> Kind:
        """Return what the open elements make of the text."""
        if self.opened.get("pre"):
            return Kind.PRE
        if self.opened.get("li"):
            return Kind.ITEM
        if any(self.opened.get(name) for name in HEADINGS):
            return Kind.HEADING
        return Kind.QUOTE if self.opened.get("blockquote") else Kind.PARAGRAPH


def read(source: str) -> tuple[list[Part], int]:
    """Return the parts of a piece of HTML, and how many images stand in it without a figure."""
    scanner = Fragment(source)
    scanner.run()
    for part in scanner.parts:
        part.close()
    kept = [part for part in scanner.parts if part.text or part.figure is not None]
    return kept, scanner.bare_images


def is_html(text: str) -> bool:
    """Say whether a text is written in HTML."""
    return bool(LOOKS_LIKE.search(text))


def from_plain(text: str) -> list[Part]:
    """Return the paragraphs of plain text: blank lines part them, or line ends where there is no blank line."""
    runs = BLANK.split(text.strip())
    if len(runs) == 1:
        runs = text.split("\n")
    return [Part(" ".join(run.split())) for run in runs if run.strip()]
