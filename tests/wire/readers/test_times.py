"""Times of the wire, and the words of an embargo, read strictly or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.wire.readers import times

SENT = datetime(2026, 9, 8, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20260908T132446+0100", "2026-09-08T12:24:46+00:00"),
        ("20260908T122446Z", "2026-09-08T12:24:46+00:00"),
        ("2026-10-21T16:25:32-05:00", "2026-10-21T21:25:32+00:00"),
        (" 2026-03-03T12:00:00.123Z ", "2026-03-03T12:00:00+00:00"),
        ("20260708T0900", "2026-07-08T08:00:00+00:00"),
        ("20260708", "2026-07-07T23:00:00+00:00"),
        ("Tue, 03 Mar 2026 12:00:00 GMT", "2026-03-03T12:00:00+00:00"),
        ("20260230T256199+9999", None),
        ("20260203T101010+9900", None),
        ("Tuesday", None),
        ("", None),
        (None, None),
    ],
)
def test_stamps_are_read_with_their_zone(text: str | None, expected: str | None) -> None:
    found = times.stamp(text)
    assert (found.astimezone(UTC).isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Embargoed to 0001 Wednesday September 9", "2026-09-08T23:01:00+00:00"),
        ("(see also POLITICS Harbour)\nEMBARGOED TO 0001 WEDNESDAY SEPTEMBER 9", "2026-09-08T23:01:00+00:00"),
        ("Embargoed until 22.30hrs on 9 September 2026.", "2026-09-09T21:30:00+00:00"),
        ("Embargo: 10pm, Wednesday 9 September", "2026-09-09T21:00:00+00:00"),
        ("Not for publication before 0001 GMT Wednesday September 9", "2026-09-09T00:01:00+00:00"),
        ("Embargoed to 2400 Wednesday September 9", "2026-09-09T23:00:00+00:00"),
        ("Embargoed to 0001 Friday January 1", "2027-01-01T00:01:00+00:00"),
        ("Embargoed to 0130 Sunday October 25", "2026-10-25T01:30:00+00:00"),  # the hour comes twice: the later
        ("Embargoed to 0001 Friday September 9", None),  # no such Friday
        ("Embargoed to 0001 September 31", None),
        ("Embargoed to 2560 Wednesday September 9", None),
        ("Embargoed to 0001 Wednesday", None),
        ("Embargoed until further notice", None),
        ("No embargo words: 0001 Wednesday September 9 was fine", None),
    ],
)
def test_the_time_of_an_embargo_is_certain_or_none(text: str, expected: str | None) -> None:
    found = times.embargo(text, SENT)
    assert (found.astimezone(UTC).isoformat() if found else None) == expected


def test_a_day_without_a_year_needs_the_time_of_the_message() -> None:
    assert times.embargo("Embargoed to 0001 Wednesday September 9", None) is None


@pytest.mark.parametrize("text", ["Embargo lifted", "EMBARGO: now lifted", "The ship was barred", ""])
def test_an_embargo_that_is_over_is_none(text: str) -> None:
    assert times.embargo_words(text) == ""
