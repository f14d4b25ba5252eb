"""What the editors type and what the wire sent: the same words, whatever signs they hold."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire.markup import escape, from_markup, to_html, to_markup
from articles.wire.story import Block, Kind, Picture

TRAPS = [
    "1. Foo", "12) bar", "- foo", "+1+cmd|' /C calc'!A0", "# x", "#", "> quoted", "~~~", "```", "``` x", "--", "***",
    "*a* _b_ __c__ snake_case a_ _b", "[x](javascript:alert(1))", "[the minister] said", "`code`", "<b>bold</b>",
    "AT&amp;T &lt;i&gt;", "a | b | c", "back\\slash\\", "[[photo 2]]", "![y](http://127.0.0.1/t.png)", "<http://127.0.0.1>",
    "Foo ##", "© 2024", "“Nobody here”", "{{ settings.SECRET_KEY }}", "1; SELECT pg_sleep(10)--", "\\'; %25 _ % \\",
]  # fmt: skip
LINES = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.QUOTE)
SIGNS = st.text(alphabet="ab1 #*_-+>.()[]|`~\\<&!\n" + "é“", min_size=1, max_size=30)


def inner_text(html: str) -> str:
    return unescape(re.sub(r"<[^>]{0,200}>", "", html)).strip()


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize("text", TRAPS)
def test_received_text_reads_as_received(text: str, kind: Kind) -> None:
    written = to_markup([Block(text, kind), Block("Then this.", kind)], [])
    assert [(one.text, one.kind) for one in from_markup(written)[0]] == [(text, kind), ("Then this.", kind)]


@pytest.mark.parametrize("text", TRAPS)
def test_received_text_renders_as_received(text: str) -> None:
    html = to_html(to_markup([Block(text)], []), lambda number: "")
    assert inner_text(html) == text
    assert html.count("<") == 2


@given(st.lists(st.tuples(st.sampled_from(LINES), SIGNS), max_size=6))
@settings(max_examples=300, deadline=None)
def test_blocks_survive_the_round_trip(rows: list[tuple[Kind, str]]) -> None:
    blocks = [Block(" ".join(text.split()), kind) for kind, text in rows if text.strip()]
    back, photos = from_markup(to_markup(blocks, []))
    assert [(one.text, one.kind) for one in back] == [(one.text, one.kind) for one in blocks]
    assert photos == ()


@given(
    st.lists(st.text(alphabet="ab |*_\\`", max_size=8).map(lambda text: " ".join(text.split())), min_size=2, max_size=4)
)
@settings(max_examples=100, deadline=None)
def test_tables_survive_the_round_trip(cells: list[str]) -> None:
    rows = "\t".join(["head", *cells]) + "\n" + "\t".join(["row", *cells])
    back, _ = from_markup(to_markup([Block(rows, Kind.TABLE)], []))
    assert [(one.text, one.kind) for one in back] == [(rows, Kind.TABLE)]


def test_set_matter_keeps_its_lines_and_fences() -> None:
    text = "Hull   1\n  Leeds 0\n```\n[[photo 1]]"
    assert from_markup(to_markup([Block(text, Kind.PRE)], []))[0][0].text == text


def test_pictures_stand_at_their_places_and_the_lead_has_none() -> None:
    blocks = [Block("One."), Block("Two.", Kind.ITEM), Block("Three.", Kind.ITEM)]
    pictures = [Picture("lead", is_lead=True), Picture("a", after=1), Picture("b", after=2), Picture("c", after=3)]
    written = to_markup(blocks, pictures)
    assert written == "One\\.\n".replace("\\", "") + "\n[[photo 2]]\n\n- Two.\n\n[[photo 3]]\n\n- Three.\n\n[[photo 4]]"
    assert from_markup(written)[1] == ((2, 1), (3, 2), (4, 3))


def test_a_picture_is_rendered_in_its_place_only() -> None:
    html = to_html(
        "A [[photo 1]] in a line.\n\n[[photo 1]]\n\n[[photo 7]]",
        lambda number: "<figure>1</figure>" if number == 1 else "",
    )
    assert html == "<p>A [[photo 1]] in a line.</p>\n<figure>1</figure>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "//evil.test",
        "file:///etc/passwd",
        "https:evil",
    ],
)
def test_only_web_and_mail_links_are_links(address: str) -> None:
    assert "<a" not in to_html(f"[x]({address})", lambda number: "")


def test_links_to_the_web_are_links() -> None:
    assert (
        to_html("[x](https://example.test/a)", lambda number: "") == '<p><a href="https://example.test/a">x</a></p>\n'
    )


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_becomes_live_html(text: str) -> None:
    html = to_html(text, lambda number: "")
    assert not re.search(r"(?i)<(?:script|img|iframe|svg|style)|<[^>]{0,99}\son\w", html)


def test_escape_is_sparing() -> None:
    assert escape("The 7-6 (6) win, [sic] & more: a_b (c).") == "The 7-6 (6) win, [sic] & more: a_b (c)."


TYPED = (
    "A *word* with a [link](https://example.org/a_b) and \\* a star\nand a second line\n\n"
    "## Crosshead \\#\n\n- one\n- *two*\n\n1. first\n2. second\n\n> said\n> twice\n\n"
    "| a\\|b | *c* |\n| --- | --- |\n| 1 | 2 |\n\n[[photo 2]]\n\n```\na  b\n```"
)


def test_what_editors_typed_comes_back_as_typed() -> None:
    blocks, places = from_markup(TYPED, marked=True)
    pictures = [Picture("lead", is_lead=True), Picture("", after=places[0][1])]
    again = to_markup(blocks, pictures, marked=True)
    html, typed = (re.sub(r"\s|</?p>", "", to_html(one, str)) for one in (again, TYPED))
    assert html == typed
    assert [block.text for block in from_markup(again, marked=True)[0]] == [block.text for block in blocks]


@given(st.lists(SIGNS, min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_any_typed_text_keeps_its_words_and_kinds_on_the_way_there_and_back(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    blocks, _ = from_markup(text, marked=True)
    again, _ = from_markup(to_markup(blocks, [], marked=True), marked=True)
    assert [(one.kind, one.text.split()) for one in again] == [(one.kind, one.text.split()) for one in blocks]


@given(st.lists(st.builds(Block, SIGNS, st.sampled_from(LINES)), max_size=5))
@settings(max_examples=200, deadline=None)
def test_what_the_wire_sent_reads_the_same_with_and_without_marks(blocks: list[Block]) -> None:
    text = to_markup([block for block in blocks if block.text.strip()], [])
    marked, _ = from_markup(text, marked=True)
    assert to_markup(marked, [], marked=True) == text
