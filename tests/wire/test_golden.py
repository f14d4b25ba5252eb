"""Golden pairs: a raw file, and exactly what must come of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from articles.wire import read
from articles.wire.prediction import predictions

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests/golden").glob("*/expected.json"))
FIELDS = ("headline", "standfirst", "byline_names", "agency", "section", "date", "body", "photos")


def raw(case: Path) -> Path:
    """Return the raw file of a case: beside it, or among the samples that ship with the project."""
    found = [*case.parent.glob("raw.*"), *(ROOT / "articles/samples/deliveries").glob(f"{case.parent.name}.*")]
    assert found, f"{case.parent.name} has no raw file"
    return found[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_a_golden_pair_comes_out_exactly(case: Path) -> None:
    expected: dict[str, Any] = json.loads(case.read_text(encoding="utf-8"))
    path = raw(case)
    found = predictions(read(path.read_bytes(), path.name))[0]
    if expected.get("refused"):
        assert found["refused"] and found["reason"] and found["remedy"]
        return
    assert {name: found[name] for name in FIELDS} == {name: expected[name] for name in FIELDS}
    assert set(expected.get("issues", ())) <= set(found["issues"])


def test_there_are_golden_pairs_for_every_publisher_family() -> None:
    assert len(CASES) >= 12
