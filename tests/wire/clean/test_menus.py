"""Links of a menu are judged by themselves; what names the story among them is not."""

from __future__ import annotations

from articles.wire import read
from articles.wire.clean.evidence import MENU
from articles.wire.story import Fate

MENUS = "<li><a href='/a'>Council tax</a></li><li><a href='/b'>Sign up to our newsletter</a></li>"
TEXT = "".join(
    f"<p>The council voted by {n} to four on Monday for a new wall, which costs about £{n},000 a year.</p>"
    for n in range(5, 12)
)
PAGE = (
    f"<html><body><nav><ul>{MENUS}<li><a href='/uk'>UK</a></li></ul></nav>"
    f"<main><h1>Wall to rise again</h1>{TEXT}</main><footer>{MENUS}</footer></body></html>"
)


def test_links_of_menus_stand_in_the_ledger_under_a_rule_of_their_own() -> None:
    reading = read(PAGE.encode())
    menus = [piece for piece in reading.stories[0].pieces if piece.rule == MENU]
    assert [piece.text for piece in menus] == ["Council tax", "Sign up to our newsletter"] * 2
    assert {piece.fate for piece in menus} == {Fate.REMOVED}
    assert all("all of it a link" in piece.why for piece in menus)
    assert any("inside navigation" in piece.why for piece in menus)


def test_a_section_among_the_links_is_still_weighed() -> None:
    piece = next(piece for piece in read(PAGE.encode()).stories[0].pieces if piece.text == "UK")
    assert piece.rule != MENU
