"""Who signed and when: names, jobs, handles and times stand together, below a headline. And what tells a crosshead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.wire.clean import dates
from articles.wire.clean.evidence import is_prose
from articles.wire.clean.neighbours import FURNITURE_SIGNS
from articles.wire.draft import Unit

TIME = "a time of publication"
SIGNED = frozenset(
    {"“By” and a name", "“By” and an agency", "a name and an agency", "a name and a job", "a name in a byline element"}
)
NAMED = frozenset({"a name alone", "perhaps a name", "names alone", "an agency alone"})
HEADED = frozenset({"the first line begins with it", "the headline the page names"})
TAKEN = frozenset(
    {TIME, "a picture credit", "a possible picture credit", "a credit and nothing else", "a status line of the wire", "begins in lower case",
     "the signature of a post", "an address or handle", "a time of day alone", "the same few words as an earlier line", "ends with a colon",
     "the same words as an earlier line", "the same words as the line before", "cut short with dots", "no words at all",
     "a link to another story stands below it", "directly above a caption, without a blank line", "a credit stands right below it",
     "the next line says the same", "said in the credit before it", "above the signature of a post"}
)  # fmt: skip
HANDLE = re.compile(r"^\(?(?:@\w{2,30}|[\w.+-]{2,40}@[\w-]{2,40}\.[\w.]{2,20}|Follow @\w{2,30})\)?$")
BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w’'-]{1,20} ){2,4}(?:is|was|has been|has worked|joined|writes|covers|works|reports|leads|started|began|graduated)\b.{0,300}"
    r"\b(?:reporters?|editor|correspondent|journalists?|journalism|writer|columnist|newspapers?|newsroom|news desk|the team|covers|covering)\b"
)
PICTURES = re.compile(
    r"(?i)^(?:view|see|open) (?:all )?(?:\d{1,3} )?(?:images?|photos?|pictures?|gallery)(?: in gallery)?$|^\d{1,3} (?:photos|images|pictures)$"
)
NAME = re.compile(r"(?<=[a-z,’'] )(?:Mc|Mac|O’|O')?[A-Z][a-z’'-]{2,20}")
INSIDE = frozenset({"inside the main run of prose", "just below the main run of prose"})
ABOVE, AFTER = 20, 8  # lines above a signature in which its headline is looked for, and below it, in which its date is
OPENING = 8  # lines into the main run of prose where a story may be signed
LONE = "a credit and nothing else"
HELD = "a job or a handle below the name"
SIGNATURE = frozenset(
    {
        "a date just below the name",
        "a biography of the name stands below",
        "a name and a time",
        HELD,
        "a time ago stands below it",
    }
)
UNLIKELY = FURNITURE_SIGNS - {"above an appeal", "below an appeal", "below a heading of other stories"}
NEAR, BELOW_HEAD, SHORT = 3, 5, 9


def mark(units: list[Unit]) -> None:
    """Write beside each unit what stands near it: times, signatures, the headline; and what a crosshead looks like."""
    prose = [is_prose(unit) for unit in units]
    timed = [TIME in unit.evidence and dates.parse(unit.text) is not None for unit in units]
    signed = [bool(SIGNED.intersection(unit.evidence)) for unit in units]
    told = _names(unit.text for at, unit in enumerate(units) if prose[at] and INSIDE.intersection(unit.evidence))
    for at, unit in enumerate(units):
        if unit.label or len(unit.text) > 600:
            continue
        found = _signatures(units, at, timed, signed)
        if _is_crosshead(units, prose, at):
            found.append("a short line of its own between two paragraphs")
        elif _is_card(units, prose, at):
            found.append("a longer line without an end between two paragraphs")
        if not prose[at] and INSIDE.intersection(unit.evidence):
            found += _named_of(unit, told)
        if at and units[at - 1].evidence and LONE in units[at - 1].evidence and "no end mark" in unit.evidence:
            found.append("a credit stands right above it")
        if BIOGRAPHY.match(unit.text):
            found.append("the biography of an author")
        if at and PICTURES.match(units[at - 1].text):
            found.append("a count of pictures stands above it")
        unit.evidence += found
    _signature_lines(units, timed, signed)
    for at, unit in enumerate(units):
        if HEADED.intersection(unit.evidence):
            for below in units[at + 1 : at + 1 + BELOW_HEAD]:
                if len(below.text) < 90 and "just below the headline" not in below.evidence:
                    below.evidence.append("just below the headline")


def _names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words with a capital inside the sentences of the story."""
    return frozenset(word for text in texts for word in NAME.findall(text[:2000]))


