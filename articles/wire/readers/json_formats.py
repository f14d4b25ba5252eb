"""Messages in JSON: which format it is, by its names. A bad item never stops the others of its message."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from articles.wire.readers import fingerpost, json_feed, ninjs, pa_content_api
from articles.wire.readers.json_guard import MOST_ITEMS, Unfit, load
from articles.wire.readers.json_item import Item
from articles.wire.readers.json_story import build
from articles.wire.readers.message import Message
from articles.wire.story import Issue, Story

BRACKET = re.compile(r"\s*+[{\[]")
OPENS = re.compile(
    r'\s{0,999}(?://[^\n]{0,999}\n\s{0,999})?(?:\{\s{0,999}"(?!@)[^"\n]{1,80}"\s{0,99}:|\[\s{0,999}[\[{])'
)
LONGEST_URI = 400
LISTS = ("item", "items")
FORMATS = (fingerpost, pa_content_api, ninjs)


def is_message(text: str) -> bool:
    """Say whether a text is meant as JSON, sound or broken: a broken message is refused, never read as prose."""
    if OPENS.match(text):
        return True
    if not BRACKET.match(text):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def read(text: str) -> Message:
    """Read a JSON message. Never raises."""
    try:
        return _message(*_opened(text))
    except Unfit as unfit:
        return Message("json", refusal=unfit.refusal())


def _opened(text: str) -> tuple[Any, tuple[Issue, ...]]:
    """Open the text; where only the escapes of a known sender are broken, mended, and an issue says so."""
    try:
        return load(text), ()
    except Unfit as unfit:
        mended = fingerpost.repair(text) if unfit.code == "JSON_MALFORMED" else None
        if mended is None:
            raise
        message = "The message's escapes were broken and were repaired. Check quotation marks and line ends."
        return load(mended), (Issue("JSON_REPAIRED", message),)


def _message(value: Any, issues: tuple[Issue, ...]) -> Message:
    items = _items(value)
    stories: list[Story] = []
    form, missed = "json", []
    for number, one in enumerate(items, 1):
        try:
            form, story = _story(one, value)
            stories.append(replace(story, issues=(*issues, *story.issues)))
        except Unfit as unfit:
            missed.append((number, unfit))
    if not stories:
        return Message(form, refusal=missed[0][1].refusal() if missed else UNKNOWN.refusal())
    if missed:
        words = "; ".join(f"item {number}: {unfit.reason}" for number, unfit in missed[:5])
        message = f"{len(missed)} of the {len(items)} items of the message could not be read: {words}"
        stories[0] = stories[0].doubt("JSON_ITEMS_REFUSED", message)
    return Message(form, tuple(stories))


def _items(value: Any) -> list[Any]:
    """Return the items of a message: one object, a list of them, or a list under its usual name."""
    if isinstance(value, dict):
        held = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
        value = [value] if held is None or "uri" in value else held
    if not isinstance(value, list):
        raise UNKNOWN
    if len(value) > MOST_ITEMS:
        raise Unfit("TOO_MANY", f"The message holds more than {MOST_ITEMS} items.")
    return value


def _story(one: Any, whole: Any) -> tuple[str, Story]:
    if not isinstance(one, dict):
        raise UNKNOWN
    if json_feed.is_feed(whole):
        return json_feed.FORM, _built(json_feed.item(one, whole), json_feed.FORM)
    reader = next((form for form in FORMATS if form.is_ours(one)), None)
    if reader is None:
        raise UNKNOWN
    return reader.FORM, _built(reader.item(one), reader.FORM)


def _built(item: Item, form: str) -> Story:
    if not item.uri:
        raise Unfit("FIELD_INVALID", "The item does not say which story it is: it has no uri.")
    if len(item.uri) > LONGEST_URI:
        raise Unfit(
            "FIELD_INVALID", f"The item's uri has {len(item.uri)} characters: it cannot be kept apart from others."
        )
    return build(item, form)


UNKNOWN = Unfit("JSON_UNKNOWN_FORMAT", "The JSON is in none of the formats that are read.")
