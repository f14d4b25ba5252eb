"""House style: each place is found where it stands, never in somebody's own words, never twice."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import housestyle
from articles.wire.housestyle import Rule, find, quotations, replace


def rule(wanted="focussed", put="focused", **fields):
    return Rule(1, wanted, put, "One s.", **fields)


def words(text, **fields):
    return [one.found for one in find(text, [rule(**fields)])]


def test_a_place_says_its_paragraph_its_offset_and_what_stands_around():
    text = "First, all is well.\n\nThey focussed on the vote."
    (match,) = find(text, [rule()])
    assert (match.paragraph, text[match.start : match.end]) == (2, "focussed")
    assert (match.before, match.after) == ("They ", " on the vote.")
    assert replace(text, match) == "First, all is well.\n\nThey focused on the vote."


@pytest.mark.parametrize(
    "paragraph",
    [
        'He said: "We are focussed."',
        "He said: “We are focussed.”",
        "He said: ”We are focussed.“",
        "He said: „We are focussed.“",
        "He said: «We are focussed.»",
        "He said: »We are focussed.«",
        "He said: ‘We are focussed.’",
        "He said: ’We are focussed.‘",
        "He said: 'We are focussed.'",
        "He said: 'The players' union and we are focussed.'",
        "He said: “We are focussed and it goes on in the next paragraph.",
        "and we are focussed,” he said.",
        "He said: “It's 'so focussed' here.”",
        "> We are focussed.",
        "> We stand\n> and are focussed.",
    ],
)
def test_what_is_quoted_is_no_place_unless_the_rule_says_so(paragraph):
    assert words(paragraph) == []
    assert words(paragraph, in_quotations=True) == ["focussed"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Yes,” he said, focussed on “the vote”.",
        "”Yes,“ he said, focussed on ”the vote“.",
        '"Yes," he said, focussed on "the vote".',
        "'Yes,' he said, focussed on 'the vote'.",
        "‘Yes,’ he said, focussed on ‘the vote’.",
        "The players’ union isn’t focussed.",
        "The players' union isn't focussed.",
        "In the '80s they focussed.",
        "In the ‘80s they focussed.",
        "“Yes,” she said.\n\nThey focussed.",
    ],
)
def test_words_beside_a_quotation_are_found(paragraph):
    assert words(paragraph) == ["focussed"]


def test_whole_words_and_capitals_as_the_rule_says():
    assert words("A catalogue, a Cat.", wanted="cat", put="dog") == ["Cat"]
    assert words("A catalogue, a Cat.", wanted="cat", put="dog", whole_word=False) == ["cat", "Cat"]
    assert words("A catalogue, a Cat.", wanted="cat", put="dog", match_case=True) == []


def test_capitals_of_the_place_stay():
    texts = "Focussed now. FOCUSSED, focussed."
    assert [one.put for one in find(texts, [rule()])] == ["Focused", "FOCUSED", "focused"]


def test_curly_and_straight_apostrophes_are_the_same_in_both_directions():
    assert words("They don’t know.", wanted="don't", put="do not") == ["don’t"]
    assert words("They don't know.", wanted="don’t", put="do not") == ["don't"]


def test_what_a_rule_makes_is_no_place_for_it_again():
    grow = rule("Starmer", "Keir Starmer")
    (match,) = find("Mr Starmer met Keir Starmer.", [grow])
    assert find(replace("Mr Starmer met Keir Starmer.", match), [grow]) == []


@pytest.mark.parametrize(
    "text",
    ["[[photo 2]]", "[the vote](https://example.com/photo/2)", "See https://example.com/photo.", "a.photo@example.com"],
)
def test_addresses_and_places_of_photos_are_never_touched(text):
    assert words(text, wanted="photo", put="picture", in_quotations=True) == []


@pytest.mark.parametrize(
    "wanted", [".*", "(a+)+$", "[", "\\", "(?i)x", "$", "^", "a{1,99999}", "|", "?", "\x00", "İ", "ß"]
)
def test_a_hostile_from_is_literal_text(wanted):
    text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! All of it, every word."
    assert find(text, [rule(wanted, "x", whole_word=False)]) == []
    assert [one.found for one in find(f"So {wanted} so", [rule(wanted, "x", whole_word=False)])] == [wanted]


@pytest.mark.parametrize("wanted", ["", " ", "\n\n"])
def test_an_empty_from_is_found_nowhere(wanted):
    assert find("All of it.\n\nAll.", [rule(wanted, "x", whole_word=False)]) == []


def test_the_number_of_places_is_bounded():
    assert len(find("focussed " * 5000 + "\n\n" + "focussed " * 5000, [rule()])) == housestyle.MOST


@pytest.mark.parametrize("text", ["'a' vote ", "“a vote” ", "'a ", '"', "](", "'vote' ", "[[photo 1]] vote ", "a@"])
def test_text_of_marks_without_end_is_read_in_steps_that_grow_with_its_length(text):
    def steps(times):
        count = 0

        def trace(frame, event, _):
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            find(text * times, [rule("vote", "ballot"), rule("a", "b")])
        finally:
            sys.settrace(before)
        return count

    assert steps(800) < 2.5 * steps(400)


def test_a_place_that_is_another_by_now_is_refused():
    (match,) = find("They focussed.", [rule()])
    with pytest.raises(ValueError, match="has changed"):
        replace("We focussed.", match)


LETTERS = st.text(alphabet="ab \n>“”‘’'\"«[]()İßſK", max_size=60)


@given(LETTERS, st.text(alphabet="abİßſK'’ ", min_size=1, max_size=3), LETTERS)
def test_a_replacement_changes_its_place_alone(text, wanted, put):
    for match in find(text, [rule(wanted, put, whole_word=False)]):
        assert text[match.start : match.end] == match.found
        changed = replace(text, match)
        assert changed.startswith(text[: match.start]) and changed.endswith(text[match.end :])
        assert len(changed) == len(text) - len(match.found) + len(match.put)


@given(LETTERS)
def test_quotations_stay_inside_their_paragraph(text):
    assert all(0 <= start < end <= len(text) for start, end in quotations(text) if text)
