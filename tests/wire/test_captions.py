"""What stands in the caption of a picture file, part by part."""

from datetime import date

import pytest

from articles.wire.captions import binds, house, split
from articles.wire.story import Credit

WHOLE = (
    "Prof Dilys Quayle opens the sea wall in Penzance, Cornwall. PA Photo. Picture date: Tuesday March 3, 2026. The "
    "wall cost £14 million. See PA story POLITICS Harbour. Photo credit should read: Jordan Vale/PA Wire. "
    "RESTRICTIONS: Editorial use only. No commercial use. Editorial use only."
)
OLD = (
    "File photo dated 24-06-2014 of England's Ravi Stone. PRESS ASSOCIATION Photo. Issue date: Thursday April 2, 2015. "
    "Stone is to join the tour. See PA story CRICKET England Stone. Photo credit should read Ben Marsh/PA Wire."
)


def test_every_part_of_the_grammar_has_its_place():
    found = split(WHOLE)
    assert found.text == "Prof Dilys Quayle opens the sea wall in Penzance, Cornwall. The wall cost £14 million."
    assert (found.credit.photographer, found.credit.agency) == ("Jordan Vale", "PA")
    assert found.taken == date(2026, 3, 3) and found.issued is None and not found.is_file_photo
    assert found.catchline == "POLITICS Harbour"
    assert found.restrictions == "Editorial use only. No commercial use."
    assert found.printed == f"{found.text} (Jordan Vale/PA)"


def test_a_file_photo_keeps_its_own_date_beside_that_of_the_issue():
    found = split(OLD)
    assert found.text == "File photo dated 24-06-2014 of England's Ravi Stone. Stone is to join the tour."
    assert found.is_file_photo and (found.taken, found.issued) == (date(2014, 6, 24), date(2015, 4, 2))
    assert found.catchline == "CRICKET England Stone" and found.restrictions == ""


@pytest.mark.parametrize(
    ("caption", "text", "who"),
    [
        ("A wall (Jordan Vale/PA)", "A wall", ("Jordan Vale", "PA")),
        ("A long wall by the sea (Photo: Jordan Vale/PA Wire)", "A long wall by the sea", ("Jordan Vale", "PA")),
        ("A wall. Photo credit should read: J. R. Vale/PA Wire", "A wall.", ("J. R. Vale", "PA")),
        ("A wall. Picture date: Friday April 5, 2024. PA Photo. It fell.", "A wall. It fell.", ("", "")),
        ("The company (Isle Ferries) runs one boat", "The company (Isle Ferries) runs one boat", ("", "")),
        ("", "", ("", "")),
    ],
)
def test_parts_may_be_missing_or_stand_elsewhere(caption, text, who):
    found = split(caption)
    assert (found.text, (found.credit.photographer, found.credit.agency)) == (text, who)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Picture date: Tuesday March 3, 2026.", date(2026, 3, 3)),
        ("Picture date: 3 March 2026.", date(2026, 3, 3)),
        ("Picture date: 03/03/2026.", date(2026, 3, 3)),
        ("Picture date: Monday March 3, 2026.", None),
        ("Picture date: Tuesday February 30, 2026.", None),
    ],
)
def test_a_date_that_is_no_day_of_the_calendar_is_a_doubt_and_never_a_guess(stamp, expected):
    found = split(f"A wall. {stamp} It fell.")
    assert found.taken == expected and found.text == "A wall. It fell."
    assert [one.code for one in found.issues] == ([] if expected else ["PICTURE_DATE"])


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("PA Wire", "PA"), ("PA Archive/PA Images", "PA"), ("Press Association Ima", "PA"), ("PA", "PA"),
        ("Isle of Man Government/PA Wire", "Isle of Man Government/PA"), ("Getty Images", "Getty Images"),
        ("PA Graphics", "PA Graphics"),
    ],
)  # fmt: skip
def test_the_names_of_one_agency_are_printed_as_one(agency, expected):
    assert house(Credit("Jordan Vale", agency, "raw")) == Credit("Jordan Vale", expected, "raw")


@pytest.mark.parametrize(
    "words",
    [
        "Editorial use only", "NO SALES", "Use subject to restrictions.", "Mandatory credit: Court Artist",
        "no archiving", "This handout photo may only be used in for editorial reporting purposes",
        "Not for commercial use",
    ],
)  # fmt: skip
def test_words_that_bind_are_known(words):
    assert binds(words) and split(f"A wall fell into the sea. {words}.").restrictions == f"{words}."


@pytest.mark.parametrize("words", ["Call 0131 for more", "A wall that only stood a year", "The Title", ""])
def test_other_words_bind_nobody(words):
    assert not binds(words) and split(f"{words} at sea").restrictions == ""


@pytest.mark.parametrize(
    "hostile",
    ["Picture date: " * 3000, "Photo credit should read: " * 2000, "A. " * 5000, "PA Photo" * 3000, "(" * 9000,
     "See PA story A" * 3000, "J.R." * 4000, "RESTRICTIONS:" * 3000],
)  # fmt: skip
def test_a_hostile_caption_is_taken_apart_like_any_other(hostile):
    found = split(f"A wall fell into the sea. {hostile}")
    assert found.text.startswith("A wall fell into the sea")
