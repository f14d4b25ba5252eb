"""Two texts word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.diff import Mark, Span, compare, is_changed, words

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=120)
PAGES = st.lists(TEXTS, max_size=6).map("\n".join)


def marked(lines):
    signs = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "[+{}+]"}
    return ["".join(signs[span.mark].format(span.text) for span in line) for line in lines]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Same.", "Same.", ["Same."]),
        ("Talks begin today", "Talks resume today", ["Talks [-begin-][+resume+] today"]),
        ("Costs £2m.", "Costs £3m.", ["Costs £[-2m-][+3m+]."]),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", ["One.", "Two.", "[+Three.+]"]),
        ("One.\n\nTwo.", "Two.", ["[-One.-]", "Two."]),
        ("Apples and pears", "Nothing like it", ["[-Apples and pears-]", "[+Nothing like it+]"]),
        ("", "New", ["[+New+]"]),
        ("Gone", "", ["[-Gone-]"]),
    ],
)
def test_words_are_marked(old, new, expected):
    assert marked(compare(old, new)) == expected


def test_a_line_knows_whether_it_changed():
    assert not is_changed((Span(Mark.SAME, "One"),))
    assert is_changed((Span(Mark.SAME, "One"), Span(Mark.NEW, " two")))


def texts(lines, without):
    return ["".join(span.text for span in line if span.mark is not without) for line in lines]


@given(PAGES, PAGES)
def test_both_texts_can_be_read_off(old, new):
    lines = compare(old, new)
    assert [one for one in texts(lines, Mark.NEW) if one.strip()] == [one for one in old.splitlines() if one.strip()]
    assert [one for one in texts(lines, Mark.GONE) if one.strip()] == [one for one in new.splitlines() if one.strip()]


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(is_changed(line) for line in compare(text, text))


def test_hostile_texts_are_compared_in_time():
    began = time.perf_counter()
    words("a " * 200_000, "b " * 200_000)
    compare("a\n" * 20_000, "b\n" * 20_000)
    words("ab " * 900, "ba " * 900)
    assert time.perf_counter() - began < 5
