"""Learn the weights from specimens with truth: `python -m articles.wire.learning FOLDER… [--epochs 8] [--write]`.

The tables set by hand (clean/words/by_hand_*.txt) are the start and the anchor: a structured perceptron moves a weight
only where it corrects a decision on some specimen, and writes the same kind of table, one row a sentence.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.wire.clean import evidenced
from articles.wire.clean.grammar import EMIT, STATES, Grammar, State, steps
from articles.wire.clean.truths import allowed
from articles.wire.clean.weights import KINDS, LABELS, Weights, load, save
from articles.wire.draft import Draft
from articles.wire.reading import draft_of
from articles.wire.scores import KINDS as FOLDERS
from articles.wire.scores import specimens

MARGIN = 3.0  # how much better than any other the right label must be
SAMPLES = Path(__file__).parents[1] / "samples" / "deliveries"
EPOCHS = 10
ORDERS = 3  # the tables of three orders of learning are averaged
# On publishers kept out of the learning, dumps and captures gain by all of it. Pages, whose tags say so much already,
# do best close to the table set by hand.
KEEP = {"captures": 1.0, "pages": 0.3, "dumps": 1.0}
ROUNDS = {"captures": 6, "pages": 1, "dumps": 2}
SLOWER = 4  # rounds after which the pace is halved
PACE = 0.08
HOLD = 0.97  # how strongly a weight is drawn back to where it started, each round
Features = dict[tuple[str, str], float]


@dataclass(slots=True)
class Lesson:
    """One specimen: its units with their evidence, and which labels the truth allows each."""

    name: str
    draft: Draft
    allowed: list[frozenset[str]]


def lessons(folders: list[Path]) -> Iterator[Lesson]:
    """Yield what can be learnt from the folders: specimens by kind, and golden pairs."""
    for folder in folders:
        for kind in FOLDERS:
            for truth, path in specimens(folder, kind):
                yield from _taught(path, truth)
        for expected in sorted(folder.glob("*/expected.json")):
            for path in [*expected.parent.glob("raw.*"), *SAMPLES.glob(f"{expected.parent.name}.*")]:
                yield from _taught(path, json.loads(expected.read_text(encoding="utf-8")))


def _taught(path: Path, truth: dict[str, Any]) -> Iterator[Lesson]:
    lesson = None if truth.get("refused") else lesson_of(path, truth)
    if lesson is not None:
        yield lesson


def lesson_of(path: Path, truth: dict[str, Any]) -> Lesson | None:
    """Lay out one specimen with its evidence and what its truth allows, or return None where it is no text."""
    draft = draft_of(path.read_bytes())
    if draft is None:
        return None
    draft = evidenced(draft)
    return Lesson(path.name, draft, allowed(draft.units, truth))


def features(draft: Draft, path: list[State]) -> Features:
    """Count what a path through a page uses of the table."""
    found: Features = defaultdict(float)
    before: State | None = None
    for unit, state in zip(draft.units, path, strict=True):
        label = LABELS[EMIT[STATES.index(state)]]
        found["", label] += 1
        for name in unit.evidence:
            found[name, label] += 1
        for name in steps(before, state) or ():
            found[name, "step"] += 1
        before = state
    return found


def learn(known: list[Lesson], start: Weights, epochs: int, seed: int = 1) -> Weights:
    """Go through the lessons and return the mean of the tables on the way."""
    order, weights, total, rounds = random.Random(seed), deepcopy(start), None, 0  # noqa: S311 - an order, no secret
    for epoch in range(epochs):
        order.shuffle(known)
        wrong = sum(_correct(weights, lesson, PACE / (1 + epoch / SLOWER)) for lesson in known)
        _anchor(weights, start)
        sys.stderr.write(f"round {epoch + 1}: {wrong} lines of {sum(len(one.allowed) for one in known)} wrong\n")
        if epoch >= epochs // 3:
            total, rounds = _add(total, weights), rounds + 1
    return _mean(total or weights, max(1, rounds))


def _correct(weights: Weights, lesson: Lesson, pace: float) -> int:
    """Move the weights from the path taken towards the best path that the truth allows."""
    grammar = Grammar(weights)
    right = grammar.best(lesson.draft.units, lesson.allowed)
    taken = grammar.best(lesson.draft.units, lesson.allowed, margin=MARGIN)
    if right == taken:
        return 0
    gold, found = features(lesson.draft, right), features(lesson.draft, taken)
    for key in {*gold, *found}:
        move = max(-1.0, min(1.0, gold.get(key, 0.0) - found.get(key, 0.0))) * pace
        if move:
            _move(weights, key, move)
    return sum(one[1] != other[1] for one, other in zip(right, taken, strict=True))


def _move(weights: Weights, key: tuple[str, str], move: float) -> None:
    name, label = key
    if label == "step":
        weights.steps[name] = weights.steps.get(name, 0.0) + move
    elif not name:
        weights.start[label] = weights.start.get(label, 0.0) + move
    else:
        row = weights.evidence.setdefault(name, {})
        row[label] = row.get(label, 0.0) + move


def _cells(weights: Weights) -> Iterator[tuple[dict[str, float], tuple[str, str]]]:
    yield weights.start, ("start", "")
    yield weights.steps, ("steps", "")
    for name, row in weights.evidence.items():
        yield row, ("evidence", name)


def _anchor(weights: Weights, start: Weights) -> None:
    rows = {key: row for row, key in _cells(start)}
    for row, key in _cells(weights):
        first = rows.get(key, {})
        for label, value in row.items():
            row[label] = first.get(label, 0.0) + (value - first.get(label, 0.0)) * HOLD


def _add(total: Weights | None, weights: Weights) -> Weights:
    if total is None:
        return deepcopy(weights)
    rows = {key: row for row, key in _cells(total)}
    for row, (part, name) in _cells(weights):
        into = rows.get((part, name))
        if into is None:
            into = total.evidence.setdefault(name, {})
        for label, value in row.items():
            into[label] = into.get(label, 0.0) + value
    return total


def _mean(total: Weights, rounds: int) -> Weights:
    for row, _ in _cells(total):
        for label in row:
            row[label] = round(row[label] / rounds, 1)
    return total


def _sum(tables: list[Weights]) -> Weights:
    total = deepcopy(tables[0])
    for one in tables[1:]:
        total = _add(total, one)
    return total


def _between(start: Weights, total: Weights, share: float, keep: float) -> Weights:
    """Return the table that lies part of the way from the one set by hand to the mean of those learnt."""
    rows = {key: row for row, key in _cells(start)}
    for row, key in _cells(total):
        first = rows.get(key, {})
        for label in {*row, *first}:
            row[label] = round(first.get(label, 0.0) * (1 - keep) + row.get(label, 0.0) * share, 1)
    return total


def table_of(known: list[Lesson], kind: str, epochs: int = EPOCHS, orders: int = ORDERS) -> Weights:
    """Learn the table of a kind of delivery from the lessons: several orders of learning, averaged."""
    start = load(kind, by_hand=True)
    learnt = [learn(known, start, epochs * ROUNDS[kind], seed) for seed in range(1, orders + 1)]
    return _between(start, _sum(learnt), KEEP[kind] / orders, KEEP[kind])


def main(argv: list[str] | None = None) -> int:
    """Learn from the folders named, and write the table where asked to."""
    parser = argparse.ArgumentParser(prog="python -m articles.wire.learning", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--write", action="store_true", help="write the table the cleaner uses")
    options = parser.parse_args(argv)
    known = list(lessons(options.folders))
    for kind in KINDS:
        table = table_of([one for one in known if one.draft.kind == kind], kind, options.epochs)
        if options.write:
            save(table, kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
