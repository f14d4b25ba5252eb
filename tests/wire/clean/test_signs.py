"""Names, jobs, handles and times tell a signature by standing together; crossheads and cards by what they are not."""

from __future__ import annotations

import pytest

from articles.wire.clean import evidenced
from articles.wire.readers import plain

PROSE = "The wall at Porthaven will be repaired before the winter storms, the council said."
MORE = "Work on the wall begins in May and will take until the autumn of next year."


def seen(*lines: str) -> dict[str, list[str]]:
    """Return the evidence of each line of a capture."""
    return {unit.text: unit.evidence for unit in evidenced(plain.read("\n\n".join(lines))).units}


def test_a_name_above_a_date_is_a_signature_and_the_lines_above_it_are_headline_and_summary() -> None:
    head, under = "Harbour wall to be repaired before winter", "Works will close the coast road until the autumn"
    found = seen("News", head, under, "Ann Roe", "Political Editor", "@annroe", "18 November 2024", PROSE, MORE)
    assert "a job or a handle below the name" in found["Ann Roe"]
    assert "the first of two lines above the story's signature" in found[head]
    assert "the second of two lines above the story's signature" in found[under]
    assert "a date just below the name" in seen(head, "Ann Roe", "18 November 2024", PROSE)["Ann Roe"]
    assert "the only line above the story's signature" in seen(head, "Ann Roe", "18 November 2024", PROSE)[head]


def test_a_name_that_the_next_line_speaks_of_stands_for_a_picture() -> None:
    found = seen("By Ann Roe", "Dan Lee", "Dan Lee on the harbour wall last week", PROSE, MORE)
    assert "the next line speaks of the name" in found["Dan Lee"]


def test_a_biography_is_no_paragraph_and_its_name_is_the_authors() -> None:
    life = "Ann Roe has been a reporter for the Bugle since 2011 and covers the harbour towns."
    found = seen("Harbour wall to be repaired", "Ann Roe", life, PROSE)
    assert "the biography of an author" in found[life]
    assert "a biography of the name stands below" in found["Ann Roe"]


@pytest.mark.parametrize("line", ["Years of debate", "‘Nobody asked us’", "WALL OF WATER", "Why now?"])
def test_a_crosshead_is_a_short_line_of_its_own_between_two_paragraphs(line: str) -> None:
    assert "a short line of its own between two paragraphs" in seen(PROSE, line, MORE, PROSE[:-1] + " on Monday.")[line]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Ann Roe (left) at the wall",
        "18 November 2024",
        "Picture: PA",
        "Ferry strikes again: nine ways to get there on time",
    ],
)
def test_furniture_captions_times_and_cards_are_no_crossheads(line: str) -> None:
    assert "a short line of its own between two paragraphs" not in seen(PROSE, line, MORE)[line]


def test_a_caption_names_what_the_story_names_and_a_card_does_not() -> None:
    caption, card = "The old wall at Porthaven after the storm", "Seven new places to eat in Ballymorrow this winter"
    third = "People in Porthaven have asked for a new wall since the flood of 2014, he added."
    found = seen(
        PROSE, caption, MORE, card, third, f"He told Porthaven’s harbour board that {MORE[0].lower()}{MORE[1:]}"
    )
    assert "names only what the story names" in found[caption]
    assert "names nothing that the story names" in found[card]


def test_a_line_below_a_count_of_pictures_is_marked() -> None:
    assert "a count of pictures stands above it" in seen(PROSE, "View 6 Images", "Ann Roe, 37", MORE)["Ann Roe, 37"]
