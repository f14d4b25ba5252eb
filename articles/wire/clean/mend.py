"""Put together what a page or a dump took apart: a drop capital, a bracket, a credit's label, a sentence cut at its links."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from articles.wire.clean import bylines, credits, dates
from articles.wire.clean.lexicon import FURNITURE, FURNITURE_STARTS
from articles.wire.draft import Draft, Unit

OPEN = re.compile(r"(?:^|\s)[(\[]$")
CLOSE = re.compile(r"^[)\]][.,;:]?$|^[/)][\w )/.]{1,40}$")
LABEL = re.compile(
    r"(?i)^\W{0,3}(?:image|images|picture|pictures|photo|photos|photograph|credit|copyright|image source,?|pic|video)\s?:?$"
)
LABELLED = re.compile(r"(?i)^\W{0,3}(?:image|picture|photo|photograph|credit|copyright)\s?:?\s?[\w /]{0,60}$")
LABEL_LAST = re.compile(r"(?i)[(\[]\s?(?:image|picture|photo|credit)s?\s?:$")
SPOKEN = re.compile(
    r"(?i)^(?:(?:media|image) (?:caption|copyright)|duration|thumbnail|author avatar image|icon|external|video|play)$"
)
DASHED = re.compile(r"(?i)\s[-–—]$")
# A dump that breaks at every tag breaks inside sentences: what goes on in lower case or with a comma is one line.
GOES_ON = re.compile(r"^(?:[,.;:)!?%’”]|[a-z]|['’]s\b|[-–—] ?[a-z]|\([a-z])")
HANGS = re.compile(
    r"(?:,|\(|\b(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|has|have|had|is|are|was|were|be|said|says|told|as|into|its|his|her|their|By|But|And|The|In|A))$"
)
# More such words, and forms of address before a name: where every tag broke the line, more lines hang.
SMALL = (
    "after although among around because before being between despite during entitled called named except former including like nor not "
    "than then this these those though through throughout towards under unless until upon via when where whether while within without "
    "would will could should may might must can did does do our your my he she it they we if over about against per more most very new "
    "northern southern eastern western central some any each every both whose whom became becomes it also just only"
).replace(" ", "|")
TITLES = (
    "Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Professor|Judge|Justice|Secretary|Minister|President|Chancellor|Councillor|Cllr|"
    "Inspector|Sergeant|Constable|Superintendent|Captain|Prince|Princess|King|Queen|Duke|Duchess|Bishop|Archbishop|Pope"
)
HANGS_MORE = re.compile(
    rf"\b(?:(?i:{SMALL})|{TITLES}|\w{{2,20}}-(?:length|year|month|week|day|old|wide|based|led|long|term|run|owned|related|style|level))$"
)
ALONE = re.compile(
    r"^(?:After|Although|As|At|Before|Despite|During|For|From|If|Since|Though|Under|Until|When|While|With|Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prince|Princess|King|Queen|An? [a-z]{3,15})$"
)
# What such a line opens with when it stops before its verb: "Speaking to the Evening Bugle" and then a name.
LED = re.compile(
    r"^(?:Speaking|Writing|Talking|According|Responding|Referring|Appearing|Posting|Commenting) (?:to|in|on|at|about|for)\b[^,.:;]{1,99}$"
)
BROKEN, MANY = 4, 0.01  # so many breaks in sentences show that every tag broke the line
SPACED = 0.1  # share of lines below a blank line: more, and the lines are blocks
LONG, LINK = 18, 4  # words of a line that is no heading, and of the text of a link
BY = frozenset({"by", "by:", "words by", "written by", "words by:"})
STOPS = re.compile(r"[.!?:…][”’\"')\]]{0,2}$")
READ_ON = re.compile(
    r"(?i)^\W{0,3}(?:read (?:more|also|next)|recommended|related|more (?:on|from)|see also|don[’']t miss|also read)\b.{0,40}$"
)
WORD = re.compile(r"[^\W\d_]{2,30}")
CAPITAL = re.compile(r"^[“‘\"']?[A-Z]$")


def mend(draft: Draft) -> Draft:
    """Join units that are parts of one."""
    units: list[Unit] = []
    is_split, in_sentence = _is_split(draft), False
    known = (
        _words(draft) if any(len(unit.text) < 3 and CAPITAL.match(unit.text) for unit in draft.units) else frozenset()
    )
    for unit, after in zip_longest(draft.units, draft.units[1:]):
        glue = _glue(units[-1], unit, known) if units else None
        if glue is None and is_split and units and _breaks(units[-1], unit, after, in_sentence):
            glue = " "
        if glue and unit.text[:1].isupper() and any(READ_ON.match(one.text) for one in units[-4:-1]):
            glue = None  # the line before is the title of another story
        if glue is None:
            units.append(unit)
            in_sentence = False
            continue
        in_sentence = unit.text[:1].islower() and len(unit.text.split()) <= LINK
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
        if CAPITAL.match(before.text) and not glue or LABEL.match(before.text):
            joined.places = unit.places
        units[-1] = joined
    draft.units = units
    return draft


def _words(draft: Draft) -> frozenset[str]:
    """Return the words of a delivery, in small letters."""
    return frozenset(word.lower() for unit in draft.units for word in WORD.findall(unit.text[:3000]))


def _is_word(capital: str, text: str, known: frozenset[str]) -> bool:
    """Say whether the capital is a word by itself: "A" before the text of a link, and no drop capital."""
    letter, following = capital[-1], text.split(maxsplit=1)[0].strip(".,;:’'”")
    return letter in "AI" and following in known and letter.lower() + following not in known


def _glue(before: Unit, unit: Unit, known: frozenset[str]) -> str | None:
    """Return what to put between two units that belong together, None where they do not."""
    if len(before.text) > 3000 or len(unit.text) > 2000 and not CAPITAL.match(before.text):
        return None
    if CAPITAL.match(before.text) and unit.text[:1].islower() and len(unit.text) > 12:
        return " " if _is_word(before.text, unit.text, known) else ""
    if unit.text[:1].islower() and credits.is_supplier(unit.text):
        return None
    if OPEN.search(before.text):
        return " " if len(unit.text) < 90 else None
    if CLOSE.match(unit.text) and "(" in before.text and before.text.count("(") > before.text.count(")"):
        return " "
    if before.text.casefold() in BY and bylines.looks_like(f"By {unit.text}") and not dates.is_stamp(unit.text):
        return " "
    if not unit.gap and _goes_on(before, unit):
        return "" if unit.text[0] in ",.;:)!?%’”'" else " "
    if (LABEL.match(before.text) or LABEL_LAST.search(before.text)) and _short(unit) and not LABEL.match(unit.text):
        return " "
    return None


def _is_split(draft: Draft) -> bool:
    """Say whether the lines break at every tag, in the middle of sentences."""
    if draft.is_page or sum(unit.gap for unit in draft.units) > SPACED * len(draft.units):
        return False
    broken = sum(
        not unit.gap and bool(GOES_ON.match(unit.text)) and not STOPS.search(before.text)
        for before, unit in pairwise(draft.units)
    )
    return broken >= max(BROKEN, MANY * len(draft.units))


def _is_own(unit: Unit) -> bool:
    """Know a line that never goes on with a sentence: furniture, a time, a label."""
    if unit.gap or _is_known(unit) or SPOKEN.match(unit.text) or LABEL.match(unit.text):
        return True
    return dates.is_stamp(unit.text)


def _is_known(unit: Unit) -> bool:
    flat = unit.text.casefold()
    return flat.strip(" .:!") in FURNITURE or flat.startswith(FURNITURE_STARTS)


def _breaks(before: Unit, unit: Unit, after: Unit | None, in_sentence: bool) -> bool:
    """Say whether a sentence broken at a tag goes on in this line, although it begins with a capital.

    `in_sentence`: the line before ends in the text of a link, in small letters.
    """
    words = len(before.text.split())
    if STOPS.search(before.text) or _is_own(unit) or _is_known(before):
        return False
    if HANGS_MORE.search(before.text) and words > 2 or ALONE.match(before.text) or LED.match(before.text):
        return True
    if in_sentence and words > 2 and len(unit.text.split()) > 3:
        return True
    if after is None or words < LONG or len(unit.text.split()) > LINK or STOPS.search(unit.text):
        return False
    return GOES_ON.match(after.text) is not None and credits.read(before.text) is None


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
