"""Words that tell what a line is. They stand in clean/words, one a line, so that anyone can add one."""

from __future__ import annotations

import re
from pathlib import Path

WORDS = Path(__file__).with_name("words")


def _lines(name: str) -> frozenset[str]:
    text = (WORDS / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(one for one in text.splitlines() if one and not one.startswith("#"))


def whole(alternatives: str) -> re.Pattern[str]:
    """Compile alternatives that count as whole words in folded text.

    That a word is whole at its left is asked after its first letter: so the search can leap from one such letter to
    the next, where asking first would stop it at every word.
    """
    heads: dict[str, list[str]] = {}
    for one in re.split(r"\|(?![^()]{0,999}\))", alternatives):
        heads.setdefault(one[0], []).append(one[1:])
    parts = (rf"{head}(?<!\w{head})(?:{'|'.join(tails)})" for head, tails in heads.items())
    return re.compile(rf"(?:{'|'.join(parts)})\b")


FURNITURE = _lines("furniture")
FURNITURE_STARTS = tuple(_lines("furniture_starts"))
PERHAPS_STARTS = tuple(_lines("perhaps_starts"))
SECTIONS = _lines("sections")
# A credit must name one of these suppliers, or say "Picture:", "Photo:" or the like.
SUPPLIERS = _lines("suppliers")
ROLES = _lines("roles")
SPEECH = _lines("speech")
FIRST_NAMES = _lines("first_names")
# The wire agencies of Britain and Ireland, and how each is named in full.
AGENCIES = {
    "pa": "PA",
    "pa media": "PA Media",
    "pa wire": "PA Wire",
    "pa images": "PA Images",
    "pa archive": "PA Archive",
    "pa graphics": "PA Graphics",
    "pa photos": "PA Photos",
    "pa photo": "PA Photo",
    "pa news agency": "PA News Agency",
    "the pa news agency": "PA News Agency",
    "pa sport": "PA Sport",
    "press association": "Press Association",
    "press association images": "Press Association Images",
    "pa reporter": "PA",
    "pa reporters": "PA",
    "pa sport staff": "PA Sport",
    "pa sport reporters": "PA Sport",
    "press association sport": "Press Association Sport",
    "press association sport staff": "Press Association Sport",
    "newschain": "newschain",
    "reuters": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "associated press": "Associated Press",
    "agence france-presse": "Agence France-Presse",
    "getty": "Getty",
    "getty images": "Getty Images",
}
