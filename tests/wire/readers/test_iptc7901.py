"""IPTC 7901 in every field, with its controls or without them, and never a page taken for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from articles.wire import read
from articles.wire.story import Fate, Kind, Profile, PubStatus, Story
from tests.captures import capture
from tests.wire.readers.messages import codes
from tests.wire.readers.telegrams import COPY, anpa, seven

TABLE = b"Port     1 2 3\r\nQuay    10 2 4\r\nMarlow   3 2 9\r\n"


def only(payload: bytes) -> Story:
    found = read(payload)
    assert found.format == "iptc7901"
    (one,) = found.stories
    return one


def test_every_field_arrives() -> None:
    one = only(seven(kicker=b"2ND LEAD\r\n"))
    assert (one.headline, one.catchline) == ("Minister promises £14m for sea walls", "POLITICS Harbour")
    assert (one.provider, one.uri, one.version, one.urgency) == ("PA", "PAA0412/20260303", "2", 4)
    assert one.version_created == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert (one.date, one.signals) == (date(2026, 3, 3), ("text:2nd lead", "text:ends"))
    assert [(by.name, by.role, by.organisation) for by in one.bylines] == [
        ("Dilys Quayle", "Political Correspondent", "PA")
    ]
    assert [block.text for block in one.body] == [
        "Harbour minister Edwin Thorne has promised £14 million for sea walls.",
        "“We will finish by 2029,” he said.",
    ]
    assert [(subject.scheme, subject.code) for subject in one.subjects] == [("iptc7901", "H")]
    assert "CONTROL_CHARS_REMOVED" not in codes(one)
    assert one.pieces[0].why == ("priority 4", "60 words")


def test_a_number_is_no_identity_without_its_day() -> None:
    one = only(seven().replace(b"031200 GMT Mar 26", b"no time"))
    assert (one.uri, one.version_created) == ("", None)
    assert [piece.text for piece in one.pieces if piece.rule.endswith("after the text")] == ["no time"]


def test_several_messages_are_several_stories() -> None:
    second = seven(b"   It is another wall.\r\n\r\n   It stands.\r\n").replace(b"PAA0412", b"PAA0413")
    found = read(seven() + b"\x7f\x7f\r\n" + second + b"\x16\x16")
    assert [one.uri for one in found.stories] == ["PAA0412/20260303", "PAA0413/20260303"]
    assert found.stories[1].body[0].text == "It is another wall."


@pytest.mark.parametrize(
    "change",
    [
        lambda payload: payload.translate(None, b"\x01\x02\x03\x04\x7f"),
        lambda payload: payload.replace(b"\x01", b"<SOH>").replace(b"\x02", b"<STX>").replace(b"\x03", b"<ETX>"),
        lambda payload: payload.replace(b"\x01", "␁".encode()).replace(b"\x02", "␂".encode()).replace(b"\x03", b"\x03"),
        lambda payload: payload.replace(b"\x01", b"?").translate(None, b"\x02\x03\x04\x7f"),
        lambda payload: b"\x00\x16\x16\r\n" + payload.replace(b"\r\n", b"\n"),
        lambda payload: payload.replace(b"\r\n", b"\r"),
        lambda payload: b"\xef\xbb\xbf" + payload.decode("cp1252").encode(),
    ],
    ids=range(7),
)  # fmt: skip
def test_a_message_survives_what_transports_do_to_it(change) -> None:  # type: ignore[no-untyped-def]
    one = only(change(seven()))
    assert (one.headline, one.catchline) == ("Minister promises £14m for sea walls", "POLITICS Harbour")
    assert [by.name for by in one.bylines] == ["Dilys Quayle"]
    assert [block.text for block in one.body] == [block.text for block in only(seven()).body]
    assert one.version_created == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def test_two_messages_without_controls_are_told_apart() -> None:
    both = seven() + seven().replace(b"PAA0412", b"PAA0413")
    assert len(read(both.translate(None, b"\x01\x02\x03\x04\x7f")).stories) == 2


def test_a_text_without_its_end_is_read_and_told() -> None:
    one = only(seven().partition(b"\x03")[0])
    assert len(one.body) == 2 and "END_MISSING" in codes(one)
    short = only(seven().replace(b"H 60 ", b"H 600 "))
    assert "WORDS_MISSING" in codes(short)


def test_tables_stay_as_they_are_set() -> None:
    one = only(seven(COPY.replace(b"ends\r\n", TABLE) + b"\r\n   It ends well.\r\n"))
    assert [block.kind for block in one.body] == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.PRE, Kind.PARAGRAPH]
    assert one.body[2].text == "Port     1 2 3\nQuay    10 2 4\nMarlow   3 2 9"
    table = only(seven(TABLE))
    assert (table.profile, [block.kind for block in table.body]) == (Profile.DATA, [Kind.PRE])


@pytest.mark.parametrize(
    ("kicker", "signals", "profile"),
    [
        (b"CORRECTION\r\n", "sig:correction", Profile.STORY),
        (b"URGENT\r\n", "text:urgent", Profile.STORY),
        (b"SNAP\r\n", "text:snap", Profile.ALERT),
        (b"ADVISORY\r\n", "text:advisory", Profile.ADVISORY),
    ],
)
def test_lines_above_the_headline_say_what_it_is(kicker: bytes, signals: str, profile: Profile) -> None:
    one = only(seven(kicker=kicker))
    assert (one.headline[:8], one.profile) == ("Minister", profile)
    assert signals in one.signals


def test_a_line_nobody_knows_is_told_and_never_dropped_silently() -> None:
    one = only(seven(kicker=b"Sea walls and more\r\n"))
    assert one.headline == "Minister promises £14m for sea walls"
    assert "LINE_UNKNOWN" in codes(one) and "Sea walls and more" in [piece.text for piece in one.pieces]
    long = only(seven(kicker=b"A headline that goes on and on until the line can hold no more of it\r\n"))
    assert long.headline.endswith("no more of it Minister promises £14m for sea walls")


def test_embargoes_and_kills_in_words_hold() -> None:
    line = b"Embargoed to 0001 Thursday March 5\r\n"
    for held in (only(seven(kicker=line)), only(seven(b"   " + line + b"\r\n" + COPY))):
        assert held.embargo_until == datetime(2026, 3, 5, 0, 1, tzinfo=UTC)
        assert not any("mbargo" in block.text for block in held.body) and "mbargo" in held.ed_note
    killed = only(seven(b"   Please kill PA story POLITICS Coast sent at 1100.\r\n", b"KILL: POLITICS Coast\r\n"))
    assert killed.pub_status is PubStatus.CANCELED
    assert killed.kills[0].catchline == "POLITICS Coast"


def test_the_notebook_is_private() -> None:
    notes = b"\r\n* * * *\r\nThe following information is not for publication\r\n\r\nReporting by Bo Ives\r\n"
    one = only(seven(COPY.replace(b"ends\r\n", notes)))
    assert "Bo Ives" in one.ed_note and len(one.body) == 2
    assert all(piece.fate is Fate.STATUS for piece in one.pieces if "Bo Ives" in piece.text)


def test_capitals_and_a_missing_headline_are_told() -> None:
    loud = only(
        seven().replace("Minister promises £14m for sea walls".encode("cp1252"), b"MINISTER PROMISES MONEY FOR WALL")
    )
    assert "HEADLINE_CAPS" in codes(loud)
    bare = b"\x01PAA0412 4 H 60  PA 061\r\n\r\nPOLITICS Harbour/\r\n\x02\r\n" + COPY + b"\x03031200 GMT Mar 26\r\n"
    one = only(bare.replace(b"\x02\r\n", b"\x02By Bo Ives =\r\n\r\n"))
    assert one.headline == "POLITICS Harbour" and "HEADLINE_CATCHLINE" in codes(one)


@pytest.mark.parametrize(
    "page",
    [
        capture(),
        b"PAA0412 4 H 60  PA 061\n\nMinister promises money for sea walls\n\nIt will take two years.\n",
        b"POLITICS Harbour/\n\nMinister promises money\n\nIt will take two years, the council has said today.\n",
        b"By 031200 GMT Mar 26 it was over.\n\nThe wall stood, and people went home again after the storm.\n",
    ],
)
def test_a_capture_is_never_taken_for_it(page: bytes) -> None:
    assert read(page).format == "plain"


def test_a_header_alone_is_refused() -> None:
    found = read(b"\x01PAA0412 4 H 60  PA 061\r\n\r\n\x02\x03031200 GMT Mar 26\r\n")
    assert found.refusal and found.refusal.code == "NO_STORY"


def test_the_specimens_of_agencies(corpus: Path) -> None:
    legacy = corpus / "wire/legacy"
    football = only((legacy / "sd_IPTC7901_odd_charset.txt").read_bytes())
    assert (football.headline, football.dateline) == (
        "German football saddened by illness to striker legend Mueller",
        "Munich",
    )
    assert [(by.name, by.organisation) for by in football.bylines] == [("Manuel Schwarz", "dpa")]
    assert football.version_created == datetime(2015, 10, 7, 13, 41, tzinfo=UTC)
    assert any("Müller" in block.text for block in football.body) and "Barry Whelan" in football.ed_note
    pact = only((legacy / "sd_dpa_four_line.txt").read_bytes())
    assert (pact.version, pact.signals) == ("1", ("text:refile", "text:1st lead"))
    assert [(by.name, by.organisation) for by in pact.bylines] == [("", "dpa")]
    made = only((corpus / "wire/synthetic/pa_7901.txt").read_bytes())
    assert (made.uri, made.catchline, len(made.body)) == ("PAA0412/20260303", "POLITICS Harbour", 2)
    assert {"sig:correction", "text:ends"} <= set(made.signals)


HOSTILE = {
    "one line of 1 MB": seven(b"wall " * 200_000),
    "a header of 1 MB": b"\x01PAA0412 4 H 60  PA 061 " + b"A" * 2**20 + b"\x02Wall\r\n\r\nIt stands.\x03",
    "a slug of 1 MB": seven().replace(b"POLITICS Harbour/", b"a/" * 500_000),
    "20,000 messages": seven() * 20_000,
    "marks alone": b"\x01A\x02" * 200_000,
    "starts in the text": seven(b"\x01" * 100_000),
    "no end": seven().partition(b"\x03")[0] + b"wall\r\n" * 50_000,
    "NULs": b"\0" * 5_000 + seven(b"\0".join([b"wall"] * 100_000)),
    "equals signs": seven(b"=\r\n" * 100_000),
    "columns": seven(b"a   b\r\n" * 50_000),
    "indents": seven(b"   a\r\n" * 50_000),
    "stars": seven(b"* * * *\r\n" * 30_000),
    "dots": seven(b"a" + b"." * 500_000 + b"\r\n" + b"b   c\r\n"),
    "anpa of 1 MB": anpa(b"\t   " + b"`" * 2**20 + b"\n"),
    "anpa lines": anpa(b"a<\n" * 100_000),
    "anpa header": anpa().replace(b"BC-EU--Harbour  ", b"BC-" + b"a " * 500_000),
    "anpa top": anpa(kicker=b"^x<\n" * 50_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_read_or_refused_in_clear_words(name: str) -> None:
    found = read(HOSTILE[name])
    assert found.stories or found.refusal and found.refusal.reason.isprintable() and found.refusal.remedy
    assert len(found.stories) <= 500 and all(len(one.issues) < 100 for one in found.stories)
