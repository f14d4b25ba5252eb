"""The working copy of one delivery: its units, what the page says of itself, and the doubts so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from articles.wire.story import Issue

# Ten megabytes of paragraphs stay below it; a file of more lines holds no story, and to judge each would cost memory.
# A reader stops right above it.
MOST_LINES = 60_000


@dataclass(slots=True, eq=False)
class Unit:
    """A line of the capture, or a part of one where a joint is certain. Tags and places are known for pages only."""

    line: int
    text: str
    gap: bool = False  # a blank line stands before it
    joint: str = ""  # why a line was cut before this unit
    tag: str = ""
    places: int = 0  # bits of readers.places, inherited from the elements around it
    linked: float = 0.0  # share of the text inside links
    holders: tuple[int, ...] = ()  # the elements around the block: units of one story share them
    evidence: list[str] = field(default_factory=list)
    label: str = ""
    rule: str = ""


def why(unit: Unit) -> tuple[str, ...]:
    """Return the evidence of a unit for the ledger. Lines with the same evidence share it there."""
    return _shared(tuple(unit.evidence))


@lru_cache(maxsize=4096)
def _shared(evidence: tuple[str, ...]) -> tuple[str, ...]:
    return evidence


@dataclass(slots=True)
class PageFacts:
    """What a saved page says of itself, in its head and its linked data. Evidence, never copy."""

    title: str = ""
    headlines: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: str = ""
    section: str = ""
    canonical: str = ""
    body: str = ""
    language: str = ""
    alternatives: list[str] = field(default_factory=list)  # texts that stand in for pictures


@dataclass(slots=True)
class Draft:
    """Units in order of the capture, with everything that helps to judge them."""

    units: list[Unit]
    page: PageFacts = field(default_factory=PageFacts)
    issues: list[Issue] = field(default_factory=list)
    is_page: bool = False
    kind: str = "captures"  # which table of weights applies: captures, pages, dumps

    def doubt(self, code: str, message: str, line: int = 0) -> None:
        """Note something the editor must see."""
        self.issues.append(Issue(code, message, line))
