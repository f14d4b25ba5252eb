"""Put together what a page or a dump took apart: a drop capital, a bracket, a credit's label, a sentence cut at its links."""

from __future__ import annotations

import re

from articles.wire.clean import dates
from articles.wire.clean.lexicon import FURNITURE, FURNITURE_STARTS
from articles.wire.draft import Draft, Unit

OPEN = re.compile(r"(?:^|\s)[(\[]$")
CLOSE = re.compile(r"^[)\]][.,;:]?$|^[/)][\w )/.]{1,40}$")
LABEL = re.compile(
    r"(?i)^\W{0,3}(?:image|images|picture|pictures|photo|photos|photograph|credit|copyright|image source|pic|video)\s?:?$"
)
LABELLED = re.compile(r"(?i)^\W{0,3}(?:image|picture|photo|photograph|credit|copyright)\s?:?\s?[\w /]{0,60}$")
LABEL_LAST = re.compile(r"(?i)[(\[]\s?(?:image|picture|photo|credit)s?\s?:$")
SPOKEN = re.compile(
    r"(?i)^(?:(?:media|image) (?:caption|copyright)|duration|thumbnail|author avatar image|icon|external|video|play)$"
)
DASHED = re.compile(r"(?i)\s[-–—]$")
# A dump that breaks at every tag breaks inside sentences: what goes on in lower case or with a comma is one line.
GOES_ON = re.compile(r"^(?:[,.;:)!?%’”]|[a-z])")
HANGS = re.compile(
    r"(?:,|\(|\b(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|has|have|had|is|are|was|were|be|said|says|told|as|into|its|his|her|their|By|But|And|The|In|A))$"
)
STOPS = re.compile(r"[.!?:…][”’\"')\]]{0,2}$")
CAPITAL = re.compile(r"^[“‘\"']?[A-Z]$")


def mend(draft: Draft) -> Draft:
    """Join units that are parts of one."""
    units: list[Unit] = []
    for unit in draft.units:
        glue = _glue(units[-1], unit) if units else None
        if glue is None:
            units.append(unit)
            continue
        before = units[-1]
        if not glue and CAPITAL.match(before.text):
            draft.doubt(
                "DROP_CAPITAL",
                f"A capital that stood apart was joined to its word: “{before.text}{unit.text[:30]}…”.",
                unit.line,
            )
        joined = Unit(
            before.line,
            f"{before.text}{glue}{unit.text}",
            before.gap,
            "",
            unit.tag,
            before.places | unit.places,
            max(before.linked, unit.linked),
            unit.holders,
        )
        if CAPITAL.match(before.text) and not glue:
            joined.places = unit.places
        units[-1] = joined
    draft.units = units
    return draft


def _glue(before: Unit, unit: Unit) -> str | None:
    """Return what to put between two units that belong together, None where they do not."""
    if len(before.text) > 3000 or len(unit.text) > 2000 and not CAPITAL.match(before.text):
        return None
    if CAPITAL.match(before.text) and unit.text[:1].islower() and len(unit.text) > 12:
        return ""
    if OPEN.search(before.text):
        return " " if len(unit.text) < 90 else None
    if CLOSE.match(unit.text) and "(" in before.text and before.text.count("(") > before.text.count(")"):
        return " "
    if not unit.gap and _goes_on(before, unit):
        return "" if unit.text[0] in ",.;:)!?%’”" else " "
    if (LABEL.match(before.text) or LABEL_LAST.search(before.text)) and _short(unit) and not LABEL.match(unit.text):
        return " "
    return None


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Say whether a line goes on with the sentence of the line before it."""
    if STOPS.search(before.text) or unit.tag:
        return False
    if GOES_ON.match(unit.text) is None and HANGS.search(before.text) is None:
        return False
    if before.text.casefold() in FURNITURE and before.text.casefold() != "by" or SPOKEN.match(unit.text):
        return False
    if before.text.casefold().startswith(FURNITURE_STARTS) and unit.text[:1].isupper() and len(unit.text) > 60:
        return False
    return not dates.is_stamp(before.text)


def _short(unit: Unit) -> bool:
    return len(unit.text) < 60 and not unit.text.endswith((".", "?", "!")) and unit.text[:1].isupper()
