"""Decide the labels of a page as a whole: the best way through all lines, under a grammar of what may follow what.

A page has zones: above the headline, the headline, below it, a summary, below that, the body, and the foot. Each allows
some labels; moving on to a later zone is free or has a price, moving back is impossible. So a grammatical sentence below
the story stays below it, and a story can go on after a card where the paragraphs outweigh the card.
"""

from __future__ import annotations

from articles.wire.clean.weights import LABELS, START, WEIGHTS
from articles.wire.draft import Unit

INDEX = {label: at for at, label in enumerate(LABELS)}
INDEX["opening"] = INDEX["paragraph"]  # the first paragraph of the body: the same evidence, another place
COLUMNS = {name: tuple((INDEX[label], weight) for label, weight in row.items()) for name, row in WEIGHTS.items()}
BASE = tuple(START[label] for label in LABELS)

TOP = ("furniture", "section", "byline", "stamp", "caption", "credit", "title")
STATES: tuple[tuple[str, str], ...] = (
    *(("top", label) for label in TOP),
    ("head", "headline"),
    *(("deck", label) for label in TOP),
    ("summary", "standfirst"),
    *(("under", label) for label in TOP),
    *(
        ("body", label)
        for label in (
            "opening",
            "paragraph",
            "heading",
            "item",
            "quote",
            "title",
            "caption",
            "credit",
            "furniture",
            "status",
            "byline",
            "stamp",
        )
    ),
    *(("foot", label) for label in ("furniture", "byline", "stamp", "status", "caption", "credit")),
)
# What one line costs beyond its own evidence, by where it stands and as what.
PRICE = {
    ("top", "caption"): -1.0, ("top", "title"): -2.0, ("top", "credit"): -1.0, ("top", "byline"): -1.0,
    ("deck", "furniture"): -0.3, ("under", "furniture"): -0.3, ("deck", "section"): -0.5, ("under", "section"): -0.5,
    ("body", "byline"): -4.0, ("body", "stamp"): -3.0, ("foot", "byline"): -3.0, ("foot", "stamp"): -1.0,
    ("foot", "caption"): -6.0, ("foot", "credit"): -4.0,
}  # fmt: skip
# What it costs to enter a zone from an earlier one. A summary directly above the first paragraph is more often
# that paragraph, so that step has its price.
ENTER = {
    ("top", "head"): 0.0, ("top", "body"): -2.5, ("top", "foot"): -20.0,
    ("head", "deck"): 0.0, ("head", "body"): 0.0, ("head", "foot"): -12.0,
    ("deck", "body"): 0.0, ("deck", "foot"): -12.0, ("body", "foot"): -1.0,
    ("head", "summary"): 0.0, ("deck", "summary"): 0.0, ("summary", "under"): 0.0, ("summary", "body"): -1.8, ("under", "body"): 0.0,
    ("summary", "foot"): -12.0, ("under", "foot"): -12.0,
}  # fmt: skip
# Which label a zone may begin with (every label where nothing is said), and pairs that attract or repel.
OPENERS = {"body": frozenset({"opening", "heading", "item"})}
# A lone paragraph above a picture, a stamp or a card is more often a summary than the first paragraph.
LONELY = {"caption": -1.0, "credit": -1.0, "furniture": -3.5, "stamp": -3.0, "byline": -3.0}
PAIRS = {
    ("title", "caption"): 2.5, ("section", "headline"): 2.5, ("headline", "section"): 2.5, ("section", "byline"): 1.5,
    ("byline", "headline"): 4.0, ("headline", "byline"): 3.5, ("caption", "byline"): 1.5, ("credit", "byline"): 2.0, ("headline", "standfirst"): 1.0, ("byline", "section"): 1.0,
    ("standfirst", "byline"): 1.5, ("standfirst", "stamp"): 1.0, ("standfirst", "caption"): 1.0, ("stamp", "byline"): 1.0,
    ("section", "section"): -1.0, ("headline", "stamp"): 1.0, ("caption", "credit"): 1.0, ("caption", "caption"): 0.5, ("heading", "heading"): -3.0,
    ("byline", "byline"): 0.5, ("standfirst", "standfirst"): -4.0, ("byline", "stamp"): 1.0, ("stamp", "stamp"): 1.0,
}  # fmt: skip
# Inside the body a card of furniture has a price to open, and little more for each of its lines.
CARD_OPENS, CARD_GOES_ON, CARD_CLOSES = -2.0, -0.2, -0.6
MUST_FOLLOW = {"title": frozenset({"caption", "credit", "title"})}


