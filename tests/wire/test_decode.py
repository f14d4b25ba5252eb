"""Bytes to text: every encoding a desk meets, and nothing dropped unsaid."""

from __future__ import annotations

import pytest

from articles.wire.decode import decode, mend

TEXT = "It cost £3.2 million, said “Ann Roe” – café\n"


@pytest.mark.parametrize(
    ("payload", "encoding", "codes"),
    [
        (TEXT.encode(), "utf-8", []),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", []),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16", []),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16", []),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32", []),
        (TEXT.encode("utf-16-le"), "utf-16-le", ["ENCODING_GUESSED"]),
        (TEXT.encode("cp1252"), "cp1252", ["ENCODING_CP1252"]),
        (b'<meta charset="iso-8859-1">' + TEXT.encode("cp1252"), "cp1252", []),
        (b'<?xml version="1.0" encoding="iso-8859-15"?>' + "é".encode("iso-8859-15"), "iso-8859-15", []),
        (TEXT.encode() + "“It cost £5.”".encode("cp1252"), "utf-8", ["ENCODING_MIXED"]),
    ],
)
def test_an_encoding_is_found_or_guessed_aloud(payload: bytes, encoding: str, codes: list[str]) -> None:
    found = decode(payload)
    assert found is not None
    assert (found.encoding, [one.code for one in found.issues]) == (encoding, codes)
    assert "\ufffd" not in found.text
    assert found.text.endswith(("café\n", "é", "£5.”"))


def test_control_characters_go_and_are_counted() -> None:
    found = decode("har\x00bour \x07bell\x00 \ufffe".encode())
    assert found is not None
    assert found.text == "harbour bell "
    assert dict(found.strays) == {"\x00": 2, "\x07": 1, "\ufffe": 1}
    assert [one.code for one in found.issues] == ["CONTROL_CHARS_REMOVED"]


@pytest.mark.parametrize(("letter", "code"), [("\u202e", "BIDI_REMOVED"), ("\U000e0069", "INVISIBLE_REMOVED")])
def test_characters_that_turn_or_hide_text_go_aloud(letter: str, code: str) -> None:
    found = decode(f"Har{letter}bour".encode())
    assert found is not None
    assert (found.text, [one.code for one in found.issues]) == ("Harbour", [code])


def test_characters_without_width_go_quietly_but_emoji_stay_whole() -> None:
    found = decode("Har\u200bbo\u00adur \U0001f468\u200d\U0001f680".encode())
    assert found is not None
    assert (found.text, found.issues) == ("Harbour \U0001f468\u200d\U0001f680", ())


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_kind(ending: str) -> None:
    found = decode(f"one{ending}two{ending}".encode())
    assert found is not None
    assert (found.text, found.issues) == ("one\ntwo\n", ())


def test_mixed_line_ends_are_said() -> None:
    found = decode(b"one\r\ntwo\rthree\n")
    assert found is not None
    assert [one.code for one in found.issues] == ["MIXED_EOL"]


def test_mojibake_is_offered_mended_and_never_mended_silently() -> None:
    broken = "praises â€˜remarkableâ€™ repairs, at Â£3.2 million"
    found = decode(f"First line\n{broken}".encode())
    assert found is not None
    assert broken in found.text
    issue = next(one for one in found.issues if one.code == "MOJIBAKE")
    assert issue.line == 2
    assert "praises ‘remarkable’ repairs" in issue.message
    assert mend(broken) == "praises ‘remarkable’ repairs, at £3.2 million"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\u200cb", "ab"),
        ("❤\u200d❤", "❤\u200d❤"),
        ("❤ a\u200d ❤", "❤ a ❤"),
        ("a\u2028b\x0cc", "a b c"),
        ("cafe\u0301", "café"),
    ],
)
def test_rare_letters_are_judged_where_they_stand(written: str, read: str) -> None:
    found = decode(written.encode())
    assert found is not None
    assert found.text == read
