"""What stands around each line: prose and short lines, repeats, captions, appeals, headings of other stories."""

from __future__ import annotations

import re

from articles.wire.clean import regions
from articles.wire.clean.dates import AGO
from articles.wire.clean.evidence import END_MARK, MANY, MENU, PICTURED, READ_MORE, TWEETED, WORDS, is_prose
from articles.wire.draft import Draft, Unit

APPEALS = "words of an appeal or sign-up"
KICKER = re.compile(r"^(?:The )?[A-Z][\w’&-]{1,20}(?: (?:of|and|&|in|the|[A-Z][\w’-]{1,20})){0,3}$")
OTHER_STORIES = re.compile(
    r"(?i)^\W{0,3}(?:related(?: \w+){0,2}|you (?:may|might) also (?:like|be interested)(?: in)?|read more(?: from .{1,40})?|most (?:read|popular|viewed|commented|shared)(?: .{1,30})?|recommended(?: .{1,20})?|trending(?: .{1,20})?|top stories|more (?:stories|news|from|on|in|like) ?.{0,40}|don[’']t miss|up next|read next|latest (?:news|stories|headlines)|editor[’']?s[’']? picks?|in other news|elsewhere.{0,30}|also (?:on|in) .{1,30}|popular videos?|sponsored.{0,20}|promoted.{0,20}|see also|comments?|what to read next|explore more.{0,30}|from around the web)\W{0,3}$"
)
LONG = 3000  # letters of a line that is no longer looked at as a whole
BELOW = 6  # how many lines such a heading speaks for
SMALL_WORD = re.compile(
    r"(?i)\b(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|has|have|had|is|are|was|were|be|been|will|would|as|into|its|his|her|their|he|she|it|they|not|than|this)$"
)
LISTING = re.compile(r"^[A-Z][\w .&’-]{1,40}: \S")
OURS = re.compile(r"(?i)\b(?:our|we|us|readers?|reporters|journalists?|journalism)\b")
FURNITURE_SIGNS = frozenset(
    {"a line known as furniture", "begins like furniture", "may begin like furniture", "words of an appeal or sign-up", "speaks to the reader",
     "the name of an icon", "style sheet or script", "a gallery counter", "a number alone", "no words at all", "cut short with dots",
     "the name of a section", "a breadcrumb", "the name of a newspaper", "below an appeal", "above an appeal", "inside a run of gallery captions",
        "below a heading of other stories",
        "prose below a heading of other stories",
    }
)  # fmt: skip


def gather(draft: Draft) -> Draft:
    """Add what stands around each unit: prose, short lines, equal lines."""
    units = draft.units
    if not units:
        return draft
    prose = [is_prose(one) for one in units]
    regions.mark(units, prose)
    lines = sum(not one.label or one.rule == MENU for one in units)
    mostly = sum(prose) > 0.4 * lines or sum(prose) > 0 and lines < 14
    is_spaced = sum(one.gap for one in units) > 0.3 * len(units)
    _other_stories(units, prose)
    for at in range(len(units) - 1, -1, -1):
        if units[at].rule == MENU:
            units[at].evidence += _leads(units[at], units[at + 1] if at + 1 < len(units) else None)
        else:
            units[at].evidence += _beside(units, prose, at, mostly, is_spaced)
    _repeats(units)
    _head(units)
    _appeal_first(units, prose)
    _opens(units, prose)
    units[0].evidence.append("the first line")
    _last(units[-1], any(prose))
    return draft


def _beside(units: list[Unit], prose: list[bool], at: int, mostly: bool, is_spaced: bool) -> list[str]:
    """Compare a unit with those right above and below it."""
    unit = units[at]
    found = [_around(any(prose[max(0, at - 4) : at]), any(prose[at + 1 : at + 5]))]
    if mostly and FURNITURE_SIGNS.isdisjoint(unit.evidence):
        found.append("in a capture that is mostly story")
        if LISTING.match(unit.text) and "no end mark" in unit.evidence:
            found.append("a label, then a list, in such a capture")
    if at + 1 < len(units):
        found += _below(unit, units[at + 1], units[at + 2] if at + 2 < len(units) else None, is_spaced)
    if at:
        found += _above(unit, units[at - 1])
    if 0 < at < len(units) - 1 and prose[at - 1] and prose[at + 1] and not prose[at] and len(unit.text) < 90:
        found.append("a short line between two paragraphs")
    opens = (prose[at] or 8 < len(unit.text[:400].split()) < 60) and not (at and prose[at - 1])
    if opens and _comes_again(unit, units[at + 1 : at + 8]):
        found.append("its words come again in the paragraphs below")
    return found


