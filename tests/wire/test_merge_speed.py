"""A merge ends in time, whatever it is given."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import process_time

import pytest

from articles.wire.merge import Merged, merge
from articles.wire.story import Block, Kind, Picture, Story

RANDOM = Random(5)
VOCABULARY = [f"word{number}" for number in range(3000)] + ["the", "of", "and", "a"] * 300
PARAGRAPHS = 2000
WORDS = 20_000


def paragraph(words: int = 40) -> str:
    return " ".join(RANDOM.choice(VOCABULARY) for _ in range(words)) + "."


def edited(text: str, edits: int = 1) -> str:
    words = text.split(" ")
    for _ in range(edits):
        words[RANDOM.randrange(len(words))] = f"new{RANDOM.randrange(10**9)}"
    return " ".join(words)


def shuffled(texts: list[str]) -> list[str]:
    return RANDOM.sample(texts, len(texts))


def story(texts: list[str], kind: Kind = Kind.PARAGRAPH) -> Story:
    return Story(body=tuple(Block(text, kind) for text in texts))


def timed(base: Story, ours: Story, theirs: Story) -> tuple[Merged, float]:
    start = process_time()
    merged = merge(base, ours, theirs)
    return merged, process_time() - start


LONG = [paragraph() for _ in range(PARAGRAPHS)]
COMMON = [" ".join(RANDOM.choice(["the", "of", "x", "y"]) for _ in range(25)) for _ in range(PARAGRAPHS)]
GIANT = paragraph(WORDS)
SIGNS = " ".join(RANDOM.choice("ab") for _ in range(WORDS))
TABLE = "\n".join(paragraph(3) for _ in range(WORDS))
HOSTILE: dict[str, Callable[[], tuple[Story, Story, Story]]] = {
    "every paragraph edited on both sides": lambda: (story(LONG), *(story([edited(x) for x in LONG]) for _ in "ab")),
    "shuffled on both sides": lambda: (story(LONG), *(story(shuffled([edited(x) for x in LONG])) for _ in "ab")),
    "written anew on both sides": lambda: (story(LONG), *(story([paragraph() for _ in LONG]) for _ in "ab")),
    "nothing but common words": lambda: (story(COMMON), *(story([edited(x, 3) for x in COMMON]) for _ in "ab")),
    "the same paragraph again and again": lambda: (story(["x"] * 2000), story(["x"] * 1500), story(["x"] * 2100)),
    "a giant paragraph, edited": lambda: (story([GIANT]), *(story([edited(GIANT, 500)]) for _ in "ab")),
    "a giant paragraph, shuffled": lambda: (
        story([GIANT]), story([edited(GIANT)]), story([" ".join(shuffled(GIANT.split(" ")))]),
    ),
    "a giant paragraph of two words": lambda: (story([SIGNS]), story([edited(SIGNS, 50)]), story([SIGNS[::-1]])),
    "a giant paragraph, split": lambda: (
        story([GIANT]), story([GIANT[at : at + 90] for at in range(0, len(GIANT), 90)]), story([edited(GIANT, 3)]),
    ),
    "nothing but dots": lambda: (story(["." * 100_000]), story(["." * 90_000 + "x"]), story(["y" + "." * 100_000])),
    "a giant table, turned over": lambda: tuple(
        story([text], Kind.TABLE) for text in (TABLE, edited(TABLE, 20), TABLE[::-1])
    ),
}  # fmt: skip


def test_two_thousand_paragraphs_take_less_than_a_second():
    ours = [edited(text) if at % 20 == 0 else text for at, text in enumerate(LONG)]
    theirs = [edited(text) if at % 20 == 10 else text for at, text in enumerate(LONG)]
    merged, seconds = timed(story(LONG), story(ours), story([*theirs[5:], paragraph(), *theirs[:5]]))
    assert seconds < 1
    assert merged.is_clean and len(merged.story.body) == PARAGRAPHS + 1


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_end_in_time(case: str):
    base, ours, theirs = HOSTILE[case]()
    merged, seconds = timed(base, ours, theirs)
    assert seconds < 5
    assert merged.story.body


def test_a_thousand_pictures_end_in_time():
    pictures = tuple(Picture(paragraph(), after=RANDOM.randrange(PARAGRAPHS)) for _ in range(1000))
    base, theirs = (Story(body=story(LONG).body, pictures=one) for one in (pictures, pictures[::-1]))
    merged, seconds = timed(base, base, theirs)
    assert seconds < 5
    assert merged.story == theirs
