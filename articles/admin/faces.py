"""A story as labelled texts: a saved state, a wire version or a form. So any two can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles import diff
from articles.diff import Line
from articles.models import Section, Topic
from articles.wire.markup import to_markup
from articles.wire.story import Story

LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "bylines": "Bylines",
    "dateline": "Dateline",
    "section": "Section",
    "topics": "Topics",
    "catchline": "Catchline",
    "body": "Text",
    "captions": "Photos",
}
# What the wire speaks of; the desk's own choices are not compared with it.
OF_THE_WIRE = ("headline", "standfirst", "bylines", "dateline", "body", "captions")

Faces = dict[str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line with its words marked, or a number of lines that are the same and need not be read."""

    spans: Line
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the story that differs, as two texts and word by word."""

    name: str
    label: str
    old: str
    new: str

    @property
    def lines(self) -> list[Stretch]:
        """Return the lines of both texts with every word marked."""
        return [Stretch(line) for line in diff.compare(self.old, self.new)]

    @property
    def changed(self) -> list[Stretch]:
        """Return the lines that differ, and between them how many are the same."""
        found: list[Stretch] = []
        for one in self.lines:
            if diff.is_changed(one.spans):
                found.append(one)
            elif found and found[-1].unchanged:
                found[-1] = Stretch((), found[-1].unchanged + 1)
            else:
                found.append(Stretch((), 1))
        return found

    @property
    def turned(self) -> Difference:
        """Return the same difference seen from the other side."""
        return Difference(self.name, self.label, self.new, self.old)


def differences(old: Faces, new: Faces, names: Sequence[str] = tuple(LABELS)) -> list[Difference]:
    """Return the parts that differ, in the order of the page."""
    pairs = [(name, old.get(name, ""), new.get(name, "")) for name in names]
    return [
        Difference(name, LABELS[name], before, after)
        for name, before, after in pairs
        if before.strip() != after.strip()
    ]


def of_snapshot(state: Mapping[str, Any]) -> Faces:
    """Return the faces of a saved state."""
    section = Section.objects.filter(pk=state["section_id"]).first() if state.get("section_id") else None
    return {
        **{name: state.get(name) or "" for name in ("headline", "standfirst", "dateline", "catchline", "body")},
        "section": section.name if section else "",
        "topics": _topics(state.get("topics", ())),
        "bylines": bylines(
            (one["byline__name"], one["byline__organisation"], one["role"]) for one in state.get("bylines", ())
        ),
        "captions": captions(state.get("captions", ())),
    }


def _topics(slugs: Sequence[str]) -> str:
    return "; ".join(Topic.objects.filter(slug__in=slugs).values_list("name", flat=True)) if slugs else ""


def of_story(story: Story) -> Faces:
    """Return the faces of a story as the wire sent it and the cleaner read it."""
    pictures = [
        {
            "number": number,
            "role": "lead" if picture.is_lead else "inline",
            "title": picture.title,
            "text": picture.caption,
            "photographer": picture.credit.photographer,
            "agency": picture.credit.agency,
            "alt_text": picture.alt_text,
        }
        for number, picture in enumerate(story.pictures, 1)
    ]
    return {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "dateline": story.dateline,
        "body": to_markup(story.body, story.pictures),
        "bylines": bylines(
            (one.name or one.organisation, one.organisation if one.name else "", one.role) for one in story.bylines
        ),
        "captions": captions(pictures),
    }


def bylines(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return bylines of name, organisation and role, one a line."""
    return "\n".join(
        ", ".join(part for part in (signed(name, organisation), role) if part) for name, organisation, role in rows
    )


def signed(name: str, organisation: str) -> str:
    """Return a byline as the desk types it: the name, and the employer in brackets."""
    return f"{name} ({organisation})" if organisation else name


def captions(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return captions as text, one fact a line."""
    return "\n".join(line for row in rows for line in _caption(row))


def _caption(row: Mapping[str, Any]) -> list[str]:
    place = "lead" if row.get("role") == "lead" else "in the text"
    credit = "/".join(part for part in (row.get("photographer"), row.get("agency")) if part)
    facts = {
        f"Photo {row.get('number') or '?'}, {place}": row.get("title") or "–",
        "Caption": row.get("text"),
        "Credit": credit,
        "Alt text": "decorative" if row.get("is_decorative") else row.get("alt_text"),
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]
