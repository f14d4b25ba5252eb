"""Captions and credits to pictures: what is said twice is one picture."""

import pytest

from articles.wire.clean.pictures import Album
from articles.wire.draft import Unit
from articles.wire.story import Fate


def album_of(*lines):
    """Return the album of a caption and the lone credits under it, with the fates of those."""
    album = Album()
    album.caption(Unit(1, lines[0]), 1, 0)
    fates = [album.credit(Unit(at, line), at, 0)[0].fate for at, line in enumerate(lines[1:], 2)]
    return album, fates


@pytest.mark.parametrize("again", ["Ann Roe/PA", "(Ann Roe/PA)", "Ann Roe - PA Images | PA Images | Getty Images"])
def test_a_credit_that_names_the_photographer_again_is_no_second_picture(again):
    album, fates = album_of("A crane over the pier (Ann Roe/PA)", again)
    assert fates == [Fate.REPEAT]
    assert [(one.caption, one.credit.photographer) for one in album.pictures] == [("A crane over the pier", "Ann Roe")]


def test_another_photographers_credit_is_another_picture():
    album, fates = album_of("A crane over the pier (Ann Roe/PA)", "Bo Lund/PA")
    assert fates == [Fate.CREDIT]
    assert [one.credit.photographer for one in album.pictures] == ["Ann Roe", "Bo Lund"]


def test_a_credit_under_a_caption_without_one_is_its_credit():
    album, _ = album_of("A crane over the pier", "Ann Roe/PA")
    assert [(one.caption, one.credit.photographer, one.credit.agency) for one in album.pictures] == [
        ("A crane over the pier", "Ann Roe", "PA")
    ]


def test_an_agency_right_below_a_full_credit_is_no_second_picture():
    album, fates = album_of("A crane over the pier (Ann Roe/PA)", "(PA Wire)")
    assert fates == [Fate.REPEAT] and len(album.pictures) == 1


def test_a_source_above_a_caption_is_its_credit():
    album = Album()
    album.credit(Unit(1, "Image source, PA Media"), 1, 0)
    album.caption(Unit(2, "A crane over the pier"), 2, 0)
    assert [(one.caption, one.credit.agency) for one in album.pictures] == [("A crane over the pier", "PA Media")]


def test_a_credit_of_a_picture_above_is_not_given_to_the_next_caption():
    album = Album()
    album.credit(Unit(1, "(PA Graphics)"), 1, 0)
    album.caption(Unit(2, "A crane over the pier"), 2, 0)
    assert [(one.caption, one.credit.agency) for one in album.pictures] == [
        ("", "PA Graphics"),
        ("A crane over the pier", ""),
    ]
