"""Stamps: when a story was published, in the forms pages print. A relative time counts only from a known capture time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = (
    re.compile(rf"(?i)\b{DAY} (?:of )?{MONTH},? {YEAR}"),
    re.compile(rf"(?i)\b{MONTH} {DAY},? {YEAR}"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?!\d)"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>[0-3]\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b"),
)
AGO = re.compile(
    r"(?i)\b(?P<count>\d{1,3}|an?|one) (?P<unit>second|sec|minute|min|hour|hr|day|week|month|year)s?\.? ago\b"
)
PREFIX = re.compile(r"^\s{0,9}date (?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?= |$)")
CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
ZONE = r"(?:GMT|BST|UTC|IST|CET|CEST|EST|EDT|ET|UK|\+\d\d:?\d\d)"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
LEAD = r"(?:first\s|originally\s)?(?:page\slast\supdated|last\supdated|last\smodified|published\son|posted\son|publication\sdate|date\spublished|released|time\sof\slast\supdate|last\supdate|published|posted|updated|created|date|modified|uploaded|added)"
LIVE = re.compile(r"(?i)^\d{1,3} (?:hours?|minutes?|mins?|days?) ago\s?(?:\d{1,2}[:.]\d\d)?(?: [A-Z][\w’' -]{2,30})?$")
# What may stand in a stamp beside the date itself.
REST = re.compile(
    rf"(?ix)\b{LEAD}(?:\ (?:at|on))?\b | {CLOCK} | \b\d{{1,2}}\s?[ap]\.?m\b | \b{ZONE}\b | \b{WEEKDAY}\b | \b(?:at|on|by|of|in|and)\b | [\s:|,•·.–—()@/-] | \bago\b | \b\d{{1,2}}[\s-]min(?:ute)?s?\sread\b | \bread(?:ing)?\stime:?\s\d{{1,2}}\smin(?:ute)?s?\b | \bfirst\b | \blast\b"
)
# "Dec 22 20234:46 AM ESTUpdated 1 Min Ago", "duration12 April 2015": page scripts leave no space.
GLUED = re.compile(
    r"(?<=GMT|EST|BST|EDT|UTC)(?=[A-Z][a-z])|(?<= 20\d\d)(?=\d{1,2}:\d\d)|^duration(?=\d)|(?i:(?<=published)|(?<=updated)|(?<=posted))(?=\d)|(?<= ago)(?=[A-Z][a-z])"
    r"|(?<=[a-z])(?=\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} (?:19|20)\d\d)"
)
PUBLISHER = re.compile(r"^(?:The )?[A-Z][\w’&]{1,20}(?: [A-Z][\w’&]{1,20}){0,2}, (?=[A-Z][a-z]{2,8}day\b|\d)")
DIGIT = re.compile(r"\d")
STAMP_WORD = re.compile(
    r"ago(?<!\wago)\b|publish|update|posted|modified|created|upload|added|released|publication|date(?<!\wdate)\b"
)
UPDATED, PUBLISHED = re.compile(r"(?i)\b(?:updated?|modified)\b"), re.compile(r"(?i)\b(?:published|posted)\b")
DAY_NAMED = re.compile(r"(?i)^(?P<day>today|yesterday)\b(?:,? (?:at )?\d{1,2}[:.]\d\d(?:\s?[ap]m)?)$")
LED, LEFT = re.compile(rf"(?i)\s?{LEAD}\b"), re.compile(r"\w")
BARE_LEAD = re.compile(rf"(?i)^(?:{LEAD})(?: at| on)?:?$")


def parse(text: str) -> date | None:
    """Return the first full date in the text: that of publication, where the update is named before it."""
    text = GLUED.sub(" ", text)
    updated, published = UPDATED.search(text), PUBLISHED.search(text)
    if updated and published and updated.start() < published.start():
        return _first(text[published.start() :]) or _first(text)
    return _first(text)


def _first(text: str) -> date | None:
    for form in FORMS:
        found = form.search(text)
        if found:
            return build(found["year"], found["month"], found["day"])
    return None


def build(year: str, month: str, day: str) -> date | None:
    """Make a date of its parts, or None where there is no such day."""
    number = MONTHS.get(month.casefold().rstrip("."), 0) or (int(month) if month.isdigit() else 0)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


def relative(text: str, captured: datetime | None) -> date | None:
    """Reckon "4 days ago" from the time of capture. Without one there is no date, and never today's."""
    if captured is None:
        return None
    named = DAY_NAMED.match(text.strip())
    if named:
        return (captured - timedelta(days=named["day"].casefold() == "yesterday")).date()
    found = AGO.search(text)
    if found is None:
        return None
    count = int(found["count"]) if found["count"].isdigit() else 1
    unit = found["unit"].casefold()
    days = {"day": 1, "week": 7}.get(unit, 0)
    seconds = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600}.get(unit, 0)
    if not days and not seconds:
        return None
    return (captured - timedelta(days=days * count, seconds=seconds * count)).date()


def is_stamp(text: str) -> bool:
    """Say whether the line is a time of publication and nothing else."""
    if len(text) > 160 or text.count(" ") > 16 or not (DIGIT.search(text) or STAMP_WORD.search(text.casefold())):
        return False
    if BARE_LEAD.match(text) or LIVE.match(text) or DAY_NAMED.match(text):
        return True
    text = GLUED.sub(" ", PUBLISHER.sub("", text))
    rest, hits = text, 0
    for form in (*FORMS, AGO, *LOOSE):
        rest, count = form.subn(" ", rest)
        hits += count
    return (hits > 0 or LED.match(text) is not None) and not LEFT.search(REST.sub(" ", rest))


LOOSE = (
    re.compile(rf"(?i)\b{WEEKDAY},? {DAY} {MONTH}\b"),
    re.compile(rf"(?i)\b{CLOCK}\s?{ZONE}\b"),
    re.compile(rf"(?i)\b{DAY} {MONTH}\b"),
    re.compile(r"(?i)^\s?\d{1,2}[:.]\d\d(?:\s?[ap]m)?\s?$"),
)
