"""The blocks of a story on three sides: which is which, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from articles.wire.merge.align import Bag, Pairs, alike, bag, exact, facing, is_contained, scored, shared, squash
from articles.wire.merge.order import Key, Of
from articles.wire.merge.values import agreed
from articles.wire.merge.words import BREAK, blend
from articles.wire.story import Block, Kind

Blocks = tuple[Block, ...]
ROWS = frozenset({Kind.TABLE, Kind.PRE})  # compared line by line
PARTS = 6  # a paragraph is found again in so many parts at most
BELONGS = 0.6  # so much of a part must be words the paragraph had
JOINED = 0.5  # so much of what is gone must be words that another paragraph has more than before
BOTH_NEW = 0.6  # two new paragraphs this much alike are one, told twice


@dataclass(frozen=True, slots=True)
class Version:
    """The body of one side. `units` says which of its blocks each block of the base became.

    `facing` are blocks that may replace one of the base: they stand where it stood, in other words. `joined` says of
    blocks of the base that are gone into which other one they went.
    """

    blocks: Blocks
    units: dict[int, range] = field(default_factory=dict)
    facing: Pairs = field(default_factory=dict)
    joined: Pairs = field(default_factory=dict)

    @classmethod
    def of(cls, base: Blocks, blocks: Blocks) -> Version:
        """Find the blocks of the base again."""
        old, new = ([squash(block.text) for block in side] for side in (base, blocks))
        pairs = exact(old, new)
        pairs |= alike(old, new, pairs)
        taken = set(pairs.values())
        units = {i: range(j, j + 1) for i, j in pairs.items()}
        for i, j in pairs.items():
            if old[i] != new[j] and blocks[j].kind not in ROWS:
                units[i] = _grown(old[i], j, blocks, taken)
        joined = _joined(old, new, units)
        opposite = facing(len(old), len(new), pairs, taken)
        return cls(blocks, units, {i: j for i, j in opposite.items() if i not in joined}, joined)

    def text(self, i: int) -> Blocks:
        """Return what became of a block of the base; nothing where it is gone."""
        unit = self.units.get(i, range(0))
        return self.blocks[unit.start : unit.stop]

    def with_facing(self, chosen: Pairs) -> Version:
        """Return the version with some of its replacements taken for what they replace."""
        units = self.units | {i: range(j, j + 1) for i, j in chosen.items()}
        return Version(self.blocks, units, joined=self.joined)

    @property
    def loose(self) -> list[int]:
        """Return the blocks that the base does not have."""
        used = {j for unit in self.units.values() for j in unit}
        return [j for j in range(len(self.blocks)) if j not in used]


def _grown(text: str, j: int, blocks: Blocks, taken: set[int]) -> range:
    """Return the blocks that together are one block of the base that was split."""
    start, stop = j, j + 1
    rest = bag(text) - bag(blocks[j].text)
    while stop - start < PARTS and _is_part(stop, rest, blocks, taken):
        rest, stop = rest - bag(blocks[stop].text), stop + 1
    while stop - start < PARTS and _is_part(start - 1, rest, blocks, taken):
        start -= 1
        rest = rest - bag(blocks[start].text)
    unit = range(start, stop)
    taken.update(unit)
    return unit


def _joined(old: list[str], new: list[str], units: dict[int, range]) -> Pairs:
    """Return of blocks that are gone into which other ones they went, word for word or nearly."""
    gone = {i: bag(text) for i, text in enumerate(old) if i not in units}
    if not gone:
        return {}
    more = {i: bag(" ".join(new[unit.start : unit.stop])) - bag(old[i]) for i, unit in units.items()}
    found: Pairs = {}
    for i, into, _ in scored(gone, {i: words for i, words in more.items() if words}):
        if i not in found and shared(gone[i], more[into]) >= JOINED * gone[i].total():
            found[i] = into
    return found


def _is_part(at: int, rest: Bag, blocks: Blocks, taken: set[int]) -> bool:
    if not 0 <= at < len(blocks) or at in taken or blocks[at].kind in ROWS or BREAK in blocks[at].text:
        return False
    words = bag(blocks[at].text)
    return shared(words, rest) >= max(1.0, BELONGS * words.total())


def replaced(
    base: Blocks, ours: Version, theirs: Version, is_moved: Callable[[int, bool], bool]
) -> tuple[Pairs, Pairs]:
    """Return the replacements of each side that the other side must hear of: it changed the same block.

    A block that only one side rewrote from scratch is one gone and one new, as it reads; rewritten there and edited
    here, it is one block on which both sides disagree. `is_moved` answers for a block and whether we moved it.
    """
    chosen_ours: Pairs = {}
    chosen_theirs: Pairs = {}
    for i, block in enumerate(base):
        here, there = ours.text(i) or _faced(ours, i), theirs.text(i) or _faced(theirs, i)
        is_edited = not same((block,), here) and not same((block,), there) and not same(here, there)
        if not here or not there or not is_edited:
            continue
        if not ours.text(i) and not is_moved(i, False):
            chosen_ours[i] = ours.facing[i]
        if not theirs.text(i) and not is_moved(i, True):
            chosen_theirs[i] = theirs.facing[i]
    return chosen_ours, chosen_theirs


def entangled(base: Blocks, ours: Version, theirs: Version) -> set[int]:
    """Return the blocks into which one side joined others that the other side changed, cut or joined too."""
    return {
        into
        for one, other in ((ours, theirs), (theirs, ours))
        for i, into in one.joined.items()
        if not same(other.text(i), base[i : i + 1])
    }


def _faced(version: Version, i: int) -> Blocks:
    j = version.facing.get(i)
    return () if j is None else (version.blocks[j],)


def keys(version: Version, of: Of, known: Pairs) -> dict[int, Key]:
    """Return the key of each block that begins a thing; `known` says which loose blocks are ours too."""
    found = {unit.start: Key(Of.BASE, i) for i, unit in version.units.items()}
    for j in version.loose:
        found[j] = Key(Of.OURS, known[j]) if j in known else Key(of, j)
    return dict(sorted(found.items()))


def told_twice(ours: Version, theirs: Version) -> Pairs:
    """Return, by their place in theirs, the blocks that both sides added."""
    here, there = ours.loose, theirs.loose
    old, new = [squash(ours.blocks[j].text) for j in here], [squash(theirs.blocks[j].text) for j in there]
    pairs = exact(old, new)
    pairs |= alike(old, new, pairs, here=BOTH_NEW)
    return {there[j]: here[i] for i, j in pairs.items()}


def same(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Say whether two runs of blocks read the same."""
    return len(one) == len(other) and all(
        a.kind is b.kind and (a.text == b.text or a.kind is not Kind.PRE and squash(a.text) == squash(b.text))
        for a, b in zip(one, other, strict=True)
    )


def settled(base: Blocks, ours: Blocks, theirs: Blocks) -> Blocks | None:
    """Return what three sides of one block come to, None where both changed it and their edits touch."""
    found = agreed(base, ours, theirs, same)
    if found is not None:
        return found[0]
    return _woven(base, ours, theirs) if base and ours and theirs else None


def _woven(base: Blocks, ours: Blocks, theirs: Blocks) -> Blocks | None:
    kind = agreed(base[0].kind, ours[0].kind, theirs[0].kind)
    texts = [BREAK.join(block.text for block in side) for side in (base, ours, theirs)]
    words = bag(texts[0])
    if kind is None or not all(is_contained(words, bag(text)) for text in texts[1:]):
        return None
    if any(BREAK in block.text for side in (base, ours, theirs) for block in side):
        return None
    text = blend(*texts, by_line=base[0].kind in ROWS)
    if text is None:
        return None
    parts = [part.strip() for part in text.split(BREAK) if part.strip()] if BREAK in text else [text]
    like = next((side for side in (ours, theirs) if len(side) == len(parts)), ours[:1] * len(parts))
    return tuple(Block(part, kind[0], block.line) for part, block in zip(parts, like, strict=True))
