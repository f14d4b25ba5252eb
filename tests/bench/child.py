"""One delivery in a process of its own: `python -m tests.bench.child FILE TIMES` prints its peak memory and seconds.

The peak is what the process held at most above what it held before the file was opened: the file's own bytes count.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from pathlib import Path
from statistics import median

from articles.wire import read
from tests.bench.specimens import capture, page

STATUS, REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")
MOST = 6 * 1024**3  # bytes of memory that a child may take before it is stopped
UNIT = 1 if sys.platform == "darwin" else 1024


def held(name: str) -> int:
    """Return a line of the kernel's account of this process, in bytes: VmRSS is now, VmHWM the most so far."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
    found = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(found.split()[1]) * 1024


def begin() -> int:
    """Start the account of the most memory anew, and return what is held now."""
    gc.collect()
    if REFS.exists():
        REFS.write_text("5")
    return held("VmRSS")


def main(path: Path, times: int) -> None:
    """Clean the file, first for its memory, then again for its time."""
    if sys.platform == "linux":  # elsewhere the limit is not kept
        resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    for warm in (capture, page):
        read(warm(4000))
    before = begin()
    payload = path.read_bytes()
    laps: list[float] = []
    peaks: list[int] = []
    for _ in range(times):
        begun = time.process_time()
        reading = read(payload, path.name)
        laps.append(time.process_time() - begun)
        outcome = reading.refusal.code if reading.refusal else f"{len(reading.stories[0].pieces)} pieces"
        peaks.append(held("VmHWM") - before)
        del reading
    print(json.dumps({"peak": peaks[0], "seconds": median(laps), "outcome": outcome}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
