"""The text of a story as HTML, and the words that stand for it in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from articles.wire.markup import from_markup, to_html
from articles.wire.story import Kind

TRAIL = 190
# Where the first paragraph must begin for a list to find it without reading the whole story.
OPENING = 4000
WORD = re.compile(r"\w[\w’'-]*")
# A wide table scrolls by itself, for the keyboard too. Text of a story cannot hold a bare tag, so only ours match.
TABLE = '<div class="table" role="region" aria-label="Table" tabindex="0"><table>'


def body_html(body: str, figures: Mapping[int, str]) -> str:
    """Render the text, its pictures in their places; those without a place follow it, so that none is lost."""
    waiting = dict(figures)
    text = to_html(body, lambda number: waiting.pop(number, ""))
    text = text.replace("<table>", TABLE).replace("</table>", "</table></div>")
    return text + "".join(waiting.values())


def trail_of(standfirst: str, body: str) -> str:
    """Return the words under a headline in a list: the standfirst, or else the first paragraph, cut at a word."""
    text = standfirst.strip() or _first_paragraph(body)
    return text if len(text) <= TRAIL else f"{text[:TRAIL].rsplit(' ', 1)[0].rstrip(',;:–—- ')}…"


def words_in(body: str) -> int:
    """Return how many words the story has."""
    return len(WORD.findall(body))


def _first_paragraph(body: str) -> str:
    opening = body[:OPENING].split("\n\n")
    blocks = (block for part in opening for block in from_markup(part)[0])
    return next((block.text.replace("\n", " ") for block in blocks if block.kind is Kind.PARAGRAPH), "")
