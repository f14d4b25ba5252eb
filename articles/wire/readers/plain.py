"""Plain captures: one unit a line. Ten of sixty captures have no blank lines, so a paragraph is a line."""

from __future__ import annotations

from articles.wire.draft import Draft, Unit


def read(text: str) -> Draft:
    """Lay out a plain capture as units."""
    units: list[Unit] = []
    gap = True
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped:
            gap = True
            continue
        keep = line.rstrip() if not units and line.startswith(" date ") else stripped
        units.append(Unit(number, keep, gap))
        gap = False
    return Draft(units)
