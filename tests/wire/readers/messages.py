# ruff: noqa: E501 - specimens are one line, however long
"""JSON messages made for the tests: invented stories in the names that each format uses."""

from __future__ import annotations

import json
from typing import Any

from articles.wire import read
from articles.wire.story import Reading, Story

WALL = "<p>The sea wall at Port Marlow will be rebuilt.</p><p>“It will take two years,” the council said.</p>"


def subject(code: str, name: str) -> dict[str, str]:
    vocabulary = code.partition(":")[0]
    return {"code": code, "name": name, "profile": vocabulary, "rel": "signal" if vocabulary == "sig" else "about"}


def pa(**fields: Any) -> dict[str, Any]:
    """Return an item of PA's Content API."""
    item = {
        "uri": "11111111-2222-3333-4444-555555555555", "type": "composite", "profile": "story", "version": "3",
        "firstcreated": "2026-03-03T11:00:00Z", "versioncreated": "2026-03-03T12:30:00Z", "issued": "2026-03-03T11:05:00Z",
        "urgency": 4, "pubstatus": "usable", "language": "en", "headline": "Sea wall to be rebuilt by spring",
        "byline": "By Dilys Quayle, PA Political Correspondent", "body_html": WALL,
        "subject": [
            subject("paservice:news:uk", "UK"), subject("patopic:politics", "Politics"), subject("pakeyword:wall", "Wall"),
        ],
    }  # fmt: skip
    return item | fields


def ninjs(**fields: Any) -> dict[str, Any]:
    """Return an item of ninjs 1.x."""
    item = {
        "uri": "urn:newsml:example.com:20260303:wall", "version": "1", "type": "text", "pubstatus": "usable",
        "versioncreated": "2026-03-03T12:30:00Z", "headline": "Sea wall to be rebuilt", "body_html": WALL,
    }  # fmt: skip
    return item | fields


def fingerpost(**fields: Any) -> dict[str, Any]:
    """Return an item as Fingerpost passes it on."""
    item = {
        "uri": "http://PA_API/HHH1/2026-03-03T11:00:00.000Z/2", "source-feed": "PA_API", "usn": "HHH1", "version": "2",
        "type": "text", "status": "", "firstVersion": "2026-03-03T10:00:00.000Z", "versionCreated": "2026-03-03T11:00:00.000Z",
        "slug": "POLITICS Wall", "headline": "POLITICS Wall", "byline": "By Dilys Quayle, PA", "priority": "3",
        "subjects": {"code": ["news:uk"]}, "mediaCatCodes": "HHH+PPP", "body_text": WALL,
    }  # fmt: skip
    return item | fields


def reading(message: Any) -> Reading:
    """Return the reading of a message, through the one door."""
    return read(json.dumps(message).encode())


def story(message: Any) -> Story:
    """Return the only story of a message."""
    (one,) = reading(message).stories
    return one


def codes(one: Story) -> set[str]:
    """Return the codes of a story's doubts."""
    return {issue.code for issue in one.issues}
