# ruff: noqa: E501 - specimens are one line, however long
"""Hostile text and pages: the result is right or refused, never an exception, and depth or length hide nothing."""

from __future__ import annotations

from typing import Any

import pytest

from articles.wire import read
from tests.captures import capture
from tests.wire.corpus import check_conservation

ARTICLE = (
    "<article><h1>Sea wall to be rebuilt</h1><p>Councillors have voted to repair the sea wall before the winter storms.</p>"
    "<p>The work will keep the coast road closed until March, the council said.</p></article>"
)
LINES = [
    "(" * 100_000, "a" + " " * 200_000 + "b", "(" + "a/" * 50_000, "By " + "a, " * 50_000 + "and", "An icon of " * 50_000, "<a" * 100_000,
    "<p>" * 100_000, "A" * 100_000, "harbour " * 100_000, "Picture: " * 20_000, "x. Ann (Bo/PA) " * 5_000, "“" * 50_000, "PA/" * 50_000,
    "1/2 " * 50_000, "via " * 50_000, ", ".join(["Ann Roe"] * 10_000), "Published 1 " * 20_000, "{:;}" * 50_000, "©" * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:12])
def test_a_long_hostile_line_costs_no_paragraph(line: str) -> None:
    reading = read(capture(extra=line))
    bodies = [block.text for block in reading.stories[0].body]
    assert bodies[1:5] == [block.text for block in read(capture()).stories[0].body][1:]
    check_conservation(reading)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + ARTICLE,
        "<html><body><div " + " ".join(f"a{number}=1" for number in range(50_000)) + ">" + ARTICLE,
        "<html><body><div data-x='" + "A" * 2_000_000 + "'>" + ARTICLE,
        "<html><body>" + "<br>" * 100_000 + ARTICLE,
        "<html><body>" + ARTICLE + "<table><tr><td>" * 20_000,
        "<html><body>" + "<!--" + "x" * 1_000_000 + "-->" + ARTICLE,
        "<html><body>" + ARTICLE + "<a b='" * 50_000,
        "<html><body>" + ARTICLE + '<a b="' * 50_000,
        "<html><body>" + ARTICLE + "<" * 200_000,
        "<html><body>" + ARTICLE + "<a " * 200_000,
        "<html><body>" + ARTICLE + "</div>" * 100_000,
        "<html><body>" + ARTICLE + "&" * 200_000,
        "<html><body>" + ARTICLE + "<!" * 200_000,
        "<html><body>" + ARTICLE + "<script>" * 50_000,
    ],
    ids=range(14),
)
def test_a_hostile_page_gives_its_story(page: str) -> None:
    story = read(page.encode()).stories[0]
    assert story.headline == "Sea wall to be rebuilt"
    assert [block.text[:11] for block in story.body][:2] == ["Councillors", "The work wi"]


def test_no_hostile_file_raises_or_loses_a_word(hostile: list[dict[str, Any]]) -> None:
    for case in (one for one in hostile if one["group"] in ("text", "html")):
        reading = read(case["bytes"], case["path"])
        assert bool(reading.stories) != bool(reading.refusal), case["id"]
        if reading.stories:
            check_conservation(reading)
