"""NewsML-G2: news items, messages that carry several, and packages as far as the items inside them.

Only names are read, never the catalogues: a qcode such as `stat:usable` says by itself what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from articles.wire.permission import permission
from articles.wire.readers import nitf, times
from articles.wire.readers.body import Part, words
from articles.wire.readers.sheet import Sheet
from articles.wire.story import Fate, Issue, Profile, Story, Subject

ITEMS = frozenset({"newsItem"})
PROFILES = {"alert": Profile.ALERT, "flash": Profile.ALERT, "snap": Profile.ALERT, "advisory": Profile.ADVISORY, "data": Profile.DATA}  # fmt: skip
VERSION = re.compile(r"^\d{1,9}$")


def items(root: Element) -> list[Element]:
    """Return the news items of a message, or the item that the root is."""
    return [root] if root.tag in ITEMS else [one for one in root.iter() if one.tag in ITEMS]


def read(item: Element) -> Story:
    """Read one news item into a story."""
    sheet = Sheet("newsml-g2")
    meta, content = _child(item, "itemMeta"), _child(item, "contentMeta")
    created = times.stamp(_text(meta, "versionCreated"))
    _content(sheet, item, content)
    doubts = _speak(sheet, meta)
    version = item.get("version", "").strip()
    if version and not VERSION.match(version):
        doubts.append(Issue("VERSION_INVALID", f"The version of the message is “{version[:40]}”, which is no number."))
        version = ""
    embargoed = _child(meta, "embargoed")
    allowed = permission(
        _code(_child(meta, "pubStatus")), (words(embargoed),), " | ".join(sheet.notes), created, is_bare=embargoed is not None
    )  # fmt: skip
    rights = _child(item, "rightsInfo")
    base = Story(
        dateline=sheet.place(_text(content, "dateline"), "dateline"),
        date=times.day_of(created or times.stamp(_text(content, "contentCreated"))),
        language=_language(item, content),
        provider=_provider(meta),
        uri=item.get("guid", "").strip(),
        version=version,
        version_created=created,
        catchline=_text(content, "slugline")[:150],
        profile=_profile(meta, content),
        pub_status=allowed.status,
        embargo_until=allowed.until,
        embargo_raw=allowed.raw,
        urgency=_urgency(content),
        subjects=tuple(_subjects(content)),
        usage_terms=_text(rights, "usageTerms"),
        copyright_holder=_party(_child(rights, "copyrightHolder")) or _text(rights, "copyrightNotice")[:200],
    )
    return sheet.story(base, (*doubts, *allowed.issues))


def kind(meta: Element | None) -> str:
    """Return the class of an item: text, picture, graphic; empty where it is not said."""
    return _code(_child(meta, "itemClass"))


def _content(sheet: Sheet, item: Element, meta: Element | None) -> None:
    """Put headline, byline, text and pictures on the sheet."""
    sheet.head(_text(meta, "headline"), "headline")
    if kind(_child(item, "itemMeta")) in ("picture", "graphic"):
        _picture(sheet, item, meta)
        sheet.close()
        return
    for by in _children(meta, "by"):
        sheet.sign(words(by), "by")
    for inside in _children(_child(item, "contentSet"), "inlineXML"):
        for root in inside:
            _inside(sheet, root)
    for plain in _children(_child(item, "contentSet"), "inlineData"):
        _plain(sheet, plain)
    if not sheet.bylines:
        for creator in _children(meta, "creator"):
            sheet.sign(_party(creator), "creator")
    for lead in _children(meta, "description"):
        if _code(lead, "role") in ("summary", "lead", "abstract", ""):
            sheet.lead_in(words(lead), "description")
    sheet.close()


def _inside(sheet: Sheet, root: Element) -> None:
    """Set what stands inside an item: NITF, or XHTML whole or in part."""
    if root.tag == "nitf":
        nitf.fill(sheet, root)
    else:
        nitf.set_body(sheet, next((one for one in root.iter("body")), root))


def _plain(sheet: Sheet, element: Element) -> None:
    """Set plain text: paragraphs at blank lines, or a line each where there are none."""
    if element.get("encoding") or not element.get("contenttype", "text/plain").startswith("text/"):
        return
    text = "".join(element.itertext()).strip()
    for run in re.split(r"\n[ \t]{0,99}\n\s{0,999}" if re.search(r"\n[ \t]{0,99}\n", text) else r"\n", text):
        if line := " ".join(run.split()):
            sheet.set(Part(line), "inlineData")


def _picture(sheet: Sheet, item: Element, meta: Element | None) -> None:
    """Take an item that is a picture: caption, photographer and credit line."""
    captions = [one for one in _children(meta, "description") if _code(one, "role") in ("caption", "")]
    makers = [_party(one) for one in _children(meta, "creator")]
    credit = "/".join(one for one in (next(iter(makers), ""), _text(meta, "creditline")) if one)
    remote = next((one for one in item.iter("remoteContent")), None)
    ref = "" if remote is None else remote.get("residref", "") or remote.get("href", "")
    alts = [one for one in _children(meta, "description") if "alt" in _code(one, "role").casefold()]
    alt = words(next(iter(alts), None))[:600]
    sheet.show(words(next(iter(captions), None)), credit, "picture", alt=alt, ref=ref[:200])


def _speak(sheet: Sheet, meta: Element | None) -> list[Issue]:
    """Take the signals of the wire and its notes to editors."""
    for one in _children(meta, "signal"):
        if name := _code(one):
            sheet.signal(f"sig:{name}")
            sheet.keep(f"signal: {one.get('qcode', name)}", Fate.STATUS, "signal")
    for one in _children(meta, "edNote"):
        sheet.note(words(one), "edNote")
    if "sig:correction" in sheet.signals:
        return [Issue("CORRECTION", "The wire corrects an earlier version. See whether readers must be told.")]
    return []


def _profile(meta: Element | None, content: Element | None) -> Profile:
    """Tell what kind of message it is; a picture or a film alone is no story."""
    named = [_text(meta, "profile"), *(_code(one) for one in _children(content, "genre"))]
    said = next((PROFILES[one.casefold()] for one in named if one.casefold() in PROFILES), None)
    if said:
        return said
    return Profile.STORY if kind(meta) in ("", "text", "composite") else Profile.DATA


def _child(element: Element | None, name: str) -> Element | None:
    return next(iter(_children(element, name)), None)


def _children(element: Element | None, name: str) -> list[Element]:
    return [] if element is None else [one for one in element if one.tag == name]


def _text(element: Element | None, name: str) -> str:
    return words(_child(element, name))


def _code(element: Element | None, attribute: str = "qcode") -> str:
    """Return the name in a qcode or at the end of an address: `stat:usable`, `http://…/usable`."""
    if element is None:
        return ""
    said = element.get(attribute, "") or element.get("uri" if attribute == "qcode" else attribute, "")
    return re.split(r"[:/#]", said.strip())[-1]


def _party(element: Element | None) -> str:
    """Return the name of a person or an organisation, with the job where it is said."""
    if element is None:
        return ""
    name = _text(element, "name") or element.get("literal", "").strip()
    jobs = [_text(one, "name") for one in _children(element, "related") if "job" in one.get("rel", "").casefold()]
    return ", ".join(one for one in (name, *jobs[:1]) if one)


def _provider(meta: Element | None) -> str:
    provider = _child(meta, "provider")
    said = "" if provider is None else provider.get("literal", "") or _code(provider) or _text(provider, "name")
    if provider is not None and not said:
        said = provider.get("uri", "").partition("//")[2].partition("/")[0]
    return said.strip()[:80] or "newsml-g2"


def _language(item: Element, content: Element | None) -> str:
    language = _child(content, "language")
    said = "" if language is None else language.get("tag", "")
    said = said or item.get("lang", "")
    return said if nitf.LANGUAGE.match(said) else "en-GB"


def _urgency(content: Element | None) -> int:
    said = _text(content, "urgency")
    return int(said) if re.fullmatch(r"[0-9]", said) else 0


def _subjects(content: Element | None) -> Iterator[Subject]:
    for one in _children(content, "subject"):
        scheme, _, code = one.get("qcode", "").rpartition(":")
        name = _text(one, "name")
        if code or name or one.get("uri"):
            yield Subject(code or one.get("uri", ""), name, scheme)
