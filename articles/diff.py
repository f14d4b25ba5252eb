"""Two texts, word by word: what stayed, what went, what is new. Pure, and bounded on hostile texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\w+|\s+|[^\w\s]")
# So many pairs of words are compared; two longer runs count as wholly different.
PAIRS = 1_000_000
# So much may differ before a paragraph reads better as one text gone and another come.
ALIKE = 0.35


class Mark(StrEnum):
    """What became of a run of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with its mark."""

    mark: Mark
    text: str


Line = tuple[Span, ...]


def compare(old: str, new: str) -> list[Line]:
    """Return the lines of both texts in order, the words of each marked. Blank lines are left out."""
    before = [line for line in old.splitlines() if line.strip()]
    after = [line for line in new.splitlines() if line.strip()]
    found: list[Line] = []
    for name, a, b, c, d in _opcodes(before, after):
        if name == "equal":
            found += [(Span(Mark.SAME, line),) for line in after[c:d]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def is_changed(line: Line) -> bool:
    """Say whether anything in the line went or is new."""
    return any(span.mark is not Mark.SAME for span in line)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > PAIRS:
        return [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of a changed stretch: pairs word by word, then what only one side has."""
    paired = min(len(old), len(new))
    for before, after in zip(old[:paired], new[:paired], strict=True):
        yield from words(before, after)
    yield from ((Span(Mark.GONE, line),) for line in old[paired:])
    yield from ((Span(Mark.NEW, line),) for line in new[paired:])


def words(old: str, new: str) -> list[Line]:
    """Return one line with its words marked, or two lines where the texts have little in common."""
    before, after = WORD.findall(old), WORD.findall(new)
    opcodes = _opcodes(before, after)
    same = sum(len("".join(before[a:b]).strip()) for name, a, b, _, _ in opcodes if name == "equal")
    if same < ALIKE * min(len(old.strip()), len(new.strip())):
        return [(Span(Mark.GONE, old),), (Span(Mark.NEW, new),)]
    spans: list[Span] = []
    for name, a, b, c, d in opcodes:
        if name == "equal":
            spans.append(Span(Mark.SAME, "".join(after[c:d])))
            continue
        spans += [
            Span(mark, text)
            for mark, text in ((Mark.GONE, "".join(before[a:b])), (Mark.NEW, "".join(after[c:d])))
            if text
        ]
    return [tuple(spans)]
