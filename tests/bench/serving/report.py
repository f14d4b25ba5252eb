"""Measure, and print what was measured as ratios."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.serving.server import Newsroom, requests_a_second

MISSING = "This part needs wrk: apt-get install wrk"
TOO_LONG = "from=" + "x" * 300  # no page is kept under so long an address
Rates = dict[str, float]
GOALS = {"cold": 1.5, "warm": 1.6, "growth": 1.2}


def run(sizes: list[int], databases: list[str], rounds: int) -> str:
    """Measure every size on every database, and return the tables."""
    if shutil.which("wrk") is None:
        return MISSING
    parts = []
    for database in databases:
        measured: dict[int, tuple[Rates, Rates]] = {}
        for size in sizes:
            with newsroom_on(database) as newsroom:
                measured[size] = _measure(newsroom, size, rounds)
        parts.append(table(database, measured))
    return "\n\n".join(parts)


@contextmanager
def newsroom_on(database: str) -> Iterator[Newsroom]:
    """Make a newsroom whose database is gone afterwards; `database` is sqlite, or a postgres:// address of a server."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        if database == "sqlite":
            yield Newsroom(Path(folder), f"sqlite:///{folder}/bench.sqlite3")
            return
        name = f"bench_{Path(folder).name.rpartition('-')[2]}".lower()
        subprocess.run(["psql", "-qc", f"create database {name}", database], check=True)
        try:
            yield Newsroom(Path(folder), f"{database.rpartition('/')[0]}/{name}")
        finally:
            subprocess.run(["psql", "-qc", f"drop database {name} with (force)", database], check=True)


def _measure(newsroom: Newsroom, size: int, rounds: int) -> tuple[Rates, Rates]:
    pk = newsroom.fill(size)
    pages = {
        "constant": "/yardstick/constant/",
        "bare story": f"/yardstick/story/{pk}/",
        "bare list": "/yardstick/list/",
        "story": _address(newsroom, f"/politics/x-{pk}/"),
        "list": "/politics/",
        "list, deep": "/?page=3",
        "front": "/",
        "search": "/search/?q=harbour",
        "feed": "/feeds/rss/",
    }
    with newsroom.served(kept=32) as base:
        cold = {name: f"{address}{'&' if '?' in address else '?'}{TOO_LONG}" for name, address in pages.items()}
        return _rates(base, cold, rounds), _rates(base, pages, rounds)


def _address(newsroom: Newsroom, address: str) -> str:
    """Return where an old address of a story leads to."""
    with newsroom.served(kept=0) as base:
        return urllib.request.urlopen(base + address).url.removeprefix(base)


def _rates(base: str, pages: dict[str, str], rounds: int) -> Rates:
    """Ask for every page in turn, several rounds, and return the medians. A page that is not there is left out."""
    there = {name: base + address for name, address in pages.items() if _is_there(base + address)}
    tag = urllib.request.urlopen(there["story"]).headers["ETag"]
    rates: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, address in there.items():
            rates.setdefault(name, []).append(requests_a_second(address))
        rates.setdefault("unchanged", []).append(requests_a_second(there["story"], f"If-None-Match: {tag}"))
    return {name: statistics.median(values) for name, values in rates.items()}


def _is_there(address: str) -> bool:
    try:
        urllib.request.urlopen(address).read()
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise
    return True


def table(database: str, measured: dict[int, tuple[Rates, Rates]]) -> str:
    """Return a table: how many times the time of its yardstick each page takes."""
    lines = [f"{database.partition(':')[0]}: time of a page, as a multiple of its yardstick's in the same run"]
    lines.append(f"{'':14}" + "".join(f"{size:>10,} cold{size:>10,} warm" for size in measured) + "   growth, cold")
    names = [name for name in next(iter(measured.values()))[0] if not name.startswith(("bare", "constant"))]
    for name in names:
        cells, colds = [], []
        for cold, warm in measured.values():
            bare = cold["bare story" if name in ("story", "unchanged") else "bare list"]
            colds.append(bare / cold[name])
            cells.append(f"{bare / cold[name]:>15.2f}{warm['constant'] / warm[name]:>15.2f}")
        lines.append(f"{name:14}" + "".join(cells) + f"{colds[-1] / colds[0]:>15.2f}")
    lines.append(f"goals: cold {GOALS['cold']}, warm {GOALS['warm']}, growth {GOALS['growth']}")
    return "\n".join(lines)
