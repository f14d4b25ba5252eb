"""PA's wire by way of Fingerpost: its broken escapes are mended aloud, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.wire import read
from articles.wire.readers.fingerpost import repair
from articles.wire.story import Kind, Profile, PubStatus
from tests.wire.readers.messages import codes, fingerpost, ninjs, reading, story

BROKEN = (
    '{"source-feed":"PA_API","usn":"HHH1","version":"1","type":"text","status":"","slug":"POLITICS Wall",'
    '"headline":"He said \\“no\\” and \\"never\\"","body_text":"One\\\\two\tthree\\nfour"}'
)


def test_every_field_arrives() -> None:
    one = story(fingerpost(ednote="Adds reaction", abstract="A wall.", usage="UK only"))
    assert reading(fingerpost()).format == "fingerpost"
    assert (one.provider, one.uri, one.version, one.urgency) == ("PA", "HHH1", "2", 3)
    assert (one.headline, one.catchline, one.standfirst) == ("", "POLITICS Wall", "A wall.")
    assert (one.ed_note, one.usage_terms) == ("Adds reaction", "UK only")
    assert [by.name for by in one.bylines] == ["Dilys Quayle"]
    assert [subject.code for subject in one.subjects] == ["news:uk", "paCat:HHH", "paCat:PPP"]
    assert len(one.body) == 2
    assert "HEADLINE_CATCHLINE" in codes(one)


def test_a_version_keeps_the_identity() -> None:
    first, second = (
        story(fingerpost()),
        story(fingerpost(uri="http://PA_API/HHH1/2026-03-03T12:00:00.000Z/3", version="3")),
    )
    assert (first.provider, first.uri) == (second.provider, second.uri)


def test_broken_escapes_are_repaired_and_recorded() -> None:
    (one,) = read(BROKEN.encode()).stories
    assert one.headline == 'He said “no” and "never"'
    assert [block.text for block in one.body] == ["One\\two three", "four"]
    assert "JSON_REPAIRED" in codes(one)


def test_a_repair_changes_nothing_but_escapes() -> None:
    mended = repair(BROKEN)
    assert mended is not None
    assert json.loads(mended)["body_text"] == "One\\two\tthree\nfour"
    assert repair(json.dumps(fingerpost())) is None


@pytest.mark.parametrize(
    "text",
    [
        BROKEN.replace('"source-feed":"PA_API","usn":"HHH1",', '"uri":"a",'),  # not this sender
        BROKEN[:-1],
        BROKEN.replace('"version"', "version"),
        BROKEN.replace('"}', '",}'),
        '{"usn":"' + '\\"' * 200_000,
        '{"usn":' * 500 + "\\",
    ],
    ids=range(6),
)
def test_other_damage_is_refused(text: str) -> None:
    assert repair(text) is None
    found = read(text.encode())
    assert found.refusal is not None and found.refusal.code in ("JSON_MALFORMED", "TOO_DEEP")


def test_the_escapes_of_another_sender_are_not_touched() -> None:
    found = read(json.dumps(ninjs()).replace("Sea wall", "\\“Sea wall").encode())
    assert found.refusal is not None and found.refusal.code == "JSON_MALFORMED"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, PubStatus.USABLE),
        ({"status": "canceled"}, PubStatus.CANCELED),
        ({"status": "withheld"}, PubStatus.WITHHELD),
        ({"status": "embargoed"}, PubStatus.EMBARGOED),
        ({"status": "new"}, PubStatus.UNKNOWN),
        ({"embargo": "2026-03-05T00:01:00.000Z"}, PubStatus.EMBARGOED),
    ],
)
def test_the_status_decides(fields: dict[str, str], status: PubStatus) -> None:
    assert story(fingerpost(**fields)).pub_status is status


@pytest.mark.parametrize(
    ("slug", "profile"),
    [
        ("SOCCER Tables Premiership", Profile.DATA),
        ("SPORT Advisory", Profile.ADVISORY),
        ("SOCCER Tablet", Profile.STORY),
        ("POLITICS Wall", Profile.STORY),
    ],
)
def test_results_and_advice_are_no_stories(slug: str, profile: Profile) -> None:
    assert story(fingerpost(slug=slug)).profile is profile


def test_a_corrected_slug_is_a_signal() -> None:
    assert "sig:correction" in story(fingerpost(slug="POLITICS Wall CORRECTN")).signals


def test_the_specimens_of_the_corpus(corpus: Path) -> None:
    (broken,) = read((corpus / "wire/synthetic/fingerpost_bad_escapes.json").read_bytes()).stories
    assert (broken.headline, broken.profile) == ("He said “no”", Profile.ALERT)
    assert "JSON_REPAIRED" in codes(broken)
    (table,) = read((corpus / "wire/pa/gu_PA_API-Data-Formatting.json").read_bytes()).stories
    assert (table.headline[:12], table.version, table.profile) == ("RUGBYU Table", "0", Profile.DATA)
    assert table.version_created is not None and table.version_created.isoformat() == "2026-03-10T11:00:15+00:00"
    assert [block.kind for block in table.body] == [Kind.TABLE]
    assert table.body[0].text.splitlines()[1] == "\tP\tW\tD\tL\tF\tA\tB\tPts"
