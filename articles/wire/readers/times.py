"""Times as wire messages write them. Strict: what is not certain is None. The words of an embargo: `wire.embargo`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from articles.wire.embargo import LONDON

STAMP = re.compile(
    r"^(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)


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


def instant(text: str) -> datetime | None:
    """Read a time that says its own zone; without one it is no instant."""
    found = STAMP.match(text.strip())
    return None if found and not found["zone"] else stamp(text)


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
