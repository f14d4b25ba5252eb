"""The body and the pictures of three stories become one: what stays, in whose words, and where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from articles.wire.merge import body, pictures
from articles.wire.merge.body import Blocks
from articles.wire.merge.order import Key, as_read
from articles.wire.merge.sides import Three, slot
from articles.wire.story import Block, Picture


@dataclass(slots=True)
class Weave:
    """The body and the pictures while they come together. `disputed` says of what both sides changed, by field."""

    three: Three
    blocks: dict[Key, Blocks] = field(default_factory=dict)
    chosen: dict[Key, Picture] = field(default_factory=dict)
    disputed: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    ends: dict[Key, int] = field(default_factory=dict)  # how many blocks stand before the end of a thing
    ranks: dict[Key, int] = field(default_factory=dict)  # of the pictures
    body: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @classmethod
    def of(cls, three: Three) -> Weave:
        """Decide what becomes of every block and picture, and where it stands."""
        weave = cls(three)
        for key in dict.fromkeys(key for side in three.blocks for key in side):
            weave._settle_block(key)
        for key in dict.fromkeys(key for side in three.pictures for key in side):
            weave._settle_picture(key)
        weave._settle_lead()
        weave._place()
        return weave

    def _settle_block(self, key: Key) -> None:
        base, ours, theirs = (side.get(key, ()) for side in self.three.blocks)
        kept = body.settled(base, ours, theirs)
        is_moved_and_gone = ours and base and not theirs and key in self.three.orders.moved_by_us
        is_entangled = key in self.three.entangled and not body.same(ours, theirs)
        if kept is None or is_moved_and_gone or is_entangled:
            self.disputed[key] = (str((ours or theirs or base)[0].kind),)
            kept = ours
        self.blocks[key] = kept

    def _settle_picture(self, key: Key) -> None:
        base, ours, theirs = (side.get(key) for side in self.three.pictures)
        names: tuple[str, ...] = ()
        if ours and theirs and key not in self.three.replaced:
            self.chosen[key], names = pictures.woven(base, ours, theirs)
        elif base:
            is_ours = ours is not None and (self._is_moved(key, base, ours) or _is_reworded(base, ours))
            names = ("picture",) if is_ours or _is_reworded(base, theirs) else ()
            if ours and is_ours:
                self.chosen[key] = ours
        elif new := ours or theirs:
            self.chosen[key] = new
        if names:
            self.disputed[key] = names

    def _is_moved(self, key: Key, base: Picture, ours: Picture) -> bool:
        return key in self.three.orders.moved_by_us or ours.is_lead != base.is_lead

    def _settle_lead(self) -> None:
        """Let one picture lead: ours, where both sides chose another."""
        _, ours, theirs = ([key for key, one in side.items() if one.is_lead] for side in self.three.pictures)
        leading = [key for key, picture in self.chosen.items() if picture.is_lead]
        if len(leading) <= max(1, len(ours), len(theirs)):
            return
        for key in leading:
            if key not in ours:
                self.chosen[key] = replace(self.chosen[key], is_lead=False)
                self.disputed[key] = (*self.disputed.get(key, ()), "is_lead")

    def _place(self) -> None:
        keep = {key for key, kept in self.blocks.items() if kept}
        keep |= {key for key, picture in self.chosen.items() if not picture.is_lead}
        placed: list[Block] = []
        last: Key | None = None
        page = self.three.orders.merged(keep)
        for key in page:
            placed += self.blocks.get(key, ())
            self.ends[key] = len(placed) - (self._back(key, last) if key.is_picture else 0)
            last = last if key.is_picture else key
        self.body = tuple(placed)
        ranked = as_read(self.three.ranks.merged(self.chosen.keys()), page, self.ends)
        self.ranks = {key: rank for rank, key in enumerate(ranked, 1)}
        self.pictures = tuple(self._placed(key) for key in ranked)

    def _back(self, key: Key, last: Key | None) -> int:
        """Return how many blocks a picture stands back from the end of a paragraph that a side split around it."""
        for side, blocks in zip(self.three.inside, self.three.blocks[1:], strict=True):
            within, offset = side.get(key, (None, 0))
            if within is not None and within == last and len(self.blocks[within]) == len(blocks[within]):
                return len(blocks[within]) - offset
        return 0

    def _placed(self, key: Key) -> Picture:
        """Return a picture with the place it has now; one that leads keeps what it says."""
        picture = self.chosen[key]
        return replace(picture, after=self.ends.get(key, slot(picture, len(self.body))))


def _is_reworded(base: Picture, picture: Picture | None) -> bool:
    return picture is not None and pictures.words(picture) != pictures.words(base)
