"""RSS 1.0 and 2.0, and Atom: every entry is a story. A feed is no wire: it knows no status, and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from xml.etree.ElementTree import Element

from articles.wire.readers import fragment, nitf, times
from articles.wire.readers.body import Part, words
from articles.wire.readers.sheet import Sheet
from articles.wire.story import Fate, Issue, Kind, Story, Subject

ENTRIES = frozenset({"item", "entry"})
MAILED = re.compile(r"^\S{1,100}@\S{1,100}\s?\((?P<name>[^()]{1,100})\)$")
HOST = re.compile(r"^https?://(?P<host>[\w.:-]{1,80})")
SIGNALS = re.compile(r"^urn:pa:subject:sig\b")
MOST_PICTURES = 50
PICTURES = ("media:content", "media:thumbnail", "enclosure")


@dataclass(frozen=True, slots=True)
class Shared:
    """What a feed says of all its entries. Read once: a feed may hold very many."""

    language: str
    host: str
    rights: str


def stories(root: Element) -> list[Story]:
    """Read the entries of a feed into stories."""
    channel = _child(root, "channel")
    head = channel if channel is not None else root
    entries = [one for holder in (root, head) for one in holder if one.tag in ENTRIES]
    language = _said(head, "language") or head.get("lang", "")
    found = HOST.match(_link(head))
    shared = Shared(
        language if nitf.LANGUAGE.match(language) else "en-GB",
        found["host"] if found else "",
        _said(head, "copyright", "rights")[:200],
    )
    return [read(one, shared) for one in dict.fromkeys(entries)]


def read(entry: Element, shared: Shared) -> Story:
    """Read one entry into a story."""
    sheet = Sheet("feed")
    sheet.head(_plain(_child(entry, "title")), "title")
    for name in dict.fromkeys(_authors(entry)):
        sheet.sign(name, "author")
    announced = (one for one in entry.iter() if one.tag in PICTURES)
    for element in islice(announced, MOST_PICTURES):
        _picture(sheet, entry, element)
    _copy(sheet, entry)
    doubts = _signals(sheet, entry)
    sheet.close()
    published = _time(entry, "published", "pubDate", "dc:date")
    updated = _time(entry, "updated", "modified") or published
    if updated is None and _said(entry, "pubDate", "updated", "published"):
        doubts.append(Issue("DATE_INVALID", "The date of the entry is no day of any calendar."))
    base = Story(
        date=times.day_of(published or updated),
        language=shared.language,
        provider=_provider(entry, shared),
        uri=_said(entry, "guid", "id") or _link(entry),
        version_created=updated,
        subjects=tuple(_subjects(entry)),
        copyright_holder=_said(entry, "rights", "dc:rights")[:200] or shared.rights,
    )
    return sheet.story(base, doubts)


def _copy(sheet: Sheet, entry: Element) -> None:
    """Set the longest telling of the entry as its body, and a shorter one as its standfirst."""
    found = [one for name in ("content:encoded", "content", "description", "summary") for one in _children(entry, name)]
    told = [one for one in found if words(one)]
    if not told:
        return
    if told[0].get("type") == "xhtml":
        nitf.set_body(sheet, told[0])
    else:
        for part in _parts(told[0]):
            _set(sheet, part)
    for other in told[1:2]:
        sheet.lead_in(_plain(other), "summary")


def _parts(element: Element) -> list[fragment.Part]:
    text = "".join(element.itertext())
    return fragment.read(text)[0] if _is_html(element, text) else fragment.from_plain(text)


def _set(sheet: Sheet, part: fragment.Part) -> None:
    if part.figure is not None:
        sheet.show(part.text, "", "figure", alt=part.alt[:600])
    elif part.is_hidden:
        sheet.keep(part.text, Fate.REMOVED, "hidden text")
    else:
        rule = "pre" if part.kind is Kind.PRE else str(part.kind)
        sheet.set(Part(part.text, part.kind), rule)


def _is_html(element: Element, text: str) -> bool:
    """Say whether a text is written in HTML: Atom says so, RSS must be looked at."""
    return element.get("type") in ("html", "text/html") or element.get("type") is None and fragment.is_html(text)


def _plain(element: Element | None) -> str:
    """Return the words of an element as one line, out of HTML where it is written in that."""
    if element is None:
        return ""
    text = "".join(element.itertext())
    if not _is_html(element, text):
        return words(element)
    return " ".join(" ".join(part.text for part in fragment.read(text)[0]).split())


def _authors(entry: Element) -> Iterator[str]:
    for one in (*_children(entry, "dc:creator"), *_children(entry, "author")):
        said = words(_child(one, "name")) if len(one) else words(one)
        mailed = MAILED.match(said)
        name = mailed["name"] if mailed else said
        if name and "@" not in name:
            yield name


def _picture(sheet: Sheet, entry: Element, element: Element) -> None:
    """Take a picture that is announced beside the text. Its address is kept and never followed."""
    kind = element.get("medium") or element.get("type", "").partition("/")[0] or "image"
    if kind != "image":
        return
    near = (element, *(one for one in entry if one.tag == "media:group" and element in list(one)), entry)
    caption, credit, title = (
        next((found for place in near if (found := _said(place, name))), "")
        for name in ("media:description", "media:credit", "media:title")
    )
    url = element.get("url", "")[:200]
    if not any(one.supplier_ref == url for one in sheet.pictures):
        sheet.show(caption, credit, "media", title=title, ref=url)


def _signals(sheet: Sheet, entry: Element) -> list[Issue]:
    for one in _children(entry, "category"):
        if SIGNALS.match(one.get("domain", "") or one.get("scheme", "")) and (name := _term(one).casefold()):
            sheet.signal(f"sig:{name}")
            sheet.keep(f"category: {_term(one)}", Fate.STATUS, "category")
    if "sig:correction" in sheet.signals:
        return [Issue("CORRECTION", "The wire corrects an earlier version. See whether readers must be told.")]
    return []


def _subjects(entry: Element) -> Iterator[Subject]:
    for one in _children(entry, "category"):
        scheme = one.get("domain", "") or one.get("scheme", "")
        if _term(one) and not SIGNALS.match(scheme):
            yield Subject(_term(one)[:200], one.get("label", "") or _term(one)[:200], scheme[:200])


def _term(category: Element) -> str:
    return category.get("term", "").strip() or words(category)


def _time(entry: Element, *names: str) -> datetime | None:
    return next((found for name in names if (found := times.stamp(_said(entry, name)))), None)


def _provider(entry: Element, shared: Shared) -> str:
    found = HOST.match(_link(entry))
    host = shared.host or (found["host"] if found else "")
    return host.removeprefix("www.") or "feed"


def _link(holder: Element) -> str:
    links = [one.get("href", "") or words(one) for one in _children(holder, "link") if one.get("rel") != "self"]
    return next((one for one in links if one), "")


def _child(element: Element, name: str) -> Element | None:
    return next(iter(_children(element, name)), None)


def _children(element: Element, name: str) -> list[Element]:
    return [one for one in element if one.tag == name]


def _said(element: Element, *names: str) -> str:
    """Return what the first filled child of these names says."""
    return next((found for name in names for one in _children(element, name) if (found := words(one))), "")
