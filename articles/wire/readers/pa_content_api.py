"""PA's Content API: ninjs of the first generation with PA's own names. Corrections are signals, names are catchlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articles.wire.permission import expiry
from articles.wire.readers import json_item
from articles.wire.readers.json_guard import Fields
from articles.wire.readers.json_item import Announced, Item
from articles.wire.readers.json_story import looks_like_catchline
from articles.wire.story import Issue, PubStatus, Subject

FORM = "pa_content_api"
PICTURES = frozenset({"picture", "graphic", ""})


def is_ours(values: dict[str, Any]) -> bool:
    """Say whether an object is an item of PA's Content API."""
    if "issued" in values and "uri" in values or "description_credit" in values:
        return True
    subjects = values.get("subject")
    return isinstance(subjects, list) and any(
        isinstance(one, dict) and str(one.get("profile", "")).startswith("pa") for one in subjects[:200]
    )


def item(values: dict[str, Any]) -> Item:
    """Return what an item of the Content API says."""
    fields = Fields(values)
    found = common(fields, silent=PubStatus.UNKNOWN)
    found.provider = "PA"
    kind, profile = fields.soft("type"), fields.soft("profile")
    topic, keyword = _named(found.subjects, "patopic"), _named(found.subjects, "pakeyword")
    found.catchline = " ".join(one for one in (topic, keyword) if one)
    is_name = bool(found.catchline) and found.headline.casefold() == found.catchline.casefold()
    found.is_catchline = is_name or kind == "text" and looks_like_catchline(found.headline)
    if found.is_catchline and not keyword:
        found.catchline = found.headline
    found.section = _named(found.subjects, "paservice") or topic
    if profile == "asset" or kind == "picture":
        own_picture(fields, found)
    if fields.soft("pubstatus") == "privileged":
        message = "The wire marks the story as privileged: it is held until the wire or an editor frees it."
        fields.issues.append(Issue("PRIVILEGED", message))
    return found


def common(fields: Fields, *, silent: PubStatus) -> Item:
    """Return what ninjs of the first generation says. `silent` is the status where none is given."""
    subjects, signals = json_item.subjects(fields, "subject", "subjects")
    found = Item(
        uri=fields.text("uri"),
        version=json_item.version(fields, "version"),
        created=json_item.moment(fields, "versioncreated", "issued", "firstcreated"),
        dated=json_item.moment(fields, "firstcreated", "issued", "contentcreated", "versioncreated"),
        profile=json_item.profile(fields.soft("type"), fields.soft("profile")),
        status=json_item.status(fields, "pubstatus", "pubStatus"),
        silent=silent,
        embargoes=json_item.embargoes(fields),
        headline=fields.text("headline", "headline_main", "headline_simple", *_like(fields, "headline_")),
        standfirst=fields.soft("description_text", "description_main", "abstract"),
        byline=fields.text("byline"),
        dateline=fields.soft("located"),
        ed_note=fields.soft("ednote", "edNote", "description_note"),
        usage=fields.soft("usageterms"),
        holder=fields.soft("copyrightholder", "copyrightnotice"),
        language=fields.soft("language")[:12],
        urgency=json_item.urgency(fields, "urgency"),
        signals=signals,
        subjects=subjects,
        html=fields.text("body_html", "body_xhtml", "body_richtext"),
        plain=fields.text("body_text", "body_main", *_like(fields, "body_")),
        issues=fields.issues,
    )
    found.pictures = list(_announced(fields))
    if expires := json_item.moment(fields, "expires"):
        fields.issues.append(expiry(expires))
    return found


def _like(fields: Fields, start: str) -> list[str]:
    """Return the other names of the message that begin so: ninjs lets a provider add endings of its own."""
    return [name for name, value in fields.values.items() if name.startswith(start) and isinstance(value, str)]


def _announced(fields: Fields) -> Iterator[Announced]:
    value = fields.values.get("associations")
    if not isinstance(value, dict):
        if value not in (None, [], ""):
            fields.doubt("associations", type(value).__name__)
        return
    for key, one in list(value.items())[:200]:
        if not isinstance(one, dict):
            fields.doubt("associations", type(one).__name__)
        elif (kind := Fields(one, fields.issues).soft("type")) in PICTURES:
            yield picture(key, Fields(one, fields.issues))
        else:
            message = f"The message brings a {kind[:20]} “{key[:40]}”, which is not shown."
            fields.issues.append(Issue("ASSOCIATION_SKIPPED", message))


def picture(key: str, one: Fields) -> Announced:
    """Return a picture of the associations. Its addresses are never followed."""
    if one.values.get("data"):
        one.issues.append(Issue("IMAGE_INLINE", "A picture stands inside the message. Attach its file by hand."))
    renditions = one.values.get("renditions")
    named = renditions.values() if isinstance(renditions, dict) else renditions if isinstance(renditions, list) else ()
    hrefs = [entry["href"] for entry in named if isinstance(entry, dict) and isinstance(entry.get("href"), str)]
    if any(not json_item.is_public(href) for href in hrefs):
        message = f"An address of the picture “{key[:40]}” is not one of the public web. Nothing was fetched."
        one.issues.append(Issue("IMAGE_REMOTE", message))
    return Announced(
        key=key,
        title=one.soft("headline", "headline_main"),
        caption=one.soft("description_text", "description_main", "description_caption"),
        credit=one.soft("description_credit"),
        photographer=one.soft("byline"),
        holder=one.soft("copyrightholder"),
        alt=one.soft("body_text", "altText", "alttext"),
        uri=one.soft("uri"),
        terms=one.soft("usageterms"),
        is_lead=key.casefold() in ("featureimage", "lead", "main", "hero"),
    )


def own_picture(fields: Fields, found: Item) -> None:
    """Read an item that is itself a picture: its description is the caption, its text the alt text."""
    own = picture("item", fields)
    own.is_lead = True
    found.pictures = [own]
    found.standfirst = found.byline = found.plain = found.html = ""
    found.is_catchline = False


def _named(subjects: tuple[Subject, ...], vocabulary: str) -> str:
    """Return the name of the first subject of a vocabulary, or its code where it has no name."""
    for one in subjects:
        if one.code.startswith(f"{vocabulary}:"):
            return one.name or one.code.rpartition(":")[2].capitalize()
    return ""
