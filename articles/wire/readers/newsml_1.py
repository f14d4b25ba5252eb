"""NewsML 1.2, as agencies write it: news lines here or there, components in components, the text in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from articles.wire.permission import permission
from articles.wire.readers import nitf, times
from articles.wire.readers.body import Part, words
from articles.wire.readers.sheet import Sheet
from articles.wire.story import Fate, Issue, Profile, Story, Subject

MARKED = frozenset("p nitf html body body.content block table pre hl2 ul ol".split())
PICTURES = frozenset({"photo", "picture", "image", "graphic"})
KILLS = frozenset({"kill", "delete", "withdraw", "cancel"})


@dataclass(slots=True)
class Shown:
    """The pictures of an item: captions with their credits, and files, each in their order."""

    captions: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def items(root: Element) -> list[Element]:
    """Return the news items of a message."""
    return [one for one in root if one.tag == "NewsItem"]


def read(item: Element) -> Story:
    """Read one news item into a story."""
    sheet = Sheet("newsml-1")
    managed = _first(item, "NewsManagement")
    created = times.stamp(_text(managed, "ThisRevisionCreated") or _text(managed, "FirstCreated"))
    _content(sheet, item)
    instructed = [_formal(one).casefold() for one in item.iter("Instruction")]
    doubts = _speak(sheet, item, instructed)
    status = _formal(_first(managed, "Status"))
    if KILLS & set(instructed):
        status = "canceled"
    change = _first(managed, "StatusWillChange")
    release = _text(change, "DateAndTime") if _formal(_first(change, "FutureStatus")).casefold() == "usable" else ""
    allowed = permission(status, (release,), " | ".join(sheet.notes), created)
    uri, version = _identity(item)
    base = Story(
        dateline=sheet.place(_line(item, "DateLine"), "DateLine"),
        date=times.day_of(created),
        language=_language(item),
        provider=_provider(item),
        uri=uri,
        version=version,
        version_created=created,
        catchline=(_text(_first(item, "Identification"), "NameLabel") or _line(item, "SlugLine"))[:150],
        profile=_profile(sheet, item),
        pub_status=allowed.status,
        embargo_until=allowed.until,
        embargo_raw=allowed.raw,
        urgency=_urgency(managed),
        subjects=tuple(_subjects(item)),
        usage_terms=next((words(one) for one in item.iter("UsageRights")), "")[:2000],
        copyright_holder=_line(item, "CopyrightLine")[:200],
    )
    return sheet.story(base, (*doubts, *allowed.issues))


def _content(sheet: Sheet, item: Element) -> None:
    """Put headline, byline, text and pictures on the sheet."""
    sheet.head(_line(item, "HeadLine"), "HeadLine")
    if byline := _line(item, "ByLine"):
        sheet.sign(byline, "ByLine")
    shown = Shown()
    for component in (one for one in item if one.tag == "NewsComponent"):
        for role, lines, content in _contents(component, "", None):
            _take(sheet, shown, role, lines, content)
    for at in range(max(len(shown.captions), len(shown.files))):
        caption, credit = shown.captions[at] if at < len(shown.captions) else ("", "")
        sheet.show(caption, credit, "picture", ref=shown.files[at][:200] if at < len(shown.files) else "")
    sheet.lead_in(_line(item, "SubHeadLine"), "SubHeadLine")
    sheet.close()


def _contents(component: Element, role: str, lines: Element | None) -> Iterator[tuple[str, Element | None, Element]]:
    """Yield the content items in order, each with the role and the news lines nearest to it."""
    role = _formal(_first(component, "Role")).casefold() or role
    lines = _first(component, "NewsLines") if _first(component, "NewsLines") is not None else lines
    for one in component:
        if one.tag == "ContentItem":
            yield role, lines, one
        elif one.tag == "NewsComponent":
            yield from _contents(one, role, lines)


def _take(sheet: Sheet, shown: Shown, role: str, lines: Element | None, content: Element) -> None:
    """Take one content item: the text of the story, the caption of a picture, or its file."""
    kind = _formal(_first(content, "MediaType")).casefold()
    if kind in PICTURES:
        if content.get("Href") and role not in ("thumbnail", "preview", "quicklook"):
            shown.files.append(content.get("Href", ""))
        return
    held = _first(content, "DataContent")
    if held is None:
        return
    if "caption" in role:
        shown.captions.append((words(held), _text(lines, "CreditLine")))
    elif kind in ("", "text", "complexdata"):
        _set(sheet, held)


def _set(sheet: Sheet, held: Element) -> None:
    """Set the text of the story: NITF, XHTML, or plain with a paragraph a line."""
    document = next((one for one in held if one.tag == "nitf"), None)
    if document is not None:
        nitf.fill(sheet, document)
    elif any(one.tag in MARKED for one in held):
        nitf.set_body(sheet, held)
    else:
        for run in "".join(held.itertext()).split("\n"):
            if line := " ".join(run.split()):
                sheet.set(Part(line), "DataContent")


def _speak(sheet: Sheet, item: Element, instructed: list[str]) -> list[Issue]:
    """Take what the wire says to the desk."""
    for one in item.iter("NewsLine"):
        if _formal(_first(one, "NewsLineType")).casefold() in ("advisoryline", "ednote", "editorialnote", "advisory"):
            sheet.note(_text(one, "NewsLineText"), "AdvisoryLine")
    for name in ("EdNote", "AdvisoryLine"):
        for one in item.iter(name):
            sheet.note(words(one), name)
    if not any(one.startswith("correct") for one in instructed):
        return []
    sheet.signal("sig:correction")
    sheet.keep("Instruction: Correction", Fate.STATUS, "Instruction")
    return [Issue("CORRECTION", "The wire corrects an earlier version. See whether readers must be told.")]


def _identity(item: Element) -> tuple[str, str]:
    """Return an address that stays the same in every revision, and the number of this one."""
    named = next((one for one in item.iter("NewsIdentifier")), None)
    revision = _first(named, "RevisionId")
    number = words(revision)
    version = number if re.fullmatch(r"\d{1,9}", number) else ""
    public = _text(named, "PublicIdentifier")
    update = "" if revision is None else revision.get("Update", "")
    for tail in (f":{number}{update}", f":{number}"):
        if number and public.endswith(tail):
            return public.removesuffix(tail), version
    parts = [_text(named, name) for name in ("ProviderId", "DateId", "NewsItemId")]
    return public or (f"urn:newsml:{':'.join(parts)}" if parts[2] else ""), version


def _profile(sheet: Sheet, item: Element) -> Profile:
    kind = _formal(next((one for one in item.iter("NewsItemType")), None)).casefold()
    if kind in ("alert", "flash"):
        return Profile.ALERT
    if kind in ("advisory", "advice"):
        return Profile.ADVISORY
    return Profile.STORY if sheet.blocks or not sheet.pictures else Profile.DATA


def _first(element: Element | None, name: str) -> Element | None:
    return None if element is None else next((one for one in element if one.tag == name), None)


def _text(element: Element | None, name: str) -> str:
    return words(_first(element, name))


def _formal(element: Element | None) -> str:
    return "" if element is None else element.get("FormalName", "").strip()


def _line(item: Element, name: str) -> str:
    """Return the first line of a kind that says something: the first news lines are often empty."""
    return next((found for lines in item.iter("NewsLines") if (found := _text(lines, name))), "")


def _provider(item: Element) -> str:
    parties = (_formal(_first(one, "Party")) for one in item.iter("Provider"))
    said = next((one for one in parties if one), "") or next((words(one) for one in item.iter("ProviderId")), "")
    return said[:80] or "newsml-1"


def _language(item: Element) -> str:
    said = next((_formal(one) for one in item.iter("Language") if _formal(one)), "")
    return said if nitf.LANGUAGE.match(said) else "en-GB"


def _urgency(managed: Element | None) -> int:
    said = _formal(_first(managed, "Urgency"))
    return int(said) if re.fullmatch(r"[0-9]", said) else 0


def _subjects(item: Element) -> Iterator[Subject]:
    for holder in item.iter("SubjectCode"):
        for one in holder:
            if _formal(one):
                yield Subject(_formal(one), "", "subj")
