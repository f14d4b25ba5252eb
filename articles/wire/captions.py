"""The caption that PA writes into a picture file, taken apart into what is printed and what is for the desk.

`<text>. PA Photo. Picture date: <Weekday Month D, YYYY>. <context>. See PA story TOPIC Keyword. Photo credit should
read: <Name>/PA Wire. <restrictions>`. Parts are missing, stand elsewhere or come twice; what no part claims is the text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from articles.wire.clean import credits
from articles.wire.clean.dates import MONTH, build
from articles.wire.story import Credit, Issue

LONGEST, FEW = 8000, 6
END = r"(?:\.\s?|(?=\s*$))"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,?\s?"
NUMERIC = r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d\d)\b"
MARK = re.compile(rf"\(?\b(?:PRESS ASSOCIATION|Press Association|PA)(?: WIRE| Wire)? [Pp]hotos?\)?{END}")
STAMP = re.compile(
    rf"(?i)\b(?P<kind>picture|issue|photo) date:?\s?(?:{DAY}(?:{MONTH} (?P<day>\d{{1,2}})|(?P<before>\d{{1,2}}) "
    rf"{MONTH.replace('<month>', '<named>')}),? (?P<year>(?:19|20)\d\d)|{NUMERIC}){END}"
)
STORY = re.compile(r"\bSee PA [Ss]tory:? (?P<catchline>[A-Z][A-Z0-9&/-]{1,30}(?: [\w’'/&-]{1,30}){0,5})" + END)
# A full stop after an initial ("J. Smith/PA Wire") does not end the name.
READS = re.compile(
    r"(?i)\b(?:photo|picture) credit (?:should|must) read:?\s?(?P<who>(?:[^.]|(?<=\b[A-Z])\.){2,90}?)\s?"
    r"(?:(?<!\b[A-Z])\.\s?|(?=\s*$))"
)
FILE = re.compile(rf"(?i)^(?:undated )?(?:library )?file (?:photo|picture|image)(?: dated (?P<when>{NUMERIC}))?")
RESTRICTIONS = re.compile(r"\bRESTRICTIONS?:\s?|\bNOTE TO EDITORS:?\s?|\bSTRICTLY\s")
BINDING = {  # rule: words that bind whoever prints the picture; one of them asks for an editor's tick
    "editorial use only": r"editorial use",
    "only": r"\b(?:may|can|must|to be used|for use) only\b|\bonly (?:be used|for)\b|\buse only\b",
    "no use": r"\b(?:no|not for) (?:commercial|sales?|resale|archiv|archives|syndication|merchandising|advertising|internet|"
    r"online|print|video|use|uk|third.party|book|magazines?|tabloids?|onward|re-?use)",
    "restrictions": r"\brestrict(?:ions?|ed)\b",
    "obligation": r"\bmust (?:not |be |credit)|\bmandatory (?:credit|byline)|\bdo not\b|\bembargo",
    "handout": r"\bhand-?out (?:photo|picture|image)\b",
    "permission": r"\bpermission\b|\bprior (?:written )?consent\b|\bone.time use\b|\buse within \d",
}
BINDS = re.compile("|".join(f"(?:{pattern})" for pattern in BINDING.values()), re.IGNORECASE)
PA = re.compile(
    r"(?:PA|Press Association)(?: (?:Wire|Archive|Media|Photos?|Ima(?:g(?:es?)?)?))?"
    r"(?:/(?:PA|Press Association)(?: (?:Wire|Archive|Media|Photos?|Ima(?:g(?:es?)?)?))?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FileCaption:
    """What a picture file's caption says. `taken` is the picture's date, `issued` when an old one was sent again."""

    text: str
    credit: Credit = Credit()  # noqa: RUF009 - it is frozen
    taken: date | None = None
    issued: date | None = None
    catchline: str = ""
    restrictions: str = ""
    is_file_photo: bool = False
    issues: tuple[Issue, ...] = ()

    @property
    def printed(self) -> str:
        """Return the caption as newspapers print it: text (Photographer/PA)."""
        by = "/".join(part for part in (self.credit.photographer, self.credit.agency) if part)
        return f"{self.text} ({by})" if by else self.text


def split(received: str) -> FileCaption:
    """Take a caption apart. One that follows no grammar comes back as its text, a credit in brackets apart."""
    rest = " ".join(received[:LONGEST].split())
    rest, story = _cut(STORY, rest)
    rest, stamps = _stamps(rest)
    rest, restrictions = _restrictions(rest)
    rest, reads = _cut(READS, rest)
    rest, _ = _cut(MARK, rest)
    old = FILE.match(rest)
    credit = house(credits.split(reads["who"])[0]) if reads else Credit()
    if not reads and (found := credits.read(rest)) and found.sure and found.caption:
        rest, credit = found.caption, house(found.credit)
    issues = [one for one in stamps.values() if isinstance(one, Issue)]
    return FileCaption(
        text=_tidy(rest),
        credit=credit,
        taken=_date(old) if old and old["when"] else _day(stamps.get("picture") or stamps.get("photo")),
        issued=_day(stamps.get("issue")),
        catchline=story["catchline"] if story else "",
        restrictions=restrictions,
        is_file_photo=old is not None,
        issues=tuple(issues),
    )


def binds(text: str) -> bool:
    """Say whether the words limit what may be done with a picture."""
    return BINDS.search(text[:LONGEST]) is not None


def key(caption: str) -> str:
    """Return a key that captions of the same words share, empty where they are too few to tell pictures apart."""
    words = re.findall(r"\w+", split(caption).text.casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if len(words) >= FEW else ""


def house(credit: Credit) -> Credit:
    """Return the credit as it is printed: PA Wire, PA Archive/PA Images and the like are all PA."""
    parts = credit.agency.rsplit("/", 1) if not PA.fullmatch(credit.agency) else [credit.agency]
    if not PA.fullmatch(parts[-1].strip()):
        return credit
    agency = "/".join([*parts[:-1], "PA"])
    return Credit(credit.photographer, agency, credit.raw)


def _restrictions(text: str) -> tuple[str, str]:
    """Cut off what stands after the credit line or behind a heading, and say it once."""
    reads, headed = READS.search(text), RESTRICTIONS.search(text)
    starts = [found.end() for found in [reads] if found]
    starts += [found.start() for found in [headed] if found]
    if not starts:
        return _trailing(text)
    at = min(starts)
    said = RESTRICTIONS.sub("", text[at:]).strip()
    return text[:at].strip(), " ".join(dict.fromkeys(_sentences(READS.sub("", said))))


def _trailing(text: str) -> tuple[str, str]:
    """Take binding sentences off the end of a caption that has no credit line."""
    sentences = _sentences(text)
    first = len(sentences)
    while first > 1 and BINDS.search(sentences[first - 1]) and len(sentences[first - 1]) < 240:
        first -= 1
    if first == len(sentences):
        return text, ""
    return " ".join(sentences[:first]), " ".join(dict.fromkeys(sentences[first:]))


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"(?<=[.!?])\s", text) if one.strip()]


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """Take every run that fits out of the text, and return the first."""
    first = pattern.search(text)
    return (pattern.sub(" ", text), first) if first else (text, None)


def _stamps(text: str) -> tuple[str, dict[str, date | Issue]]:
    found: dict[str, date | Issue] = {}
    for one in STAMP.finditer(text):
        found.setdefault(one["kind"].casefold(), _date(one) or _doubt(one))
    return STAMP.sub(" ", text), found


def _date(found: re.Match[str]) -> date | None:
    """Return the day a stamp names, None where there is no such day or its weekday is another."""
    parts = found.groupdict()
    if parts.get("d"):
        year = parts["y"] if len(parts["y"]) == 4 else f"20{parts['y']}"
        return build(year, parts["m"], parts["d"])
    day = build(parts["year"], parts["month"] or parts["named"] or "", parts["day"] or parts["before"] or "")
    if day and parts["weekday"] and WEEKDAYS[day.weekday()] != parts["weekday"].casefold():
        return None
    return day


def _doubt(found: re.Match[str]) -> Issue:
    return Issue("PICTURE_DATE", f"The caption's date is not a day of the calendar: “{found[0].strip(' .')}”.")


def _day(found: date | Issue | None) -> date | None:
    return found if isinstance(found, date) else None


def _tidy(text: str) -> str:
    """Close the gaps that the parts have left."""
    text = re.sub(r"\s{1,9}([.,;:])", r"\1", " ".join(text.split()))
    return re.sub(r"([.?!])\s?\.(?!\.)", r"\1", text).strip(" ,;-–")
