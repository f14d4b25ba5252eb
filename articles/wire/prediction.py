"""A reading in the form that scorers and other programs take: plain JSON, one object a story."""

from __future__ import annotations

from typing import Any

from articles.wire.clean.bylines import is_agency
from articles.wire.story import Byline, Reading, Refusal, Story


def predictions(reading: Reading) -> list[dict[str, Any]]:
    """Return one object for each story, or the refusal."""
    if reading.refusal is not None or not reading.stories:
        return [refused(reading.refusal)]
    return [story(one) for one in reading.stories]


def refused(refusal: Refusal | None) -> dict[str, Any]:
    """Say that there is no story, and why."""
    if refusal is None:
        return {"refused": True, "code": "NO_STORY", "reason": "", "remedy": ""}
    return {"refused": True, "code": refusal.code, "reason": refusal.reason, "remedy": refusal.remedy}


def is_wire(organisation: str) -> bool:
    """Say whether an organisation is a wire agency, not the newsroom of the page."""
    return bool(is_agency(organisation))


def _signature(byline: Byline) -> str:
    """Return who signed: a person, or the newsroom of the page. An agency is told apart, under `agency`."""
    return byline.name or ("" if is_wire(byline.organisation) else byline.organisation)


def story(one: Story) -> dict[str, Any]:
    """Return one story as plain values."""
    return {
        "refused": False,
        "headline": one.headline or None,
        "standfirst": one.standfirst or None,
        "byline_names": [name for name in (_signature(person) for person in one.bylines) if name],
        "byline_raw": one.bylines[0].raw if one.bylines else None,
        "agency": next((byline.organisation for byline in one.bylines if is_wire(byline.organisation)), None),
        "section": one.section or None,
        "date": one.date.isoformat() if one.date else None,
        "body": [{"kind": str(block.kind), "text": block.text} for block in one.body],
        "photos": [
            {
                "caption": picture.caption or None,
                "title": picture.title or None,
                "photographer": picture.credit.photographer or None,
                "agency": picture.credit.agency or None,
                "after_paragraph": picture.after,
            }
            for picture in one.pictures
        ],
        "issues": [issue.code for issue in one.issues],
    }
