"""The weights of evidence and of the grammar's steps, read from words/weights_*.txt: one row a sentence, for people to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

LABELS = (
    "furniture", "headline", "standfirst", "byline", "stamp", "section", "title",
    "caption", "credit", "paragraph", "heading", "item", "quote", "status",
)  # fmt: skip
KINDS = ("captures", "pages", "dumps")  # a table each: the same evidence weighs differently in each
BEFORE, EVIDENCE, STEPS = "[before any evidence]", "[evidence]", "[steps]"


@dataclass(slots=True)
class Weights:
    """What each label has before any evidence, what each piece of evidence adds, and what each step costs."""

    start: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, dict[str, float]] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)


def table(kind: str, *, by_hand: bool = False) -> Path:
    """Return the file that holds the weights of a kind of delivery: as used, or as set by hand before any learning."""
    return Path(__file__).with_name("words") / f"{'by_hand' if by_hand else 'weights'}_{kind}.txt"


def load(kind: str, *, by_hand: bool = False) -> Weights:
    """Read the table of a kind of delivery."""
    found, part = Weights(), ""
    for line in table(kind, by_hand=by_hand).read_text(encoding="utf-8").splitlines():
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


def save(weights: Weights, kind: str) -> None:
    """Write the table of a kind of delivery, the comments at its head kept."""
    path = table(kind)
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [*head, BEFORE, "\t".join(["a line", *_cells(weights.start)]), EVIDENCE]
    lines += ["\t".join([name, *_cells(row)]) for name, row in weights.evidence.items() if any(row.values())]
    lines += [STEPS, *(f"{name}\t{value:g}" for name, value in weights.steps.items() if value)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cells(row: dict[str, float]) -> list[str]:
    return [f"{label} {value:g}" for label, value in row.items() if value]