def scores(unit: Unit) -> list[float]:
    """Sum what the evidence of one unit says for each label."""
    row = list(BASE)
    for name in unit.evidence:
        for at, weight in COLUMNS.get(name, ()):
            row[at] += weight
    if unit.label:
        row[INDEX[unit.label]] += 60.0
    return row


def _plan() -> list[list[tuple[int, float]]]:
    """Work out once, for every state, from which states it can be reached and at what price."""
    plan: list[list[tuple[int, float]]] = []
    for zone, label in STATES:
        ways = []
        for at, (before, last) in enumerate(STATES):
            price = _price(before, last, zone, label)
            if price is not None:
                ways.append((at, price))
        plan.append(ways)
    return plan


def _price(before: str, last: str, zone: str, label: str) -> float | None:
    own = PRICE.get((zone, label), 0.0)
    if label == "opening" and before == "body":
        return None
    if last in MUST_FOLLOW and label not in MUST_FOLLOW[last]:
        return None
    if last in MUST_FOLLOW and before != zone:
        return None
    if before == zone == "body" and last == "furniture" and label != "furniture":
        own += CARD_CLOSES
    if last == "opening" and before == zone:
        return own + LONELY.get(label, 0.0)
    if before == zone == "body" and label == "furniture":
        return own + (CARD_GOES_ON if last == "furniture" else CARD_OPENS)
    if before == zone:
        return None if zone == "head" else own + PAIRS.get((last, label), 0.0)
    entry = ENTER.get((before, zone))
    if entry is None or label not in OPENERS.get(zone, (label,)):
        return None
    return own + entry + PAIRS.get((last, label), 0.0)


PLAN = _plan()
EMIT = tuple(INDEX[label] for _, label in STATES)
BEGIN = {"top": 0.0, "head": 0.0, "body": -2.5}
NEVER = -1e9


def decide(units: list[Unit]) -> list[tuple[str, str]]:
    """Return zone and label of every unit: the best path through the page."""
    if not units:
        return []
    first = scores(units[0])
    best = [
        BEGIN.get(zone, NEVER) + first[EMIT[at]] + PRICE.get((zone, label), 0.0)
        if label in OPENERS.get(zone, (label,))
        else NEVER
        for at, (zone, label) in enumerate(STATES)
    ]
    trail: list[list[int]] = []
    for unit in units[1:]:
        row = scores(unit)
        best, back = _step(best, row)
        trail.append(back)
    return _walk(best, trail)


def _step(best: list[float], row: list[float]) -> tuple[list[float], list[int]]:
    new, back = [], []
    for at, ways in enumerate(PLAN):
        top, source = NEVER * 2, 0
        for way, price in ways:
            value = best[way] + price
            if value > top:
                top, source = value, way
        new.append(top + row[EMIT[at]])
        back.append(source)
    return new, back


def _walk(best: list[float], trail: list[list[int]]) -> list[tuple[str, str]]:
    ends = [value - (3.0 if STATES[at][1] in MUST_FOLLOW else 0.0) for at, value in enumerate(best)]
    at = max(range(len(ends)), key=ends.__getitem__)
    path = [at]
    for back in reversed(trail):
        at = back[at]
        path.append(at)
    return [
        (zone, "paragraph" if label == "opening" else label) for zone, label in (STATES[at] for at in reversed(path))
    ]
