"""Run the whole suite: on SQLite, on PostgreSQL and in Chromium, then say what passed and what was not run.

python -m tests                                  everything that this machine can run
python -m tests --only sqlite,browser            some parts
python -m tests --require postgresql,browser     fail where a part or one of its tests is skipped
python -m tests -k byline -x                     other words go to pytest
"""

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import django

from tests.runner import chromium, postgresql
from tests.runner.outcome import Outcome, read, table

ROOT = Path(__file__).resolve().parents[1]
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "browser": "Chromium"}
PARALLEL = ("-n", "auto", "--maxprocesses=8", "--dist=worksteal")
# What the shell says about a real newsroom must not reach the tests.
FOREIGN = ("ALLOWED_HOSTS", "CACHE_URL", "DATABASE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")


def main() -> int:
    """Run the parts asked for and return the exit code."""
    options, words = parse(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"Python {platform.python_version()}, Django {django.get_version()}", flush=True)
    with tempfile.TemporaryDirectory(prefix="newsroom-tests-", ignore_cleanup_errors=True) as scratch:
        outcomes = [run_part(part, Path(scratch), words) for part in options.only]
    print(table(outcomes))
    missing = [name for part in options.require for name in unmet(part, outcomes)]
    for name in missing:
        print(f"{name} was required: none of its tests may be skipped")
    if missing:
        print(table(outcomes).splitlines()[-1])
    return 0 if all(one.is_good for one in outcomes) and not missing else 1


def parse(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Split the command line into our options and pytest's words."""
    parser = argparse.ArgumentParser(
        prog="python -m tests", description=__doc__, allow_abbrev=False, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", type=parts, default=list(TITLES), metavar="PARTS", help=", ".join(TITLES))
    parser.add_argument("--require", type=parts, default=[], metavar="PARTS", help="these may not be skipped")
    return parser.parse_known_args(words)


def parts(text: str) -> list[str]:
    """Return the parts that a comma-separated option names."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if unknown := [name for name in names if name not in TITLES]:
        raise argparse.ArgumentTypeError(f"there is no part {unknown[0]}; the parts are {', '.join(TITLES)}")
    return names


def run_part(part: str, scratch: Path, words: Sequence[str]) -> Outcome:
    """Run one part on the database or browser that this machine has, or say why it cannot run."""
    title = TITLES[part]
    if part == "browser" and chromium.find() is None:
        return Outcome(title, absent=chromium.MISSING)
    if part == "browser":
        # The browser's requests come from other threads, which can share a file but not a database in memory.
        return run_pytest(part, f"sqlite:///{scratch / 'browser.sqlite3'}", scratch, words)
    if part == "sqlite":
        return run_pytest(part, "sqlite://:memory:", scratch, words)
    try:
        with postgresql.database() as url:
            return run_pytest(part, url, scratch, words)
    except postgresql.Unavailable as reason:
        return Outcome(title, absent=str(reason))


def run_pytest(part: str, url: str, scratch: Path, words: Sequence[str]) -> Outcome:
    """Run pytest in a process of its own, so that its settings are its own too."""
    print(f"\n{TITLES[part]}", flush=True)
    report = scratch / f"{part}.xml"
    command = [sys.executable, "-m", "pytest", "--part", part, f"--junit-xml={report}"]
    parallel = () if part == "browser" else PARALLEL
    began = time.monotonic()
    code = wait(subprocess.Popen([*command, *parallel, *words], cwd=ROOT, env=environment(url, scratch)))
    return read(TITLES[part], report, code, time.monotonic() - began)


def environment(url: str, scratch: Path) -> dict[str, str]:
    """Return the environment of a run: its own database and home, and a temporary folder that goes with it."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    own = {"DATABASE_URL": url, "NEWSROOM_HOME": str(scratch / "home"), "TMPDIR": str(scratch)}
    own["NEWSROOM_TEST_ON_DISK"] = "0" if ":memory:" in url else "1"
    return kept | own


def wait(child: "subprocess.Popen[bytes]") -> int:
    """Wait for pytest; when we are interrupted, let it clean up before we go."""
    try:
        return child.wait()
    except BaseException as reason:
        if not isinstance(reason, KeyboardInterrupt):  # Ctrl-C has reached pytest already
            child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
        raise


def unmet(part: str, outcomes: Sequence[Outcome]) -> list[str]:
    """Return the title of a required part that did not run, ran no test, or skipped one."""
    title = TITLES[part]
    return [] if any(one.name == title and one.is_whole for one in outcomes) else [title]


if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
