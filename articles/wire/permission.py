"""May a story be used? The wire's status, its embargo fields and its own words, weighed by one clock for every format.

Nothing is published on silence: an unknown status and an embargo without a certain time hold the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from articles.wire import embargo
from articles.wire.embargo import LONDON, UNREAD, Embargo
from articles.wire.readers import times
from articles.wire.story import Issue, PubStatus, Story

EMBARGOED = re.compile(
    r"(?i)(?:strictly )?\b(?:embargo(?:ed)?\b(?!:?\s(?:is |has been |now )?(?:lifted|removed|over|passed))"
    r"|not for (?:publication|broadcast|use|release) (?:before|until)\b)[^\n|;()]{0,200}"
)
END = re.compile(r"\.\s(?=[A-Z])")
MOST_SAYINGS = 20  # of one note: an honest one says it once
STATUSES = {
    "usable": PubStatus.USABLE, "embargoed": PubStatus.EMBARGOED,
    "withheld": PubStatus.WITHHELD, "withhold": PubStatus.WITHHELD, "privileged": PubStatus.WITHHELD,
    "canceled": PubStatus.CANCELED, "cancelled": PubStatus.CANCELED, "killed": PubStatus.CANCELED,
}  # fmt: skip
OPEN = (PubStatus.USABLE, PubStatus.EMBARGOED)


@dataclass(frozen=True, slots=True)
class Permission:
    """The status of a story, its embargo as time and as written, and the doubts about both."""

    status: PubStatus
    until: datetime | None = None
    raw: str = ""
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """What one field or one line of a message says of an embargo."""

    text: str
    read: Embargo
    is_field: bool


def permission(
    status: str, fields: Sequence[str], note: str, created: datetime | None,
    *, silent: PubStatus = PubStatus.USABLE, is_bare: bool = False, embargoes: bool = False,
) -> Permission:  # fmt: skip
    """Weigh the status, the embargo fields and the notes of a message.

    `silent` is the status where the message names none. `is_bare`: an embargo field is there and says nothing.
    `embargoes`: the format has no status for it, so that a field with a time embargoes a usable story.
    """
    known, issues = _status(status, silent)
    if known is PubStatus.CANCELED:
        return Permission(known, issues=issues)
    near = created.astimezone(LONDON).date() if created else None
    said = [*_fields(fields, near), *_words(note, near)]
    passed = [one for one in said if created and one.read.until and one.read.until <= created and one.is_field]
    if said and len(passed) == len(said) and known is not PubStatus.EMBARGOED:
        return Permission(known, None, said[0].text, issues)
    if not (said or is_bare or known is PubStatus.EMBARGOED):
        return Permission(known, issues=issues)
    return _weighed(known, said, issues, embargoes=embargoes)


def expiry(at: datetime) -> Issue:
    """Tell of the time until which the wire lets the story stand."""
    return Issue("EXPIRES", f"The wire lets the story stand until {embargo.shown(at)}. Set when it leaves the site.")


def embargo_words(note: str) -> str:
    """Return the words of an embargo in a note, as far as they go; empty where there are none."""
    return next(iter(_said(note)), "")


def hold(story: Story, words: str, line: int) -> Story:
    """Hold the story until the time that a line of its copy gives; where it cannot be told, until an editor sets one.

    A status that holds for another reason stays. One embargo that cannot be read is not healed by another.
    """
    stamp = story.version_created
    said = embargo.parse(words, near=stamp.astimezone(LONDON).date() if stamp else story.date)
    agreed = embargo.later(story.embargo_until, said.until)
    is_unread = any(issue.code in UNREAD for issue in (*story.issues, *said.issues))
    until = None if is_unread else agreed.until
    remedy = f"It holds until {embargo.shown(until)}." if until else "Set the time, then lift the hold."
    held = replace(
        story,
        pub_status=PubStatus.EMBARGOED if story.pub_status in OPEN else story.pub_status,
        embargo_until=until,
        embargo_raw=words[:200],
        issues=(*story.issues, *(replace(one, line=line) for one in (*said.issues, *agreed.issues))),
    )
    return held.doubt("EMBARGO", f"The copy is embargoed: “{words[:120]}”. {remedy}", line)


def _status(said: str, silent: PubStatus) -> tuple[PubStatus, tuple[Issue, ...]]:
    named = said.casefold().rpartition(":")[2]
    known = STATUSES.get(named, PubStatus.UNKNOWN) if named else silent
    if known is PubStatus.UNKNOWN:
        message = f"The wire's status “{said[:80]}” is not known. The story is held."
        silence = "The wire does not say whether the story may be used. It is held."
        return known, (Issue("STATUS_UNKNOWN", message if named else silence),)
    if known is PubStatus.WITHHELD:
        message = f"The wire withholds the story: its status is “{said[:40]}”. Ask the wire."
        return known, (Issue("WITHHELD", message),)
    if known is PubStatus.CANCELED:
        message = "The wire has killed this story: it must not be used, and what was published of it goes."
        return known, (Issue("KILL_NOTICE", message),)
    return known, ()


def _fields(fields: Sequence[str], near: date | None) -> list[Saying]:
    """Read the embargo fields: an instant, or the words of an embargo in the place of one."""
    found = []
    for text in (field.strip() for field in fields):
        at = times.instant(text)
        read = Embargo(at) if at else embargo.parse_stamp(text)
        if read.until is None and (words := embargo.parse(text, near=near)).until:
            read = words
        if text:
            found.append(Saying(text, read, is_field=True))
    return found


def _words(note: str, near: date | None) -> list[Saying]:
    return [Saying(text, embargo.parse(text, near=near), is_field=False) for text in dict.fromkeys(_said(note))]


def _said(note: str) -> list[str]:
    found = islice(EMBARGOED.finditer(note), MOST_SAYINGS)
    return [END.split(" ".join(one[0].split()), maxsplit=1)[0].strip() for one in found]


def _weighed(known: PubStatus, said: list[Saying], issues: Sequence[Issue], *, embargoes: bool) -> Permission:
    """Weigh all sayings of one embargo: what cannot be read is not healed by another, only "embargoed" is."""
    is_dated = any(one.is_field and one.read.until for one in said)
    until: datetime | None = None
    doubts: list[Issue] = []
    unread: list[Issue] = []
    for one in said:
        agreed = embargo.later(until, one.read.until)
        until, doubts = agreed.until, [*doubts, *agreed.issues]
        unread += [issue for issue in one.read.issues if one.is_field or not (is_dated and embargo.is_bare(one.text))]
    if any(one.code in UNREAD for one in unread):
        until = None
    elif until is None and not unread:
        unread = [Issue(embargo.UNDATED, "The wire embargoes the story without a time. Ask it, then set the time.")]
    told = [Issue("EMBARGO", f"The copy is embargoed. It holds until {embargo.shown(until)}.")] if until else []
    is_plain = known is PubStatus.USABLE and not (unread or doubts or embargoes)
    held = known if is_plain or known not in OPEN else PubStatus.EMBARGOED
    raw = " | ".join(one.text for one in said)[:200]
    return Permission(held, until, raw, (*issues, *unread, *doubts, *told))
