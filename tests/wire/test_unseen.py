"""Houses kept out: no specimen is judged by weights that were learnt from its own house."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.wire import unseen
from articles.wire.unseen import Course, groups, house, judged, outside, specimens
from tests.captures import capture

PAGE = '<html><head><link rel="canonical" href="https://www.{host}/story"></head><body><p>Words.</p></body></html>'


def add(corpus: Path, name: str, number: int = 1) -> None:
    """Put one capture with its truth into the corpus."""
    folder = corpus / "captures"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(capture(number))
    truth = {"headline": f"Council number {number} votes to repair sea wall before winter", "body": []}
    (folder / f"{name}.json").write_text(json.dumps(truth), encoding="utf-8")


def test_a_house_is_told_by_the_address_of_its_page(tmp_path: Path) -> None:
    for name, host in (("one", "mirror.co.uk"), ("two", "express.co.uk"), ("three", "example.ie")):
        (tmp_path / f"{name}.html.gz").write_text(PAGE.format(host=host), encoding="utf-8")
    assert [house(tmp_path / f"{name}.dump.txt") for name in ("one", "two", "three")] == ["reach", "reach", "example"]
    assert house(tmp_path / "harbour-post-17.txt") == "harbour"


def test_houses_are_kept_out_whole_and_each_just_once(tmp_path: Path) -> None:
    for name in ("alpha-1", "alpha-2", "alpha-3", "beta-1", "gamma-1"):
        add(tmp_path, name)
    known = list(specimens(tmp_path, ["captures"]))
    assert groups(known, 2) == [{"alpha"}, {"beta", "gamma"}]
    assert groups(known, 0) == [{"alpha"}, {"beta"}, {"gamma"}]


def test_no_lesson_of_a_house_teaches_the_weights_that_judge_it(tmp_path: Path) -> None:
    for at, name in enumerate(("alpha-1", "alpha-2", "beta-1"), 1):
        add(tmp_path, name, at)
    known = list(specimens(tmp_path, ["captures"]))
    assert [one.name for one in outside(known, {"alpha"})] == ["beta-1.txt"]
    found = judged(known, Course(epochs=1, orders=1))
    assert [row["headline"] for row in found] == [one.truth["headline"] for one in known]


def test_the_table_names_every_kind_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(tmp_path, "alpha-1")
    add(tmp_path, "beta-1", 2)
    assert (
        unseen.main(
            [str(tmp_path), "--kinds", "captures", "--epochs", "1", "--orders", "1", "--out", str(tmp_path / "found")]
        )
        == 0
    )
    assert "| captures | 1.00 |" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "found").iterdir()) == ["alpha-1.txt.json", "beta-1.txt.json"]
