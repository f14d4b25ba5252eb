"""What is cleaned: the specimens that NEWSROOM_CORPUS names, else those that ship, and copy made to measure."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = "the specimens that ship"


@dataclass(frozen=True)
class Specimens:
    """Files to clean, unpacked, and where they come from."""

    origin: str
    payloads: tuple[bytes, ...]

    def __str__(self) -> str:
        return f"{len(self.payloads)} files, {sum(map(len, self.payloads)) / 1e6:.2f} MB, {self.origin}"


def corpus() -> Path | None:
    """Return the folder of specimens that are not part of the project, where it is named."""
    named = os.environ.get("NEWSROOM_CORPUS", "")
    return Path(named) if named and Path(named).is_dir() else None


def pages() -> Specimens:
    """Return saved pages."""
    folder = corpus()
    found = sorted(folder.glob("pages/*.html.gz")) if folder else []
    if found:
        return Specimens("NEWSROOM_CORPUS", tuple(gzip.decompress(path.read_bytes()) for path in found))
    shipped = [*ROOT.glob("tests/golden/*/raw.html"), *ROOT.glob("articles/samples/deliveries/*.html")]
    return Specimens(SHIPPED, _distinct(shipped))


def captures() -> Specimens:
    """Return plain captures."""
    folder = corpus()
    found = [*sorted(folder.glob("captures/*.txt")), *sorted(folder.glob("seed.txt"))] if folder else []
    if found:
        return Specimens("NEWSROOM_CORPUS", _distinct(found))
    shipped = [*ROOT.glob("tests/golden/*/raw.txt"), *ROOT.glob("articles/samples/deliveries/*.txt")]
    return Specimens(SHIPPED, _distinct(shipped))


def _distinct(paths: list[Path]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(path.read_bytes() for path in sorted(paths)))


SENTENCES = (
    "The harbour board said on Monday that {n} berths would close while divers look at the wall.",
    "“Nobody was told about gate {n},” said Petra Lind, who has kept the lock house since 2009.",
    "Councillors voted by {n} to four for a new slipway, which costs about £{n},000 a year to keep.",
    "A survey of {n} households found that most would rather walk than wait for the ferry.",
    "The report, page {n}, calls the repair “late, dear and badly explained”.",
    "Work at the north pier is to begin on June {d}, and the town hopes to open it again by the autumn.",
)
LINES = ("Share", "Sport", "Read more", "Advertisement", "Home", "{n} comments", "Sign in", "Most read", "Weather")


def _story() -> Iterator[str]:
    for n in count(1):
        yield " ".join(SENTENCES[(n + step) % len(SENTENCES)].format(n=n, d=n % 28 + 1) for step in range(2))


def _filled(size: int, head: str, parts: Iterator[str], tail: str = "") -> bytes:
    """Return copy of the size asked for, in bytes, cut between two parts."""
    made, room = [head], size - len((head + tail).encode())
    for part in parts:
        room -= len(part.encode())
        if room < 0:
            break
        made.append(part)
    return ("".join(made) + tail).encode()


HEAD = " date 2026-03-14 Harbour wall to close for a summer\n\nBy Press Association\n\n"
TOP = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Harbour wall to close for a summer</title>"
    "</head><body><nav class='menu'><ul><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    "<main><article class='article-body'><h1>Harbour wall to close for a summer</h1>"
    "<p class='byline'>By Press Association</p><time datetime='2026-03-14T06:00:00Z'>14 March 2026</time>"
)
BOTTOM = "</article></main><footer><p>© Harbour Gazette</p></footer></body></html>"


def capture(size: int) -> bytes:
    """Return a capture of story paragraphs."""
    return _filled(size, HEAD, (f"{text}\n\n" for text in _story()))


def run_on(size: int) -> bytes:
    """Return a capture that is one line, as aggregators print a story."""
    return _filled(size, "", (f"{text} " for text in _story()))


def short_lines(size: int) -> bytes:
    """Return a dump that is mostly short lines: menus, buttons, counters."""
    return _filled(size, HEAD, (LINES[n % len(LINES)].format(n=n) + "\n" for n in count()))


def many_stories(size: int) -> bytes:
    """Return a dump of many stories, each three paragraphs under a dozen short lines: nothing there is the longest."""
    menu = "".join(line.format(n=7) + "\n" for line in (*LINES, *LINES[:3]))
    parts = (text + "\n" + (menu if n % 3 == 0 else "") for n, text in enumerate(_story(), 1))
    return _filled(size, HEAD, parts)


def page(size: int) -> bytes:
    """Return a page that is mostly story, with a card of other stories here and there."""
    card = "<div class='related-card'><a href='/s/{n}'>Another story of the day, number {n}</a></div>"
    parts = (
        f"<p class='article__text'>{text} <a href='/t/{n}'>More on the pier</a></p>"
        + (card.format(n=n) if n % 12 == 0 else "")
        for n, text in enumerate(_story())
    )
    return _filled(size, TOP, parts, BOTTOM)


def scripted_page(size: int) -> bytes:
    """Return a page as most are saved: nine tenths of it script, style and pictures drawn in text."""
    story = "".join(f"<p>{text}</p>" for text, _ in zip(_story(), range(20), strict=False))
    script = (
        f"<script>window.queue=window.queue||[];window.queue.push({{'slot':'ad-{n}','sizes':[[300,250],[728,90]]}});"
        f"</script><svg class='icon-{n % 40}'><path d='M{n} 0L10 {n}z'/></svg>"
        for n in count()
    )
    return _filled(size, TOP + story, script, BOTTOM)


MADE: dict[str, Callable[[int], bytes]] = {
    "capture": capture,
    "page": page,
    "capture in one line": run_on,
    "page of scripts": scripted_page,
    "dump of short lines": short_lines,
    "dump of many stories": many_stories,
}
