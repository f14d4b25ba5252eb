"""XML opened with care: no entity is expanded, nothing is fetched, and depth and size are bounded.

The bytes are read as the wire writes them, not as the file declares: see `articles.wire.decode`. Names lose the
namespaces of news formats; a name of any other vocabulary keeps a prefix, so that it is never taken for ours.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html import escape
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from articles.wire import decode
from articles.wire.decode import Decoded
from articles.wire.story import Issue, Refusal

DEEPEST, MOST_ATTRIBUTES, MOST_NAMESPACES, MOST_ELEMENTS = 200, 200, 200, 200_000
OURS = ("http://iptc.org/std/", "http://www.iptc.org/std/", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace", "http://purl.org/rss/1.0/}")  # fmt: skip
KNOWN = {
    "http://search.yahoo.com/mrss": "media:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://www.w3.org/2000/svg": "svg:",
}
DECLARATION = re.compile(r"^\s{0,999}<\?xml\b[^>]{0,400}\?>")
ENCODING = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_.:-]{1,40})")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
READ_BY_NO_ONE = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode"})


@dataclass(frozen=True, slots=True)
class Opened:
    """The root of a message, and the doubts about how it could be read."""

    root: Element
    issues: tuple[Issue, ...] = ()


class Stopped(Exception):
    """The guard stopped the reading of a file."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def refuse(code: str, reason: str, remedy: str = "Ask the sender for a sound file.") -> Refusal:
    """Return a refusal with its remedy."""
    return Refusal(code, reason, remedy)


def opened(payload: bytes) -> Opened | Refusal:
    """Read bytes into a tree, or say why they are refused. Never raises."""
    if len(payload) > decode.LIMIT:
        return refuse("TOO_LARGE", "The file is larger than 10 MB.", "Send the stories one by one.")
    if reason := _foreign_letters(payload):
        return refuse("ENCODING_UNKNOWN", reason, "Ask the sender for the file in UTF-8.")
    found = decode.decode(payload)
    if found is None:
        return refuse("UNDECODABLE", "The letters of this file cannot be read.", "Ask the sender for it in UTF-8.")
    text, issues = _repaired(found.text)
    issues += _misdeclared(found)
    try:
        return Opened(_tree(text), tuple(issues))
    except Stopped as stop:
        return stop.refusal
    except expat.ExpatError as error:
        where = f"The XML breaks off or is broken in line {error.lineno}: {expat.ErrorString(error.code)}."
        return refuse("XML_BROKEN", where, "See whether the file was cut, and ask the sender for it again.")
    except (ValueError, LookupError) as error:
        return refuse("XML_BROKEN", f"The XML cannot be read: {type(error).__name__}.")


def _foreign_letters(payload: bytes) -> str:
    """Say why the encoding that is declared cannot be meant; a mark at the start outweighs it."""
    named = ENCODING.search(payload[:400])
    if named is None:
        return ""
    name = named[1].decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return f"The file says that its letters are written in {name}, which nobody knows."
    return f"The file says that its letters are written in {name}." if known in READ_BY_NO_ONE else ""


def _misdeclared(found: Decoded) -> list[Issue]:
    """Point out a file whose first bytes say UTF-16 and whose first line says something else."""
    named = ENCODING.search(found.text[:400].encode("ascii", "replace"))
    if named is None or not found.encoding.startswith(("utf-16", "utf-32")) or named[1].lower().startswith(b"utf-16"):
        return []
    message = f"The file says {named[1].decode('ascii')} and is written in {found.encoding.upper()}. Check its letters."
    return [Issue("ENCODING_MIXED", message)]


def _repaired(text: str) -> tuple[str, list[Issue]]:
    """Read the named letters of HTML, which news files use without declaring them, and space before the start."""
    issues: list[Issue] = []
    if text[:1].isspace():
        issues.append(Issue("XML_MENDED", "Space stood before the start of the file. It was passed over."))
    text = DECLARATION.sub("", text.lstrip(), count=1)
    names = {name for name in NAMED.findall(text) if name not in PREDEFINED and f"{name};" in html5}
    if names:
        text = NAMED.sub(lambda one: escape(html5[f"{one[1]};"]) if one[1] in names else one[0], text)
        some = ", ".join(sorted(names)[:5])
        issues.append(Issue("XML_MENDED", f"The file names letters without declaring them ({some}). Check them."))
    return text, issues


def _tree(text: str) -> Element:
    builder = Guard()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.EntityDeclHandler = builder.entity
    parser.StartNamespaceDeclHandler = builder.namespace
    parser.SkippedEntityHandler = builder.skipped
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.tree.data
    parser.Parse(text, True)
    return builder.tree.close()


class Guard:
    """What is counted while a file is read, and the tree so far."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self.depth = self.elements = self.namespaces = 0

    def entity(self, *_: object) -> None:
        """Refuse every declaration of an entity, harmless or not."""
        reason = "The file declares entities, by which a file can read others or grow without end."
        raise Stopped(refuse("XML_ENTITY", reason, "Ask the sender for the file without entity declarations."))

    def skipped(self, *_: object) -> None:
        """Refuse a reference to something that is not in the file."""
        raise Stopped(refuse("XML_BROKEN", "The file refers to something that it does not hold."))

    def namespace(self, *_: object) -> None:
        """Count the namespaces."""
        self.namespaces += 1
        if self.namespaces > MOST_NAMESPACES:
            raise Stopped(refuse("XML_TOO_MANY", "The file declares more vocabularies than any message of the wire."))

    def start(self, name: str, attributes: list[str]) -> None:
        """Open an element."""
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST:
            raise Stopped(refuse("XML_TOO_DEEP", f"Elements stand more than {DEEPEST} deep in one another."))
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            raise Stopped(refuse("XML_TOO_MANY", f"An element has more than {MOST_ATTRIBUTES} attributes."))
        if self.elements > MOST_ELEMENTS:
            raise Stopped(refuse("XML_TOO_MANY", f"The file has more than {MOST_ELEMENTS:,} elements."))
        keys = (_local(key) for key in attributes[::2])
        self.tree.start(_local(name), dict(zip(keys, attributes[1::2], strict=True)))

    def end(self, name: str) -> None:
        """Close an element."""
        self.depth -= 1
        self.tree.end(_local(name))


def _local(name: str) -> str:
    space, mark, local = name.rpartition("}")
    if not mark or space.startswith(OURS):
        return local
    return KNOWN.get(space.rstrip("/"), "other:") + local
