"""RSS, Atom and JSON Feed of a list of entries, well-formed whatever a headline holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
# What XML 1.0 has no way of writing, with halves of pairs and the two that are no characters.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One story, or one correction, as feeds tell it. `html` is empty where only the summary is sent."""

    id: str
    address: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    category: str = ""
    image: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list with its page and its own address. `hub` is where news of it can be had, empty for nowhere."""

    title: str
    page: str
    address: str
    entries: Sequence[Entry]
    hub: str = ""

    @property
    def updated(self) -> datetime:
        """Return when the feed last changed; an empty one never did."""
        return max((one.updated for one in self.entries), default=datetime(1970, 1, 1, tzinfo=UTC))


def plain(text: str) -> str:
    """Return the text without what XML and JSON readers choke on."""
    return FORBIDDEN.sub("", text)


def rss(feed: Feed) -> bytes:
    """Write RSS 2.0."""
    root = Element("rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:dc": DC, "xmlns:content": CONTENT})
    channel = SubElement(root, "channel")
    for name, text in (("title", feed.title), ("link", feed.page), ("description", feed.title), ("language", "en-gb")):
        _put(channel, name, text)
    SubElement(channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": feed.address})
    if feed.hub:
        SubElement(channel, "atom:link", {"rel": "hub", "href": feed.hub})
    _put(channel, "lastBuildDate", format_datetime(feed.updated))
    for one in feed.entries:
        item = SubElement(channel, "item")
        _put(item, "title", one.title)
        _put(item, "link", one.address)
        _put(item, "description", one.summary)
        _put(item, "guid", one.id)
        _put(item, "pubDate", format_datetime(one.published))
        for name in one.authors:
            _put(item, "dc:creator", name)
        if one.category:
            _put(item, "category", one.category)
        if one.html:
            _put(item, "content:encoded", one.html)
    return _document(root)


def atom(feed: Feed) -> bytes:
    """Write Atom (RFC 4287)."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    _put(root, "id", feed.address)
    _put(root, "title", feed.title)
    _put(root, "updated", feed.updated.isoformat())
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    if feed.hub:
        SubElement(root, "link", {"rel": "hub", "href": feed.hub})
    for one in feed.entries:
        entry = SubElement(root, "entry")
        _put(entry, "id", one.id)
        _put(entry, "title", one.title)
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": one.address})
        _put(entry, "published", one.published.isoformat())
        _put(entry, "updated", one.updated.isoformat())
        for name in one.authors or (feed.title,):
            _put(SubElement(entry, "author"), "name", name)
        if one.category:
            SubElement(entry, "category", {"term": plain(one.category)})
        _put(entry, "summary", one.summary)
        if one.html:
            _put(entry, "content", one.html, type="html")
    return _document(root)


def json_feed(feed: Feed) -> bytes:
    """Write JSON Feed 1.1."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(feed.title),
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": "en-GB",
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [_item(one) for one in feed.entries],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _item(one: Entry) -> dict[str, object]:
    said = {
        "id": one.id,
        "url": one.address,
        "title": plain(one.title),
        "summary": plain(one.summary),
        "content_html": plain(one.html) or None,
        "content_text": None if one.html else plain(one.summary),
        "image": one.image,
        "date_published": one.published.isoformat(),
        "date_modified": one.updated.isoformat(),
        "authors": [{"name": plain(name)} for name in one.authors],
        "tags": [plain(one.category)] if one.category else [],
    }
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def _put(parent: Element, name: str, text: str, **attributes: str) -> None:
    child = SubElement(parent, name, attributes)
    child.text = plain(text)
    if name == "guid":
        child.set("isPermaLink", "false")


def _document(root: Element) -> bytes:
    document: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + document


FORMS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "rss.xml": ("application/rss+xml; charset=utf-8", rss),
    "atom.xml": ("application/atom+xml; charset=utf-8", atom),
    "feed.json": ("application/feed+json; charset=utf-8", json_feed),
}
