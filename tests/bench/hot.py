"""Where the cleaner spends its time, by function."""

from __future__ import annotations

import cProfile
import gc
import pstats
import time

from articles.wire import read
from tests.bench import specimens
from tests.bench.rounds import forget
from tests.bench.specimens import ROOT, Specimens

ROWS = 14


def run(rounds: int) -> str:
    """Return the functions that cost most on saved pages and on captures."""
    found = {"Saved pages": specimens.pages(), "Captures": specimens.captures()}
    return "\n\n".join(_hottest(title, files, rounds) for title, files in found.items())


def _hottest(title: str, found: Specimens, rounds: int) -> str:
    stats = _profiled(found, rounds)
    rows = list(stats.func_profiles.items())
    own = sorted(rows, key=lambda one: -one[1].tottime)
    rooms = [one for one in rows if one[1].file_name.startswith(f"{ROOT}/articles")]
    whole = sorted(rooms, key=lambda one: -one[1].cumtime)
    head = f"{'own %':>7}{'with all %':>12}{'calls a file':>14}   function"
    lines = [f"{title} ({found}; shares of the time under the profiler)", "What costs most in itself:", head]
    for number, (name, one) in enumerate([*own[:ROWS], *whole[: ROWS + 10]]):
        if number == ROWS:
            lines += ["What costs most with all that it calls:", head]
        calls = int(one.ncalls.split("/")[0]) / len(found.payloads) / rounds
        shares = f"{one.tottime / stats.total_tt:>7.1%}{one.cumtime / stats.total_tt:>12.1%}"
        place = f"{one.file_name}:{one.line_number} ".replace(f"{ROOT}/", "").removeprefix("~:0 ")
        lines.append(f"{shares}{calls:>14.0f}   {place}{name}")
    return "\n".join(lines)


def _profiled(found: Specimens, rounds: int) -> pstats.StatsProfile:
    read(found.payloads[0])
    forget()
    gc.collect()
    gc.disable()  # a collection would be booked on whoever happens to allocate
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for _ in range(rounds):
        for payload in found.payloads:
            read(payload)
    profile.disable()
    gc.enable()
    return pstats.Stats(profile).get_stats_profile()
