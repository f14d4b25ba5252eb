# ruff: noqa: E501 - specimens are one line, however long
"""JSON that is broken, hostile or of no known format: refused with a code or read with its doubts, never an exception."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import read
from articles.wire.readers import json_formats
from articles.wire.story import Fate
from tests.wire.readers.messages import WALL, codes, fingerpost, ninjs, pa, reading, story

SOUND = json.dumps(ninjs())
# What these cases ask for is not judged: the letters of a file are made clean before its format is known.
MADE_CLEAN = {"json/011_raw_control"}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "TOO_DEEP"),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, "TOO_DEEP"),
        (SOUND[:-1] + ', "uri": "other"}', "JSON_DUPLICATE_KEY"),
        (SOUND[:-1] + ', "urgency": NaN}', "JSON_MALFORMED"),
        (SOUND[:-1] + ', "urgency": -Infinity}', "JSON_MALFORMED"),
        (SOUND[:-1] + ', "urgency": ' + "9" * 100_000 + "}", "JSON_MALFORMED"),
        (SOUND[:-1] + ",}", "JSON_MALFORMED"),
        (SOUND[:-60], "JSON_MALFORMED"),
        (SOUND + SOUND, "JSON_MALFORMED"),
        ("// wire\n" + SOUND, "JSON_MALFORMED"),
        (SOUND[:-1] + "".join(f', "k{number}": 1' for number in range(2_000)) + "}", "FIELD_INVALID"),
        ("{}", "JSON_UNKNOWN_FORMAT"),
        ("[]", "JSON_UNKNOWN_FORMAT"),
        ("[[]]", "JSON_UNKNOWN_FORMAT"),
        ('{"name": "x", "value": 1}', "JSON_UNKNOWN_FORMAT"),
        ('{"uri": "x", "headline": "y"}', "NO_STORY"),
        (json.dumps(ninjs(uri="u" * 401)), "FIELD_INVALID"),
        ("[" + ",".join(["{}"] * 6_000) + "]", "TOO_MANY"),
    ],
    ids=range(18),
)
def test_what_cannot_be_read_is_refused_with_its_code(text: str, code: str) -> None:
    found = read(text.encode())
    assert found.refusal is not None
    assert (found.refusal.code, found.stories) == (code, ())
    assert found.refusal.reason and found.refusal.remedy


@pytest.mark.parametrize("name", ["headline", "byline", "body_html", "uri"])
@pytest.mark.parametrize("value", [7, ["a"], {"a": 1}, True, []])
def test_a_wrong_type_where_a_story_stands_or_falls_is_refused(name: str, value: Any) -> None:
    found = reading(ninjs(**{name: value}))
    assert found.refusal is not None and found.refusal.code == "FIELD_INVALID"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("headline", None), ("versioncreated", 0), ("versioncreated", "yesterday"), ("versioncreated", "2026-03-03T12:00:00"),
        ("associations", [1]), ("associations", {"main": None}), ("associations", "x"), ("subject", "x"), ("subject", [1]),
        ("urgency", 1e300), ("urgency", "high"), ("urgency", 99), ("ednote", ["a"]), ("language", {"a": 1}), ("located", True),
    ],
)  # fmt: skip
def test_a_wrong_type_elsewhere_is_a_doubt(name: str, value: Any) -> None:
    one = story(ninjs(**{name: value}))
    assert "FIELD_INVALID" in codes(one)
    assert len(one.body) == 2


def test_a_version_that_no_row_can_hold_is_left_aside() -> None:
    one = story(ninjs(version="1180591620717411303424"))
    assert (one.version, "VERSION_INVALID" in codes(one)) == ("", True)
    assert story(ninjs(version=7)).version == "7"


@pytest.mark.parametrize("letter", ["\ud800", "\x00", "\u202e", "\U000e0041"])
def test_letters_that_nothing_can_hold_are_taken_out_aloud(letter: str) -> None:
    one = story(ninjs(headline=f"Sea{letter} wall", body_html=WALL))
    assert one.headline == "Sea wall"
    assert codes(one) & {"CONTROL_CHARS_REMOVED", "BIDI_REMOVED", "INVISIBLE_REMOVED"}
    escaped = story(ninjs(body_html=f"<p>Sea&#x{ord(letter):x}; wall</p>"))
    assert letter not in escaped.body[0].text


def test_hidden_text_is_removed_and_kept_in_the_ledger() -> None:
    one = story(ninjs(body_html=WALL + '<p style="display:none">Buy now</p>'))
    assert len(one.body) == 2
    assert [piece.text for piece in one.pieces if piece.fate is Fate.REMOVED] == ["Buy now"]


def test_addresses_and_pictures_inside_a_message_are_told_and_not_followed() -> None:
    for href in (
        "http://169.254.169.254/x",
        "file:///etc/passwd",
        "http://a@127.0.0.1/",
        "http://localhost/",
        "http://[::1",
    ):
        one = story(ninjs(associations={"main": {"type": "picture", "renditions": {"a": {"href": href}}}}))
        assert "IMAGE_REMOTE" in codes(one)
    fine = {
        "type": "picture",
        "description_text": "A (Bo Ives/PA)",
        "renditions": {"a": {"href": "https://image.example.org/a.jpg"}},
    }
    assert codes(story(ninjs(associations={"main": fine}))) == set()
    assert "IMAGE_INLINE" in codes(story(ninjs(associations={"main": {"type": "picture", "data": "AAAA"}})))


@pytest.mark.parametrize(
    "message",
    [
        pa(body_html="<td>" * 100_000),
        pa(body_html="<table><tr><td>" + "a<br>" * 200_000),
        pa(body_html="<figure>" + "a<br>" * 200_000),
        pa(body_html="<pre>" * 50_000 + "x"),
        pa(body_html="<p>" * 200_000 + "x"),
        pa(byline="By " + "a, " * 200_000),
        pa(headline="A" * 1_000_000),
        pa(ednote="embargo " * 100_000),
        pa(description_text="a " * 300_000),
        pa(associations={f"embedded{number}": {"description_text": "a (b/PA)" * 200} for number in range(900)}),
        fingerpost(body_text="<" * 500_000),
        fingerpost(body_text="a\n\n" * 100_000),
    ],
    ids=range(12),
)
def test_a_hostile_field_costs_no_time(message: Any) -> None:
    began = time.process_time()
    found = reading(message)
    assert bool(found.stories) != bool(found.refusal)
    assert time.process_time() - began < 10


@given(
    st.dictionaries(st.sampled_from([*pa(), *fingerpost(), "associations", "embargoed", "headlines", "bodies"]), VALUES)
)
def test_no_value_of_any_field_raises(fields: dict[str, Any]) -> None:
    for make in (pa, ninjs, fingerpost):
        found = json_formats.read(json.dumps(make(**fields)))
        assert bool(found.stories) != bool(found.refusal)


@given(VALUES)
def test_no_value_at_all_raises(value: Any) -> None:
    found = json_formats.read(json.dumps(value))
    assert bool(found.stories) != bool(found.refusal)


def test_prose_in_brackets_is_no_message() -> None:
    assert not json_formats.is_message("[Updated] The wall stands.")
    assert not json_formats.is_message("{sic} he said: no")


def test_the_hostile_messages_get_the_answer_their_list_names(hostile: list[dict[str, Any]]) -> None:
    for case in (one for one in hostile if one["group"] == "json" and one["id"] not in MADE_CLEAN):
        found = read(case["bytes"], case["path"])
        assert bool(found.refusal) is (case["verdict"] == "reject"), (case["id"], found.refusal)
        if found.refusal and found.format == "json":
            assert found.refusal.code == case["code"], case["id"]
        for one in found.stories:
            expected = case["expect"]
            assert len(one.body) == expected.get("n_paragraphs", len(one.body)), case["id"]
            assert one.headline == expected.get("headline", one.headline), case["id"]
