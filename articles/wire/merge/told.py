"""A merge put into words: what was taken from the wire by itself, and what waits for an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from articles.wire.merge import body
from articles.wire.merge.order import Key, before
from articles.wire.merge.pictures import WORDS
from articles.wire.merge.values import Change, Conflict, Sides, Spot, What, blocks_text, picture_text, texts_of
from articles.wire.merge.weave import Weave
from articles.wire.story import Credit, Picture

Told = tuple[int, Conflict | Change]


def told(weave: Weave) -> tuple[tuple[Conflict, ...], tuple[Change, ...]]:
    """Return the conflicts and the changes of body and pictures, each in the order of the page."""
    found = [*_blocks(weave), *_moves(weave)]
    found.sort(key=lambda one: one[0])
    rows = [*_pictures(weave)]
    rows.sort(key=lambda one: one[0])
    every = [one for _, one in (*found, *rows)]
    return (
        tuple(one for one in every if isinstance(one, Conflict)),
        tuple(one for one in every if isinstance(one, Change)),
    )


def _places(weave: Weave) -> dict[Key, int]:
    """Return the place of each block, also of those that are gone: there it would stand."""
    orders = weave.three.orders
    places = before(orders.theirs, weave.ends) | before(orders.ours, weave.ends)
    return places | {key: end - len(weave.blocks.get(key, ())) for key, end in weave.ends.items()}


def _blocks(weave: Weave) -> Iterator[Told]:
    places = _places(weave)
    for key, kept in weave.blocks.items():
        base, ours, theirs = (side.get(key, ()) for side in weave.three.blocks)
        texts = texts_of(blocks_text, (base, ours, theirs))
        if key in weave.disputed:
            yield (
                places[key],
                Conflict(Spot.BLOCK, weave.disputed[key][0], *texts, places[key], Sides(ours, theirs)),
            )
        elif not body.same(ours, kept):
            what = What.CHANGED if ours and kept else What.ADDED if kept else What.REMOVED
            name = str((kept or ours)[0].kind)
            yield places[key], Change(Spot.BLOCK, name, what, texts[1], blocks_text(kept), places[key])


def _moves(weave: Weave) -> Iterator[Told]:
    orders = weave.three.orders
    contested = set(orders.contested())
    standing = [_standing_before(weave, side) for side in range(3)] if contested else []
    targets = before(orders.theirs, {key: end for key, end in weave.ends.items() if not key.is_picture})
    for key, end in weave.ends.items():
        name = "picture" if key.is_picture else "block"
        start = end - len(weave.blocks.get(key, ()))
        place = weave.ranks[key] - 1 if key.is_picture else start
        if key in contested:
            base, ours, theirs = (side[key] for side in standing)
            yield start, Conflict(Spot.PLACE, name, base, ours, theirs, place, Sides(target=targets[key]))
        elif key in orders.moved_by_them and key not in orders.moved_by_us and key in orders.ours:
            text = picture_text(weave.chosen[key]) if key.is_picture else blocks_text(weave.blocks[key])
            yield start, Change(Spot.PLACE, name, What.MOVED, text, text, place)


def _standing_before(weave: Weave, side: int) -> dict[Key, str]:
    """Return the text of the block that a side has before each thing."""
    orders, blocks = weave.three.orders, weave.three.blocks[side]
    found, last = {}, ""
    for key in (orders.base, orders.ours, orders.theirs)[side]:
        found[key] = last
        last = last if key.is_picture else blocks_text(blocks[key])
    return found


def _pictures(weave: Weave) -> Iterator[Told]:
    places = before(weave.three.ranks.theirs, weave.ranks) | before(weave.three.ranks.ours, weave.ranks)
    places |= {key: rank - 1 for key, rank in weave.ranks.items()}
    target = before(weave.three.orders.theirs, weave.ends)
    for key, place in places.items():
        disputed = weave.disputed.get(key, ())
        for name in disputed:
            yield place, _conflict(weave, key, name, place, target.get(key, 0))
        for change in _changes(weave, key, place, disputed):
            yield place, change


def _conflict(weave: Weave, key: Key, name: str, place: int, target: int) -> Conflict:
    base, ours, theirs = (side.get(key) for side in weave.three.pictures)
    if name in WORDS:
        texts = texts_of(lambda side: _text(side, name), (base, ours, theirs))
        sides = Sides(getattr(ours, name), getattr(theirs, name))
        return Conflict(Spot.PICTURE, name, *texts, place, sides)
    if name == "is_lead":
        texts = texts_of(_leading, weave.three.pictures)
        return Conflict(Spot.PICTURE, name, *texts, place)
    texts = texts_of(picture_text, (base, ours, theirs))
    return Conflict(Spot.PICTURE, name, *texts, place, Sides(ours, theirs, target))


def _leading(side: Mapping[Key, Picture]) -> str:
    return picture_text(next((one for one in side.values() if one.is_lead), None))


def _text(picture: Picture | None, name: str) -> str:
    value = getattr(picture, name, "")
    if isinstance(value, Credit):
        return value.raw or "/".join(part for part in (value.photographer, value.agency) if part)
    return str(value)


def _changes(weave: Weave, key: Key, place: int, disputed: tuple[str, ...]) -> Iterator[Change]:
    ours, kept = weave.three.pictures[1].get(key), weave.chosen.get(key)
    if ours is None or kept is None:
        if ours is not kept:
            what = What.ADDED if kept else What.REMOVED
            yield Change(Spot.PICTURE, "picture", what, picture_text(ours), picture_text(kept), place)
        return
    for name in (*WORDS, "supplier_ref"):
        old, new = _text(ours, name), _text(kept, name)
        if (
            getattr(ours, name) != getattr(kept, name)
            and name not in disputed
            and " ".join(old.split()) != " ".join(new.split())
        ):
            what = What.CHANGED if old and new else What.ADDED if new else What.REMOVED
            yield Change(Spot.PICTURE, name, what, old, new, place)
    if ours.is_lead != kept.is_lead:
        yield Change(Spot.PICTURE, "is_lead", What.CHANGED, _lead(ours), _lead(kept), place)


def _lead(picture: Picture) -> str:
    return "lead" if picture.is_lead else "inline"
