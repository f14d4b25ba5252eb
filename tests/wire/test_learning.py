"""Learning moves a weight only where that corrects a decision, and the table stays a table."""

from __future__ import annotations

from copy import deepcopy

from articles.wire.clean import evidenced
from articles.wire.clean.grammar import Grammar
from articles.wire.clean.truths import allowed
from articles.wire.clean.weights import load
from articles.wire.learning import Lesson, learn
from articles.wire.readers import plain
from tests.captures import capture

TRUTH = {
    "headline": "Council number 1 votes to repair sea wall before winter",
    "section": "Politics",
    "byline_names": [],
    "agency": "Press Association",
    "photos": [
        {"caption": "Waves break over the wall at Porthaven pier 1", "photographer": "Idris Calder", "agency": "PA"}
    ],
}


def lesson() -> Lesson:
    text = capture().decode()
    draft = evidenced(plain.read(text))
    body = [unit.text for unit in draft.units[-5:]]
    return Lesson("one", draft, allowed(draft.units, {**TRUTH, "body": body}))


def wrong(table: Grammar, one: Lesson) -> int:
    path = table.best(one.draft.units)
    return sum(
        ("paragraph" if label == "opening" else label) not in right
        for (_, label), right in zip(path, one.allowed, strict=True)
    )


def test_a_table_that_is_wrong_is_put_right() -> None:
    one, spoilt = lesson(), deepcopy(load("captures"))
    spoilt.start["paragraph"] = spoilt.start.get("paragraph", 0.0) - 8.0
    assert wrong(Grammar(spoilt), one)
    assert wrong(Grammar(learn([one], spoilt, 60)), one) == 0


def test_a_table_that_is_right_with_room_to_spare_stays_as_it_is() -> None:
    one, sure = lesson(), deepcopy(load("captures"))
    taught = learn([one], sure, 60)
    again = learn([one], taught, 3)
    assert wrong(Grammar(again), one) == wrong(Grammar(taught), one) == 0
