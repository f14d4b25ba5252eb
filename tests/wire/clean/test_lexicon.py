"""Words that tell what a line is, and how they are searched for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.wire.clean.lexicon import whole

WORDS = r"sign(?:ing)? up|newsletters?|email(?:ed)? (?:us|address)|subscri\w{2,8}|our"
PIECES = [
    "sign",
    "signing",
    " up",
    "newsletter",
    "s",
    "email",
    "ed",
    " us",
    " address",
    "subscri",
    "bed",
    "our",
    " ",
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_words_are_found_whole_and_nowhere_else(text: str) -> None:
    plain = re.search(rf"\b(?:{WORDS})\b", text)
    found = whole(WORDS).search(text)
    assert (found and found.span()) == (plain and plain.span())
