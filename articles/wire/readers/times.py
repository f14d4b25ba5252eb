"""Times as wire messages write them, and the words of an embargo. Strict: what is not certain is None.

Libraries guess: "0001 Friday September 9" became 2009, or the year 1. Here a weekday must agree with its date, a
wall clock of London that does not exist or exists twice is taken at its later meaning, and silence stays silence.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from articles.wire.clean.dates import MONTH, MONTHS

LONDON = ZoneInfo("Europe/London")
STAMP = re.compile(
    r"^(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EMBARGOED = re.compile(
    r"(?i)\b(?:embargo(?:ed)?\b(?!:?\s(?:is |has been |now )?(?:lifted|removed|over|passed))|not for (?:publication|use|release) (?:before|until)\b)"
    r"[^\d\n]{0,40}(?P<rest>\d[^\n]{0,80})?"
)
CLOCK = r"(?:(?P<hour>[01]\d|2[0-4])[:.]?(?P<minute>[0-5]\d)(?:\s?hrs?)?|(?P<twelve>1[0-2]|[1-9])(?:[:.](?P<past>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?)"
ZONE = r"(?:\s?(?P<zone>GMT|BST|UTC))?"
DAYS = (
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s)?(?:{MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{MONTH.replace('month', 'named')})"
    r"(?:,?\s(?P<year>20\d\d))?"
)
LINE = re.compile(rf"(?i)^{CLOCK}{ZONE},?\s(?:on\s)?{DAYS}\s?(?:$|[.,;:()|\n])")
ZONES = {"gmt": UTC, "utc": UTC, "bst": timezone(timedelta(hours=1))}
NEAR = timedelta(days=300)  # an embargo without a year is for a day near the message's own


def stamp(text: str | None) -> datetime | None:
    """Read a time in ISO 8601, in the short form of NITF, or as mail writes it. Without a zone it is London's."""
    text = (text or "").strip()
    found = STAMP.match(text)
    if found is None:
        return _mailed(text)
    try:
        clock = (int(found[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second"))
        year, month, day, hour, minute, second = clock
        naive = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone follows
    except ValueError:
        return None
    return _zoned(naive, found["zone"])


def _mailed(text: str) -> datetime | None:
    if not re.match(r"^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} ", text) or len(text) > 60:
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _zoned(naive: datetime, zone: str | None) -> datetime | None:
    if zone == "Z":
        return naive.replace(tzinfo=UTC)
    if not zone:
        return london(naive)
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    if offset > timedelta(hours=14):
        return None
    return naive.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))


def london(naive: datetime) -> datetime:
    """Return the wall clock of London as a time; of an hour that comes twice, or never, the later reading."""
    both = [naive.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1)]
    return max(both, key=lambda one: one.astimezone(UTC))


def day_of(when: datetime | None) -> date | None:
    """Return the day a time falls on, as its own clock shows it."""
    return when.date() if when else None


def embargo_words(text: str) -> str:
    """Return the words of an embargo in a note, empty where there are none."""
    found = EMBARGOED.search(text)
    return " ".join(found[0].split()) if found else ""


def embargo(text: str, near: datetime | None) -> datetime | None:
    """Read the time out of the words of an embargo: "Embargoed to 0001 Friday September 9".

    `near` is the message's own time: it lends the year, and a day before it is of the year that follows.
    """
    found = EMBARGOED.search(text)
    line = LINE.match(" ".join((found["rest"] or "").split())) if found else None
    if line is None:
        return None
    month = MONTHS.get((line["month"] or line["named"]).casefold().rstrip("."), 0)
    clock = _clock(line)
    for year in [int(line["year"])] if line["year"] else _years(near):
        when = _when(line, year, month, clock)
        if when and (line["year"] or near is None or -NEAR < when - near < NEAR):
            return when
    return None


def _years(near: datetime | None) -> list[int]:
    return [near.year, near.year + 1, near.year - 1] if near else []


def _clock(line: re.Match[str]) -> tuple[int, int]:
    if line["hour"]:
        return int(line["hour"]), int(line["minute"])
    return int(line["twelve"]) % 12 + (12 if line["half"].lower() == "p" else 0), int(line["past"] or 0)


def _when(line: re.Match[str], year: int, month: int, clock: tuple[int, int]) -> datetime | None:
    hour, minute = clock
    if hour == 24 and minute:
        return None
    try:
        naive = datetime(year, month, int(line["day"] or line["first"]), hour % 24, minute)  # noqa: DTZ001 - London's
    except ValueError:
        return None
    if line["weekday"] and naive.weekday() != WEEKDAYS.index(line["weekday"].casefold()):
        return None
    naive += timedelta(days=hour // 24)
    zone = ZONES.get((line["zone"] or "").casefold())
    return naive.replace(tzinfo=zone) if zone else london(naive)
