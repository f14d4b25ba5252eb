"""Where on the page a line stands: the body of a story is its longest run of prose, and the rest lies around that run."""

from __future__ import annotations

from articles.wire.draft import Unit

GAP = 9  # lines without prose that a run may hold: a card, an advertisement, a picture
NEAR = 45  # lines above a run in which a headline is looked for
Run = tuple[int, int, int]  # first line, last line, words


def main_run(units: list[Unit], prose: list[bool]) -> Run | None:
    """Return the run of prose with the most words."""
    runs: list[Run] = []
    for at, unit in enumerate(units):
        if not prose[at]:
            continue
        words = min(len(unit.text.split()), 80)
        if runs and at - runs[-1][1] <= GAP:
            runs[-1] = (runs[-1][0], at, runs[-1][2] + words)
        else:
            runs.append((at, at, words))
    return max(runs, key=lambda run: run[2], default=None)


def mark(units: list[Unit], prose: list[bool]) -> None:
    """Write beside every unit where it stands to the main run."""
    run = main_run(units, prose)
    if run is None:
        return
    first, last, _ = run
    for at, unit in enumerate(units):
        unit.evidence.append(_place(at, first, last))


def _place(at: int, first: int, last: int) -> str:
    if at < first:
        return "just above the main run of prose" if first - at <= NEAR else "far above the main run of prose"
    if at <= last:
        return "inside the main run of prose"
    return "just below the main run of prose" if at - last <= 3 else "far below the main run of prose"
