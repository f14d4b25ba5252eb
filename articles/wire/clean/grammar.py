"""Decide the labels of a page as a whole: the best way through all lines, under a grammar of what may follow what.

A page has zones: above the headline, the headline, below it, a summary, below that, the body, and the foot. Each
allows some labels; moving on to a later zone is free or has a price, moving back is impossible. So a grammatical
sentence below the story stays below it, and a story goes on after a card where its paragraphs outweigh the card.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.wire.clean.evidence import MENU
from articles.wire.clean.weights import KINDS, LABELS, Weights, load
from articles.wire.draft import Draft, Unit

AROUND = ("furniture", "section", "byline", "stamp", "caption", "credit", "title")
BODY = (
    "opening", "paragraph", "heading", "item", "quote", "title", "caption", "credit", "furniture", "status", "byline", "stamp",
)  # fmt: skip
FOOT = ("furniture", "byline", "stamp", "status", "caption", "credit")
State = tuple[str, str]
Ways = list[tuple[int, float]]  # states, and what the way to each has behind it or the step to each costs
STATES: tuple[State, ...] = (
    *(("top", label) for label in AROUND),
    ("head", "headline"),
    *(("deck", label) for label in AROUND),
    ("summary", "standfirst"),
    *(("under", label) for label in AROUND),
    *(("body", label) for label in BODY),
    *(("foot", label) for label in FOOT),
)
ONWARD = {
    "top": {"head", "summary", "body", "foot"},
    "head": {"deck", "summary", "body", "foot"},
    "deck": {"summary", "body", "foot"},
    "summary": {"under", "body", "foot"},
    "under": {"body", "foot"},
    "body": {"foot"},
    "foot": set(),
}
BEGINS = {"top", "head", "body"}
OPENERS = frozenset({"opening", "heading", "item"})  # what a body may begin with
TITLED = frozenset({"caption", "credit", "title"})  # what must follow a picture's title
PINNED = 60.0  # the weight of a label that a joint has already proved
NEVER = -1e9
BEAM = 35.0  # how far behind the best way another may be and still be followed
EMIT = tuple(LABELS.index("paragraph" if label == "opening" else label) for _, label in STATES)


def steps(before: State | None, after: State) -> tuple[str, ...] | None:
    """Name the steps from one state to the next, or return None where the grammar forbids it."""
    zone, label = after
    price = f"{label} in {zone}"
    if before is None:
        if zone not in BEGINS or zone == "body" and label not in OPENERS:
            return None
        return (price, f"begin in {zone}")
    old, last = before
    if last == "title" and (label not in TITLED or old != zone):
        return None
    if old == zone:
        return _within(zone, last, label, price)
    if zone not in ONWARD[old] or zone == "body" and label not in OPENERS:
        return None
    return (price, f"from {old} to {zone}", f"{last}, then {label}")


def _within(zone: str, last: str, label: str, price: str) -> tuple[str, ...] | None:
    """Name the steps inside one zone: in the body a card of furniture opens, goes on and closes."""
    if zone == "head" or label == "opening":
        return None
    if zone == "body" and last == "opening":
        return (price, f"a lone first paragraph, then {label}")
    if zone == "body" and label == "furniture":
        return (price, "a card goes on" if last == "furniture" else "a card opens")
    if zone == "body" and last == "furniture":
        return (price, "a card closes", f"{last}, then {label}")
    return (price, f"{last}, then {label}")


def _cost(names: tuple[str, ...] | None, cost: dict[str, float]) -> float:
    return NEVER if names is None else sum(cost.get(name, 0.0) for name in names)


class Grammar:
    """The grammar with its weights filled in, ready to decide."""

    def __init__(self, weights: Weights) -> None:
        self.columns = {
            name: tuple((LABELS.index(label), value) for label, value in row.items())
            for name, row in weights.evidence.items()
        }
        self.base = tuple(weights.start.get(label, 0.0) for label in LABELS)
        cost = weights.steps
        self.begin = [_cost(steps(None, state), cost) for state in STATES]
        self.onward: list[Ways] = []
        for before in STATES:
            ways = [(at, _cost(steps(before, state), cost)) for at, state in enumerate(STATES)]
            self.onward.append([(at, price) for at, price in ways if price > NEVER])
        self.past = [[(at, price) for at, price in ways if STATES[at][1] == "furniture"] for ways in self.onward]

    def scores(self, unit: Unit) -> list[float]:
        """Sum what the evidence of one unit says for each label."""
        row = list(self.base)
        columns = self.columns
        for name in unit.evidence:
            for at, weight in columns.get(name, ()):
                row[at] += weight
        if unit.label:
            row[LABELS.index(unit.label)] += PINNED
        return row

    def best(
        self, units: list[Unit], allowed: Sequence[frozenset[str] | None] = (), margin: float | None = None
    ) -> list[State]:
        """Return the best path through the page.

        For learning: `allowed` restricts the labels of each unit, or with a `margin` makes all others dearer to beat.
        """
        if not units:
            return []
        known: dict[tuple[str, ...], list[float]] = {}  # the lines of a menu are many and much alike
        rows = [self._row(unit, allowed[at] if allowed else None, margin, known) for at, unit in enumerate(units)]
        alive = [(at, begin + rows[0][EMIT[at]]) for at, begin in enumerate(self.begin)]
        trail: list[bytes] = []
        # A label that must be can lift a way that seemed lost, so then all are followed.
        beam = float("inf") if allowed else BEAM
        for unit, row in zip(units[1:], rows[1:], strict=True):
            alive, back = self._step(alive, row, beam, self.past if unit.rule == MENU else self.onward)
            trail.append(back)
        return self._walk(alive, trail)

    def _row(
        self,
        unit: Unit,
        allowed: frozenset[str] | None,
        margin: float | None,
        known: dict[tuple[str, ...], list[float]],
    ) -> list[float]:
        key = (MENU,) if unit.rule == MENU else (unit.label, *unit.evidence)
        row = known.get(key)
        if row is None:
            row = known[key] = self.scores(unit)
        if allowed is None:
            return row
        other = -10 * PINNED if margin is None else margin
        return [value if label in allowed else value + other for label, value in zip(LABELS, row, strict=True)]

    @staticmethod
    def _step(alive: Ways, row: list[float], beam: float, onward: list[Ways]) -> tuple[Ways, bytes]:
        """Go one unit on. Ways far behind the best one are not followed: nothing lets them catch up."""
        new, back = [NEVER * 2] * len(STATES), bytearray(len(STATES))
        floor = max([value for _, value in alive]) - beam
        for before, value in alive:
            if value < floor:
                continue
            for at, price in onward[before]:
                if value + price > new[at]:
                    new[at], back[at] = value + price, before
        return [(at, value + row[EMIT[at]]) for at, value in enumerate(new) if value > NEVER], bytes(back)

    @staticmethod
    def _walk(alive: Ways, trail: list[bytes]) -> list[State]:
        ends = {at: value - (3.0 if STATES[at][1] == "title" else 0.0) for at, value in alive}
        at = max(ends, key=ends.__getitem__)
        path = [at]
        for back in reversed(trail):
            at = back[at]
            path.append(at)
        return [STATES[at] for at in reversed(path)]


GRAMMARS = {kind: Grammar(load(kind)) for kind in KINDS}


def decide(draft: Draft, fixed: Sequence[frozenset[str] | None] = (), grammar: Grammar | None = None) -> list[State]:
    """Return zone and label of every unit; `fixed` says for each which labels it may have, None all."""
    path = (grammar or GRAMMARS[draft.kind]).best(draft.units, fixed)
    return [(zone, "paragraph" if label == "opening" else label) for zone, label in path]
