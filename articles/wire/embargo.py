"""The embargo clock: when a story may be used, read strictly, in London time. What is not certain holds.

General date readers find a year in "0001 Friday September 9" that nobody wrote; here a line is read whole or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from articles.wire.story import Issue

LONDON = ZoneInfo("Europe/London")
UNDATED, AMBIGUOUS, CONFLICT, CLOCKS = "EMBARGO_UNDATED", "EMBARGO_AMBIGUOUS", "EMBARGO_CONFLICT", "EMBARGO_CLOCKS"
UNREAD = frozenset({UNDATED, AMBIGUOUS})
NEAR = timedelta(days=183)  # a date without a year lies within half a year of the message
LONGEST = 200
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
OPENING = re.compile(
    r"(?:strictly )?(?:under )?(?:embargo(?:ed)?|not for (?:publication|broadcast|use|release))"
    r"(?: or (?:publication|broadcast|use|release)| and not for (?:publication|broadcast|use|release)){0,2}"
    r"(?: time)?(?: for (?:publication|broadcast|use|release))? ?[:,–—-]? ?(?:to|until|till|before|for)?:? ?(?P<when>.*)"
)
CLOCK = (
    r"(?P<clock>(?P<hour>\d{2})[:.]?(?P<minute>\d{2})(?: ?(?:hrs|hours))?"
    r"|(?P<hour12>1?\d)(?:[:.](?P<minute12>\d{2}))? ?(?P<half>am|pm)|noon|midday)"
    r"(?: ?\(?(?P<zone>gmt|bst|uk time|london time)\)?)?"
)
DAY = (
    rf"(?:(?P<weekday>{'|'.join(DAYS)}),? )?(?:the )?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(MONTHS)})"
    rf"|(?P<month_first>{'|'.join(MONTHS)}) (?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?)(?:,? (?P<year>\d{{4}}))?"
)
FORMS = tuple(
    re.compile(form, re.ASCII) for form in (rf"(?:at )?{CLOCK},?(?: on)? {DAY}", rf"(?:on )?{DAY},?(?: at)? {CLOCK}")
)
OFFSETS = {"gmt": timedelta(0), "bst": timedelta(hours=1)}


@dataclass(frozen=True, slots=True)
class Embargo:
    """When a story may be used, in UTC, or None with the issue that says why that cannot be told."""

    until: datetime | None
    issues: tuple[Issue, ...] = ()


def parse(text: str, *, near: date | None) -> Embargo:
    """Read an embargo line. `near` is the day of the message: a year that is not said is the one close to it."""
    said = " ".join(text.split())
    opened = OPENING.fullmatch(said.casefold().strip(" *.!()[]")) if len(said) <= LONGEST else None
    if opened is None:
        return _unread(AMBIGUOUS, said, "It says more than a time and a date")
    if not any(letter.isdigit() for letter in opened["when"]):
        return _unread(UNDATED, said, "It names no time and date")
    found = next((match for form in FORMS if (match := form.fullmatch(opened["when"]))), None)
    if found is None:
        return _unread(AMBIGUOUS, said, "Its time and date are not written in full")
    clock, day = _clock(found), _day(found, near)
    if clock is None:
        return _unread(AMBIGUOUS, said, "Its time can mean two times, or none")
    if day is None:
        return _unread(AMBIGUOUS, said, "Its date does not agree with its weekday, or its year cannot be told")
    return _instant(datetime.combine(day, clock), found["zone"] or "", said)


def is_bare(text: str) -> bool:
    """Say whether the words of an embargo name no time at all: "Strictly embargoed"."""
    opened = OPENING.fullmatch(" ".join(text.split()).casefold().strip(" *.!()[]")) if len(text) <= LONGEST else None
    return opened is not None and not opened["when"]


def parse_stamp(text: str) -> Embargo:
    """Read an embargo time out of a field: ISO 8601 with its offset. Without one it is no instant, and holds."""
    try:
        found = datetime.fromisoformat(text.strip())
        if found.tzinfo is not None:
            return Embargo(found.astimezone(UTC))
    except (ValueError, OverflowError):
        pass
    return _unread(AMBIGUOUS, text, "It is no date and time with an offset")


def later(field: datetime | None, words: datetime | None) -> Embargo:
    """Return the later of what a field and what the words of a message say; where they disagree an issue says so."""
    if field is None or words is None or field == words:
        return Embargo(field or words)
    message = (
        f"The message's field says {shown(field)}, its words say {shown(words)}. The later one holds. Ask the wire."
    )
    return Embargo(max(field, words), (Issue(CONFLICT, message),))


def shown(at: datetime) -> str:
    """Return an instant as the desk reads it."""
    return f"{at.astimezone(LONDON):%H:%M on %A %d %B %Y}"


def _unread(code: str, said: str, why: str) -> Embargo:
    message = f"The embargo “{' '.join(said.split())[:120]}” cannot be read. {why}. The story is held: set the time."
    return Embargo(None, (Issue(code, message),))


def _clock(found: re.Match[str]) -> time | None:
    """Return the time of day; "12am" and "12pm" mean different things to different people."""
    if found["clock"] in ("noon", "midday"):
        return time(12)
    if found["half"]:
        hour, minute = int(found["hour12"]), int(found["minute12"] or 0)
        if not 1 <= hour <= 11 or minute > 59:
            return None
        return time(hour + 12 * (found["half"] == "pm"), minute)
    hour, minute = int(found["hour"]), int(found["minute"])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(found: re.Match[str], near: date | None) -> date | None:
    """Return the day; without a year it takes both a weekday and a day to be near."""
    day, month = int(found["day"] or found["day_last"]), MONTHS.index(found["month"] or found["month_first"]) + 1
    if found["year"]:
        built = _built(int(found["year"]), month, day)
        return built if built and (not found["weekday"] or DAYS[built.weekday()] == found["weekday"]) else None
    if not found["weekday"] or near is None:
        return None
    years = (_built(near.year + step, month, day) for step in (-1, 0, 1))
    fitting = [one for one in years if one and abs(one - near) <= NEAR and DAYS[one.weekday()] == found["weekday"]]
    return fitting[0] if len(fitting) == 1 else None


def _built(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2200 else None
    except ValueError:
        return None


def _instant(wall: datetime, zone: str, said: str) -> Embargo:
    """Turn London's wall clock into an instant. In the nights when the clocks change the later reading holds."""
    readings = sorted({wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)})
    if zone in OFFSETS:
        named = (wall - OFFSETS[zone]).replace(tzinfo=UTC)
        if named not in readings or named.astimezone(LONDON).replace(tzinfo=None) != wall:
            return _unread(AMBIGUOUS, said, f"London does not keep {zone.upper()} at that time")
        return Embargo(named)
    if len(readings) == 1:
        return Embargo(readings[0])
    message = (
        f"The clocks change in the night of the embargo “{said[:120]}”: its time comes twice, or never. "
        f"The later reading holds, {readings[1]:%H:%M} UTC."
    )
    return Embargo(readings[1], (Issue(CLOCKS, message),))
