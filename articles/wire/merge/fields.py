"""The fields of a story on three sides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from articles.wire.merge.align import bag, is_contained, squash
from articles.wire.merge.values import Change, Conflict, Sides, Spot, What, agreed, texts_of
from articles.wire.merge.words import blend
from articles.wire.story import Byline, Story

# What an editor writes: labels as wholes, prose by its words.
WHOLE = ("headline", "dateline", "section", "catchline", "date")
PROSE = ("standfirst", "ed_note")
# What the wire says of itself and nobody here may change: always theirs. The listed ones are told when they change.
TOLD = (
    "profile", "pub_status", "embargo_until", "embargo_raw", "signals", "urgency", "subjects", "usage_terms",
    "copyright_holder",
)  # fmt: skip
SILENT = ("language", "provider", "uri", "version", "version_created", "issues", "pieces")


@dataclass(slots=True)
class Fields:
    """The fields as they come out."""

    values: dict[str, Any] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    applied: list[Change] = field(default_factory=list)


def merged(base: Story, ours: Story, theirs: Story) -> Fields:
    """Bring the fields together, each for itself."""
    found = Fields()
    for name in (*WHOLE, *PROSE, "bylines"):
        sides = (getattr(base, name), getattr(ours, name), getattr(theirs, name))
        value = _settled(name, *sides)
        if value is None:
            texts = texts_of(shown, sides)
            found.conflicts.append(Conflict(Spot.FIELD, name, *texts, sides=Sides(sides[1], sides[2])))
        found.values[name] = sides[1] if value is None else value[0]
    found.values |= {name: getattr(theirs, name) for name in (*TOLD, *SILENT)}
    for name in (*WHOLE, *PROSE, "bylines", *TOLD):
        before, after = getattr(ours, name), found.values[name]
        if before != after and shown(before) != shown(after):
            found.applied.append(Change(Spot.FIELD, name, _what(before, after), shown(before), shown(after)))
    return found


def _what(before: object, after: object) -> What:
    if not before:
        return What.ADDED
    return What.CHANGED if after else What.REMOVED


def shown(value: object) -> str:
    """Return a value as an editor reads it; several stand on a line each."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(shown(one) for one in value)
    if isinstance(value, Byline):
        return ", ".join(part for part in (value.name, value.role, value.organisation) if part) or value.raw
    return str(getattr(value, "code", value))


def _settled(name: str, base: Any, ours: Any, theirs: Any) -> tuple[Any] | None:
    if name == "bylines":
        return agreed(base, ours, theirs, _same_people) or _bylines(base, ours, theirs)
    if name == "date":
        return agreed(base, ours, theirs)
    found = agreed(base, ours, theirs, lambda one, other: squash(one) == squash(other))
    if found is not None or name not in PROSE:
        return found
    words = bag(base)
    if not base or not all(is_contained(words, bag(text)) for text in (ours, theirs)):
        return None
    text = blend(base, ours, theirs)
    return None if text is None else (text,)


def _same_people(one: tuple[Byline, ...], other: tuple[Byline, ...]) -> bool:
    """Say whether two lists name the same people; how the wire wrote them does not count."""
    return [(a.name, a.role, a.organisation) for a in one] == [(b.name, b.role, b.organisation) for b in other]


def _signs(one: Byline) -> str:
    return squash(one.name or one.organisation or one.raw).casefold()


def _bylines(
    base: tuple[Byline, ...], ours: tuple[Byline, ...], theirs: tuple[Byline, ...]
) -> tuple[tuple[Byline, ...]] | None:
    """Return the list with the edits of both sides, where they are about different people.

    Names that both sides added stay a question: two new names may be one person.
    """
    b, o, t = ({_signs(one): one for one in side} for side in (base, ours, theirs))
    if any(len(known) != len(side) for known, side in ((b, base), (o, ours), (t, theirs))):
        return None
    if set(o) - set(b) and set(t) - set(b):
        return None
    chosen: dict[str, Byline | None] = {}
    for name in {**t, **o, **b}:
        found = agreed(b.get(name), o.get(name), t.get(name))
        if found is None:
            return None
        chosen[name] = found[0]
    is_reordered = [name for name in b if name in t] != [name for name in t if name in b]
    first, second = (t, o) if is_reordered else (o, t)
    people = [chosen[name] for name in {**first, **second}]
    return (tuple(one for one in people if one is not None),)