def _other_stories(units: list[Unit], prose: list[bool]) -> None:
    """Mark the lines that a heading such as "Most read" speaks for."""
    since, holder = BELOW, 0
    for at, unit in enumerate(units):
        since += 1
        if len(unit.text) < 70 and OTHER_STORIES.match(unit.text):
            since, holder = 0, unit.holders[-1] if unit.holders else 0
        if 0 < since < BELOW and (not holder or holder in unit.holders):
            below = "prose below a heading of other stories" if prose[at] else "below a heading of other stories"
            unit.evidence.append(below)


def _repeats(units: list[Unit]) -> None:
    """Mark lines that were there before."""
    seen: dict[int, int] = {}  # by their hashes: the texts themselves would stand in memory twice
    for at, unit in enumerate(units):
        folded = unit.text if len(unit.text) > LONG else unit.text.casefold()
        length, flat = len(folded), hash(folded)
        if flat in seen:
            unit.evidence.append(_again(seen[flat] == at - 1, length))
            if length > 20 and 1 < at - seen[flat] <= 10:
                units[seen[flat]].evidence.append("said again a few lines below")
                unit.evidence.append("said a few lines above")
                units[at - 1].evidence.append("an earlier line is repeated below it")
        seen[flat] = at


def _again(is_next: bool, length: int) -> str:
    if length <= 30:
        return "the same few words as an earlier line"
    return "the same words as the line before" if is_next else "the same words as an earlier line"


def _appeal_first(units: list[Unit], prose: list[bool]) -> None:
    """Mark the sentences of an appeal that stands before any sentence of the story."""
    for at, unit in enumerate(units[:MANY] if len(units) <= MANY else ()):
        if prose[at] and "above an appeal" not in unit.evidence:
            return
        if prose[at]:
            unit.evidence.append("an appeal before any story")


def _opens(units: list[Unit], prose: list[bool]) -> None:
    """Say how a capture opens: a first line that is a sentence is seldom furniture, nor is one like a headline."""
    at = next((at for at, unit in enumerate(units) if not unit.label), None)
    if at is None or len(units) > MANY or FURNITURE_SIGNS.intersection(units[at].evidence):
        return
    words = len(units[at].text[:4000].split())
    if prose[at]:
        units[at].evidence.append("opens the capture with a sentence")
    elif 4 <= words <= 20 and not units[at].joint and "no end mark" in units[at].evidence:
        units[at].evidence.append("opens the capture as a headline would")


def _head(units: list[Unit]) -> None:
    """Mark the line that the first line of a dump begins with: the title of a page opens with its headline."""
    title = units[0].text[:LONG].casefold() if len(units) > MANY else ""
    parts = {one.strip() for mark in ("|", " - ", " – ") for one in title.split(mark)}
    for unit in units[1:] if title else ():
        flat = unit.text[:LONG].casefold()
        if len(flat) > 14 and (title.startswith(flat) or flat in parts or len(title) > 25 and flat.startswith(title)):
            unit.evidence.append("the first line begins with it")


def _around(before: bool, after: bool) -> str:
    if before and after:
        return "prose before and after"
    if after:
        return "prose follows"
    return "prose before" if before else "no prose near"


def _comes_again(unit: Unit, below: list[Unit]) -> bool:
    """Say whether one paragraph soon below holds most of the words of the line: a summary says what the story says."""
    words = {one for one in WORDS.findall(unit.text[:600].casefold()) if len(one) > 3 or one.isdigit()}
    if len(words) < 5:
        return False
    for other in below:
        if "a sentence" in other.evidence and PICTURED.isdisjoint(other.evidence):
            found = set(WORDS.findall(other.text[:1500].casefold()))
            if len(words & found) >= 0.6 * len(words):
                return True
    return False


