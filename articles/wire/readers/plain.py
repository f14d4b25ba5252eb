"""Plain captures: one unit a line. Ten of sixty captures have no blank lines, so a paragraph is a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from articles.wire.draft import MOST_LINES, Draft, Unit

FILLED = re.compile(r"\S[^\n]*+")


def read(text: str) -> Draft:
    """Lay out a plain capture as units."""
    units: list[Unit] = []
    gap = True
    for number, line in enumerate(_lines(text), 1):
        stripped = line.strip()
        if not stripped:
            gap = True
            continue
        keep = line.rstrip() if not units and line.startswith(" date ") else stripped
        units.append(Unit(number, keep, gap))
        gap = False
    return Draft(units)


def is_endless(text: str) -> bool:
    """Say whether the text has more lines than any story."""
    return any(True for _ in islice(FILLED.finditer(text), MOST_LINES, None))


def _lines(text: str) -> Iterator[str]:
    """Yield one line after another: a list of all would stand in memory beside the text."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]
