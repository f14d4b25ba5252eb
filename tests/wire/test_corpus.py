"""Real specimens: the seed exact, what is no story refused, and floors that may rise and never fall unasked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from articles.wire import read
from articles.wire.prediction import predictions
from articles.wire.scores import FLOORS, KINDS, table
from tests.wire.corpus import CORPUS, needs_corpus

pytestmark = needs_corpus


def test_the_seed_comes_out_exactly() -> None:
    truth: dict[str, Any] = json.loads((CORPUS / "seed.json").read_text(encoding="utf-8"))
    found = predictions(read((CORPUS / "seed.txt").read_bytes()))[0]
    for name in ("headline", "byline_names", "byline_raw", "agency", "date", "section", "body"):
        assert found[name] == truth[name]
    assert found["standfirst"] is None
    assert [{key: photo.get(key) for key in found["photos"][0]} for photo in truth["photos"]] == found["photos"]
    assert not read((CORPUS / "seed.txt").read_bytes()).stories[0].issues


@pytest.mark.parametrize("name", ["012", "013", "067"])
def test_a_capture_without_a_story_is_refused(name: str) -> None:
    reading = read((CORPUS / f"captures/{name}.txt").read_bytes())
    assert reading.refusal is not None and reading.refusal.code == "NO_STORY"


@pytest.mark.parametrize("kind", KINDS)
def test_no_score_falls_below_its_floor(kind: str) -> None:
    found = table(CORPUS, kind)
    low = {name: (found[name], floor) for name, floor in FLOORS[kind].items() if not _holds(name, found[name], floor)}
    assert not low


def _holds(name: str, value: float, floor: float) -> bool:
    return value <= floor if name == "leak_pct" else value >= floor
