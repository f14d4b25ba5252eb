"""Measure the cleaner: `make bench`, or with words `make bench ARGS="pages --rounds 9"`. Ratios are of one run.

pages      saved pages a second, against trafilatura on the same files
captures   captures a second, against a plain regex pass over the same lines
sizes      peak memory and seconds of one delivery of 10 kB, 100 kB, 1 MB and 10 MB
serving    requests a second of the public site, beside a constant page and a view of one query (only when asked for)
photos     five WebP widths of a photo of 24 megapixels, against Willow and pyvips (only when asked for)
hot        where the time goes, by function (only when asked for)
"""

from __future__ import annotations

import argparse
import platform

from tests.bench import hot, races, rounds, sizes, sizes_of_photos
from tests.bench.serving import report

PARTS = ("pages", "captures", "sizes", "serving", "photos", "hot")


def main() -> None:
    """Run the parts asked for and print each as it is done."""
    options = parse()
    version = platform.python_version()
    print(f"Python {version}, {platform.machine()}, one core; processor time, medians of interleaved rounds")
    for part in options.parts or PARTS[:3]:
        if part != "serving":
            rounds.stay_on_one_core()
        print(f"\n{measured(part, options)}", flush=True)


def measured(part: str, options: argparse.Namespace) -> str:
    """Run one part and return what it prints."""
    if part == "serving":
        return report.run(options.stories, options.databases, options.rounds)
    if part == "sizes":
        return sizes.run(options.largest)
    if part == "photos":
        return sizes_of_photos.run(options.rounds)
    if part == "hot":
        return hot.run(options.rounds)
    return races.pages(options.rounds) if part == "pages" else races.captures(options.rounds * 3)


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; pages, captures and sizes unless told"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds of a race (5)")
    parser.add_argument("--largest", type=int, default=10_000_000, metavar="BYTES", help="the largest delivery (10 MB)")
    parser.add_argument("--stories", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="published stories")
    parser.add_argument("--databases", nargs="+", default=["sqlite"], help="sqlite, or postgres://user@host/name")
    options = parser.parse_args()
    if unknown := [one for one in options.parts if one not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; the parts are {', '.join(PARTS)}")
    if options.rounds < 1 or options.largest < min(sizes.SIZES):
        parser.error(f"rounds begin at 1, and sizes at {min(sizes.SIZES)} bytes")
    return options


if __name__ == "__main__":
    main()
