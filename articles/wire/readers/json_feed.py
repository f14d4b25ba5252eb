"""JSON Feed 1.x: every item is a story. A feed is no wire: it knows no status, and an address is its identity."""

from __future__ import annotations

from typing import Any

from articles.wire.readers import json_item
from articles.wire.readers.json_guard import Fields
from articles.wire.readers.json_item import Announced, Item
from articles.wire.story import Issue, Subject

FORM = "json_feed"


def is_feed(value: Any) -> bool:
    """Say whether a message is a JSON Feed."""
    version = value.get("version") if isinstance(value, dict) else None
    return isinstance(version, str) and "jsonfeed.org/version/" in version[:100]


def item(values: dict[str, Any], feed: dict[str, Any]) -> Item:
    """Return what an item of a feed says."""
    fields, whole = Fields(values), Fields(feed)
    home = json_item.authority(whole.soft("feed_url", "home_page_url")) or json_item.authority(fields.soft("url"))
    authors = [one.soft("name") for one in (*fields.objects("authors"), *_author(fields))]
    tags = fields.values.get("tags")
    name = fields.soft("id", "url")
    found = Item(
        uri=name if home or "://" in name or not name else f"{whole.soft('title')}#{name}",
        provider=home or FORM,
        created=json_item.moment(fields, "date_modified", "date_published"),
        dated=json_item.moment(fields, "date_published", "date_modified"),
        headline=fields.text("title"),
        standfirst=fields.soft("summary"),
        byline=" and ".join(name for name in authors if name),
        language=(fields.soft("language") or whole.soft("language"))[:12],
        html=fields.text("content_html"),
        plain=fields.text("content_text"),
        issues=fields.issues,
    )
    if isinstance(tags, list):
        found.subjects = tuple(Subject(tag[:200], tag[:200]) for tag in tags[:200] if isinstance(tag, str) and tag)
    if image := fields.soft("image", "banner_image"):
        found.pictures.append(Announced("image", uri=image, is_lead=True))
        if not json_item.is_public(image):
            message = "The address of the picture is not one of the public web. Nothing was fetched."
            fields.issues.append(Issue("IMAGE_REMOTE", message))
    return found


def _author(fields: Fields) -> list[Fields]:
    """Return the single author of version 1.0."""
    one = fields.values.get("author")
    return [Fields(one, fields.issues)] if isinstance(one, dict) and "authors" not in fields.values else []
