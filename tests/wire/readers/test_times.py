"""Times of the wire, read strictly or not at all."""

from __future__ import annotations

from datetime import UTC

import pytest

from articles.wire.permission import embargo_words
from articles.wire.readers import times


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
    [("20260905T000100+0100", True), ("20260905T000100", False), ("20260905", False), ("x", False)],
)
def test_an_instant_says_its_zone(text: str, expected: bool) -> None:
    assert (times.instant(text) is not None) is expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("(see also POLITICS Wall) Embargoed to 0001 Friday September 9", "Embargoed to 0001 Friday September 9"),
        ("STRICTLY EMBARGOED. Not for the public yet", "STRICTLY EMBARGOED"),
        ("Not for publication before 0001 September 9\nSee also", "Not for publication before 0001 September 9"),
        ("Embargo lifted", ""),
        ("EMBARGO: now lifted", ""),
        ("The ship was barred", ""),
    ],
)
def test_the_words_of_an_embargo_are_found_in_a_note(note: str, expected: str) -> None:
    assert embargo_words(note) == expected
