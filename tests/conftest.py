"""Fixtures and rules for every test: which part a test belongs to, the specimens, the browser."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings

from tests.runner import chromium as browsers
from tests.runner.outcome import NO_SPECIMENS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}

# A shared machine is slow at times; a slow example is no failure.
hypothesis_settings.register_profile(
    "newsroom", hypothesis_settings.get_profile("ci" if os.environ.get("CI") else "default"), deadline=None
)
hypothesis_settings.load_profile("newsroom")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --part, by which `python -m tests` runs the suite once a database and browser."""
    parser.addoption(
        "--part",
        choices=("sqlite", "postgresql", "browser"),
        help="sqlite: all but the browser; postgresql: what meets a database; browser: what is in tests/browser",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of the part that is run."""
    for item in items:
        if HERE / "browser" in item.path.parents:
            item.add_marker("browser")
    part = config.getoption("--part")
    if part:
        dropped = [item for item in items if not belongs(item, part)]
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if belongs(item, part)]


def belongs(item: pytest.Item, part: str) -> bool:
    """Tell whether a test belongs to a part."""
    marks = {mark.name for mark in item.iter_markers()}
    if part == "browser" or "browser" in marks:
        return part == "browser" and "browser" in marks
    if part == "sqlite":
        return "postgresql" not in marks
    meets_database = marks & {"django_db", "database"} or DATABASE_FIXTURES.intersection(
        getattr(item, "fixturenames", ())
    )
    return bool(meets_database) and "sqlite" not in marks


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that is about the other database."""
    is_postgresql = connection.vendor == "postgresql"
    if item.get_closest_marker("postgresql") and not is_postgresql:
        pytest.skip("is about PostgreSQL; set DATABASE_URL or run `make test`")
    if item.get_closest_marker("sqlite") and is_postgresql:
        pytest.skip("is about SQLite")


def specimens(variable: str) -> Path:
    """Return the folder of specimens that a variable names; skip the test where there is none."""
    folder = os.environ.get(variable, "")
    if not folder:
        pytest.skip(f"{variable} is not set: it {NO_SPECIMENS}")
    if not Path(folder).is_dir():
        pytest.fail(f"{variable} names {folder}, which is no folder")
    return Path(folder)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real captures with their expected results."""
    return specimens("NEWSROOM_CORPUS")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Make the files that are made to do harm, and return each with what is expected of it and its "bytes"."""
    folder = tmp_path_factory.mktemp("hostile")
    maker = specimens("NEWSROOM_HOSTILE") / "make_corpus.py"
    subprocess.run([sys.executable, str(maker), str(folder)], check=True, capture_output=True, timeout=300)
    cases = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [case | {"bytes": path.read_bytes()} for case in cases if (path := folder / case["path"]).exists()]
    assert len(found) > 350
    return found


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let SQLite empty the security log between tests: there, emptying a table is deleting its rows."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER articles_securityevent_unchanging_delete")


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Start the machine's own Chromium once for all browser tests."""
    path = browsers.find()
    if path is None:
        pytest.skip(browsers.MISSING)
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which makes Django refuse the database without this.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=browsers.flags())
        yield browser
        browser.close()
