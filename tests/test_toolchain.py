"""The locks, the search for a Python, and the closing table of the suite."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.__main__ import parts, unmet
from tests.runner import chromium
from tests.runner.outcome import NO_SPECIMENS, Outcome, read, table

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [ROOT / "requirements.txt", *sorted((ROOT / "requirements").glob("*.txt"))]
REPORT = """<testsuites><testsuite>
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure message="no"/></testcase>
<testcase classname="a" name="breaks"><error message="no"/></testcase>
<testcase classname="a" name="waits"><skipped message="no specimen"/></testcase>
</testsuite></testsuites>"""


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_and_hashes_every_package_and_names_no_index(lock):
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text.strip())
    assert len(entries) == len(pins(lock))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


@pytest.mark.parametrize("lock", ["test.txt", "dev.txt"])
def test_tests_and_tools_are_installed_beside_what_runs_on_the_site(lock):
    assert pins(ROOT / "requirements.txt").items() <= pins(ROOT / "requirements" / lock).items()


def make_environment(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(ROOT / ".ci/environment"), str(folder / "venv"), str(ROOT / "requirements.txt")]
    bare = {"HOME": str(folder), "PATH": os.environ["PATH"]}
    return subprocess.run(command, env=bare | environ, cwd=folder, capture_output=True, text=True, timeout=60)


def test_a_python_that_does_not_run_is_named_with_the_remedy(tmp_path):
    shim = tmp_path / "python3"
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    done = make_environment(tmp_path, PYTHON=str(shim))
    assert done.returncode == 3
    assert f"PYTHON={shim}: it does not run." in done.stderr
    assert "Remedy:" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_that_is_not_there_is_named_with_the_remedy(tmp_path):
    done = make_environment(tmp_path, PYTHON="python-of-nobody")
    assert done.returncode == 3
    assert "PYTHON=python-of-nobody: there is no such program." in done.stderr


def test_a_report_is_counted_and_its_skips_keep_their_reasons(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")
    outcome = read("SQLite", report, 1, 2.0)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (1, 2, Counter({"no specimen": 1}))
    assert not outcome.is_good


@pytest.mark.parametrize("code", [1, 2, 3, 4, -9])
def test_a_run_that_ends_without_a_report_is_a_failure(tmp_path, code):
    outcome = read("SQLite", tmp_path / "missing.xml", code, 2.0)
    assert not outcome.is_good
    assert table([outcome]).endswith("0 passed, 1 failed, 0 skipped")


def test_the_table_names_skips_and_what_was_not_run_and_closes_with_the_sum():
    text = table([Outcome("SQLite", 5, 0, Counter({"no specimen": 2})), Outcome("Chromium", absent="none was found")])
    assert "2  SQLite: no specimen" in text
    assert "Chromium: none was found" in text
    assert text.splitlines()[-1] == "5 passed, 0 failed, 2 skipped"


@pytest.mark.parametrize(
    ("outcomes", "missing"),
    [
        ([Outcome("PostgreSQL", passed=3)], []),
        ([Outcome("PostgreSQL", passed=3, skipped=Counter({"why": 1}))], ["PostgreSQL"]),
        ([Outcome("PostgreSQL", passed=3, skipped=Counter({f"it {NO_SPECIMENS}": 1}))], []),
        ([Outcome("PostgreSQL", absent="none was found")], ["PostgreSQL"]),
        ([Outcome("PostgreSQL")], ["PostgreSQL"]),
        ([], ["PostgreSQL"]),
    ],
)
def test_a_required_part_must_run_whole(outcomes, missing):
    assert unmet("postgresql", outcomes) == missing


def test_the_parts_of_the_command_line_are_known_names():
    assert parts("sqlite, browser") == ["sqlite", "browser"]
    with pytest.raises(Exception, match="there is no part oracle"):
        parts("oracle")


def test_chromium_in_the_environment_comes_first(monkeypatch, tmp_path):
    own = tmp_path / "my-chromium"
    own.write_text("#!/bin/sh\n", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(own))
    assert chromium.find() == str(own)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert chromium.find() is None
