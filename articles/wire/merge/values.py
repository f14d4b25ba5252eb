"""What a merge gives back: the story, what was taken from the wire by itself, and what an editor must decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeVar

from articles.wire.story import Block, Picture, Story

T = TypeVar("T")


class Spot(StrEnum):
    """What kind of thing a change or a conflict is about."""

    FIELD = "field"  # a field of the story; `name` says which
    BLOCK = "block"  # a block of the body; `name` is its kind
    PICTURE = "picture"  # a picture; `name` is its field, or "picture" for the whole of it
    PLACE = "place"  # where a block ("block") or a picture ("picture") stands


class What(StrEnum):
    """What happened to it."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Take(Enum):
    """Whose text an editor wants where the two sides disagree. Both: ours, and behind it theirs."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions; in `Merged.applied`, one thing taken from the wire by itself.

    `place` is the index in the later or merged story of the block or picture; for what was removed, the index it
    would stand at. `before` is the text on our side, `after` the text now.
    """

    spot: Spot
    name: str
    what: What
    before: str
    after: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The values behind the texts of a conflict, for `resolve`. `target` says how many blocks stand before it in theirs."""

    ours: object = None
    theirs: object = None
    target: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing both sides changed. The merged story has ours; empty text means that a side does not have it.

    `place` is the index in the merged story of our first block or of the picture; where we removed it, the index it
    would stand at. A conflict about a place has in its texts the block that each side has before it.
    """

    spot: Spot
    name: str
    base: str
    ours: str
    theirs: str
    place: int | None = None
    sides: Sides = field(default=Sides(), repr=False)

    @property
    def can_be_both(self) -> bool:
        """Say whether the two sides can stand one behind the other."""
        if not (self.ours and self.theirs):
            return False
        return self.spot is Spot.BLOCK or self.name in ("standfirst", "ed_note", "bylines", "caption", "alt_text")

    @property
    def can_be_written(self) -> bool:
        """Say whether an editor's own text can stand there."""
        return self.spot is not Spot.PLACE and self.name != "is_lead"


@dataclass(frozen=True, slots=True)
class Merged:
    """The story as it goes on, what was applied by itself, and what waits for an editor."""

    story: Story
    conflicts: tuple[Conflict, ...] = ()
    applied: tuple[Change, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Say whether nothing waits for an editor."""
        return not self.conflicts


def agreed(base: T, ours: T, theirs: T, alike: Callable[[T, T], bool] | None = None) -> tuple[T] | None:
    """Return the value three sides come to, in a tuple of one; None where both sides changed it, each in its way.

    Equal values settle it first; after that `alike` may forgive what no reader sees.
    """
    if theirs == base:
        return (ours,)
    if ours in (base, theirs):
        return (theirs,)
    if alike is None:
        return None
    if alike(ours, base):
        return (theirs,)
    return (ours,) if alike(theirs, base) or alike(ours, theirs) else None


def texts_of(read: Callable[[T], str], sides: Iterable[T]) -> tuple[str, str, str]:
    """Return the texts of three sides, base, ours and theirs."""
    base, ours, theirs = (read(side) for side in sides)
    return base, ours, theirs


def blocks_text(blocks: tuple[Block, ...] | None) -> str:
    """Return blocks as an editor reads them."""
    return "\n\n".join(block.text for block in blocks or ())


def picture_text(picture: Picture | None) -> str:
    """Return a picture's words as an editor reads them."""
    if picture is None:
        return ""
    return "\n".join(part for part in (picture.title, picture.caption, picture.credit.raw, picture.alt_text) if part)
