"""Is this the same story? What a story is known by, and how like two stories are that bring no identity of their own.

The ladder: the wire's own address, then the same words, then the same catchline on the same day with a related text.
Below that nothing is certain: two texts that are much alike are a question for an editor, with the reason told.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from heapq import nsmallest
from zlib import crc32

from articles.wire.story import Block, Story

WORD = re.compile(r"\w+")
RUN = 5  # words of a shingle
SKETCH = 24  # so many of a story's shingles, those of the smallest checksums, stand for all of it
SHORT = 20  # fewer shingles are too little to judge by
ALIKE = 0.45  # so much of both is the same: one story in two dresses
OPENED = 0.3  # under the same first paragraph so much of the shorter one is enough: sidebars and round-ups open anew
OPENING = 3  # blocks that the other's first paragraph may stand in
RELATED = 0.2  # so much of the shorter one is in the other: of one catchline and day, it is one story
BEGINNING = 0.8  # so much of the shorter one is in the beginning of the other: it was cut
ROOM = 1.25  # the beginning is so many times as long as what may have been cut there
HEADED = 0.4  # under the same headline so much of the shorter one is enough
REPEATED = 0.9  # two addresses of one wire are two stories, unless so much is the same


def fingerprint(story: Story) -> str:
    """Return the SHA-256 of the body's words, the same for the same story in any furniture.

    Case, quotation marks, dashes, white space and the headline do not count; the numbers and words do.
    """
    return hashlib.sha256(" ".join(_words(story)).encode()).hexdigest()


def identity(story: Story) -> tuple[str, str]:
    """Return provider and uri: the wire's own, or for copy without one the fingerprint of its words."""
    return (story.provider or "capture")[:80], (story.uri or f"text:{fingerprint(story)}")[:400]


def shingles(story: Story) -> list[int]:
    """Return a checksum of every run of five words of the body, in order."""
    return _runs(" ".join(_words(story)).encode())


def _runs(text: bytes) -> list[int]:
    starts, at = [0], text.find(b" ")
    while at >= 0:
        starts.append(at + 1)
        at = text.find(b" ", at + 1)
    ends = [*(start - 1 for start in starts[RUN:]), len(text)]
    return [crc32(text[start:end]) for start, end in zip(starts, ends, strict=False)] if len(starts) >= RUN else []


def sketch(story: Story) -> list[int]:
    """Return the few checksums that stand for the story, the smallest first: like stories have like sketches."""
    found = shingles(story)
    return nsmallest(SKETCH, set(found)) if len(found) >= SHORT else []


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two texts are: what they share of both together, and of the shorter one; whether it is only cut."""

    shared: float
    contained: float
    is_beginning: bool

    @classmethod
    def of(cls, one: Story, other: Story) -> Likeness:
        """Compare two stories by their shingles."""
        short, long = sorted((shingles(one), shingles(other)), key=len)
        if len(short) < SHORT:
            return cls(0.0, 0.0, False)
        few, many = set(short), set(long)
        same = len(few & many)
        beginning = set(long[: int(len(short) * ROOM)])
        is_beginning = len(few & beginning) >= BEGINNING * len(few)
        return cls(same / len(few | many), same / len(few), is_beginning)


def likely(one: Story, other: Story, *, likeness: Likeness | None = None) -> str:
    """Return why two stories are perhaps the same one, for an editor to decide; empty where they are not."""
    found = likeness or Likeness.of(one, other)
    if _are_two_of_one_wire(one, other) and found.shared < REPEATED:
        return ""
    percent = f"{found.shared:.0%} of the two texts is the same, word for word"
    if found.shared >= ALIKE:
        return f"{percent}."
    if found.is_beginning:
        return "One text is the beginning of the other."
    if found.contained >= OPENED and (_opens(one, other) or _opens(other, one)):
        return f"They open with the same paragraph, and {found.contained:.0%} of the shorter text is in the other."
    if found.contained >= HEADED and _head(one) and _head(one) == _head(other):
        return f"They have the same headline, and {found.contained:.0%} of the shorter text is in the other."
    return ""


def is_related(one: Story, other: Story) -> bool:
    """Say whether two stories of one catchline and day are about the same: results and tables are not."""
    return Likeness.of(one, other).contained >= RELATED


def _are_two_of_one_wire(one: Story, other: Story) -> bool:
    return bool(one.uri and other.uri and one.provider == other.provider and one.uri != other.uri)


def _opens(one: Story, other: Story) -> bool:
    """Say whether the first paragraph of a story stands at the top of another."""
    first = set(shingles(replace(one, body=one.body[:1])))
    top = replace(other, body=(Block(other.standfirst), *other.body[:OPENING]))
    return len(first) >= RUN and len(first & set(shingles(top))) >= BEGINNING * len(first)


def _head(story: Story) -> str:
    return " ".join(WORD.findall(story.headline.casefold()))


def _words(story: Story) -> list[str]:
    text = " ".join(block.text for block in story.body)
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())
