"""Galleries: runs of captions under counters ("4/30 23 December 2015"). They stand inside stories and are none."""

from __future__ import annotations

import re
from itertools import pairwise

from articles.wire.draft import Unit

COUNTER = re.compile(r"^(?:[*+•] )?(?P<at>\d{1,3}) ?(?:/|of) ?(?P<total>\d{1,3})(?!\d)")
REACH = 6  # lines from one counter to the next, at most
PLAIN = frozenset(
    {
        "a line known as furniture",
        "begins like furniture",
        "a credit and nothing else",
        "a time of publication",
        "a sentence",
    }
)
PROOF = frozenset({"a credit and nothing else", "a time of publication"})
SIGN = "inside a run of gallery captions"


def mark(units: list[Unit]) -> None:
    """Mark the lines between gallery counters, and as many after the last one as stand between two."""
    refrains = _refrains(units)
    run: list[int] = []
    for at, unit in enumerate(units):
        if not COUNTER.match(unit.text) and unit.text not in refrains:
            continue
        if run and at - run[-1] > REACH:
            _mark_run(units, run)
            run = []
        run.append(at)
    _mark_run(units, run)
    _mark_credits(units)


def _mark_credits(units: list[Unit]) -> None:
    """Mark a long run of captions each with its credit on the next line: a gallery without counters."""
    seats = [at for at, unit in enumerate(units) if "a credit and nothing else" in unit.evidence]
    run: list[int] = []
    for at in [*seats, len(units) + 99]:
        if run and at - run[-1] > 3:
            if len(run) >= 6:
                for unit in units[max(0, run[0] - 1) : run[-1] + 1]:
                    unit.evidence.append(SIGN)
            run = []
        run.append(at)


def _refrains(units: list[Unit]) -> frozenset[str]:
    """Find the short line that stands over every picture of a gallery, with dates or credits between."""
    places: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if 8 < len(unit.text) < 60 and not PLAIN.intersection(unit.evidence):
            places.setdefault(unit.text, []).append(at)
    found = set()
    for text, seats in places.items():
        close = [(one, two) for one, two in pairwise(seats) if 1 < two - one <= REACH]
        proved = sum(_is_step(units[one + 1 : two]) for one, two in close)
        if len(close) >= 4 and proved > 0.7 * len(close):
            found.add(text)
    return frozenset(found)


def _is_step(between: list[Unit]) -> bool:
    """One picture of a gallery: a date or a credit, and at most one line besides."""
    proofs = sum(bool(PROOF.intersection(unit.evidence)) for unit in between)
    return proofs > 0 and len(between) - proofs <= 1


def _mark_run(units: list[Unit], run: list[int]) -> None:
    if len(run) < 3:
        return
    steps = sorted(later - earlier for earlier, later in pairwise(run))
    stop = min(len(units), run[-1] + steps[len(steps) // 2])
    for unit in units[run[0] : stop]:
        unit.evidence.append(SIGN)
