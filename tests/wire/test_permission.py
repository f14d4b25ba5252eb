"""One weighing of status, embargo fields and embargo words for every format: what is not certain holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.wire.permission import embargo_words, permission
from articles.wire.story import PubStatus

CREATED = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 3, 5, 0, 1, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 0, 1, tzinfo=UTC)
AT, LATER, PAST = "2026-03-05T00:01:00Z", "20260306T000100+0000", "2026-03-03T11:00:00Z"


@pytest.mark.parametrize(
    ("status", "fields", "note", "expected", "until", "codes"),
    [
        ("usable", (), "", "usable", None, []),
        ("stat:Usable", (), "", "usable", None, []),
        ("killed", (AT,), "Embargoed", "canceled", None, ["KILL_NOTICE"]),
        ("privileged", (), "", "withheld", None, ["WITHHELD"]),
        ("usable / withheld", (), "", "unknown", None, ["STATUS_UNKNOWN"]),
        ("usable", (AT,), "", "usable", THURSDAY, ["EMBARGO"]),
        ("usable", (AT, LATER), "", "embargoed", FRIDAY, ["EMBARGO_CONFLICT", "EMBARGO"]),
        ("usable", (PAST,), "", "usable", None, []),
        ("usable", (PAST, AT), "", "embargoed", THURSDAY, ["EMBARGO_CONFLICT", "EMBARGO"]),
        ("embargoed", (PAST,), "", "embargoed", datetime(2026, 3, 3, 11, 0, tzinfo=UTC), ["EMBARGO"]),
        ("usable", ("Embargoed to 0001 Thursday March 5",), "", "usable", THURSDAY, ["EMBARGO"]),
        ("usable", ("soon",), "Embargoed to 0001 Thursday March 5", "embargoed", None, ["EMBARGO_AMBIGUOUS"]),
        ("usable", (AT,), "Strictly embargoed", "usable", THURSDAY, ["EMBARGO"]),
        ("usable", (AT,), "Embargoed until Thursday", "embargoed", None, ["EMBARGO_UNDATED"]),
        ("usable", (), "Embargoed to 0001 Thursday March 5; Embargoed to 0001 Friday March 6", "embargoed", FRIDAY,
         ["EMBARGO_CONFLICT", "EMBARGO"]),
        ("usable", (), "EMBARGO LIFTED. Corrects a sum.", "usable", None, []),
        ("withheld", (AT,), "", "withheld", THURSDAY, ["WITHHELD", "EMBARGO"]),
        ("embargoed", (), "", "embargoed", None, ["EMBARGO_UNDATED"]),
    ],
)  # fmt: skip
def test_status_field_and_words_are_weighed_together(
    status: str, fields: tuple[str, ...], note: str, expected: str, until: datetime | None, codes: list[str]
) -> None:
    found = permission(status, fields, note, CREATED)
    assert (found.status, found.until) == (PubStatus(expected), until)
    assert [issue.code for issue in found.issues] == codes


def test_silence_is_what_the_format_says_it_is() -> None:
    assert permission("", (), "", CREATED).status is PubStatus.USABLE
    held = permission("", (), "", CREATED, silent=PubStatus.UNKNOWN)
    assert (held.status, "does not say" in held.issues[0].message) == (PubStatus.UNKNOWN, True)


def test_a_field_with_a_time_embargoes_where_no_status_can_say_so() -> None:
    assert permission("usable", (AT,), "", CREATED, embargoes=True).status is PubStatus.EMBARGOED
    assert permission("usable", (PAST,), "", CREATED, embargoes=True).status is PubStatus.USABLE


def test_a_field_that_is_there_and_says_nothing_holds() -> None:
    assert permission("usable", ("",), "", CREATED, is_bare=True).issues[0].code == "EMBARGO_UNDATED"


def test_a_note_of_nothing_but_embargoes_is_read_as_far_as_an_honest_one_goes() -> None:
    assert len(permission("usable", (), "embargo to 1; " * 100_000, CREATED).issues) < 50
    assert embargo_words("No words of it") == ""
