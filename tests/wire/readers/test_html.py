# ruff: noqa: E501 - specimens are one line, however long
"""Pages in one pass: what is text, what is evidence, and what is neither."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire.readers import html, places
from tests.wire.corpus import squashed


def texts(source: str) -> list[str]:
    return [unit.text for unit in html.read(source).units]


def test_blocks_part_and_inline_tags_do_not() -> None:
    assert texts("<p>One <b>bold</b> word.</p><p>Two <a href=x>links</a>.</p>") == ["One bold word.", "Two links."]


def test_scripts_styles_and_templates_are_no_text() -> None:
    source = "<p>One</p><script>if (a<b) {'<p>no</p>'}</script><style>p{}</style><noscript>no</noscript><template><p>no</p></template><p>Two</p>"
    assert texts(source) == ["One", "Two"]


def test_scripts_that_never_end_take_the_rest_in_one_go() -> None:
    assert texts("<p>One</p><script>" + "</script" * 50_000) == ["One"]
    assert texts("<p>One</p><SCRIPT >if (a</b) {}</Script x>Two<!-- <p>no</p> -- --->Three < 4<?no?>") == [
        "One",
        "TwoThree < 4",
    ]


def test_entities_are_decoded_once() -> None:
    assert texts("<p>AT&amp;T &lt;b&gt; &amp;lt;i&amp;gt; &pound;3</p>") == ["AT&T <b> &lt;i&gt; £3"]


def test_unclosed_paragraphs_end_at_the_next() -> None:
    assert texts("<p>One<p>Two<div>Three") == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "broken", ["<p>One</p><a title=it's>x</a><p>Two</p>", '<p>One</p><a b="c\'>x</a><p>Two</p>">x</a><p>Two</p>']
)
def test_stray_quotes_swallow_nothing(broken: str) -> None:
    assert texts(broken)[0] == "One"
    assert texts(broken)[-1] == "Two"


def test_places_are_inherited_and_end_with_their_element() -> None:
    units = html.read("<nav><ul><li><a>Home</a></li></ul></nav><article><p>One</p></article><p>Two</p>").units
    assert [bool(unit.places & places.NAV) for unit in units] == [True, False, False]
    assert [bool(unit.places & places.ARTICLE) for unit in units] == [False, True, False]


def test_a_credit_inside_a_caption_is_a_unit_of_its_own() -> None:
    source = "<figure><figcaption class='e-caption'><span>The wall</span> <span class='e-caption__credit'>Ann Roe/PA</span></figcaption></figure>"
    assert texts(source) == ["The wall", "Ann Roe/PA"]


def test_linked_data_and_meta_are_evidence() -> None:
    page = html.read(
        '<meta property="og:title" content="Wall &amp; sea"><link rel="canonical" href="https://example.test/a">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Wall", "datePublished": "2026-11-20",'
        ' "author": [{"name": "Ann Roe"}], "articleSection": ["UK", "News"]}]}</script>'
    ).page
    assert page.headlines == ["Wall", "Wall & sea"]
    assert (page.canonical, page.published, page.authors, page.section) == (
        "https://example.test/a",
        "2026-11-20",
        ["Ann Roe"],
        "UK",
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.test", "/story", "data:text/html,x"])
def test_only_a_web_address_is_canonical(address: str) -> None:
    assert html.read(f'<link rel=canonical href="{address}">').page.canonical == ""


def test_hostile_linked_data_is_left_aside() -> None:
    source = '<script type="application/ld+json">' + "[" * 100_000 + "</script><p>One</p>"
    assert texts(source) == ["One"]


class Plain(HTMLParser):
    """The character data of a page as the standard library sees it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<div class='nav'>", "</div>", "one ", "two.", "&amp;", "<br>", "<a href='x'>", "</a>", "<li>", "<figcaption>", "<span class=credit>", "</span>", "<h1>", "é“"]), max_size=40))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_no_character_data_is_lost(tokens: list[str]) -> None:
    source = "".join(tokens)
    parser = Plain()
    parser.feed(source)
    parser.close()
    assert squashed("".join(texts(source))) == squashed("".join(parser.parts))
