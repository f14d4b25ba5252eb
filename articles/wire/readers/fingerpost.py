"""PA's wire as Fingerpost passes it on ("GOA-WIRES-NINJS"), and the repair of the escapes it is known to break."""

from __future__ import annotations

import json
import re
from typing import Any

from articles.wire.readers import json_item
from articles.wire.readers.json_guard import Fields
from articles.wire.readers.json_item import Item
from articles.wire.story import Issue, Profile, Subject

FORM = "fingerpost"
MARK = re.compile(r'"(?:source-feed|usn)"\s{0,99}:|"GOA-WIRES-NINJS"')
STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.S)
ESCAPE = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\')
CONTROLS = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
RAW = re.compile(r"[\t\n\r]")
# Words of slugs that name tables, lists and advice, as filters of the sport wire name them.
RESULTS = re.compile(r"\b(?:Tables?|Teams|Summaries|TABULATED|Tabulated|Collated|Formwatch|Straps)\b")
ADVISORY = re.compile(r"(?i)\badvisory\b")
CORRECTED = re.compile(r"\b(?:CORRECTN|CORRECTION|AMENDMENTS?)\b")


def repair(text: str) -> str | None:
    """Return a broken Fingerpost message with its escapes mended, or None where that is not what is broken.

    Two things alone are mended: a backslash before a letter that needs none, and raw tabs and line ends in strings.
    """
    if not MARK.search(text[:20_000]):
        return None
    mended = STRING.sub(_mended, text)
    if mended == text:
        return None
    try:
        json.loads(mended)
    except (ValueError, RecursionError):
        return None
    return mended


def _mended(found: re.Match[str]) -> str:
    inside = ESCAPE.sub(lambda one: one[1] or "", found[0])
    return RAW.sub(lambda one: CONTROLS[one[0]], inside)


def is_ours(values: dict[str, Any]) -> bool:
    """Say whether an object is an item as Fingerpost sends it."""
    return "usn" in values or "source-feed" in values or values.get("format") == "GOA-WIRES-NINJS"


def item(values: dict[str, Any]) -> Item:
    """Return what an item of Fingerpost says. Its usn stays the same over versions, its uri does not."""
    fields = Fields(values)
    slug, headline, body = fields.soft("slug"), fields.text("headline"), fields.text("body_text", "body_html")
    found = Item(
        uri=fields.text("usn") or fields.text("uri"),
        version=json_item.version(fields, "version"),
        provider="PA",
        created=json_item.moment(fields, "versionCreated", "dateTimeSent", "firstVersion"),
        dated=json_item.moment(fields, "firstVersion", "versionCreated"),
        profile=_profile(fields, slug),
        status=json_item.status(fields, "status"),
        embargoes=json_item.embargoes(fields),
        headline=headline,
        is_catchline=bool(slug) and headline.casefold() == slug.casefold(),
        catchline=slug,
        standfirst=fields.soft("abstract"),
        byline=fields.text("byline"),
        dateline=fields.soft("location"),
        ed_note=fields.soft("ednote"),
        usage=fields.soft("usage"),
        holder=fields.soft("copyrightHolder", "copyrightNotice"),
        language=fields.soft("language")[:12],
        urgency=json_item.urgency(fields, "priority"),
        signals=("sig:correction",) if CORRECTED.search(slug) else (),
        plain=body,
        issues=fields.issues,
    )
    found.subjects = _subjects(fields)
    if fields.values.get("imageIds"):
        fields.issues.append(Issue("PICTURE_MISSING", "The message names pictures that it does not bring."))
    return found


def _profile(fields: Fields, slug: str) -> Profile:
    named = json_item.profile(fields.soft("type"), fields.soft("profile"))
    if named is not Profile.STORY:
        return named
    if ADVISORY.search(slug):
        return Profile.ADVISORY
    return Profile.DATA if RESULTS.search(slug) else named


def _subjects(fields: Fields) -> tuple[Subject, ...]:
    held = fields.values.get("subjects")
    codes = held.get("code") if isinstance(held, dict) else held
    found = [Subject(one[:200]) for one in codes if isinstance(one, str) and one] if isinstance(codes, list) else []
    found += [Subject(f"paCat:{one}") for one in re.split(r"[+, ]+", fields.soft("mediaCatCodes"))[:20] if one]
    return tuple(found[:200])
