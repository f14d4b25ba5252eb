"""The weights of evidence and of the grammar's steps, read from weights.txt: one row a sentence, for people to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

LABELS = (
    "furniture", "headline", "standfirst", "byline", "stamp", "section", "title",
    "caption", "credit", "paragraph", "heading", "item", "quote", "status",
)  # fmt: skip
FILE = Path(__file__).with_name("weights.txt")
BEFORE, EVIDENCE, STEPS = "[before any evidence]", "[evidence]", "[steps]"


@dataclass(slots=True)
class Weights:
    """What each label has before any evidence, what each piece of evidence adds, and what each step costs."""

    start: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, dict[str, float]] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)


def load(path: Path = FILE) -> Weights:
    """Read a table of weights."""
    found, part = Weights(), ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = line
        elif line and not line.startswith("#"):
            name, *cells = line.split("\t")
            if part == STEPS:
                found.steps[name] = float(cells[0])
            else:
                row = {label: float(value) for label, value in (cell.rsplit(" ", 1) for cell in cells)}
                found.start.update(row) if part == BEFORE else found.evidence.update({name: row})
    return found


def save(weights: Weights, path: Path = FILE) -> None:
    """Write a table of weights, the comments at its head kept."""
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [*head, BEFORE, "\t".join(["a line", *_cells(weights.start)]), EVIDENCE]
    lines += ["\t".join([name, *_cells(row)]) for name, row in weights.evidence.items() if any(row.values())]
    lines += [STEPS, *(f"{name}\t{value:g}" for name, value in weights.steps.items() if value)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cells(row: dict[str, float]) -> list[str]:
    return [f"{label} {value:g}" for label, value in row.items() if value]
