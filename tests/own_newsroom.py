"""A newsroom of its own for one test: own database, own files, own processes. For races and sudden deaths."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).parents[1]
SET_UP = "import django, json; django.setup()\n"


class OwnNewsroom:
    """Run commands and code in other processes, against a database that no other test sees."""

    def __init__(self, home: Path, database_url: str) -> None:
        self.home = home
        self.environment = os.environ | {
            "NEWSROOM_HOME": str(home),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings.dev",
            "PYTHONPATH": str(ROOT),
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a management command and return at once."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environment, cwd=self.home, stdout=pipe, stderr=pipe, text=True)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a management command to its end."""
        started = self.start(*words)
        out, errors = started.communicate(timeout=240)
        return subprocess.CompletedProcess(started.args, started.returncode, out, errors)

    def ask(self, code: str) -> Any:
        """Run Python code in another process with Django set up, and return the JSON it prints."""
        done = subprocess.run(
            [sys.executable, "-c", SET_UP + code],
            env=self.environment, cwd=self.home, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@contextmanager
def own_newsroom(home: Path) -> Iterator[OwnNewsroom]:
    """Make a newsroom on the kind of database that the tests run on, and remove its database afterwards."""
    home.mkdir(parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        newsroom = OwnNewsroom(home, f"sqlite:///{home / 'own.sqlite3'}")
        assert newsroom.run("migrate", "--verbosity", "0").returncode == 0
        yield newsroom
        return
    name = f"own_{uuid.uuid4().hex[:12]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        newsroom = OwnNewsroom(home, _address(name))
        assert newsroom.run("migrate", "--verbosity", "0").returncode == 0
        yield newsroom
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(name: str) -> str:
    """Return the address of a database on the tests' server."""
    settings = connection.settings_dict
    host, port = settings["HOST"] or "", settings["PORT"] or 5432
    login = f"{settings['USER']}:{settings['PASSWORD']}@" if settings["PASSWORD"] else f"{settings['USER']}@"
    if host.startswith("/"):
        return f"postgres://{login}{host.replace('/', '%2F')}:{port}/{name}"
    return f"postgres://{login}{host or '127.0.0.1'}:{port}/{name}"
