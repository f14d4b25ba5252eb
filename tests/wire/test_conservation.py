# ruff: noqa: E501 - specimens are one line, however long
"""Nothing is lost: kept and removed together are what was received. And cleaning what is clean changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.wire import read
from articles.wire.story import Kind, Story
from tests.captures import STRIP, capture
from tests.wire.corpus import check_conservation, specimens

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(
    [
        *ROOT.glob("articles/samples/deliveries/*.txt"),
        *ROOT.glob("articles/samples/deliveries/*.html"),
        # The teleprinter's marks are no characters of the copy: its messages are judged by their own tests.
        *(one for one in ROOT.glob("tests/golden/*/raw.*") if one.parent.name not in ("wire-7901", "wire-anpa")),
    ]
)
LINES = st.sampled_from(
    [
        "", "", "Home Politics", "Advertisement", "Read more", "READ MORE: Ferry fares to rise", "By Press Association", "By Ann Roe",
        "Published 30th Jul 2024, 10:11 BST", "4 days ago", "Harbour wall ‘to be rebuilt’ before winter", "Harbour wall in spring",
        "Waves break over the wall at Porthaven (Idris Calder/PA)", "Waves break over the wall at Porthaven", "IDRIS CALDER/PA", "(PA)",
        "The wall has stood since 1893, and nobody alive remembers the harbour without it.", "More to follow.", "— ends —",
        "Ms Roe said: “We were asked to choose. We have chosen the wall.", "T he wall is older than the town.", STRIP,
        "Sign up to our newsletter to read stories like this.", "Share this article", "© Coast Today 2026", "1/3 A wall", "2/3 A road",
        "A wall (Idris Calder/PA)A wall (Idris Calder/PA)", "(", "Image: Getty Images", ")", "Your support makes all the difference.The wall is old and must go now.",
        "She said: “I will stay.” Ann Roe with Bo Lee (Idris Calder/PA) Roe said that she would.", "<b>bold</b> & “quoted” \u00a3\u00a05",
    ]
)  # fmt: skip


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_capture_is_conserved(path: Path) -> None:
    check_conservation(read(path.read_bytes(), path.name))


@pytest.mark.parametrize(
    "path", specimens("captures/*.txt") + specimens("seed.txt") + specimens("pages/*"), ids=lambda path: path.name
)
def test_every_specimen_is_conserved(path: Path) -> None:
    if path.suffix != ".json":
        check_conservation(read(path.read_bytes(), path.name))


@given(st.lists(LINES, max_size=30), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_capture_is_conserved(lines: list[str], dated: bool) -> None:
    text = (" date 2026-11-20 " if dated else "") + "\n".join(lines)
    check_conservation(read(text.encode()))


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_conserved(text: str) -> None:
    check_conservation(read(text.encode("utf-8", "surrogatepass")))


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise(payload: bytes) -> None:
    reading = read(payload)
    assert bool(reading.stories) != bool(reading.refusal)


def plain(story: Story) -> str:
    """Write a story as a capture of itself: no furniture, every picture at its place."""
    lines = [story.headline, *([story.standfirst] if story.standfirst else []), ""]
    lines += [*dict.fromkeys(_signed(one.raw) for one in story.bylines), ""]
    for at in range(len(story.body) + 1):
        for picture in story.pictures:
            if picture.after == at:
                lines += [
                    *([picture.title] if picture.title else []),
                    f"{picture.caption} {picture.credit.raw}".strip(),
                    "",
                ]
        if at < len(story.body):
            block = story.body[at]
            lines += [("• " if block.kind is Kind.ITEM else "") + block.text, ""]
    return "\n".join(lines)


def _signed(raw: str) -> str:
    return raw if raw.casefold().startswith("by ") else f"By {raw}"


@pytest.mark.parametrize("number", range(1, 4))
def test_cleaning_a_clean_story_changes_nothing(number: int) -> None:
    first = read(capture(number, extra="Porthaven wall\nThe wall in spring (Ann Roe/PA)")).stories[0]
    again = read(plain(first).encode()).stories[0]
    assert (again.headline, again.body and [one.text for one in again.body]) == (
        first.headline,
        [one.text for one in first.body],
    )
    assert [(one.caption, one.title, one.after) for one in again.pictures] == [
        (one.caption, one.title, one.after) for one in first.pictures
    ]
    assert again.bylines == first.bylines
    assert not [piece for piece in again.pieces if not piece.is_kept]


def kept_words(story: Story) -> Counter[str]:
    """Count the words of a story, wherever they stand in it."""
    texts = [story.headline, story.standfirst, *(block.text for block in story.body)]
    texts += [text for one in story.pictures for text in (one.title, one.caption, one.credit.raw)]
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_cleaning_a_shipped_story_again_keeps_its_words(path: Path) -> None:
    for story in read(path.read_bytes()).stories:
        again = read(plain(story).encode()).stories[0]
        assert kept_words(again) == kept_words(story)
