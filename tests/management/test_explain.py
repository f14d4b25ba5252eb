"""The explanation of a capture: every line, its fate, the rule, then the story and its doubts."""

import io
import json

import pytest
from django.core.management import call_command

from tests.captures import FURNITURE, capture


def explain(path, **options):
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("explain", str(path), stdout=out, stderr=errors, **options)
    except SystemExit as stopped:
        return stopped.code, out.getvalue() + errors.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(capture(extra="Police are investigating."))
    return path


def test_every_line_is_printed_with_its_fate(file):
    status, text = explain(file)
    assert status == 0
    for fate in ("removed", "headline", "byline", "caption", "credit", "repeat", "paragraph"):
        assert f" {fate} " in text
    squeezed = "".join(text.split())
    for line in capture().decode().splitlines():
        for word in line.split():
            assert word in squeezed


def test_the_json_accounts_for_every_character(file):
    _, text = explain(file, json=True)
    answer = json.loads(text)
    (story,) = answer["stories"]
    received = "".join(file.read_text(encoding="utf-8").split())
    assert "".join("".join(piece["text"] for piece in story["pieces"]).split()) == received
    assert all(piece["rule"] for piece in story["pieces"])
    assert story["headline"].startswith("Council number 1")


def test_a_refused_capture_is_explained_with_the_remedy(tmp_path):
    path = tmp_path / "furniture.txt"
    path.write_bytes(FURNITURE)
    status, text = explain(path)
    assert status == 1
    assert "NO_STORY" in text and "removed" in text


def test_what_is_no_single_file_is_wrong_usage_and_a_missing_one_refused(tmp_path):
    assert explain(tmp_path)[0] == 2
    status, text = explain(tmp_path / "missing.txt")
    assert status == 1
    assert "no such file" in text


def test_nothing_of_a_capture_can_speak_to_the_terminal(tmp_path):
    path = tmp_path / "evil.txt"
    path.write_bytes(capture(extra="[bold red]Look[/bold red] \x1b[2J here."))
    _, text = explain(path)
    assert "\x1b" not in text
    assert "[bold red]Look[/bold red]" in text