def _above(unit: Unit, before: Unit) -> list[str]:
    """Compare a line with the one above it."""
    found = []
    if (
        len(unit.text) > 20
        and before.text.startswith(unit.text)
        and len(before.text) > len(unit.text)
        and _is_pictured(before)
    ):
        found.append("the line before says the same, with a credit")
    elif 5 < len(unit.text) < 40 and _is_pictured(before) and unit.text in before.text:
        found.append("said in the credit before it")
    if "words of an appeal or sign-up" in before.evidence and "an appeal" not in unit.evidence:
        found.append("below an appeal")
    return found


def _below(unit: Unit, after: Unit, third: Unit | None, is_spaced: bool) -> list[str]:
    """Compare a line with the one below it: a credit, an appeal, a headline, the first paragraph."""
    found = _picture_below(unit, after, third, is_spaced)
    found += _leads(unit, after)
    if READ_MORE.match(after.text):
        found.append("a link to another story stands below it")
    if TWEETED.match(after.text) or unit.text.endswith(" pic."):
        found.append("above the signature of a post")
    is_kicker = unit.gap and after.gap and KICKER.match(unit.text) and not END_MARK.search(after.text)
    if is_kicker and 4 < len(after.text.split()) < 25:
        found.append("a few capitalised words above a longer line")
    if "a time of publication" in after.evidence and AGO.search(after.text):
        found.append("a time ago stands below it")
    if "opens in capitals" in after.evidence and is_prose(after):
        found.append("the next line opens in capitals")
    if not unit.gap and after.gap and is_prose(after) and not _is_pictured(after) and not _is_pictured(unit):
        found.append("a blank line only below it")
    return found


def _leads(unit: Unit, after: Unit | None) -> list[str]:
    """Say whether a line leads to an appeal below it."""
    if after is None:
        return []
    glued = after.rule == "appeal glued to the story"
    near = "above an appeal" in after.evidence or APPEALS in after.evidence and APPEALS not in unit.evidence
    return ["above an appeal"] if (glued or near) and (OURS.search(unit.text) or not is_prose(unit)) else []


def _is_pictured(unit: Unit) -> bool:
    return not PICTURED.isdisjoint(unit.evidence)


def _picture_below(unit: Unit, after: Unit, third: Unit | None, is_spaced: bool) -> list[str]:
    """Say whether a line stands above a caption: as its title, its alternative text, its first copy, or a summary."""
    found = []
    lone = "a credit and nothing else" in after.evidence
    captioned = _is_pictured(after) and not lone
    own = _is_pictured(unit)
    if captioned and not own and is_spaced and unit.gap and not after.gap:
        found.append("directly above a caption, without a blank line")
    half = len(unit.text) > 20 and len(unit.text) > 0.5 * len(after.text)
    if captioned and not own and half and after.text.startswith(unit.text):
        found.append("the next line says the same, with a credit")
    elif unit.text == after.text and len(unit.text) > 30:
        found.append("the same words again after a blank line" if after.gap else "the next line says the same")
    if third is not None and _is_lead(after, third, captioned):
        found.append("a lead picture stands below")
    if lone and not own and not unit.text.endswith("."):
        found.append("a credit stands right below it")
    return found


def _is_lead(after: Unit, third: Unit, captioned: bool) -> bool:
    """Know the picture above a story by its repeated caption, or by the file's name or description over it."""
    if captioned and after.text.startswith(third.text[:40]):
        return True
    described = after.text[:1].islower() or "the agency's own picture description" in after.evidence
    return described and _is_pictured(third)


def _last(unit: Unit, is_story: bool) -> None:
    """Mark the line that a capture breaks off in."""
    unit.evidence.append("the last line")
    if is_story and "no end mark" in unit.evidence:
        unit.evidence.append("the capture breaks off")
        if SMALL_WORD.search(unit.text):
            unit.evidence.append("breaks off after a small word")
