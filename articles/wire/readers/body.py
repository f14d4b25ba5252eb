"""The body of a message in XML, in NITF or XHTML: blocks in order, with pictures where they stand.

One walk over the tree with its own stack. Inline tags are unwrapped, scripts and drawings are no text, and set
matter and tables stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from articles.wire.story import Kind

SPACE = re.compile(r"[ \t\r\n\f\x0b]+")
HEADINGS = frozenset("hl1 hl2 h1 h2 h3 h4 h5 h6".split())
KINDS = dict.fromkeys(HEADINGS, Kind.HEADING) | {
    "li": Kind.ITEM, "dd": Kind.ITEM, "dt": Kind.ITEM, "bq": Kind.QUOTE, "blockquote": Kind.QUOTE,
}  # fmt: skip
BLOCKS = frozenset(
    "p div section article block body body.content main header footer aside ul ol dl hr fieldset center nitf-table".split()
) | frozenset(KINDS)
NO_TEXT = frozenset(
    "script style head title template noscript iframe object form nitf-table-metadata media-metadata".split()
)
WHOLE = frozenset({"pre", "table", "media", "figure", "img", "note"})


@dataclass(slots=True)
class Part:
    """One part of a body: text of a kind, or an element that is read elsewhere (a picture, a note)."""

    text: str = ""
    kind: Kind = Kind.PARAGRAPH
    element: Element | None = None


@dataclass(slots=True)
class Walk:
    """The state of one walk: the words since the last block, and the kinds of the blocks that are open."""

    words: list[str] = field(default_factory=list)
    open: list[Kind] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Yield the words since the last block as paragraphs: two line breaks in a row part them."""
        text, self.words = "".join(self.words), []
        kind = self.open[-1] if self.open else Kind.PARAGRAPH
        for run in re.split(r"\n[ ]{0,9}\n\s{0,99}", text):
            line = " ".join(run.split("\n"))
            line = re.sub(r" {2,}", " ", line).strip(" ")
            if line:
                yield Part(line, kind)


def words(element: Element | None) -> str:
    """Return the text of an element and all in it as one line."""
    if element is None:
        return ""
    return SPACE.sub(" ", "".join(element.itertext())).strip()


def parts(root: Element) -> Iterator[Part]:
    """Yield the parts of a body in order."""
    walk = Walk()
    walk.words.append(_run(root.text))
    stack: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    while stack:
        holder, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if holder is not root:
                yield from _closed(walk, holder)
                walk.words.append(_run(holder.tail))
            continue
        if child.tag in WHOLE:
            yield from walk.parts()
            yield from _whole(child)
        elif child.tag == "br":
            walk.words.append("\n")
        elif child.tag not in NO_TEXT and not child.tag.startswith("svg:"):
            yield from _opened(walk, child)
            stack.append((child, iter(child)))
            continue
        walk.words.append(_run(child.tail))
    yield from walk.parts()


def _run(text: str | None) -> str:
    return SPACE.sub(" ", text) if text else ""


def _opened(walk: Walk, element: Element) -> Iterator[Part]:
    if element.tag in BLOCKS:
        yield from walk.parts()
        if element.tag in KINDS:
            walk.open.append(KINDS[element.tag])
    walk.words.append(_run(element.text))


def _closed(walk: Walk, element: Element) -> Iterator[Part]:
    if element.tag in BLOCKS:
        yield from walk.parts()
        if element.tag in KINDS:
            walk.open.pop()


def _whole(element: Element) -> Iterator[Part]:
    if element.tag == "pre":
        text = "\n".join(line.rstrip() for line in "".join(element.itertext()).split("\n")).strip("\n")
        if text.strip():
            yield Part(text, Kind.PRE)
    elif element.tag == "table":
        rows = ["\t".join(words(cell) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr")]
        text = "\n".join(row for row in rows if row.strip())
        if text:
            yield Part(text, Kind.TABLE)
    else:
        yield Part(element=element)


def strangers(root: Element) -> list[str]:
    """Return the names of the elements of other vocabularies."""
    return sorted({one.tag.removeprefix("other:") for one in root.iter() if one.tag.startswith("other:")})
