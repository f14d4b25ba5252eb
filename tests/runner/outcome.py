"""What one run of pytest came to, and the table at the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

# Some specimens cannot be part of the project; their absence is no fault of the machine.
NO_SPECIMENS = "names a folder of specimens that are not part of the project"


@dataclass(frozen=True)
class Outcome:
    """One run: how many tests passed and failed, and why the others were skipped."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    absent: str = ""  # why the whole run did not happen
    broken: str = ""  # why the run ended before its tests did

    @property
    def is_good(self) -> bool:
        """Whether nothing failed."""
        return not self.failed and not self.broken

    @property
    def is_whole(self) -> bool:
        """Whether tests ran and the machine lacked nothing that one of them needed."""
        return bool(self.passed) and all(NO_SPECIMENS in why for why in self.skipped)


def read(name: str, report: Path, code: int, seconds: float) -> Outcome:
    """Read the report that pytest wrote; `code` is what it exited with."""
    broken = "" if code in {0, 1, 5} else f"pytest ended with code {code}"
    try:
        cases = list(ElementTree.parse(report).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return Outcome(name, seconds=seconds, broken=broken or "pytest left no report")
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    skips = [skip.get("message") or "no reason given" for case in cases if (skip := case.find("skipped")) is not None]
    if code == 1 and not failed:
        broken = "pytest failed outside the tests"
    return Outcome(name, len(cases) - failed - len(skips), failed, Counter(skips), seconds, broken=broken)


def table(outcomes: Sequence[Outcome]) -> str:
    """Return what is printed at the end: the runs, the skips by reason, the runs that did not happen, the sum."""
    lines = ["", f"{'run':<14}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}"]
    lines += [
        f"{one.name:<14}{one.passed:>8}{one.failed:>8}{one.skipped.total():>9}{one.seconds:>9.1f}"
        for one in outcomes
        if not one.absent
    ]
    if any(one.skipped for one in outcomes):
        lines += ["", "Skipped, by reason:"]
        lines += [f"{n:>6}  {one.name}: {why}" for one in outcomes for why, n in one.skipped.most_common()]
    if any(one.absent for one in outcomes):
        lines += ["", "Not run:", *(f"        {one.name}: {one.absent}" for one in outcomes if one.absent)]
    lines += [f"\n{one.name} is broken: {one.broken}" for one in outcomes if one.broken]
    return "\n".join([*lines, "", total(outcomes)])


def total(outcomes: Sequence[Outcome]) -> str:
    """Return the closing line: `N passed, N failed, N skipped`."""
    passed, failed, skipped = (
        sum(one.passed for one in outcomes),
        sum(one.failed + bool(one.broken) for one in outcomes),
        sum(one.skipped.total() for one in outcomes),
    )
    return f"{passed} passed, {failed} failed, {skipped} skipped"
