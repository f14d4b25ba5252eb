# ruff: noqa: E501 - specimens are one line, however long
"""Every printed form of a picture credit, and the brackets that are none."""

import pytest

from articles.wire.clean import credits

FORMS = [
    ("Waves at Porthaven (Idris Calder/PA)", "Waves at Porthaven", "Idris Calder", "PA"),
    ("Waves at Porthaven (PA)", "Waves at Porthaven", "", "PA"),
    ("Waves at Porthaven (Court handout/PA)", "Waves at Porthaven", "Court handout", "PA"),
    ("Waves at Porthaven (Picture: Idris Calder/PA Wire)", "Waves at Porthaven", "Idris Calder", "PA Wire"),
    ("Waves at Porthaven (Pictures: PA/Getty)", "Waves at Porthaven", "", "PA/Getty"),
    ("Waves at Porthaven (Photo: Harbour Trust/PA Wire)", "Waves at Porthaven", "Harbour Trust", "PA Wire"),
    ("Waves at Porthaven (Idris Calder/PA) - (PA Wire)", "Waves at Porthaven", "Idris Calder", "PA"),
    ("Waves at Porthaven (Harbour Trust/PA) ( PA Media )", "Waves at Porthaven", "Harbour Trust", "PA"),
    ("Waves at Porthaven (PA) Credit: PA Wire/PA Images", "Waves at Porthaven", "", "PA Wire/PA Images"),
    ("Waves have hit the wall for a dayCredit: AFP", "Waves have hit the wall for a day", "", "AFP"),
    ("Waves at the hearing -Credit:PA", "Waves at the hearing", "", "PA"),
    ("Waves at Porthaven. Picture: Museum Inquiry/PA", "Waves at Porthaven.", "Museum Inquiry", "PA"),
    ("Waves at Porthaven. File picture: Idris Calder/PA Wire", "Waves at Porthaven.", "Idris Calder", "PA Wire"),
    ("Waves at Porthaven. Photograph: Idris Calder/PA", "Waves at Porthaven.", "Idris Calder", "PA"),
    ("Waves at Porthaven. Photo: Idris Calder/PA Wire.", "Waves at Porthaven.", "Idris Calder", "PA Wire"),
    ("Waves at Porthaven. Pic: PA — © PA", "Waves at Porthaven.", "", "PA"),
    ("Waves at Porthaven. © PA Archive/PA Images", "Waves at Porthaven.", "", "PA Archive/PA Images"),
    ("Waves have hit the wall again - Idris Calder/PA", "Waves have hit the wall again", "Idris Calder", "PA"),
    ("The wall this week - Idris Calder/AFP via Getty Images", "The wall this week", "Idris Calder", "AFP via Getty Images"),
    ("The wall is seen from Porthaven Harbour Trust/PA", "The wall is seen from Porthaven", "Harbour Trust", "PA"),
    ("The wall of the UK Jon Calder/AP", "The wall of the UK", "Jon Calder", "AP"),
    ("The wall is shut. PA", "The wall is shut.", "", "PA"),
    ("The wall in Washington DC Jon Calder/AP", "The wall in Washington DC", "Jon Calder", "AP"),
    ("Waves at Porthaven (Image: Dorset Police)", "Waves at Porthaven", "", "Dorset Police"),
    ("Waves at Porthaven (Image: NEWSHOUSE)", "Waves at Porthaven", "", "NEWSHOUSE"),
    ("The wall in Fife. Porthaven Zoo. via Friends of the Zoo.", "The wall in Fife.", "Porthaven Zoo", "Friends of the Zoo"),
    ("Waves at Porthaven. Photo: Idris Calder/PA Wi", "Waves at Porthaven.", "Idris Calder", "PA"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "caption", "photographer", "agency"), FORMS)
def test_a_credit_is_taken_apart(line: str, caption: str, photographer: str, agency: str) -> None:
    found = credits.read(line)
    assert found is not None
    assert (found.caption, found.credit.photographer, found.credit.agency) == (caption, photographer, agency)


@pytest.mark.parametrize(
    ("line", "photographer", "agency"),
    [
        ("(PA)", "", "PA"),
        ("(PA Graphics)", "", "PA Graphics"),
        ("(PA Graphics) Credit: PA Graphics", "", "PA Graphics"),
        ("(Idris Calder/PA)", "Idris Calder", "PA"),
        ("IDRIS O’CALDER/PA", "Idris O’Calder", "PA"),
        ("PA Media", "", "PA Media"),
        ("Image source, Getty Images", "", "Getty Images"),
        ("Credit: Idris Calder", "Idris Calder", ""),
    ],
)
def test_a_line_can_be_a_credit_alone(line: str, photographer: str, agency: str) -> None:
    found = credits.read(line)
    assert found is not None
    assert (found.caption, found.credit.photographer, found.credit.agency) == ("", photographer, agency)


@pytest.mark.parametrize(
    "line",
    [
        "“I had a good talk with the company (Isle Ferries) last Friday.",
        "The actions are unaffected (after the date of introduction)",
        "He won 6-4 7-6 (6)",
        "She told the PA news agency that she would stay.",
        "The fund (run by the lifeboats/PA)",
        "He spoke for the PA",
        "Home Secretary James Roe has met his French counterpart in Paris.",
        "The ratio was 3/4 (three to four).",
        "Sky News",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line: str) -> None:
    assert credits.read(line) is None


def test_a_long_line_of_brackets_costs_nothing() -> None:
    assert credits.read("(" * 1400) is None
    assert credits.read("(a/" * 5000) is None
