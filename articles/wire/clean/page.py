"""Evidence that only a saved page has: where a unit stands, what its element is called, what the page says of itself."""

from __future__ import annotations

from functools import lru_cache

from articles.wire.clean.evidence import MENU, is_prose
from articles.wire.clean.typography import fold
from articles.wire.draft import Draft, Unit
from articles.wire.readers import places

QUIET = (
    places.NAV | places.FOOTER | places.ASIDE | places.RELATED | places.COMMENTS | places.SHARE | places.PROMO | places.HIDDEN
    | places.CONTROL | places.TITLE | places.TAGS | places.DRAWING | places.TWEET | places.GALLERY | places.PULLQUOTE
)  # fmt: skip
NAMED = frozenset(
    {"an agency alone", "perhaps a name", "a name alone", "names alone", "a name and a job", "“By” and a name"}
)
MARKED = places.PARAGRAPH | places.HEADING | places.ITEM | places.H1 | places.CAPTION
NEAR = (1.0, 0.7, 0.5, 0.35, 0.25)  # what a paragraph counts for the element around it, and those around that
FRAMES = places.HEADER | places.FIGURE | places.PLAYER | places.CAPTION | places.BYLINE | places.STAMP | places.CREDIT


@lru_cache(maxsize=4096)
def named(bits: int) -> tuple[str, ...]:
    """Return the names of the places in a set of bits."""
    return tuple(name for bit, name in places.NAMES.items() if bits & bit)


def gather(draft: Draft) -> Draft:
    """Add what the page itself tells to the evidence of every unit."""
    said = _Said(draft)
    holders = _story_holders(draft.units)
    marked = sum(bool(unit.places & places.PARAGRAPH) for unit in draft.units if is_prose(unit)) > 4
    wide = _wide(draft.units)
    last = _last_of_story(draft.units, holders)
    for at, unit in enumerate(draft.units):
        if unit.rule == MENU:
            unit.evidence += (*named(unit.places & ~wide), "all of it a link")
            continue
        if at > last:
            unit.evidence.append("below the last paragraph of that element")
        inside = not holders or not holders.isdisjoint(unit.holders)
        unit.evidence += _standing(unit, wide, marked, inside)
        if holders:
            unit.evidence.append(
                "in the element that holds most of the prose"
                if inside
                else "outside the element that holds most of the prose"
            )
        unit.evidence += said.of(unit)
    return draft


def _standing(unit: Unit, wide: int, marked: bool, inside: bool) -> list[str]:
    """Say what the elements around a unit are called, and how much of it is a link."""
    found = list(named(unit.places & ~wide if inside else unit.places & ~wide & ~places.AFTER_PICTURE))
    if unit.places & places.BYLINE and not NAMED.isdisjoint(unit.evidence):
        found.append("a name in a byline element")
    if marked and not unit.places & MARKED:
        found.append("not marked as a paragraph")
    if unit.linked > 0.8:
        found.append("all of it a link")
    elif unit.linked > 0.4:
        found.append("half of it a link")
    return found


def _wide(units: list[Unit]) -> int:
    """Return the places that hold most of the page's prose: a word on the outermost box says nothing."""
    total, weight = 1, dict.fromkeys(places.NAMES, 0)
    for unit in units:
        if unit.linked < 0.5 and is_prose(unit):
            words = len(unit.text[:4000].split(None, 80)[:80])
            total += words
            for bit in places.NAMES:
                weight[bit] += words if unit.places & bit else 0
    return sum(bit for bit, words in weight.items() if words > 0.5 * total and bit & (QUIET | FRAMES))


def _last_of_story(units: list[Unit], holders: frozenset[int]) -> int:
    """Return where the last paragraph stands in the element that holds the story."""
    seats = [
        at for at, unit in enumerate(units)
        if not unit.places & QUIET and unit.linked < 0.5 and is_prose(unit) and any(one in holders for one in unit.holders)
    ]  # fmt: skip
    return seats[-1] if seats else len(units)


class _Said:
    """What the page says of itself, folded for comparison."""

    def __init__(self, draft: Draft) -> None:
        page = draft.page
        self.headlines = {fold(one) for one in page.headlines if one}
        self.titles = tuple(fold(one) for one in (page.title,) if one)
        self.descriptions = {fold(one) for one in page.descriptions}
        self.authors = {fold(one) for one in page.authors}
        self.sections = {fold(page.section)} if page.section else set()
        self.alternatives = {fold(one) for one in page.alternatives}
        self.body = fold(page.body)

    def of(self, unit: Unit) -> list[str]:
        """Return which of the page's own words the unit repeats."""
        if len(unit.text) > 3000:
            return []
        flat, found = fold(unit.text), []
        if flat in self.headlines:
            found.append("the headline the page names")
        if any(one.startswith(flat) and len(flat) > 14 for one in self.titles):
            found.append("the title the page names")
        if flat in self.descriptions and len(flat) > 20:
            found.append("the summary the page names")
        if self.authors and flat.removeprefix("by ") in self.authors:
            found.append("the author the page names")
        if flat in self.sections:
            found.append("the section the page names")
        if len(flat) > 12 and flat in self.alternatives:
            found.append("the words that stand in for a picture")
        if self.body and len(flat) > 24:
            found.append(
                "in the text the page carries" if flat[:200] in self.body else "not in the text the page carries"
            )
        return found


def _story_holders(units: list[Unit]) -> frozenset[int]:
    """Find the element whose own paragraphs hold most prose, and say which elements count as the story's."""
    weight: dict[int, float] = {}
    for unit in units:
        if unit.places & QUIET or unit.linked > 0.5 or not is_prose(unit):
            continue
        words = len(unit.text[:4000].split(None, 80)[:80])
        for step, holder in enumerate(reversed(unit.holders)):
            weight[holder] = weight.get(holder, 0.0) + words * NEAR[step]
    if not weight:
        return frozenset()
    top = max(weight.values())
    return frozenset(holder for holder, value in weight.items() if value >= 0.45 * top)
