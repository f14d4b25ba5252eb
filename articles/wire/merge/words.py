"""Two edits of one text brought together word by word, where they do not touch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from articles.wire.merge.align import exact, heaviest

WORD = re.compile(r"\w+(?:[’'.,–-]\w+){0,9}|[^\w\s]")
LINE = re.compile(r"[^\n]+")
BREAK = "\u2029"  # between the parts of a paragraph that was split: white space to every rule here
PAIRS = 10_000  # so many pairs of words are compared; longer runs without a common unique word count as different

Token = tuple[str, str]  # the white space before the word, and the word


class Who(Enum):
    """Who changed a stretch of words."""

    NOBODY = 0
    OURS = 1
    THEIRS = 2
    BOTH = 3  # in the same way
    AGAINST = 4  # each in its own way


def blend(base: str, ours: str, theirs: str, *, by_line: bool = False) -> str | None:
    """Return the text with the edits of both sides, or None where they touch: a whole word must lie between them."""
    b, o, t = (tokens(text, by_line=by_line) for text in (base, ours, theirs))
    parts: list[Token] = []
    last, has_parted = Who.NOBODY, False
    for who, stretch in _stretches(b, o, t):
        if who is Who.AGAINST or not has_parted and {who, last} == {Who.OURS, Who.THEIRS}:
            return None
        if who in (Who.OURS, Who.THEIRS):
            last, has_parted = who, False
        elif who is Who.NOBODY:
            has_parted = has_parted or any(any(map(str.isalnum, word)) for _, word in stretch)
        parts += stretch
    return "".join(space + word for space, word in parts)


def tokens(text: str, *, by_line: bool = False) -> list[Token]:
    """Return the words of a text, each with the white space before it; the last word is empty."""
    found, at = [], 0
    for match in (LINE if by_line else WORD).finditer(text):
        found.append((text[at : match.start()], match.group()))
        at = match.end()
    return [*found, (text[at:], "")]


def _stretches(b: list[Token], o: list[Token], t: list[Token]) -> Iterator[tuple[Who, list[Token]]]:
    """Yield the words in order, with who changed them."""
    in_ours, in_theirs = (dict(common([word for _, word in b], [word for _, word in side])) for side in (o, t))
    at = (0, 0, 0)
    for i in (i for i in in_ours if i in in_theirs):
        j, k = in_ours[i], in_theirs[i]
        if (i, j, k) != at:
            yield _settled(b[at[0] : i], o[at[1] : j], t[at[2] : k])
        if b[i] == o[j] == t[k]:
            yield Who.NOBODY, [b[i]]
        else:
            who, spaced = _settled([(b[i][0], "")], [(o[j][0], "")], [(t[k][0], "")])
            if who is not Who.NOBODY:
                yield who, []
            yield Who.NOBODY, [(spaced[0][0], b[i][1])]
        at = (i + 1, j + 1, k + 1)


def _settled(b: list[Token], o: list[Token], t: list[Token]) -> tuple[Who, list[Token]]:
    base, ours, theirs = _shape(b), _shape(o), _shape(t)
    if theirs == base:
        return (Who.NOBODY, o) if ours == base else (Who.OURS, o)
    if ours == base:
        return Who.THEIRS, t
    return (Who.BOTH if ours == theirs else Who.AGAINST), o


def _shape(stretch: list[Token]) -> list[Token]:
    """Return the words with only the kind of white space that a reader sees."""
    return [(BREAK if BREAK in space else " " if space else "", word) for space, word in stretch]


def common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the words two texts share, in order."""
    start, end, other = 0, len(old), len(new)
    while start < min(end, other) and old[start] == new[start]:
        start += 1
    while end > start and other > start and old[end - 1] == new[other - 1]:
        end, other = end - 1, other - 1
    inner = [(i + start, j + start) for i, j in _inner(old[start:end], new[start:other])]
    tail = [(end + k, other + k) for k in range(len(old) - end)]
    return [(k, k) for k in range(start)] + inner + tail


def _inner(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    if len(old) * len(new) <= PAIRS:
        return _longest(old, new)
    found = sorted(exact(old, new, repeats=False).items())
    straight = heaviest([j for _, j in found], [1] * len(found))
    fixed = [(i, j) for i, j in found if j in straight]
    pairs: list[tuple[int, int]] = []
    for (i, j), (after, beyond) in pairwise([(-1, -1), *fixed, (len(old), len(new))]):
        if i >= 0:
            pairs.append((i, j))
        if 0 < (after - i - 1) * (beyond - j - 1) <= PAIRS:
            gap = _longest(old[i + 1 : after], new[j + 1 : beyond])
            pairs += [(i + 1 + a, j + 1 + b) for a, b in gap]
    return pairs


def _longest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest common run of words, gaps allowed, by the plain table: its cost never surprises."""
    width = len(new)
    table = [[0] * (width + 1)]
    for word in reversed(old):
        below, row = table[-1], [0] * (width + 1)
        for j in range(width - 1, -1, -1):
            row[j] = below[j + 1] + 1 if word == new[j] else max(below[j], row[j + 1])
        table.append(row)
    table.reverse()
    pairs, i, j = [], 0, 0
    while i < len(old) and j < width:
        if old[i] == new[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
