"""The pictures of a story on three sides: which is which, and its words brought together one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from articles.wire.merge.align import Pairs, alike, bag, exact, facing, is_contained, squash
from articles.wire.merge.order import Key, Of
from articles.wire.merge.values import agreed
from articles.wire.merge.words import blend
from articles.wire.story import Credit, Picture

Pictures = tuple[Picture, ...]
WORDS = ("title", "caption", "credit", "alt_text")
NOTHING = Picture("")


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of one side: which picture of the base each one is, and what may have replaced one."""

    pictures: Pictures
    pairs: Pairs = field(default_factory=dict)
    facing: Pairs = field(default_factory=dict)

    @classmethod
    def of(cls, base: Pictures, pictures: Pictures) -> Gallery:
        """Find the pictures of the base again."""
        pairs = matched(base, pictures)
        opposite = facing(len(base), len(pictures), pairs, set(pairs.values()))
        return cls(pictures, pairs, {i: j for i, j in opposite.items() if _may_replace(base[i], pictures[j])})

    def get(self, i: int) -> Picture | None:
        """Return what became of a picture of the base; None where it is gone."""
        return self.pictures[self.pairs[i]] if i in self.pairs else None

    def faced(self, i: int) -> Picture | None:
        """Return what may have replaced a picture of the base."""
        return self.pictures[self.facing[i]] if i in self.facing else None

    def with_facing(self, chosen: Pairs) -> Gallery:
        """Return the gallery with some of its replacements taken for what they replace."""
        return Gallery(self.pictures, self.pairs | chosen)

    def keys(self, of: Of, known: Pairs) -> list[Key]:
        """Return the keys of the pictures in order; `known` says which new ones are ours too."""
        back = {j: i for i, j in self.pairs.items()}
        return [
            Key(Of.BASE, back[j], True)
            if j in back
            else Key(Of.OURS, known[j], True)
            if j in known
            else Key(of, j, True)
            for j in range(len(self.pictures))
        ]

    def loose(self) -> list[int]:
        """Return the pictures that the base does not have."""
        used = set(self.pairs.values())
        return [j for j in range(len(self.pictures)) if j not in used]


def matched(old: Pictures, new: Pictures) -> Pairs:
    """Pair pictures: all alike, then by the supplier's reference, by equal captions, by captions alike."""
    pairs: Pairs = {}
    for read in (_whole, lambda picture: picture.supplier_ref, lambda picture: squash(picture.caption)):
        pairs |= _by(read, old, new, pairs)
    likely = alike([one.caption for one in old], [one.caption for one in new], pairs)
    return pairs | {i: j for i, j in likely.items() if _is_possible(old[i], new[j])}


def _by(read: Callable[[Picture], str], old: Pictures, new: Pictures, pairs: Pairs) -> Pairs:
    taken = set(pairs.values())
    left = [i for i, one in enumerate(old) if i not in pairs and read(one)]
    right = [j for j, one in enumerate(new) if j not in taken and read(one)]
    found = exact([read(old[i]) for i in left], [read(new[j]) for j in right])
    couples = ((left[i], right[j]) for i, j in found.items())
    return {i: j for i, j in couples if _is_possible(old[i], new[j])}


def _whole(picture: Picture) -> str:
    return repr(replace(picture, after=0, line=0, is_lead=False))


def _is_possible(one: Picture, other: Picture) -> bool:
    """Say whether two can be the same picture: two references are two pictures."""
    return not one.supplier_ref or not other.supplier_ref or one.supplier_ref == other.supplier_ref


def _may_replace(one: Picture, other: Picture) -> bool:
    return one.is_lead == other.is_lead


def words(picture: Picture | None) -> tuple[str | Credit, ...]:
    """Return what an editor can write about a picture."""
    return () if picture is None else (picture.title, squash(picture.caption), picture.credit, picture.alt_text)


def told_twice(ours: Gallery, theirs: Gallery) -> Pairs:
    """Return, by their place in theirs, the pictures that both sides added."""
    here, there = ours.loose(), theirs.loose()
    pairs = matched(tuple(ours.pictures[j] for j in here), tuple(theirs.pictures[j] for j in there))
    return {there[j]: here[i] for i, j in pairs.items()}


def replaced(base: Pictures, ours: Gallery, theirs: Gallery) -> tuple[Pairs, Pairs]:
    """Return the replacements of each side for pictures that the other side changed: a question for an editor."""
    from_ours: Pairs = {}
    from_theirs: Pairs = {}
    for i, picture in enumerate(base):
        here, there = ours.get(i) or ours.faced(i), theirs.get(i) or theirs.faced(i)
        if here is None or there is None or (i in ours.pairs and i in theirs.pairs):
            continue
        if words(picture) in (words(here), words(there)) or words(here) == words(there):
            continue
        if i not in ours.pairs:
            from_ours[i] = ours.facing[i]
        if i not in theirs.pairs:
            from_theirs[i] = theirs.facing[i]
    return from_ours, from_theirs


def woven(base: Picture | None, ours: Picture, theirs: Picture) -> tuple[Picture, tuple[str, ...]]:
    """Return the picture with the edits of both sides, and the names of the fields on which they disagree."""
    old = base or NOTHING
    values: dict[str, object] = {}
    disputed = []
    for name, sides in _fields(old, ours, theirs):
        found = agreed(*sides, _alike)
        if found is None and name == "caption" and base is not None:
            found = _caption(*(str(side) for side in sides))
        if found is None and name in WORDS:
            disputed.append(name)
        values[name] = found[0] if found else sides[2] if name == "supplier_ref" else sides[1]
    return replace(ours, **values), tuple(disputed)  # type: ignore[arg-type]


def _fields(base: Picture, ours: Picture, theirs: Picture) -> Iterator[tuple[str, tuple[object, object, object]]]:
    for name in (*WORDS, "supplier_ref", "is_lead", "after", "line"):
        yield name, (getattr(base, name), getattr(ours, name), getattr(theirs, name))


def _alike(one: object, other: object) -> bool:
    return isinstance(one, str) and isinstance(other, str) and squash(one) == squash(other)


def _caption(base: str, ours: str, theirs: str) -> tuple[str] | None:
    old = bag(base)
    if not all(is_contained(old, bag(text)) for text in (ours, theirs)):
        return None
    text = blend(base, ours, theirs)
    return None if text is None else (text,)
