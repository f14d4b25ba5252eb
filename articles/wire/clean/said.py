"""What a saved page says of itself, weighed against what stands in its text."""

from __future__ import annotations

from datetime import date

from articles.wire.clean import bylines as names
from articles.wire.clean import dates
from articles.wire.clean.typography import fold
from articles.wire.draft import PageFacts
from articles.wire.story import Block, Byline, Issue


def published(page: PageFacts) -> date | None:
    """Return the day the page says it was published."""
    return dates.parse(page.published) if page.published else None


def section(page: PageFacts, seen: str) -> str:
    """Return the section the page names, in the spelling of its text where both agree."""
    named = page.section.strip()
    if not named or len(named) > 60 or named.startswith("http"):
        return seen
    return seen or named


def bylines(page: PageFacts, seen: tuple[Byline, ...]) -> tuple[Byline, ...]:
    """Return the byline of the text; where there is none, what the page says of its author."""
    authors = list(dict.fromkeys(one for one in page.authors if names.is_person(one)))
    if not authors:
        return seen
    known = {fold(one.name) for one in seen if one.name}
    if seen and known & {fold(one) for one in authors}:
        return seen
    said = [found for one in authors for found in names.read(one)]
    if seen and len(known) >= len([one for one in said if one.name]):
        return seen
    return tuple({(fold(one.name), fold(one.organisation)): one for one in said}.values())


def disagreement(page: PageFacts, blocks: list[Block]) -> Issue | None:
    """Compare the story with the text the page carries in its linked data, where it carries one."""
    body = fold(page.body)
    if len(body) < 600 or not blocks:
        return None
    words = sum(len(block.text) for block in blocks)
    known = sum(len(block.text) for block in blocks if fold(block.text)[:120] in body)
    if known >= 0.6 * words and words >= 0.5 * len(body):
        return None
    return Issue("BODY_DISAGREES", "The page carries another text in its linked data than it shows. Compare the two.")
