"""Which paragraph is which: two lists of texts paired, by equal text first and then by their words.

Everything here is linear or bounded: common words never make candidates, and long tables are never filled.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

WORD = re.compile(r"\w+")
COMMON = 32  # a word in more paragraphs than this says nothing about which is which
RAREST = 16  # so many of a paragraph's rarest words find its candidates
CANDIDATES = 4
ALIKE_HERE = 0.4  # between the same neighbours
ALIKE_ELSEWHERE = 0.6
CUT_SHORT = 0.6  # between the same neighbours a text cut short or gone on with counts so much of what is contained
CONTAINED = 0.5

Pairs = dict[int, int]
Bag = Counter[str]


def squash(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def bag(text: str) -> Bag:
    """Return the words of a text, counted."""
    return Counter(WORD.findall(text.casefold()))


def shared(one: Bag, other: Bag) -> int:
    """Return how many words two texts share."""
    return sum(min(one[word], other[word]) for word in one.keys() & other.keys())


def likeness(one: Bag, other: Bag) -> float:
    """Return from 0 to 1 how much of the words of both is shared."""
    total = one.total() + other.total()
    return 2 * shared(one, other) / total if total else 1.0


def containment(one: Bag, other: Bag) -> float:
    """Return from 0 to 1 how much of the shorter text is in the longer one."""
    least = min(one.total(), other.total())
    return shared(one, other) / least if least else 1.0


def is_contained(one: Bag, other: Bag) -> bool:
    """Say whether the shorter text is for a good part in the longer one."""
    return containment(one, other) >= CONTAINED


def exact(old: Sequence[str], new: Sequence[str], *, repeats: bool = True) -> Pairs:
    """Pair equal texts wherever they stand: what is there once, then equal neighbours of pairs, then the repeats.

    The way of Paul Heckel (1978), which takes moves in its stride.
    """
    seen_old, seen_new = Counter(old), Counter(new)
    at = {text: index for index, text in enumerate(new)}
    pairs = {i: at[text] for i, text in enumerate(old) if seen_old[text] == 1 == seen_new[text]}
    taken = set(pairs.values())
    _spread(pairs, taken, old, new, forward=True)
    _spread(pairs, taken, old, new, forward=False)
    if repeats:
        waiting: defaultdict[str, deque[int]] = defaultdict(deque)
        for j, text in enumerate(new):
            if j not in taken:
                waiting[text].append(j)
        pairs |= {i: waiting[text].popleft() for i, text in enumerate(old) if i not in pairs and waiting.get(text)}
    return pairs


def _spread(pairs: Pairs, taken: set[int], old: Sequence[str], new: Sequence[str], *, forward: bool) -> None:
    """Pair the equal neighbours of what is paired, and of both ends."""
    step, i, j = (1, -1, -1) if forward else (-1, len(old), len(new))
    there: int | None = j
    while 0 <= i + step < len(old):
        if there is not None and 0 <= there + step < len(new):
            near, far = i + step, there + step
            if near not in pairs and far not in taken and old[near] == new[far]:
                pairs[near] = far
                taken.add(far)
        i += step
        there = pairs.get(i)


def alike(old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int], *, here: float = ALIKE_HERE) -> Pairs:
    """Pair what is left by its words, the best first. An edited paragraph is still the same paragraph.

    Between the same neighbours a likeness of `here` is enough.
    """
    words = {i: bag(old[i]) for i in range(len(old)) if i not in pairs}
    taken = set(pairs.values())
    bags = {j: bag(new[j]) for j in range(len(new)) if j not in taken}
    home, near = _gaps(len(old), pairs), _gaps(len(new), {j: i for i, j in pairs.items()})
    rows = []
    for i, j, score in scored(words, bags):
        is_near = near[j] == (home[i][1], home[i][0])
        if is_near:
            score = max(score, CUT_SHORT * containment(words[i], bags[j]))
        if score >= (here if is_near else ALIKE_ELSEWHERE):
            rows.append((-score - (0.2 if is_near else 0), abs(i - j), i, j))
    found: Pairs = {}
    used: set[int] = set()
    for _, _, i, j in sorted(rows):
        if i not in found and j not in used:
            found[i] = j
            used.add(j)
    return found


def scored(left: Mapping[int, Bag], right: Mapping[int, Bag]) -> Iterable[tuple[int, int, float]]:
    """Yield the likely pairs with their likeness; rare words find them."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, words in right.items():
        for word in words:
            index[word].append(j)
    for i, words in left.items():
        known = sorted((word for word in words if word in index), key=lambda word: (len(index[word]), word))
        votes: Counter[int] = Counter()
        for word in known[:RAREST]:
            if len(index[word]) <= COMMON:
                votes.update(index[word])
        for j, _ in votes.most_common(CANDIDATES):
            yield i, j, likeness(words, right[j])


def _gaps(length: int, pairs: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Return for each unpaired place the last paired one before it, here and on the other side."""
    gaps, last = {}, (-1, -1)
    for i in range(length):
        if i in pairs:
            last = (i, pairs[i])
        else:
            gaps[i] = last
    return gaps


def facing(length: int, other: int, pairs: Mapping[int, int], taken: set[int]) -> Pairs:
    """Pair what stands unpaired between the same neighbours on both sides, in order: one perhaps replaces the other."""
    found: Pairs = {}
    fixed = [(-1, -1), *sorted(pairs.items()), (length, other)]
    for (i, j), (after, beyond) in pairwise(fixed):
        olds = range(i + 1, after)
        news = [at for at in range(j + 1, beyond) if at not in taken] if beyond > j else []
        found |= dict(zip(olds, news, strict=False))
    return found


def heaviest(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Return the values of the heaviest increasing run: what stayed in order. The rest was moved."""
    ranks = {value: rank for rank, value in enumerate(sorted(values), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)  # a Fenwick tree of (weight, index of the last one)
    before: list[int] = []
    best = (0, -1)
    for index, (value, weight) in enumerate(zip(values, weights, strict=True)):
        at, run = ranks[value] - 1, (0, -1)
        while at > 0:
            run, at = max(run, tree[at]), at & (at - 1)
        before.append(run[1])
        here, at = (run[0] + weight, index), ranks[value]
        best = max(best, here)
        while at < len(tree):
            tree[at], at = max(tree[at], here), at + (at & -at)
    kept: set[int] = set()
    index = best[1]
    while index >= 0:
        kept.add(values[index])
        index = before[index]
    return kept
