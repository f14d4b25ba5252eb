"""House style: where a text says what the desk writes otherwise. Literal words, one place at a time, nothing changed.

What stands in quotation marks is somebody's own words: no place there, unless the rule asks for it. Where marks are
unclear more counts as quoted, not less. Addresses, links and the places of photos are never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST = 200  # places in one text
AROUND = 60  # letters of context on either side
# One letter for one: places stay where they are. Both forms of a mark are the same when they are looked for.
PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " "})
DOUBLE = re.compile('["“”„‟«»]')
SINGLE = re.compile("['‘’‚‛]")
OPENERS = "([{-–—/\"“”„«'‘’"
ELIDED = re.compile(r"(?:\d|tis\b|twas\b|til\b|em\b|n\b|cause\b|bout\b)", re.I)
FIXED = re.compile(r"\[\[photo \d{1,4}\]\]|\]\([^()\s]{0,2000}\)|https?://\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255}", re.I)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the desk writes, in place of what, and why."""

    key: int
    find: str
    put: str
    reason: str = ""
    whole_word: bool = True
    match_case: bool = False
    in_quotations: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One place: `start` and `end` count from the beginning of the text, paragraphs from 1."""

    rule: Rule
    paragraph: int
    start: int
    end: int
    found: str
    put: str
    before: str
    after: str


def find(text: str, rules: Iterable[Rule]) -> list[Match]:
    """Return the places where rules speak, in the order of the text, at most MOST."""
    folded = text.translate(PLAIN).casefold()
    known = [one for one in rules if one.find.strip() and one.find.translate(PLAIN).casefold() in folded]
    found: list[Match] = []
    start = 0
    for number, paragraph in enumerate(text.split("\n\n"), start=1):
        if len(found) >= MOST:
            break
        found += _of_paragraph(paragraph, known, number, start)
        start += len(paragraph) + 2
    return found[:MOST]


def replace(text: str, match: Match) -> str:
    """Return the text with one place replaced. Raises ValueError where the place is another by now."""
    if text[match.start : match.end] != match.found:
        raise ValueError("The text has changed.")
    return text[: match.start] + match.put + text[match.end :]


def quotations(paragraph: str) -> list[Span]:
    """Return what is quoted: between double or single marks of any form, or all of a block quotation."""
    if paragraph.lstrip().startswith(">"):
        return [(0, len(paragraph))]
    return [*_double(paragraph), *_single(paragraph)]


class _Closed:
    """Spans that are closed to rules, joined so that a place is looked up at once however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Say whether a place has a letter in common with one of them."""
        at = bisect_right(self.ends, start)
        return at < len(self.starts) and self.starts[at] < end


def _of_paragraph(paragraph: str, rules: Sequence[Rule], number: int, offset: int) -> list[Match]:
    plain = paragraph.translate(PLAIN)
    folded = plain.casefold()
    fixed = [one.span() for one in FIXED.finditer(paragraph)]
    quoted: list[Span] | None = None
    found: list[Match] = []
    for rule in rules:
        wanted = rule.find.translate(PLAIN)
        if wanted.casefold() not in folded:
            continue
        quoted = quotations(paragraph) if quoted is None else quoted
        closed = _Closed(fixed if rule.in_quotations else [*fixed, *quoted])
        for start, end in _spans(plain, rule, wanted):
            if closed.meets(start, end):
                continue
            said = paragraph[start:end]
            before, after = paragraph[max(0, start - AROUND) : start], paragraph[end : end + AROUND]
            found.append(Match(rule, number, offset + start, offset + end, said, _as_found(rule, said), before, after))
    return sorted(found, key=lambda one: (one.start, -one.end, one.rule.key))


def _spans(plain: str, rule: Rule, wanted: str) -> Iterator[Span]:
    """Yield where the words stand, but not where they are a part of what the rule would make of them."""
    words = re.escape(wanted)
    pattern = rf"(?<!\w){words}(?!\w)" if rule.whole_word else words
    put = rule.put.translate(PLAIN)
    inside = [one.start() for one in re.finditer(words, put, 0 if rule.match_case else re.I)]
    for one in re.finditer(pattern, plain, 0 if rule.match_case else re.I):
        begins = (one.start() - shift for shift in inside)
        if any(at >= 0 and plain[at : at + len(put)].casefold() == put.casefold() for at in begins):
            continue
        if one[0] != put:
            yield one.span()


def _as_found(rule: Rule, said: str) -> str:
    """Return what is put, with the capitals of what it replaces."""
    if rule.match_case or not rule.find.islower():
        return rule.put
    if said.isupper() and len(said) > 1:
        return rule.put.upper()
    return rule.put[:1].upper() + rule.put[1:] if said[:1].isupper() else rule.put


def _opens(text: str, at: int) -> bool:
    """Say whether a mark opens, by what stands around it: its own form is often the wrong way round."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in OPENERS) and bool(after) and not after.isspace()


def _double(text: str) -> Iterator[Span]:
    last, opened = 0, None
    for mark in DOUBLE.finditer(text):
        at = mark.start()
        if _opens(text, at):
            opened = at if opened is None else opened
        else:
            yield (last if opened is None else opened), at + 1
            last, opened = at + 1, None
    if opened is not None:
        yield opened, len(text)  # it goes on in the next paragraph


def _single(text: str) -> Iterator[Span]:
    marks = [one.start() for one in SINGLE.finditer(text)]
    openers = [at for at in marks if _opens(text, at) and text[at + 1].isalnum()]
    closers = [at for at in marks if at and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()]
    last = 0
    for at, following in zip(openers, [*openers, len(text)][1:], strict=True):
        if at < last:
            continue
        # The last mark that may close: an apostrophe of "players'" would end the quotation too early.
        before = bisect_left(closers, following)
        closes = closers[before - 1] if before and closers[before - 1] > at else max(closers[-1:], default=-1)
        if closes <= at and ELIDED.match(text, at + 1):
            continue
        last = closes + 1 if closes > at else len(text)
        yield at, last
