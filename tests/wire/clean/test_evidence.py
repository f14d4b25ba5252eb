"""Evidence of lines: what spares a long search hides nothing from it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire.clean import credits, dates, evidence, joints

HINTS = [
    (evidence.CAPTIONED, (evidence.CAPTION_HINT,)),
    (evidence.INVITATION, (evidence.INVITATION_HINT,)),
    (dates.AGO, (dates.DIGIT, dates.STAMP_WORD)),
    (dates.LIVE, (dates.DIGIT,)),
    (dates.BARE_LEAD, (dates.STAMP_WORD,)),
    *((form, (joints.MARKED,)) for form in (joints.SIGNED, joints.POSTED, joints.SPOKEN, joints.LABELLED)),
    *((form, (joints.MARKED,)) for form in (joints.BROWSER_MARK, joints.INNER_CREDIT)),
]


@pytest.mark.parametrize(("form", "hints"), HINTS)
def test_a_hint_stands_in_every_text_of_its_form(form: re.Pattern[str], hints: tuple[re.Pattern[str], ...]) -> None:
    @settings(max_examples=200, deadline=None)
    @given(st.from_regex(form, alphabet=st.characters(codec="ascii")))
    def is_hinted(text: str) -> None:
        assert any(hint.search(one) for hint in hints for one in (text, text.casefold()))

    is_hinted()


@pytest.mark.parametrize("credit", ["Ann Roe/PA", "Reuters", "[Photo: A]", "© PA", "Roe via AP", "getty images"])
def test_a_credit_is_hinted_by_a_mark_or_a_name(credit: str) -> None:
    assert credits.HINT.search(credit)
