# ruff: noqa: E501 - specimens are one line, however long
"""Pictures beside a story in one NewsML-G2 message: each goes to its text, what nothing binds stays by itself."""

from __future__ import annotations

import pytest

from articles.wire import read
from articles.wire.story import Fate, Profile, Story
from tests.wire.readers.messages import codes
from tests.wire.readers.test_newsml_g2 import NAMESPACE, XHTML, item

TEXT, OTHER, PICTURE = (f"urn:newsml:example.com:{name}" for name in ("text", "other", "picture"))
ABOUT = '<description role="drol:caption">The wall at Upper Ferry</description><description role="x:altText">A wall</description><creator><name>Tom Fenn</name></creator><creditline>PA Wire</creditline>'


def link(target: str) -> str:
    return f'<link rel="irel:seeAlso" residref="{target}"/>'


def picture(status: str = "stat:usable", meta: str = "", about: str = ABOUT) -> str:
    return item(
        '<remoteContent residref="wall-1.jpg"/>', guid=PICTURE, kind="picture", about=about, status=status, meta=meta
    )


def stories(*items: str) -> tuple[Story, ...]:
    found = read(f"<newsMessage {NAMESPACE}><itemSet>{''.join(items)}</itemSet></newsMessage>".encode())
    assert found.format == "newsml-g2"
    return found.stories


def package(*groups: tuple[str, ...]) -> str:
    inside = "".join(f"<group>{''.join(f'<itemRef residref={ref!r}/>' for ref in group)}</group>" for group in groups)
    return f"<packageItem guid='p'><groupSet>{inside}</groupSet></packageItem>"


SHOWN = XHTML.replace("</p><p>", "</p><figure><img src='wall-1.jpg' alt='Wall'/></figure><p>", 1)


@pytest.mark.parametrize(
    "items",
    [
        (item(guid=TEXT, meta=link(PICTURE)), picture()),
        (item(guid=TEXT), picture(meta=link(TEXT))),
        (item(guid=TEXT, meta=link("ALT-1")), picture(about=ABOUT + "<altId>ALT-1</altId>")),
        (picture(), item(guid=TEXT), package((TEXT, PICTURE))),
        (item(guid=TEXT, meta=link(PICTURE)), item(guid=OTHER), picture()),
    ],
    ids=["text links", "picture links", "alternative id", "package", "beside another text"],
)
def test_a_picture_goes_to_the_text_that_it_belongs_to(items: tuple[str, ...]) -> None:
    found = stories(*items)
    (one,) = (each for each in found if each.uri == TEXT)
    assert PICTURE not in {each.uri for each in found}
    (shown,) = one.pictures
    assert (shown.caption, shown.title, shown.alt_text) == (
        "The wall at Upper Ferry",
        "Council to rebuild sea wall",
        "A wall",
    )
    assert (shown.credit.photographer, shown.credit.agency) == ("Tom Fenn", "PA Wire")
    assert (shown.is_lead, shown.after, one.profile) == (True, 0, Profile.STORY)
    assert "PICTURE_RESTRICTED" in codes(one)
    assert [piece.line for piece in one.pieces] == list(range(1, len(one.pieces) + 1))
    assert {piece.text: piece.fate for piece in one.pieces}["The wall at Upper Ferry"] is Fate.CAPTION
    assert one.pieces[shown.line - 1].text == "The wall at Upper Ferry"


def test_a_picture_that_the_copy_shows_stays_in_its_place() -> None:
    (one,) = stories(item(SHOWN, guid=TEXT), picture())
    assert [(each.caption, each.after, each.is_lead) for each in one.pictures] == [
        ("The wall at Upper Ferry", 1, False)
    ]
    assert one.pictures[0].alt_text == "Wall"


@pytest.mark.parametrize(
    "items",
    [
        (item(guid=TEXT), picture()),
        (item(guid=TEXT), item(guid=OTHER), picture(), package((TEXT, OTHER, PICTURE))),
        (item(guid=TEXT, meta=link("somewhere else")), picture(meta=link("nowhere"))),
    ],
    ids=["nothing binds it", "a package of two texts", "links that lead elsewhere"],
)
def test_a_picture_that_nothing_binds_stays_an_item(items: tuple[str, ...]) -> None:
    found = {one.uri: one for one in stories(*items)}
    assert not found[TEXT].pictures and found[PICTURE].profile is Profile.DATA


@pytest.mark.parametrize(
    ("status", "meta"),
    [
        ("stat:withheld", ""),
        ("stat:canceled", ""),
        ("stat:usable", "<embargoed>2099-03-05T00:01:00Z</embargoed>"),
        ("stat:odd", ""),
    ],
)
def test_a_picture_that_may_not_be_used_is_not_put_into_a_story(status: str, meta: str) -> None:
    found = {one.uri: one for one in stories(item(guid=TEXT, meta=link(PICTURE)), picture(status, meta))}
    assert not found[TEXT].pictures and "PICTURE_HELD" in codes(found[TEXT])
    assert PICTURE in found
