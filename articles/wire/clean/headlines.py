"""Headlines of the wire that need an editor: in capitals, or the story's catchline in the place of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from articles.wire.story import Block, Issue, Kind, Profile

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
STARTS = re.compile(r"(?:^|[.!?:]\s+|[“‘\"(]\s?)(?P<word>[^\W_]+(?:[’'-][^\W_]+)*)")
ALWAYS = {"uk": "UK", "us": "US", "eu": "EU", "un": "UN", "nhs": "NHS", "mp": "MP", "mps": "MPs", "pm": "PM", "i": "I", "bbc": "BBC", "pa": "PA", "tv": "TV", "mod": "MoD", "gp": "GP", "gps": "GPs"}  # fmt: skip


ADVICE = re.compile(r"(?i)\b(?:advisory|advisories|schedule)\b")
SET = frozenset({Kind.PRE, Kind.TABLE})


def profile_of(said: Profile, catchline: str, blocks: Sequence[Block]) -> Profile:
    """Return what kind of message it is: its name may say that it is advice to the desk, its text that it is a table."""
    if said is not Profile.STORY:
        return said
    if ADVICE.search(catchline):
        return Profile.ADVISORY
    return Profile.DATA if blocks and all(one.kind in SET for one in blocks) else said


def in_capitals(text: str) -> bool:
    """Say whether the headline is set in capitals: more than two words, and no small letter."""
    return text.isupper() and len(WORD.findall(text)) > 2


def in_sentence_case(headline: str, copy: Iterable[str]) -> str:
    """Return the headline in small letters, with the capitals that its words have inside the copy."""
    forms = _forms(copy)
    text = WORD.sub(lambda one: _form(one[0], forms), headline)
    at = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def capitals_issue(headline: str, copy: Iterable[str]) -> Issue:
    """Offer the headline in sentence case; it is not changed by itself, since names are easily spoilt."""
    offer = in_sentence_case(headline, copy)
    return Issue("HEADLINE_CAPS", f"The headline is in capitals. In sentence case it may read “{offer}”.")


def catchline_issue(headline: str) -> Issue:
    """Say that the wire sent its own name for the story in the place of a headline."""
    return Issue("HEADLINE_CATCHLINE", f"“{headline[:80]}” is the wire's name for the story. Write a headline.")


def _form(word: str, forms: dict[str, str]) -> str:
    small = word.casefold()
    return ALWAYS.get(small) or forms.get(small) or word.lower()


def _forms(copy: Iterable[str]) -> dict[str, str]:
    """Return the words that the copy writes with capitals inside a sentence, and never without."""
    forms: dict[str, str] = {}
    small: set[str] = set()
    for text in copy:
        if text.isupper():
            continue
        starts = {found.start("word") for found in STARTS.finditer(text)}
        for found in WORD.finditer(text):
            word = found[0]
            if word.islower():
                small.add(word)
            elif found.start() not in starts and not (word.isupper() and len(word) > 5):
                forms.setdefault(word.casefold(), word)
    return {key: form for key, form in forms.items() if key not in small}
