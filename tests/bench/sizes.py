"""Memory and time of one delivery against its size: 10 kB, 100 kB, 1 MB, 10 MB."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.rounds import verdict
from tests.bench.specimens import MADE, ROOT

SIZES = {10_000: 9, 100_000: 5, 1_000_000: 3, 10_000_000: 1}  # bytes, and how often each is cleaned
LIMIT = 300  # seconds after which a child is stopped
GOAL = 50.0  # MB over baseline
EVEN = 1.5  # the largest may cost so many times as much a megabyte as the smallest, and still be called linear


@dataclass(frozen=True)
class Measured:
    """What one delivery of one size took."""

    kind: str
    size: int
    peak: float = 0.0  # MB
    seconds: float = 0.0
    outcome: str = ""
    is_stopped: bool = False

    @property
    def per_megabyte(self) -> float:
        """Seconds for a megabyte."""
        return self.seconds / self.size * 1e6


def run(largest: int) -> str:
    """Measure every kind in every size up to `largest`, and return the table with its verdicts."""
    lines = [
        "Memory and time of one delivery (a process each; MB over what it held before the file was opened)",
        f"{'':22}{'size':>9}{'peak MB':>10}{'seconds':>10}{'s/MB':>9}{'s/MB against first':>20}   outcome",
    ]
    found: list[Measured] = []
    for kind in MADE:
        rows = [measure(kind, size, times) for size, times in SIZES.items() if size <= largest]
        lines += [_row(one, rows[0]) for one in rows]
        found += rows
    return "\n".join([*lines, *_verdicts(found)])


def measure(kind: str, size: int, times: int) -> Measured:
    """Clean one delivery in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as scratch:
        path = Path(scratch) / "delivery"
        path.write_bytes(MADE[kind](size))
        command = [sys.executable, "-m", "tests.bench.child", str(path), str(times)]
        try:
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return Measured(kind, size, outcome=f"stopped after {LIMIT} s", is_stopped=True)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"ended with code {done.returncode}"]
        return Measured(kind, size, outcome=last[0], is_stopped=True)
    said = json.loads(done.stdout)
    return Measured(kind, size, said["peak"] / 1e6, said["seconds"], said["outcome"])


def named(size: int) -> str:
    """Return a size in words."""
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} kB"


def _row(one: Measured, first: Measured) -> str:
    if one.is_stopped:
        return f"{one.kind:22}{named(one.size):>9}{'':49}   {one.outcome}"
    against = one.per_megabyte / first.per_megabyte if not first.is_stopped else 0.0
    return (
        f"{one.kind:22}{named(one.size):>9}{one.peak:>10.1f}{one.seconds:>10.3f}{one.per_megabyte:>9.3f}"
        f"{against:>20.2f}   {one.outcome}"
    )


def _verdicts(found: list[Measured]) -> list[str]:
    over = [f"{one.kind} of {named(one.size)}" for one in found if one.is_stopped or one.peak >= GOAL]
    top = max(one.size for one in found)
    lines = [f"Goal: under {GOAL:.0f} MB for one story of up to {named(top)}: {verdict(not over)}."]
    if over:
        lines.append(f"  Over it: {', '.join(over)}.")
    for kind in MADE:
        rows = [one for one in found if one.kind == kind]
        first, last = rows[0], rows[-1]
        is_even = not last.is_stopped and last.per_megabyte <= EVEN * first.per_megabyte
        lines.append(f"Goal: time linear in the input, {kind}: {verdict(is_even)}.")
    return lines
