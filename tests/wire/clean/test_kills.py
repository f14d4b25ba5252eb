# ruff: noqa: E501 - specimens are one line, however long
"""Kills in words: whom they name, and whether the message that says so is killed itself."""

from __future__ import annotations

from datetime import time

import pytest

from articles.wire import read
from articles.wire.archive import dump, load
from articles.wire.clean.kills import named
from articles.wire.story import Kill, Profile, PubStatus, Story
from tests.captures import capture
from tests.wire.readers.messages import WALL, codes, pa, story

ID = "11111111-2222-3333-4444-666666666666"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KILL: POLITICS Harbour", {"catchline": "POLITICS Harbour"}),
        ("MANDATORY KILL — POLITICS Harbour sent at 1412", {"catchline": "POLITICS Harbour", "sent": time(14, 12)}),
        ("PA KILL: Minister promises £14m for sea walls", {"headline": "Minister promises £14m for sea walls"}),
        ("KILL: MINISTER PROMISES £14M FOR SEA WALLS", {"headline": "MINISTER PROMISES £14M FOR SEA WALLS"}),
        ("Please kill PA story POLITICS Harbour sent at 1412", {"catchline": "POLITICS Harbour", "sent": time(14, 12)}),
        ("Attention editors: please withdraw the POLITICS Harbour Wall story, timed at 14.12.",
         {"catchline": "POLITICS Harbour Wall", "sent": time(14, 12)}),
        ("PA KILL: Please kill the story headlined: Harbour wall", {"headline": "Harbour wall"}),
        ("Please withdraw the story headlined “Minister, 54, promises £14m” at once",
         {"headline": "Minister, 54, promises £14m"}),
        ("Please withdraw PA story slugged SCOTLAND Ferries (2nd lead) because of a legal issue",
         {"catchline": "SCOTLAND Ferries"}),
        (f"Please withdraw story {ID}HHH-3-1, which is wrong.", {"uri": ID}),
        ("Please kill item urn:newsml:example.com:20260303:wall.", {"uri": "urn:newsml:example.com:20260303:wall"}),
        ("PLEASE WITHDRAW PA STORY POLITICS HARBOUR SENT AT 1412", {"catchline": "POLITICS HARBOUR", "sent": time(14, 12)}),
        ("Please withdraw the previous story.", {}),
        ("Please withdraw the story about the minister", {}),
        ("KILL: do not use.", {}),
    ],
)  # fmt: skip
def test_a_kill_names_the_story_that_it_withdraws(text: str, expected: dict[str, object]) -> None:
    assert named(text) == Kill(text, **expected)  # type: ignore[arg-type]


def test_a_note_that_withdraws_another_story_does_not_kill_its_own() -> None:
    one = story(pa(body_html=WALL * 2, ednote="Please withdraw PA story POLITICS Harbour sent at 1412."))
    assert (one.pub_status, one.profile) == (PubStatus.USABLE, Profile.STORY)
    assert [(kill.catchline, kill.sent) for kill in one.kills] == [("POLITICS Harbour", time(14, 12))]
    assert "KILL_OF_ANOTHER" in codes(one) and "KILL_NOTICE" not in codes(one)
    unnamed = story(pa(body_html=WALL * 2, ednote="Please withdraw the previous story."))
    assert (unnamed.pub_status, [kill.is_named for kill in unnamed.kills]) == (PubStatus.USABLE, [False])


@pytest.mark.parametrize(
    "note", ["Please withdraw this story.", "KILL: do not use.", "Editors must kill the above item"]
)
def test_a_note_that_withdraws_its_own_message_kills_it(note: str) -> None:
    one = story(pa(body_html=WALL * 2, ednote=note))
    assert (one.pub_status, one.profile, "KILL_NOTICE" in codes(one)) == (
        PubStatus.CANCELED,
        Profile.ADVISORY,
        True,
    )


def test_a_message_that_is_nothing_but_a_kill_is_one_and_names_whom() -> None:
    notice = "<p>Please kill PA story POLITICS Harbour sent at 1412.</p><p>It names the wrong minister.</p>"
    one = story(pa(headline="KILL: POLITICS Harbour", body_html=notice))
    assert one.pub_status is PubStatus.CANCELED
    assert [(kill.catchline, kill.sent) for kill in one.kills] == [("POLITICS Harbour", time(14, 12))]


def test_a_note_in_xml_is_heeded_as_one_in_json() -> None:
    nitf = (
        '<nitf><head><docdata management-status="usable"><doc-id id-string="urn:a:2"/>'
        '<ed-msg info="Please withdraw PA story POLITICS Harbour"/></docdata></head><body><body.head><hedline><hl1>Wall</hl1>'
        f"</hedline></body.head><body.content>{WALL * 2}</body.content></body></nitf>"
    )
    (one,) = read(nitf.encode()).stories
    assert (one.pub_status, [kill.catchline for kill in one.kills]) == (PubStatus.USABLE, ["POLITICS Harbour"])


def test_a_capture_that_ends_in_a_kill_without_a_name_is_killed() -> None:
    (one,) = read(capture(extra="Please withdraw the story")).stories
    assert one.pub_status is PubStatus.CANCELED
    (other,) = read(capture(extra="Please withdraw PA story POLITICS Harbour sent at 1412")).stories
    assert (other.pub_status, other.kills[0].catchline) == (PubStatus.USABLE, "POLITICS Harbour")


def test_a_kill_is_kept_with_the_story() -> None:
    one = Story(headline="x", kills=(Kill("raw", "u", "C", "H", time(14, 12)), Kill("bare")))
    assert load(dump(one)) == one
    assert load({name: value for name, value in dump(Story()).items() if name != "kills"}) == Story()
