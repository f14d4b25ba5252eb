"""NITF 3.x as the Press Association and others write it. No schema is asked: no real file passes one.

The identity of a PA story is its doc-id without the tail `HHH-13-1`: category, version, part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from articles.wire.clean import bylines
from articles.wire.permission import Permission, expiry, permission
from articles.wire.readers import body, times
from articles.wire.readers.body import words
from articles.wire.readers.sheet import Sheet
from articles.wire.story import Fate, Issue, Kind, Profile, PubStatus, Story, Subject

PA_ID = re.compile(
    r"^(?P<uri>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?P<category>[A-Z]{3})-(?P<version>\d{1,6})-\d{1,4}$"
)
TITLE = re.compile(r"^\d{1,3} (?P<catchline>\S.{0,150})$")
SOUND_ID = re.compile(r"^[\w:./@#+=,;()~ -]{1,300}$")
LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,4})?$")
STOPPED = frozenset({"canceled", "cancelled", "withheld"})
# Words of a catchline that say the item is no story, as seen in slugs of PA's sport wire.
NOT_STORIES = {
    "advisory": Profile.ADVISORY, "schedule": Profile.ADVISORY, "teams": Profile.DATA, "summaries": Profile.DATA,
    "tabulated": Profile.DATA, "collated": Profile.DATA, "formwatch": Profile.DATA,
}  # fmt: skip


def read(root: Element) -> Story:
    """Read one NITF document into a story."""
    sheet = Sheet("nitf")
    docdata = _one(root, "head", "docdata")
    created = times.stamp(_said(docdata, "date.issue", "norm") or _said(docdata, "date.released", "norm"))
    catchline = _catchline(root, docdata)
    fill(sheet, root)
    if not sheet.headline and catchline and sheet.blocks:
        sheet.head(catchline, "title")
    _speak(sheet, root, docdata, catchline)
    _agency(sheet, docdata, _profile(sheet, root, catchline))
    uri, version, doubts = _identity(docdata)
    if expires := times.stamp(_said(docdata, "date.expire", "norm")):
        doubts.append(expiry(expires))
    if created is None and (said := _said(docdata, "date.issue", "norm")):
        doubts.append(Issue("DATE_INVALID", f"The date of the message, “{said[:40]}”, is no day of any calendar."))
    allowed = _permission(sheet, docdata, created)
    base = Story(
        dateline=sheet.place(words(_one(root, "body", "body.head", "dateline")), "dateline"),
        date=times.day_of(created),
        section=_section(sheet, docdata),
        language=_language(root),
        provider=_provider(root, docdata),
        uri=uri,
        version=version,
        version_created=created,
        catchline=catchline,
        profile=_profile(sheet, root, catchline),
        pub_status=allowed.status,
        embargo_until=allowed.until,
        embargo_raw=allowed.raw,
        urgency=_urgency(_said(docdata, "urgency", "ed-urg")),
        subjects=tuple(_subjects(root, docdata)),
        usage_terms=words(_one(root, "head", "usageterms")),
        copyright_holder=_said(docdata, "doc.copyright", "holder"),
    )
    return sheet.story(base, (*doubts, *allowed.issues))


def fill(sheet: Sheet, root: Element) -> None:
    """Put the copy of a document on the sheet: headline, byline, body, pictures, standfirst."""
    head = _one(root, "body", "body.head")
    content = _one(root, "body", "body.content")
    hedline = _one(head, "hedline")
    sheet.head(words(_one(hedline, "hl1")), "hl1")
    for byline in _all(head, "byline"):
        sheet.sign(_byline(byline), "byline")
    if content is not None:
        set_body(sheet, content)
    for line in _all(hedline, "hl2"):
        sheet.lead_in(words(line), "hl2")
    sheet.lead_in(words(_one(head, "abstract")), "abstract")
    for rest in _all(_one(root, "body", "body.end"), "tagline"):
        if words(rest):
            sheet.keep(words(rest), Fate.REMOVED, "tagline")
    sheet.close()


def set_body(sheet: Sheet, content: Element) -> None:
    """Set the body, with pictures and notes where they stand."""
    for name in body.strangers(content):
        sheet.doubt("XML_UNKNOWN_ELEMENT", f"The body holds <{name}>, which is not of the format. Check the text.")
    for part in body.parts(content):
        if part.element is None:
            sheet.set(part, "pre" if part.kind is Kind.PRE else str(part.kind))
        elif part.element.tag == "note":
            sheet.note(words(part.element), "note")
        else:
            picture(sheet, part.element)


def picture(sheet: Sheet, element: Element) -> None:
    """Take a picture, of NITF or of XHTML."""
    if element.get("media-type", "image") not in ("image", "graphic", "photo"):
        sheet.keep(words(element), Fate.REMOVED, "media", "no picture")
        return
    source = next((one for one in element.iter() if one.tag in ("media-reference", "img")), None)
    ref, alt = _source(source) if source is not None else ("", "")
    captions = [words(one) for one in element.iter() if one.tag in ("media-caption", "figcaption")]
    makers = [words(one) for one in element.iter("media-producer")]
    found = [one for one in dict.fromkeys(captions) if one]
    caption, title = (found[-1], found[0] if len(found) > 1 else "") if found else ("", "")
    sheet.show(caption, makers[0] if makers else "", "media", title=title, alt=alt[:600], ref=ref[:200])


def _source(element: Element) -> tuple[str, str]:
    refs = (element.get(name, "") for name in ("name", "source", "src"))
    alts = (element.get(name, "") for name in ("alternate-text", "alt"))
    return next((one for one in refs if one), ""), next((one for one in alts if one), "")


def _one(element: Element | None, *path: str) -> Element | None:
    """Return the first element at the end of the path."""
    for name in path:
        element = None if element is None else next((one for one in element if one.tag == name), None)
    return element


def _all(element: Element | None, name: str) -> list[Element]:
    return [] if element is None else list(element.iter(name))


def _said(docdata: Element | None, name: str, attribute: str) -> str:
    """Return the first filled attribute of the elements of a name."""
    return next((one.get(attribute, "").strip() for one in _all(docdata, name) if one.get(attribute, "").strip()), "")


def _byline(element: Element) -> str:
    """Return the byline as one line; what stands in a byttl is set off by a comma."""
    runs = [element.text or ""]
    for one in element:
        runs += [", " if one.tag in ("byttl", "virtloc") and "".join(runs).strip() else "", words(one), one.tail or ""]
    return re.sub(r"(?:\s?,){2,9}", ",", " ".join("".join(runs).split())).strip(" ,")


def _catchline(root: Element, docdata: Element | None) -> str:
    title = TITLE.match(words(_one(root, "head", "title")))
    if title:
        return title["catchline"]
    scope, keyword = _said(docdata, "doc-scope", "scope"), _said(docdata, "keyword", "key")
    return f"{scope} {keyword}"[:150] if scope and keyword else ""


def _profile(sheet: Sheet, root: Element, catchline: str) -> Profile:
    """Tell a story from tables and from words to the desk."""
    named = (NOT_STORIES.get(word) for word in re.split(r"[^a-z]+", catchline.casefold()))
    found = next((one for one in named if one), None)
    if found is Profile.ADVISORY:
        return found
    is_set = bool(sheet.blocks) and all(one.kind in (Kind.PRE, Kind.TABLE) for one in sheet.blocks)
    about = [one.get("content", "") for one in _all(root, "meta") if one.get("name") == "optInfo"]
    if is_set or found and any(one.upper().endswith(" DATA") for one in about):
        return Profile.DATA
    return Profile.STORY


def _speak(sheet: Sheet, root: Element, docdata: Element | None, catchline: str) -> None:
    """Take what the wire says to the desk: corrections and notes."""
    for one in _all(docdata, "correction"):
        sheet.signal("sig:correction")
        sheet.note(one.get("info", "").strip(), "correction info")
    if "CORRECTN" in catchline.upper():
        sheet.signal("sig:correction")
    for one in _all(docdata, "ed-msg"):
        sheet.note((one.get("info") or words(one)).strip(), "ed-msg")
    if re.match(r"(?i)^correct(?:ion|s|ed|n)\b", sheet.notes[-1] if sheet.notes else ""):
        sheet.signal("sig:correction")
    if "sig:correction" in sheet.signals:
        message = "The wire corrects an earlier version. See whether readers must be told."
        sheet.doubt("CORRECTION", message)


def _agency(sheet: Sheet, docdata: Element | None, profile: Profile) -> None:
    """Sign a story that has no byline with the agency that sent it, where the message names one."""
    if sheet.bylines or not sheet.blocks or profile is not Profile.STORY:
        return
    sources = (_said(docdata, "doc.copyright", "holder"), _said(docdata, "from-src", "src-name"))
    named = [one for one in sources if bylines.is_agency(one)]
    if named:
        sheet.sign(min(named, key=len), "from-src")


def _identity(docdata: Element | None) -> tuple[str, str, list[Issue]]:
    """Return the uri and the version, and the doubts about them."""
    received = _meant(docdata) or _said(docdata, "doc-id", "id-string")
    found = PA_ID.match(received)
    if found:
        return found["uri"].lower(), found["version"], []
    version = _said(docdata, "du-key", "version")[:20]
    if not received:
        return "", version, [Issue("DOCID_INVALID", "The message has no id. It is known by its words alone.")]
    if not SOUND_ID.match(received) or ".." in received:
        message = f"The id of the message, “{received[:60]}”, has an unusual form. See that it is what it claims."
        return received, version, [Issue("DOCID_INVALID", message)]
    return received, version, []


def _meant(docdata: Element | None) -> str:
    """Return the id of the other document that this message kills or withholds, where it is such a message."""
    if docdata is None or docdata.get("management-idref-status", "").casefold() not in STOPPED:
        return ""
    return docdata.get("management-doc-idref", "").strip()


def _permission(sheet: Sheet, docdata: Element | None, created: datetime | None) -> Permission:
    status = "" if docdata is None else docdata.get("management-status", "")
    if docdata is not None and _meant(docdata):
        status = docdata.get("management-idref-status", "")
    release = _said(docdata, "date.release", "norm")
    found = permission(status.strip(), (release,), " | ".join(sheet.notes), created)
    if found.status is PubStatus.CANCELED and not sheet.blocks:
        sheet.keep(f"management-status: {status}", Fate.STATUS, "management-status")
    return found


def _section(sheet: Sheet, docdata: Element | None) -> str:
    scope = _said(docdata, "doc-scope", "scope")
    if not scope:
        return ""
    sheet.keep(scope, Fate.SECTION, "doc-scope")
    return scope.capitalize() if scope.isupper() else scope


def _subjects(root: Element, docdata: Element | None) -> Iterator[Subject]:
    for one in _all(_one(root, "head"), "tobject.subject"):
        names = (one.get(f"tobject.subject.{part}", "") for part in ("detail", "matter", "type"))
        code = one.get("tobject.subject.refnum", "").strip()
        name = next((name for name in names if name), "")
        if code or name:
            yield Subject(code, name, "subj")
    for meta in _all(_one(root, "head"), "meta"):
        if meta.get("name") == "category" and meta.get("content"):
            yield Subject(meta.get("content", ""), "", "paCat")
    for scope in _all(docdata, "doc-scope")[1:]:
        yield Subject(scope.get("scope", ""), "", "doc-scope")


def _provider(root: Element, docdata: Element | None) -> str:
    said = (
        _said(docdata, "from-src", "src-name"),
        _said(docdata, "doc-id", "regsrc"),
        words(_one(root, "body", "body.head", "distributor")),
        _said(docdata, "doc.copyright", "holder"),
    )
    return next((one for one in said if one), "nitf")[:80]


def _language(root: Element) -> str:
    said = root.get("lang") or "".join(one.get("lang", "") for one in root if one.tag == "body")
    return said if LANGUAGE.match(said) else "en-GB"


def _urgency(said: str) -> int:
    return int(said) if re.fullmatch(r"[0-9]", said) else 0
