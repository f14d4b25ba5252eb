"""ANPA 1312 in every field, with its controls or without them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.wire import read
from articles.wire.story import Kind, Profile, Story
from tests.captures import capture
from tests.wire.readers.messages import codes
from tests.wire.readers.telegrams import anpa


def only(payload: bytes) -> Story:
    found = read(payload)
    assert found.format == "anpa"
    (one,) = found.stories
    return one


def test_every_field_arrives() -> None:
    one = only(anpa())
    assert (one.headline, one.catchline) == ("Minister promises money for sea walls", "BC-EU--Harbour")
    assert (one.provider, one.uri, one.version, one.urgency) == ("AP", "W2870/20260303", "1", 3)
    assert one.version_created == datetime(2026, 3, 3, 12, 9, tzinfo=UTC)
    assert [(by.name, by.organisation) for by in one.bylines] == [
        ("Dilys Quayle", "Associated Press"),
        ("Bo Ives", "Associated Press"),
    ]
    assert (one.dateline, one.ed_note) == ("PORT MARLOW, England", "AP Photo XNP101")
    assert [block.text for block in one.body] == [
        "The wall will be rebuilt, the minister said. “It will take two years,” he said.",
        "Work begins in May.",
    ]
    assert codes(one) == set()


def test_several_messages_are_several_stories() -> None:
    assert len(read(anpa() + anpa().replace(b"W2870", b"W2871")).stories) == 2


@pytest.mark.parametrize("gone", [b"\x01\x02\x03\x04\x0c\x11\x13\x16\x1f", b"\x01\x16"], ids=range(2))
def test_a_message_without_its_controls_reads_the_same(gone: bytes) -> None:
    one, whole = only(anpa().translate(None, gone)), only(anpa())
    assert (one.headline, one.uri, one.bylines) == (whole.headline, whole.uri, whole.bylines)
    assert [block.text for block in one.body] == [block.text for block in whole.body]


def test_lines_that_stand_alone_and_set_matter_stay_so() -> None:
    one = only(anpa(b"\t   First<\n\t   Second<\nPort     1 2 3<\nQuay    10 2 4<\n \n\t   Last.\n"))
    assert [(block.kind, block.text) for block in one.body[2:]] == [
        (Kind.PARAGRAPH, "First"),
        (Kind.PARAGRAPH, "Second"),
        (Kind.PRE, "Port     1 2 3\nQuay    10 2 4"),
        (Kind.PARAGRAPH, "Last."),
    ]
    table = only(anpa().replace(b"\x13\x11", b"\x13\x12"))
    assert (table.profile, table.body[0].kind) == (Profile.DATA, Kind.PRE)


def test_notes_are_private_and_corrections_signalled() -> None:
    one = only(anpa(kicker=b"^Eds: CORRECTS spelling of the port.<\n"))
    assert "CORRECTS" in one.ed_note and "sig:correction" in one.signals and "CORRECTION" in codes(one)
    held = only(anpa(kicker=b"^EMBARGOED to 0001 Thursday March 5<\n"))
    assert held.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize("page", [capture(), b"W2870_asian\n\nThe wall\n\nIt will be rebuilt, the council has said.\n"])
def test_a_capture_is_never_taken_for_it(page: bytes) -> None:
    assert read(page).format == "plain"


def test_the_specimen_of_the_agency(corpus: Path) -> None:
    one = only((corpus / "wire/legacy/sd_anpa-1.tst").read_bytes())
    assert one.headline == "For Argentine chemo patients, mirrors can hurt"
    assert [(by.name, by.organisation) for by in one.bylines] == [
        ("Paul Byrne", "Associated Press"),
        ("Almudena Calatrava", "Associated Press"),
    ]
    assert (one.catchline, one.uri, len(one.body)) == ("BC-LT--Argentina-CancerB", "W2870/20131113", 14)
    assert one.version_created == datetime(2013, 11, 13, 15, 9, tzinfo=UTC)
    assert "AP Photo" in one.ed_note and "WORDS_MISSING" not in codes(one)
