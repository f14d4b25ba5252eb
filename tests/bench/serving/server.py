"""A database of a size, the site served from it, and how many requests a second it answers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.runner.postgresql import free_port

ROOT = Path(__file__).resolve().parents[3]
CODE = (
    "import django, json; django.setup()\nfrom tests.bench.serving import filling\nprint(json.dumps(filling.fill({})))"
)
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
FAILED = re.compile(r"(Non-2xx or 3xx responses|Socket errors): (.+)")
SECONDS, CONNECTIONS, WORKERS = 3, 8, 2


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom for the benchmark alone."""

    home: Path
    database_url: str

    def environment(self, *, kept: int = 0) -> dict[str, str]:
        """Return the environment of its commands."""
        return os.environ | {
            "NEWSROOM_HOME": str(self.home),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.bench.serving.settings",
            "KEPT_PAGES_MB": str(kept),
            "PYTHONPATH": str(ROOT),
        }

    def fill(self, stories: int) -> int:
        """Migrate, and make so many published stories; return the id of one."""
        for words in (["manage.py", "migrate", "--verbosity", "0"], ["-c", CODE.format(stories)]):
            done = subprocess.run(
                [sys.executable, *words], env=self.environment(), cwd=ROOT, check=True, capture_output=True, text=True
            )
        return int(json.loads(done.stdout))

    @contextmanager
    def served(self, *, kept: int) -> Iterator[str]:
        """Serve the site, with so many megabytes for kept pages, and yield its address."""
        port = free_port()
        command = [
            "gunicorn",
            "newsroom.wsgi",
            "--workers",
            str(WORKERS),
            "--threads",
            "4",
            "--bind",
            f"127.0.0.1:{port}",
        ]
        environment = self.environment(kept=kept)
        with subprocess.Popen(
            [sys.executable, "-m", *command], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL
        ) as one:
            try:
                base = f"http://127.0.0.1:{port}"
                _wait_for(f"{base}/yardstick/constant/")
                yield base
            finally:
                one.terminate()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=30).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nobody answers at {address}")


def requests_a_second(address: str, *headers: str) -> float:
    """Ask for one address as fast as it is answered. Raises RuntimeError where it answers with errors."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        *(word for one in headers for word in ("-H", one)),
        address,
    ]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if failed := FAILED.search(out):
        raise RuntimeError(f"{address}: {failed[0]}")
    found = RATE.search(out)
    assert found is not None, out
    return float(found[1])
