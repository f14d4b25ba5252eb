"""Rulings of the desk: “this line of the capture is …”, said by an editor and obeyed by every later reading.

A ruling fixes the label of its units before the page is decided as a whole, so the lines around it are judged anew
with it. One without a line is a rule of a source: it applies wherever its text stands alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from articles.wire.draft import Draft, Unit
from articles.wire.story import Fate

RULE = "ruling of the desk"
SPACE = re.compile(r"\s+")
LABELS = {
    Fate.PARAGRAPH: "paragraph",
    Fate.HEADING: "heading",
    Fate.HEADLINE: "headline",
    Fate.STANDFIRST: "standfirst",
    Fate.BYLINE: "byline",
    Fate.CAPTION: "caption",
    Fate.CREDIT: "credit",
    Fate.REMOVED: "furniture",
}
FATES = tuple(LABELS)
PARTS = 8  # so many units of a line may be one ruling
Fixed = Sequence[frozenset[str] | None]
State = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """This text is of that fate: on one line of one delivery, or with line 0 wherever it stands alone."""

    text: str
    fate: Fate
    line: int = 0


def squashed(text: str) -> str:
    """Return the text without white space: what two readings of one line have in common."""
    return SPACE.sub("", text)


def digest(rulings: Sequence[Ruling]) -> str:
    """Return a short mark of a set of rulings, the same whatever their order; empty where there are none."""
    if not rulings:
        return ""
    said = sorted(f"{one.line}\0{one.fate}\0{squashed(one.text)}" for one in rulings)
    return sha256("\1".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def fix(draft: Draft, rulings: Sequence[Ruling]) -> Fixed:
    """Mark the units that rulings speak of, and return for each unit the labels it may have; None allows all.

    A later ruling overrules an earlier one. One for a line that nothing answers to any more is told as a doubt.
    """
    if not rulings:
        return ()
    chosen: dict[int, str] = {}
    lines = _by_line(draft.units)
    texts = _by_text(draft.units)
    for ruling in rulings:
        found = _on_line(draft.units, lines, ruling) if ruling.line else texts.get(squashed(ruling.text), [])
        if ruling.line and not found:
            message = f"A ruling of the desk no longer finds its line: “{ruling.text.strip()[:60]}”. Look at it again."
            draft.doubt("RULING_LOST", message, ruling.line)
        chosen |= dict.fromkeys(found, LABELS[ruling.fate])
    _mark(draft.units, chosen)
    return [frozenset({chosen[at]}) if at in chosen else None for at in range(len(draft.units))]


def _mark(units: list[Unit], chosen: dict[int, str]) -> None:
    for at, label in chosen.items():
        units[at].label, units[at].rule = label, RULE
    # A second line cannot be the headline too: the first one ruled is.
    for at in [at for at, label in sorted(chosen.items()) if label == "headline"][1:]:
        chosen[at] = units[at].label = "furniture"


def _by_line(units: list[Unit]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        found[unit.line].append(at)
    return found


def _by_text(units: list[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        found[squashed(unit.text)].append(at)
    return found


def _on_line(units: list[Unit], lines: dict[int, list[int]], ruling: Ruling) -> list[int]:
    """Return the units of the ruling's line that are its text: one, or several that a later cleaner cut apart."""
    wanted, places = squashed(ruling.text), lines.get(ruling.line, [])
    found = [at for at in places if squashed(units[at].text) == wanted]
    return found or next((run for run in _runs(places) if _text(units, run) == wanted), [])


def _runs(places: list[int]) -> Iterator[list[int]]:
    for start in range(len(places)):
        for stop in range(start + 2, min(start + PARTS, len(places)) + 1):
            yield places[start:stop]


def _text(units: list[Unit], run: list[int]) -> str:
    return squashed("".join(units[at].text for at in run))


def obeyed(states: list[State], fixed: Fixed) -> list[State]:
    """Return the zone and label of every unit with the fixed labels in force, whatever the grammar made of them."""
    if not fixed:
        return states
    has_headline = frozenset({"headline"}) in fixed
    return [_obeyed(state, allowed, has_headline) for state, allowed in zip(states, fixed, strict=True)]


def _obeyed(state: State, allowed: frozenset[str] | None, has_headline: bool) -> State:
    zone, label = state
    if allowed is None:
        return (zone, "furniture") if has_headline and label == "headline" else state
    ruled = next(iter(allowed))
    # Below a story a name signs nothing, unless the desk says that it does.
    return ("top" if ruled == "byline" else zone, ruled)
