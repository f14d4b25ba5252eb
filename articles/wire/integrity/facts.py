"""The facts that stand in a text, each with the value by which two ways of writing it are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Matter(StrEnum):
    """What kind of fact it is."""

    QUOTATION = "quotation"
    NAME = "name"
    SUM = "sum"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as written, with its value and its place in the text. A name is one word of it."""

    matter: Matter
    value: str
    text: str
    start: int
    end: int


MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SMALL = {
    word: number
    for number, word in enumerate(
        "zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
    if word != "-"  # "one" is a pronoun more often than a number
} | {word: 10 * tens for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
TIMES = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9,
    "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
MONTH = "(?P<{0}>" + "|".join(sorted({name.capitalize() for name in MONTHS}, key=len, reverse=True)) + r")\b\.?"
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH.format('month')}(?:,? (?P<year>\d{{4}})\b)?"
    rf"|\b{MONTH.format('month2')} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year2>\d{{4}})\b)?"
    rf"|\b{MONTH.format('month3')},? (?P<year3>\d{{4}})\b"
    rf"|(?<=\bin ){MONTH.format('month4')}"
    rf"|\b(?P<weekday>{'|'.join(day.capitalize() for day in DAYS)})\b"
)
CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b|\b(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>\d{2})\b"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.I,
)
WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?P<sign>[£$€])? ?(?<![\w.,])(?:(?P<digits>\d{{1,15}}(?:,\d{{3}}){{0,6}}(?:\.\d{{1,9}})?)|(?P<word>\b(?:{WORDS})(?:-(?:one|{WORDS}))?\b))"
    rf"(?:[ -]?(?P<times>{'|'.join(TIMES)})\b)?(?: ?(?P<unit>%|per ?cent\b|pc\b|p\b|pounds?\b|(?:st|nd|rd|th)\b))?",
    re.I,
)
QUOTED = (
    re.compile(r"“([^“”]{1,4000})(?:”|$)"),
    re.compile(r'(?<!\w)"([^"]{1,4000})(?:"|$)'),
    re.compile(r"(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w)){1,4000})’(?!\w)"),
    re.compile(r"(?<!\w)'(?=\w)((?:[^']|(?<=\w)'(?=\w)){1,4000})(?<=\S)'(?!\w)"),
)
NAMED = re.compile(r"(?<![\w’'-])[^\W\d_a-zß-öø-ÿ][\w]{0,40}(?:[’'-]\w{1,40}){0,4}")
OPENS = re.compile(r"(?:^|[.!?…:][”’\"')]{0,2}\s|[“‘\"(–—\n]|(?<!\w)')\s{0,2}$")
POSSESSIVE = re.compile(r"[’']s?$")
# Words of rank and address: they come and go before a name without changing it.
TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady baroness baron rev prof professor president prime minister secretary "
    "chancellor mayor councillor cllr mp msp ms ceo chief king queen prince princess duke duchess judge justice "
    "sergeant inspector constable superintendent captain colonel major general detective leader chairman "
    "chairwoman spokesman spokeswoman director the a an and but in on at for to of with i he she they it we".split()
)
CALENDAR = frozenset((*MONTHS, *DAYS))


def facts(text: str) -> list[Fact]:
    """Return the dates, times, sums, numbers and names of a text, in order."""
    found: list[Fact] = []
    taken = [False] * (len(text) + 1)
    for one in (*_dates(text), *_times(text), *_numbers(text), *_names(text)):
        if not any(taken[one.start : one.end]):
            found.append(one)
            taken[one.start : one.end] = [True] * (one.end - one.start)
    return sorted(found, key=lambda one: one.start)


def quotations(text: str) -> list[Fact]:
    """Return what stands between quotation marks; one left open goes to the end, as in a long quotation."""
    found: list[Fact] = []
    taken = [False] * (len(text) + 1)
    for pattern in QUOTED:
        for one in pattern.finditer(text):
            if not taken[one.start()]:
                found.append(Fact(Matter.QUOTATION, one[1], one[0], one.start(), one.end()))
                taken[one.start() : one.end()] = [True] * len(one[0])
    return sorted(found, key=lambda one: one.start)


def _dates(text: str) -> Iterator[Fact]:
    for one in DATE.finditer(text):
        given = one.groupdict()
        if given["weekday"]:
            value = given["weekday"].lower()
        else:
            month = MONTHS[next(given[name] for name in ("month", "month2", "month3", "month4") if given[name]).lower()]
            day, year = given["day"] or given["day2"], given["year"] or given["year2"] or given["year3"]
            value = f"{year or '*'}-{month:02d}-{int(day) if day else '*'}"
        yield _fact(Matter.DATE, value, one)


def _times(text: str) -> Iterator[Fact]:
    for one in CLOCK.finditer(text):
        if one["word"]:
            minutes = 0 if one["word"].lower() == "midnight" else 720
        elif one["half"]:
            minutes = (int(one["hour"]) % 12 + 12 * (one["half"].lower() == "p")) * 60 + int(one["minute"] or 0)
        else:
            minutes = int(one["hour2"]) * 60 + int(one["minute2"])
        yield _fact(Matter.TIME, str(minutes), one)


def _numbers(text: str) -> Iterator[Fact]:
    for one in NUMBER.finditer(text):
        times = Decimal(TIMES[one["times"].lower()]) if one["times"] else Decimal(1)
        number = Decimal(one["digits"].replace(",", "")) if one["digits"] else Decimal(_spelt(one["word"].lower()))
        unit = (one["unit"] or "").lower().replace(" ", "")
        sign = one["sign"] or ("£" if unit.startswith("pound") else "")
        if unit == "p":
            sign, number = "£", number / 100
        kind = {"percent": "%", "pc": "%", "%": "%", "st": "th", "nd": "th", "rd": "th", "th": "th"}.get(unit, "")
        value = f"{sign}{(number * times).normalize():f}{kind}"
        yield _fact(Matter.SUM if sign else Matter.NUMBER, value, one)


def _spelt(word: str) -> int:
    return sum(1 if part == "one" else SMALL[part] for part in word.split("-"))


def _names(text: str) -> Iterator[Fact]:
    for one in NAMED.finditer(text):
        word = POSSESSIVE.sub("", one[0])
        if word.casefold() not in TITLES | CALENDAR and len(word) > 1:
            yield Fact(Matter.NAME, word, word, one.start(), one.start() + len(word))


def opens_sentence(text: str, at: int) -> bool:
    """Say whether the word at this place has its capital from beginning a sentence."""
    return OPENS.search(text[max(0, at - 6) : at]) is not None


def _fact(matter: Matter, value: str, found: re.Match[str]) -> Fact:
    text = found[0]
    start = found.start() + len(text) - len(text.lstrip())
    return Fact(matter, value, text.strip(" ."), start, found.end())
