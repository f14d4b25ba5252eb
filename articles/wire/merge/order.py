"""Two orders of the same things brought together: theirs, with our insertions and moves made in it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from articles.wire.merge.align import heaviest


class Of(Enum):
    """Whose thing it is. What both sides have is the base's; what only both new sides have is ours."""

    BASE = 0
    OURS = 1
    THEIRS = 2
    END = 3


@dataclass(frozen=True, slots=True)
class Key:
    """What a thing is known by while two versions are merged: a block, or a picture."""

    of: Of
    at: int
    is_picture: bool = False


Ranked = TypeVar("Ranked", bound=Hashable)
Weigh = Callable[[Key], int]
START, END = Key(Of.END, -1), Key(Of.END, 0)


@dataclass(slots=True)
class Chain:
    """An order that things can be put into at any place, at once."""

    next: dict[Key, Key] = field(default_factory=lambda: {START: END})
    last: dict[Key, Key] = field(default_factory=lambda: {END: START})

    def put(self, key: Key, *, after: Key) -> None:
        """Put a thing behind another."""
        beyond = self.next[after]
        self.next[after] = self.last[beyond] = key
        self.last[key], self.next[key] = after, beyond

    def keys(self) -> list[Key]:
        """Return the things in order."""
        found, at = [], self.next[START]
        while at != END:
            found.append(at)
            at = self.next[at]
        return found


def moved(base: Sequence[Key], side: Sequence[Key], weigh: Weigh) -> set[Key]:
    """Return what a side moved: what does not belong to the heaviest run that stayed in order."""
    at = {key: index for index, key in enumerate(base)}
    shared = [key for key in side if key in at]
    kept = heaviest([at[key] for key in shared], [weigh(key) for key in shared])
    return {key for key in shared if at[key] not in kept}


@dataclass(frozen=True, slots=True)
class Orders:
    """The order of things on the three sides, and what each side moved."""

    base: Sequence[Key]
    ours: Sequence[Key]
    theirs: Sequence[Key]
    moved_by_us: Set[Key]
    moved_by_them: Set[Key]

    @classmethod
    def of(cls, base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], weigh: Weigh) -> Orders:
        """Return the orders with what was moved."""
        return cls(base, ours, theirs, moved(base, ours, weigh), moved(base, theirs, weigh))

    def merged(self, keep: Set[Key]) -> list[Key]:
        """Return the order of what is kept.

        What we moved or added stands after what it stands after with us; where that is gone or was moved by them,
        before what it stands before; else after the nearest thing before it.
        """
        chain, added = Chain(), set(self.ours) - set(self.base)
        for key in self.theirs:
            if key in keep and key not in self.moved_by_us and key not in added:
                chain.put(key, after=chain.last[END])
        follows = self._follows()
        nearest = immediate = START
        for at, key in enumerate(self.ours):
            if key in keep and key not in chain.next:
                chain.put(key, after=self._anchor(chain, immediate, follows[at], nearest))
            nearest, immediate = (key if key in keep else nearest), key
        return chain.keys()

    def _anchor(self, chain: Chain, immediate: Key, follows: Key, nearest: Key) -> Key:
        if immediate in chain.next and immediate not in self.moved_by_them:
            return immediate
        if follows in chain.last and follows not in self.moved_by_them:
            return chain.last[follows]
        return nearest

    def _follows(self) -> list[Key]:
        """Return for each thing of ours the next one that was there before and that we did not move."""
        old, found, at = set(self.base) - self.moved_by_us, [], END
        for key in reversed(self.ours):
            found.append(at)
            at = key if key in old else at
        return found[::-1]

    def contested(self) -> list[Key]:
        """Return, in our order, what both sides moved to different places."""
        both = self.moved_by_us & self.moved_by_them
        fixed = {*self.base} & {*self.ours} & {*self.theirs} - self.moved_by_us - self.moved_by_them
        here, there = _before(self.ours, fixed), _before(self.theirs, fixed)
        return [key for key in self.ours if key in both and here[key] != there[key]]


def _before(side: Iterable[Key], fixed: Set[Key]) -> dict[Key, Key]:
    found, at = {}, START
    for key in side:
        found[key] = at
        at = key if key in fixed else at
    return found


def as_read(ranked: Sequence[Ranked], page: Iterable[Ranked], spots: Mapping[Ranked, int]) -> list[Ranked]:
    """Return pictures by rank, those of one spot in the order of the page, whatever their ranks were.

    Apart, their places in the text say which comes first; where what parted them was cut, the rank must.
    """
    heaps: defaultdict[int, list[Ranked]] = defaultdict(list)
    wanted = {*ranked} & spots.keys()
    for one in page:
        if one in wanted:
            heaps[spots[one]].append(one)
    waiting = {spot: iter(heap) for spot, heap in heaps.items()}
    return [next(waiting[spots[one]]) if one in wanted else one for one in ranked]


def before(side: Iterable[Key], kept: Mapping[Key, int]) -> dict[Key, int]:
    """Return for each thing of a side the place just behind the nearest thing before it that is kept."""
    found, at = {}, 0
    for key in side:
        found[key] = at
        at = kept.get(key, at)
    return found
