"""Messages in XML: which format it is, by its root."""

from __future__ import annotations

from dataclasses import replace

from articles.wire.readers import feed, g2_pictures, guarded, newsml_1, newsml_g2, nitf
from articles.wire.readers.guarded import Opened
from articles.wire.readers.message import EMPTY, Message, unsupported
from articles.wire.story import Issue, Refusal, Story


def read(payload: bytes) -> Message:
    """Read an XML message. Never raises."""
    found = guarded.opened(payload)
    if isinstance(found, Refusal):
        return Message("xml", refusal=found)
    return _by_root(found)


G2 = {"newsItem": "newsml-g2", "newsMessage": "newsml-g2", "packageItem": "newsml-g2"}

FEEDS = frozenset({"rss", "feed", "RDF", "other:RDF"})


def _by_root(found: Opened) -> Message:
    root, name = found.root, found.root.tag
    if name == "nitf":
        return _message("nitf", [nitf.read(root)], found.issues)
    if name in G2:
        if not newsml_g2.items(root):
            return unsupported("newsml-g2", "a NewsML-G2 package that only points to stories")
        return _message("newsml-g2", g2_pictures.stories(root), found.issues)
    if name == "NewsML" and (items := newsml_1.items(root)):
        return _message("newsml-1", [newsml_1.read(one) for one in items], found.issues)
    if name in FEEDS:
        return _message("feed", feed.stories(root), found.issues)
    return unsupported(name[:40] if name.isascii() and name.isprintable() else "xml", "an XML message")


def _message(format: str, stories: list[Story], issues: tuple[Issue, ...]) -> Message:
    """Return the stories that say something; a message of which nothing is left is refused."""
    kept = [one for one in stories if one.headline or one.body or one.uri]
    if not kept:
        return Message(format, refusal=EMPTY)
    return Message(format, tuple(replace(one, issues=(*issues, *one.issues)) for one in kept))
