"""May a story be used? The wire's status, its embargo field and the words of its note, weighed together.

Nothing is published on silence: an unknown status and an embargo without a certain time hold the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.wire.readers import times
from articles.wire.story import Issue, PubStatus

STATUSES = {
    "": PubStatus.USABLE, "usable": PubStatus.USABLE, "embargoed": PubStatus.EMBARGOED,
    "withheld": PubStatus.WITHHELD, "withhold": PubStatus.WITHHELD, "privileged": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED, "cancelled": PubStatus.CANCELED, "killed": PubStatus.CANCELED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Permission:
    """The status of a story, its embargo as time and as written, and the doubts about both."""

    status: PubStatus
    until: datetime | None = None
    raw: str = ""
    issues: tuple[Issue, ...] = ()


def permission(status: str, field: str, note: str, created: datetime | None, *, is_bare: bool = False) -> Permission:
    """Weigh the status, the embargo field and the note. `is_bare`: an embargo field is there, and says nothing."""
    named = status.strip().casefold().rpartition(":")[2]
    known = STATUSES.get(named, PubStatus.UNKNOWN)
    issues = []
    if known is PubStatus.UNKNOWN:
        issues.append(Issue("STATUS_UNKNOWN", f"The wire's status “{status[:40]}” is not known. The story is held."))
    if known is PubStatus.CANCELED:
        message = "The wire has killed this story: it must not be used, and what was published of it goes."
        return Permission(known, issues=(Issue("KILL_NOTICE", message),))
    said = times.embargo_words(note)
    release = times.stamp(field)
    if release and created and release <= created and not said and known is not PubStatus.EMBARGOED:
        return Permission(known, None, field, tuple(issues))
    if not (field.strip() or said or is_bare or known is PubStatus.EMBARGOED):
        return Permission(known, issues=tuple(issues))
    return _embargoed(known, (field.strip(), release), (said, times.embargo(note, created)), issues)


def _embargoed(
    known: PubStatus, field: tuple[str, datetime | None], words: tuple[str, datetime | None], issues: list[Issue]
) -> Permission:
    raw = " | ".join(one for one in (field[0], words[0]) if one)
    read = [when for text, when in (field, words) if text and when]
    until = max(read) if read else None
    doubtful = None
    if len(read) == 2 and read[0] != read[1]:
        doubtful = f"The embargo has two times: {_shown(read[0])} and {_shown(read[1])}. The later holds."
        issues.append(Issue("EMBARGO_CONFLICT", doubtful))
    elif any(text and when is None for text, when in (field, words)):
        doubtful = f"The words of the embargo cannot be read as a time: “{raw[:120]}”. Ask the wire, then set the time."
        issues.append(Issue("EMBARGO_UNREADABLE", doubtful))
    elif until is None:
        doubtful = "The story is embargoed without a time. Ask the wire, then set the time."
        issues.append(Issue("EMBARGO", doubtful))
    else:
        issues.append(Issue("EMBARGO", f"The story is embargoed until {_shown(until)}."))
    is_open = known is PubStatus.USABLE and not doubtful
    held = known if is_open or known not in (PubStatus.USABLE, PubStatus.EMBARGOED) else PubStatus.EMBARGOED
    return Permission(held, until, raw[:200], tuple(issues))


def _shown(when: datetime) -> str:
    return f"{when.astimezone(times.LONDON):%d %B %Y %H:%M %Z}"
