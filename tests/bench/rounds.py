"""Rounds of a race: every runner meets every specimen in turn, so that a slow minute of the machine hits all alike."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Runner = Callable[[bytes], object]
Laps = dict[str, list[float]]  # runner: seconds of each round over all specimens


@dataclass(frozen=True)
class Ratio:
    """How many times as long one runner took as another: the median of the rounds, and the range around it."""

    middle: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} × (rounds from {self.lowest:.2f} to {self.highest:.2f})"


def stay_on_one_core() -> None:
    """Hold this process to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def forget() -> None:
    """Empty the caches that the cleaner has filled, so that each round meets its specimens for the first time."""
    for name, module in list(sys.modules.items()):
        if name.startswith("articles.wire"):
            for found in list(vars(module).values()):
                if callable(clear := getattr(found, "cache_clear", None)):
                    clear()


def race(
    runners: Mapping[str, Runner], specimens: Sequence[bytes], rounds: int, before: Sequence[Callable[[], Any]] = ()
) -> Laps:
    """Run the rounds and return the processor seconds that each runner took in each of them.

    Who goes first changes with every specimen and every round. `before` is called ahead of each round.
    """
    laps: Laps = {name: [] for name in runners}
    names = list(runners)
    for number in range(rounds):
        for call in (*before, gc.collect):
            call()
        sums = dict.fromkeys(names, 0.0)
        for at, payload in enumerate(specimens):
            turn = (number + at) % len(names)
            for name in names[turn:] + names[:turn]:
                begun = time.process_time()
                runners[name](payload)
                sums[name] += time.process_time() - begun
        for name in names:
            laps[name].append(sums[name])
    return laps


def ratio(laps: Laps, one: str, other: str) -> Ratio:
    """Return how many times as long `one` took as `other`, round by round."""
    found = [left / right for left, right in zip(laps[one], laps[other], strict=True)]
    return Ratio(median(found), min(found), max(found))


def verdict(is_met: bool) -> str:
    """Say whether a goal is met."""
    return "met" if is_met else "not met"
