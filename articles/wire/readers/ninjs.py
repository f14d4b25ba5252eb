"""ninjs 1.x, 2.x and 3.x. The later generations are laid flat into the names of the first, and read as it is."""

from __future__ import annotations

from typing import Any

from articles.wire.clean.typography import fold
from articles.wire.readers import json_item, pa_content_api
from articles.wire.readers.json_guard import Fields, Unfit
from articles.wire.readers.json_item import Item
from articles.wire.story import PubStatus

FORM = "ninjs"
MARKS = (
    "headline",
    "body_",
    "description_",
    "headlines",
    "bodies",
    "descriptions",
    "associations",
    "pubstatus",
    "pubStatus",
)
TEXTS = {"headlines": "headline", "bodies": "body", "descriptions": "description"}
# Descriptions of these roles are no summary and no caption; None is not ours to read.
ROLES = {"credit": "description_credit", "alttext": "alttext", "correction": None}
MAIN = ("main", "headline", "body", "text", "richtext", "simple")


def is_ours(values: dict[str, Any]) -> bool:
    """Say whether an object is an item of ninjs: a uri, and anything that ninjs alone would call so."""
    return "uri" in values and any(name.startswith(MARKS) for name in values)


def item(values: dict[str, Any]) -> Item:
    """Return what an item of ninjs says."""
    fields = Fields({})
    fields.values = flat(values, fields)
    found = pa_content_api.common(fields, silent=PubStatus.USABLE)
    found.provider = json_item.authority(found.uri) or FORM
    found.catchline = fields.soft("slugline")
    found.is_catchline = bool(found.catchline) and fold(found.headline) == fold(found.catchline)
    found.section = next((one.soft("name") for one in fields.objects("subjects") if one.soft("rel") == "section"), "")
    if fields.soft("type") in ("picture", "graphic"):
        pa_content_api.own_picture(fields, found)
    return found


def flat(values: dict[str, Any], fields: Fields) -> dict[str, Any]:
    """Return the values under the names of the first generation. A name that stands twice counts as no name."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if found.setdefault(name.lower(), value) != value:
            raise Unfit("JSON_DUPLICATE_KEY", f"The name “{name[:60]}” stands twice: which value counts is unknown.")
    for name, single in TEXTS.items():
        if name in found:
            _texts(found, Fields({name: found[name]}, fields.issues), name, single)
    if isinstance(found.get("by"), str):
        found.setdefault("byline", found["by"])
    rights = found.get("rightsinfo")
    for name, value in rights.items() if isinstance(rights, dict) else ():
        if isinstance(value, str):
            found.setdefault(name.lower(), value)
    associations = found.get("associations")
    if isinstance(associations, list):
        named = [one if isinstance(one, dict) else None for one in associations]
        found["associations"] = {
            str(one.get("name") or at) if one else str(at): flat(one, fields) if one else None
            for at, one in enumerate(named, 1)
        }
    elif isinstance(associations, dict):
        found["associations"] = {
            key: flat(one, fields) if isinstance(one, dict) else one for key, one in associations.items()
        }
    return found


def _texts(found: dict[str, Any], fields: Fields, name: str, single: str) -> None:
    """Choose of several headlines, bodies or descriptions: the main one, and HTML beside plain text."""
    entries = sorted(fields.objects(name), key=lambda one: _rank(one.soft("role")))
    for one in entries:
        text = one.text("value")
        is_html = "html" in one.soft("contenttype", "contentType")
        role = one.soft("role").casefold()
        if single == "description" and role in ROLES:
            if text and (own := ROLES[role]):
                found.setdefault(own, text)
            continue
        key = {"headline": "headline", "body": "body_html" if is_html else "body_text"}.get(single, "")
        key = key or ("description_html" if is_html else "description_text")
        if text and not (single == "headline" and is_html):
            found.setdefault(key, text)


def _rank(role: str) -> int:
    return MAIN.index(role) if role in MAIN else len(MAIN)
