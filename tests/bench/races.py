"""The two races: saved pages against trafilatura, captures against a plain regex pass."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import version
from statistics import median
from typing import Any

from articles.wire import read
from tests.bench import afternoon, specimens
from tests.bench.rounds import Laps, Runner, forget, race, ratio, verdict
from tests.bench.specimens import Specimens

OURS = "articles.wire"
PAGES_GOAL, CAPTURES_GOAL = 10.0, 3.0


def pages(rounds: int) -> str:
    """Race over saved pages: text, title, author and date from the bytes as saved."""
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
    except ImportError:
        return "Saved pages: trafilatura is not installed here. Remedy: make bench"
    theirs = f"trafilatura {version('trafilatura')}"
    runners: dict[str, Runner] = {
        OURS: read,
        theirs: lambda page: trafilatura.bare_extraction(page, with_metadata=True, include_comments=False),
        f"{theirs}, fast": lambda page: trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, fast=True
        ),
    }
    found = specimens.pages()
    laps = _run(runners, found, rounds, importlib.import_module("trafilatura.meta").reset_caches)
    lines = _table("Saved pages", "page", found, laps)
    for name in (theirs, f"{theirs}, fast"):
        lines.append(f"{OURS} reads pages at {ratio(laps, name, OURS)} the speed of {name}.")
    goal = ratio(laps, theirs, OURS).middle >= PAGES_GOAL
    return "\n".join([*lines, f"Goal: at least {PAGES_GOAL:g} × the speed of {theirs}: {verdict(goal)}."])


def captures(rounds: int) -> str:
    """Race over plain captures, the same lines for both."""
    plain = "a plain regex pass"
    found = specimens.captures()
    laps = _run({OURS: read, plain: afternoon.clean}, found, rounds)
    lines = _table("Captures", "capture", found, laps)
    cost, speed = ratio(laps, OURS, plain), ratio(laps, plain, OURS)
    return "\n".join(
        [
            *lines,
            f"{OURS} takes {cost} the time of {plain}; its speed is {speed} that of {plain}.",
            f"Goal, read as speed: at least {CAPTURES_GOAL:g} × the speed of {plain}: "
            f"{verdict(speed.middle >= CAPTURES_GOAL)}.",
            f"Goal, read as cost: at most {CAPTURES_GOAL:g} × the time of {plain}: "
            f"{verdict(cost.middle <= CAPTURES_GOAL)}.",
        ]
    )


def _run(runners: dict[str, Runner], found: Specimens, rounds: int, *before: Callable[[], Any]) -> Laps:
    """Let everybody warm up on one specimen, then race."""
    for run in runners.values():
        run(found.payloads[0])
    return race(runners, found.payloads, rounds, (forget, *before))


def _table(title: str, unit: str, found: Specimens, laps: Laps) -> list[str]:
    number = len(found.payloads)
    lines = [
        f"{title} ({found}; {len(next(iter(laps.values())))} rounds)",
        f"{'':26}{unit + 's a second':>20}{'ms a ' + unit:>15}",
    ]
    for name, seconds in laps.items():
        middle = median(seconds)
        lines.append(f"{name:26}{number / middle:>20.1f}{middle / number * 1000:>15.3f}")
    return lines
