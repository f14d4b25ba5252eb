"""The import command, on good files and bad."""

import io
import json
import os

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Delivery
from tests.captures import FURNITURE, capture

pytestmark = pytest.mark.django_db


def run(*paths, **options):
    out = io.StringIO()
    try:
        call_command("import_wire", *map(str, paths), stdout=out, **options)
    except SystemExit as stopped:
        return stopped.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_bytes(capture(1))
    (tmp_path / "deep" / "b.txt").write_bytes(capture(2, credit=""))
    (tmp_path / "furniture.txt").write_bytes(FURNITURE)
    (tmp_path / ".hidden.txt").write_bytes(capture(3))
    (tmp_path / "arriving.part").write_bytes(capture(4))
    return tmp_path


def test_a_folder_is_imported_whatever_is_wrong_with_one_file(inbox):
    status, text = run(inbox)
    assert status == 1
    assert Article.objects.count() == 2
    assert "NO_STORY" in text and "furniture.txt" in text
    assert "2 filed" in text and "1 refused" in text


def test_the_report_is_machine_readable(inbox):
    status, text = run(inbox, json=True)
    report = json.loads(text)
    assert status == 1
    assert [(one["file"], one["outcome"]) for one in report] == [
        ("a.txt", "created"), ("furniture.txt", "refused"), ("deep/b.txt", "created"),
    ]  # fmt: skip
    assert set(report[0]) == {"file", "outcome", "code", "reason", "remedy", "article", "photo", "issues"}
    assert report[1]["reason"] and report[1]["remedy"]
    assert all(set(issue) == {"code", "message", "line"} for one in report for issue in one["issues"])


def test_a_second_import_changes_nothing_and_says_so(inbox):
    run(inbox)
    _, text = run(inbox, json=True)
    assert [one["outcome"] for one in json.loads(text)] == ["unchanged", "refused", "unchanged"]
    assert Article.objects.count() == 2


def test_a_dry_run_writes_nothing(inbox):
    status, text = run(inbox, dry_run=True)
    assert status == 1
    assert "Dry run" in text
    assert not Delivery.objects.exists()


def test_standard_input_is_a_file_too(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(capture())))
    assert run("-")[0] == 0
    assert Delivery.objects.get().file_name == "standard input"


def test_quiet_prints_only_what_was_refused(inbox):
    _, text = run(inbox, quiet=True)
    assert "furniture.txt" in text
    assert "a.txt" not in text
    assert run(inbox / "a.txt", quiet=True) == (0, "")


def test_paths_that_are_no_files_are_refused_by_name(tmp_path):
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_bytes(capture())
    status, text = run(tmp_path, tmp_path / "missing.txt", json=True)
    codes = {one["file"]: one["code"] for one in json.loads(text)}
    assert status == 1
    assert codes == {"good.txt": "", "link.txt": "NOT_A_FILE", "pipe.txt": "NOT_A_FILE", "missing.txt": "NOT_FOUND"}


def test_a_name_that_is_no_text_is_shown_and_stored_harmlessly(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.txt"
    with open(path, "wb") as out:
        out.write(capture())
    status, text = run(tmp_path, json=True)
    assert status == 0
    assert "\x1b" not in text
    assert "\x1b" not in Delivery.objects.get().file_name


def test_an_unknown_source_is_wrong_usage():
    with pytest.raises(CommandError) as error:
        run("-", source="nobody")
    assert error.value.returncode == 2
    assert "by-hand" in str(error.value)


def test_no_path_is_wrong_usage():
    with pytest.raises(CommandError):
        run()
