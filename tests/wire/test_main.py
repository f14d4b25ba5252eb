"""The cleaner on its own, as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.wire.__main__ import main, stem
from tests.captures import FURNITURE, capture


def test_files_and_folders_become_one_object_a_story(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "001.txt").write_bytes(capture())
    (folder / "page.dump.txt").write_bytes(FURNITURE)
    assert main([str(folder), "--out", str(tmp_path / "out")]) == 0
    story = json.loads((tmp_path / "out/001.json").read_text(encoding="utf-8"))
    assert (story["id"], story["agency"], story["date"], len(story["body"])) == (
        "001",
        "Press Association",
        "2026-11-20",
        5,
    )
    refused = json.loads((tmp_path / "out/page.dump.json").read_text(encoding="utf-8"))
    assert (refused["refused"], refused["code"]) == (True, "NO_STORY")
    assert refused["reason"] and refused["remedy"]


def test_without_a_folder_it_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(capture())
    main([str(path)])
    assert json.loads(capsys.readouterr().out)["section"] == "Politics"


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "none.txt")])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("name", "expected"), [("001.txt", "001"), ("a.html.gz", "a"), ("a.dump.txt", "a.dump"), ("a.b.html", "a.b")]
)
def test_the_name_of_a_prediction_is_the_files_without_its_ending(name: str, expected: str) -> None:
    assert stem(name) == expected
