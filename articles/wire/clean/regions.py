"""Where on the page a line stands: the body of a story is its longest run of prose, and the rest lies around that run."""

from __future__ import annotations

import re

from articles.wire.draft import Unit

WORD = re.compile(r"[^\W_]{2,40}")

GAP = 9  # lines without prose that a run may hold: a card, an advertisement, a picture
LONG = 60  # words that make another run worth telling apart
NEAR = 45  # lines above a run in which a headline is looked for
Run = tuple[int, int, int]  # first line, last line, words


def runs_of(units: list[Unit], prose: list[bool]) -> list[Run]:
    """Return every run of prose, in order."""
    runs: list[Run] = []
    for at, unit in enumerate(units):
        if not prose[at]:
            continue
        words = len(unit.text[:4000].split(None, 80)[:80])
        if runs and at - runs[-1][1] <= GAP:
            runs[-1] = (runs[-1][0], at, runs[-1][2] + words)
        else:
            runs.append((at, at, words))
    return runs


def mark(units: list[Unit], prose: list[bool]) -> None:
    """Write beside every unit where it stands to the main run."""
    runs = runs_of(units, prose)
    main = max(runs, key=lambda run: run[2], default=None)
    if main is None:
        return
    others = [run for run in runs if run != main and run[2] >= max(LONG, main[2] // 5)]
    seconds = {at for first, last, _ in others for at in range(first, last + 1)}
    for at, unit in enumerate(units):
        unit.evidence.append("inside another long run of prose" if at in seconds else _place(at, main[0], main[1]))
    _echoes(units, prose, main[0])


def _echoes(units: list[Unit], prose: list[bool], first: int) -> None:
    """Mark the lines above the main run whose words it takes up again: a headline says what the story says."""
    opening = [unit.text[:1500].casefold() for at, unit in enumerate(units[first : first + 12], first) if prose[at]]
    said = set(WORD.findall(" ".join(opening[:6])))
    for unit in units[max(0, first - NEAR) : first]:
        words = {one for one in WORD.findall(unit.text[:400].casefold()) if len(one) > 3 or one.isdigit()}
        if len(words) >= 3 and len(words & said) >= max(3, 0.5 * len(words)):
            unit.evidence.append("half its words come again in the first paragraphs")


def _place(at: int, first: int, last: int) -> str:
    if at < first:
        return "just above the main run of prose" if first - at <= NEAR else "far above the main run of prose"
    if at <= last:
        return "inside the main run of prose"
    return "just below the main run of prose" if at - last <= 3 else "far below the main run of prose"
