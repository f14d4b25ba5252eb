"""May a story be used? The wire's status, its embargo field and the words of its note, weighed together.

Nothing is published on silence: an unknown status and an embargo without a certain time hold the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from articles.wire import embargo
from articles.wire.embargo import Embargo
from articles.wire.readers import times
from articles.wire.story import Issue, PubStatus

EMBARGOED = re.compile(
    r"(?i)(?:strictly )?\b(?:embargo(?:ed)?\b(?!:?\s(?:is |has been |now )?(?:lifted|removed|over|passed))"
    r"|not for (?:publication|broadcast|use|release) (?:before|until)\b)[^\n|;()]{0,200}"
)
END = re.compile(r"\.\s(?=[A-Z])")
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
    if known is PubStatus.WITHHELD:
        issues.append(Issue("WITHHELD", f"The wire withholds the story: its status is “{status[:40]}”. Ask the wire."))
    if known is PubStatus.CANCELED:
        message = "The wire has killed this story: it must not be used, and what was published of it goes."
        return Permission(known, issues=(Issue("KILL_NOTICE", message),))
    said = embargo_words(note)
    release = times.instant(field)
    if release and created and release <= created and not said and known is not PubStatus.EMBARGOED:
        return Permission(known, None, field, tuple(issues))
    if not (field.strip() or said or is_bare or known is PubStatus.EMBARGOED):
        return Permission(known, issues=tuple(issues))
    words = embargo.parse(said, near=created.astimezone(embargo.LONDON).date() if created else None)
    return _embargoed(known, (field.strip(), release), (said, words), issues)


def embargo_words(note: str) -> str:
    """Return the words of an embargo in a note, as far as they go; empty where there are none."""
    found = EMBARGOED.search(note)
    return END.split(" ".join(found[0].split()), maxsplit=1)[0].strip() if found else ""


def _embargoed(
    known: PubStatus, field: tuple[str, datetime | None], words: tuple[str, Embargo], issues: list[Issue]
) -> Permission:
    """Weigh two sayings of one embargo: what cannot be read is not healed by the other, only "embargoed" is."""
    raw = " | ".join(one for one in (field[0], words[0]) if one)
    agreed = embargo.later(field[1], words[1].until)
    unread = [one for one in words[1].issues if words[0] and not (one.code == embargo.UNDATED and field[1])]
    if field[0] and field[1] is None:
        unread += embargo.parse_stamp(field[0]).issues
    until = None if any(one.code in embargo.UNREAD for one in unread) else agreed.until
    if until is None and not unread:
        unread.append(Issue(embargo.UNDATED, "The wire embargoes the story without a time. Ask it, then set the time."))
    told = [Issue("EMBARGO", f"The copy is embargoed. It holds until {embargo.shown(until)}.")] if until else []
    is_doubtful = bool(unread or agreed.issues)
    is_open = known is PubStatus.USABLE and not is_doubtful
    held = known if is_open or known not in (PubStatus.USABLE, PubStatus.EMBARGOED) else PubStatus.EMBARGOED
    return Permission(held, until, raw[:200], (*issues, *unread, *agreed.issues, *told))
