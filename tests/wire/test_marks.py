"""Letters that nobody sees are named; the text stays as it is."""

import pytest

from articles.wire.marks import marks


@pytest.mark.parametrize(
    ("letter", "sign", "name"),
    [
        ("\xa0", "⍽", "U+00A0 NO-BREAK SPACE"),
        ("\t", "→", "U+0009"),
        ("\u2009", "␣", "U+2009 THIN SPACE"),
        ("\x85", "0085", "U+0085"),
        ("\u2028", "2028", "U+2028 LINE SEPARATOR"),
        ("\u200b", "200B", "U+200B ZERO WIDTH SPACE"),
        ("\xad", "00AD", "U+00AD SOFT HYPHEN"),
        ("\u202e", "202E", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\ufeff", "FEFF", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ('"', "", "U+0022 QUOTATION MARK"),
        ("'", "", "U+0027 APOSTROPHE"),
    ],
)
def test_an_invisible_letter_or_a_straight_quote_is_marked(letter, sign, name):
    assert list(marks(f"a{letter}b")) == [("a", "", ""), (letter, sign, name), ("b", "", "")]


def test_plain_words_curly_quotes_spaces_and_line_ends_are_not_marked():
    text = "“Talks – resume’s”\n\nin Paris, ünï"
    assert list(marks(text)) == [(text, "", "")]


def test_marked_parts_are_the_text_as_it_is():
    text = '\u200b"It\'s"\xa0so\t\x00\r\n'
    assert "".join(part for part, _, _ in marks(text)) == text
