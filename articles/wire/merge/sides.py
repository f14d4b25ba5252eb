"""The things of three stories, blocks and pictures, under common keys, with the order each side has them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from articles.wire.merge import body, pictures
from articles.wire.merge.align import Pairs
from articles.wire.merge.body import Blocks, Version
from articles.wire.merge.order import Key, Of, Orders, as_read
from articles.wire.merge.pictures import Gallery
from articles.wire.story import Picture, Story


@dataclass(frozen=True, slots=True)
class Side:
    """One story, with its blocks and pictures found in the base."""

    of: Of
    version: Version
    gallery: Gallery

    @classmethod
    def read(cls, of: Of, base: Story, story: Story) -> Side:
        """Find the blocks and pictures of the base in a story."""
        return cls(of, Version.of(base.body, story.body), Gallery.of(base.pictures, story.pictures))

    def blocks(self, known: Pairs) -> dict[Key, Blocks]:
        """Return what stands under each key in the body."""
        found = body.keys(self.version, self.of, known)
        return {
            key: self.version.text(key.at) if key.of is Of.BASE else (self.version.blocks[j],)
            for j, key in found.items()
        }

    def pictures(self, known: Pairs) -> dict[Key, Picture]:
        """Return the picture under each key, in the order of the pictures."""
        return dict(zip(self.gallery.keys(self.of, known), self.gallery.pictures, strict=True))

    def order(self, blocks: Pairs, known: Pairs) -> list[Key]:
        """Return blocks and pictures in the order a reader meets them. The lead picture stands outside of it."""
        starts = body.keys(self.version, self.of, blocks)
        places: dict[int, list[Key]] = {}
        for key, picture in self.pictures(known).items():
            if not picture.is_lead:
                places.setdefault(slot(picture, len(self.version.blocks)), []).append(key)
        found: list[Key] = []
        for at in range(len(self.version.blocks) + 1):
            found += places.get(at, ())
            found += (starts[at],) if at in starts else ()
        return found

    def inside(self, known: Pairs) -> dict[Key, tuple[Key, int]]:
        """Return of pictures that stand between the parts of a split paragraph, in which one and after how many."""
        gaps = {at: (Key(Of.BASE, i), at - unit.start) for i, unit in self.version.units.items() for at in unit[1:]}
        rows = ((key, slot(one, len(self.version.blocks))) for key, one in self.pictures(known).items())
        return {key: gaps[at] for key, at in rows if at in gaps}


def slot(picture: Picture, blocks: int) -> int:
    """Return how many blocks stand before a picture, whatever it says of itself."""
    return min(max(picture.after, 0), blocks)


@dataclass(frozen=True, slots=True)
class Three:
    """Three stories under common keys."""

    blocks: tuple[Mapping[Key, Blocks], ...]  # the base's, ours, theirs
    pictures: tuple[Mapping[Key, Picture], ...]
    inside: tuple[Mapping[Key, tuple[Key, int]], ...]  # pictures inside split paragraphs: ours, theirs
    orders: Orders
    ranks: Orders  # of the pictures among themselves
    replaced: frozenset[Key]  # pictures for which a side has another one
    entangled: frozenset[Key]  # blocks that a side joined with one the other side changed

    @classmethod
    def of(cls, base: Story, ours: Story, theirs: Story) -> Three:
        """Find everything again on every side."""
        first, here, there = (
            Side.read(of, base, story) for of, story in ((Of.BASE, base), (Of.OURS, ours), (Of.THEIRS, theirs))
        )
        from_ours, from_theirs = pictures.replaced(base.pictures, here.gallery, there.gallery)
        here = replace(here, gallery=here.gallery.with_facing(from_ours))
        there = replace(there, gallery=there.gallery.with_facing(from_theirs))
        twice = pictures.told_twice(here.gallery, there.gallery)
        here, there = _faced(first, here, there, twice)
        added = body.told_twice(here.version, there.version)
        rows = first.pictures({}), here.pictures({}), there.pictures(twice)
        return cls(
            (first.blocks({}), here.blocks({}), there.blocks(added)), rows,
            inside=(here.inside({}), there.inside(twice)),
            orders=_orders(first, here, there, added, twice),
            ranks=Orders.of(list(rows[0]), _ranks(first, here, {}), _ranks(first, there, twice), lambda key: 1),
            replaced=frozenset(Key(Of.BASE, i, True) for i in {*from_ours, *from_theirs}),
            entangled=frozenset(Key(Of.BASE, i) for i in body.entangled(base.body, here.version, there.version)),
        )  # fmt: skip


def _ranks(first: Side, side: Side, known: Pairs) -> list[Key]:
    """Return the pictures of a side by rank, as ranked in the base where it is only their place that ranks them anew.

    Where the text between two pictures was cut, the rank of the first on the page must be the lower; nobody chose it.
    """
    pictures, ranked = side.pictures(known), list(first.pictures({}))
    page = {key: at for at, key in enumerate(key for key in first.order({}, {}) if key.is_picture)}
    heaps: dict[int, list[Key]] = {}
    for key, picture in pictures.items():
        if key in page and not picture.is_lead:
            heaps.setdefault(slot(picture, len(side.version.blocks)), []).append(key)
    forced = {key: spot for spot, heap in heaps.items() if heap == sorted(heap, key=page.__getitem__) for key in heap}
    return as_read(list(pictures), ranked, forced)


def _faced(first: Side, here: Side, there: Side, twice: Pairs) -> tuple[Side, Side]:
    """Take replacements for what they replace, where the other side changed that too and left it in its place."""
    if not here.version.facing and not there.version.facing:
        return here, there
    orders = _orders(first, here, there, {}, twice)
    moved = {True: orders.moved_by_us, False: orders.moved_by_them}
    chosen = body.replaced(
        first.version.blocks, here.version, there.version, lambda i, by_us: Key(Of.BASE, i) in moved[by_us]
    )
    return tuple(  # type: ignore[return-value]
        replace(side, version=side.version.with_facing(pairs))
        for side, pairs in zip((here, there), chosen, strict=True)
    )


def _orders(first: Side, here: Side, there: Side, added: Pairs, twice: Pairs) -> Orders:
    blocks = first.version.blocks

    def weigh(key: Key) -> int:
        return 1 if key.is_picture else 2 + len(blocks[key.at].text)

    return Orders.of(first.order({}, {}), here.order({}, {}), there.order(added, twice), weigh)
