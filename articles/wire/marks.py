"""Letters that nobody sees, and straight quotes: what to show in their place on demand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# The same letters stand in static/js/desk-edit.js, which shows them while somebody types.
MARKED = re.compile(
    "[\"']|[^\\S \n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
SPACES = {"\t": "→", "\r": "␍", "\xa0": "⍽", "\u202f": "⍽"}


def marks(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the text in parts: the letters, the sign to show for a marked one ("" for none), and its name."""
    last = 0
    for one in MARKED.finditer(text):
        if one.start() > last:
            yield text[last : one.start()], "", ""
        yield one[0], sign(one[0]), f"U+{ord(one[0]):04X} {unicodedata.name(one[0], '')}".strip()
        last = one.end()
    if last < len(text):
        yield text[last:], "", ""


def sign(letter: str) -> str:
    """Return what stands for a letter that nobody sees: an arrow, an open box, or its number; none for a quote."""
    if letter in "\"'":
        return ""
    return SPACES.get(letter) or ("␣" if unicodedata.category(letter) == "Zs" else f"{ord(letter):04X}")