def _named_of(unit: Unit, told: frozenset[str]) -> list[str]:
    """Compare the names in a short line with those in the story: a caption shares them, a card seldom does."""
    own = NAME.findall(unit.text)
    if not own or not 3 < len(unit.text.split()) < 40:
        return []
    shared = sum(name in told for name in own)
    if shared == len(own):
        return ["names only what the story names"]
    return [] if shared else ["names nothing that the story names"]


def _signatures(units: list[Unit], at: int, timed: list[bool], signed: list[bool]) -> list[str]:
    """Say which times, jobs and names stand near a unit that is none of prose."""
    unit = units[at]
    found: list[str] = []
    if timed[at] or len(unit.text) > 250:
        return found
    named = bool(NAMED.intersection(unit.evidence)) or signed[at]
    is_line = len(unit.text.split()) > 3
    if named and len(unit.text) < 90 and (dates.AGO.search(unit.text) or dates.parse(unit.text)):
        found.append("a name and a time")
    if any(timed[at + 1 : at + 1 + NEAR]) and (named or is_line):
        found.append("a date just below the name" if named else "a date just below it")
    if named and any(timed[max(0, at - 2) : at]):
        found.append("a date just above the name")
    if not named:
        return [*found, "a byline just below it"] if is_line and any(signed[at + 1 : at + 1 + NEAR]) else found
    below = units[at + 1] if at + 1 < len(units) else None
    if below is not None and ("a job alone" in below.evidence or HANDLE.match(below.text)):
        found.append(HELD)
    if any(signed[max(0, at - 2) : at]):
        found.append("a byline just above the name")
    if any(one.text.startswith(unit.text) and BIOGRAPHY.match(one.text) for one in units[at + 1 : at + 4]):
        found.append("a biography of the name stands below")
    elif below is not None and len(below.text) > len(unit.text) + 12 and unit.text in below.text:
        found.append("the next line speaks of the name")
    return found


def _signature_lines(units: list[Unit], timed: list[bool], signed: list[bool]) -> None:
    """Mark the signature of the story, the fullest one above its prose, and the lines right above that signature."""
    start = next((at for at, unit in enumerate(units) if "inside the main run of prose" in unit.evidence), len(units))
    best, last = (0, 0), -9
    for at, unit in enumerate(units[: start + OPENING]):
        named = signed[at] or bool(NAMED.intersection(unit.evidence) and SIGNATURE.intersection(unit.evidence))
        if not (timed[at] or named) or len(unit.text) > 200:
            continue
        if at - last > NEAR and _line_above(units, at) >= 0:
            worth = 1 + 2 * named + any(timed[at : at + AFTER])
            best = max(best, (worth, at))
        last = at
    if best[0]:
        _mark_signature(units, best[1], is_named=best[0] > 2)


def _line_above(units: list[Unit], at: int) -> int:
    """Return where the line stands that a signature is below, or -1: share bars and bare bullets may stand between."""
    return next((seat for seat in range(at - 1, max(-1, at - 1 - ABOVE), -1) if _is_line(units[seat])), -1)


def _mark_signature(units: list[Unit], at: int, *, is_named: bool) -> None:
    seat = _line_above(units, at)
    line, above = units[seat], units[seat - 1] if seat else None
    is_first = above is not None and _is_line(above) and len(above.text.split()) < 26
    if above is not None and is_first and "a sentence" not in above.evidence:
        above.evidence.append("the first of two lines above the story's signature")
        line.evidence.append("the second of two lines above the story's signature")
    else:
        line.evidence.append("the only line above the story's signature")
    if is_named:
        units[at].evidence.append("signs below a headline")


def _is_line(unit: Unit) -> bool:
    """Know what may be a headline or a summary: no label, no menu entry, no credit, no furniture."""
    if not 3 < len(unit.text.split()) < 60 or unit.label:
        return False
    return not any(one in TAKEN or one in UNLIKELY or one in SIGNED for one in unit.evidence)


def _is_crosshead(units: list[Unit], prose: list[bool], at: int) -> bool:
    """Know a crosshead by what it is not: prose, furniture, a credit, a name, a repeat, a card."""
    if not 0 < at < len(units) - 1 or prose[at] or not (prose[at - 1] and prose[at + 1]):
        return False
    unit = units[at]
    if "words of a caption" in unit.evidence:
        return False
    if len(unit.text.split()) > SHORT or not unit.text[:1].isalnum() and unit.text[:1] not in "“‘\"'":
        return False
    return not any(one in TAKEN or one in FURNITURE_SIGNS or one in SIGNED for one in unit.evidence)


def _is_card(units: list[Unit], prose: list[bool], at: int) -> bool:
    """Know the title of another story, or a caption, by its length: crossheads are shorter."""
    if not 0 < at < len(units) - 1 or prose[at] or not (prose[at - 1] and prose[at + 1]):
        return False
    return SHORT < len(units[at].text.split()) < 25 and "no end mark" in units[at].evidence
