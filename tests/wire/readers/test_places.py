"""Places that the words of a class speak of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire.readers import places


@pytest.mark.parametrize(("bit", "pattern"), places.CLASS_WORDS)
def test_every_word_of_a_pattern_is_looked_up_by_its_stem(bit: int, pattern: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(pattern))
    def is_found(words: str) -> None:
        flat = places.SPLIT_CAMEL.sub("-", words).casefold().replace("_", "-")
        assert bool(places.of_class(words) & bit) == (len(words) <= 600 and bool(re.search(pattern, flat)))

    is_found()


def test_a_class_of_several_words_speaks_of_several_places() -> None:
    assert places.of_class("RelatedItem__caption site-footer") == places.RELATED | places.CAPTION | places.FOOTER
    assert places.of_class("col-md-6 css-1x2y") == 0
