"""Stamps in the forms pages print, and the prose that only holds a date."""

from datetime import UTC, date, datetime

import pytest

from articles.wire.clean import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published 30th Jul 2024, 10:11 BST", date(2024, 7, 30)),
        ("Tue 6 Jun 2023", date(2023, 6, 6)),
        ("16 September 2024, 08:00 | Updated: 16 September 2024, 09:43", date(2024, 9, 16)),
        ("Published: 12:40 GMT, 22 December 2023 | Updated: 14:44 GMT, 22 December 2023", date(2023, 12, 22)),
        ("Page last updated at 13:34 GMT, Monday, 24 November 2008", date(2008, 11, 24)),
        ("Published Fri, Dec 22 20234:46 AM ESTUpdated 1 Min Ago", date(2023, 12, 22)),
        ("duration12 April 2015", date(2015, 4, 12)),
        ("The Guardian, Sunday 19 January 2014 21.34 GMT", date(2014, 1, 19)),
        ("17 April 2012 • 2:54pm", date(2012, 4, 17)),
        ("Published on 30/04/2024 - 16:38", date(2024, 4, 30)),
        ("2023-08-30T00:55:49+00:00", date(2023, 8, 30)),
        ("Published18 November 2024", date(2024, 11, 18)),
        ("Posted 2 hours agoNov 18th, 2024 at 06:30", date(2024, 11, 18)),
        ("Mon, 18 November 2024 at 6:30 am GMT·3-min read", date(2024, 11, 18)),
        ("06:30, Mon, Nov 18, 2024 | UPDATED: 07:12, Tue, Nov 19, 2024", date(2024, 11, 18)),
        ("Updated: 19 Nov 2024 06:30 | Published: 18 Nov 2024", date(2024, 11, 18)),
        ("18/11/24", date(2024, 11, 18)),
        ("2024-11-18 06:30:00", date(2024, 11, 18)),
        ("Publication date: 18 November 2024", date(2024, 11, 18)),
        ("Today at 18:14", None),
        ("Published", None),
        ("Last updated", None),
        ("4 days ago", None),
        ("2 hours ago10:05 Jon King", None),
    ],
)
def test_a_stamp_is_read(text: str, expected: date | None) -> None:
    assert dates.is_stamp(text) or "T00" in text
    assert dates.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The wall was built on 5 September 2022.",
        "Published authors met in Porthaven.",
        "In May 2010 the wall fell.",
        "9 to 5",
        "He was updated by officers on 3 May 2020, the court heard.",
    ],
)
def test_prose_with_a_date_is_no_stamp(text: str) -> None:
    assert not dates.is_stamp(text)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert dates.parse("9999-99-99") is None
    assert dates.parse("31 February 2024") is None


def test_a_relative_time_is_reckoned_from_the_capture_only() -> None:
    captured = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    assert dates.relative("2 hours ago", None) is None
    assert dates.relative("2 hours ago", captured) == date(2026, 11, 23)
    assert dates.relative("a week ago", captured) == date(2026, 11, 17)
    assert dates.relative("a year ago", captured) is None
    assert dates.relative("Yesterday at 18:14", captured) == date(2026, 11, 23)
