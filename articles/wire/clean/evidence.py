"""What can be seen of each line: its own form first, then its neighbours. Every name here is shown to editors."""

from __future__ import annotations

import re

from articles.wire.clean import bylines, credits, dates, galleries
from articles.wire.clean.lexicon import FURNITURE, FURNITURE_STARTS, PERHAPS_STARTS, SECTIONS, SPEECH
from articles.wire.draft import Draft, Unit

END_MARK = re.compile(r"[.!?…][”’\"')\]]{0,2}$|[”’\"]$|:$")
CUT_MARK = re.compile(r"(?:\s\.\.\.|…|\w\.\.\.)$")
QUOTE_START = re.compile(r"^[“‘\"']")
WORDS = re.compile(r"\w[\w’'-]*")
CAPS_LEAD = re.compile(r"^(?:[A-Z’'-]{2,20}|A|I)(?: [A-Z’'-]{2,20}){1,5}[ ,]+[a-z]|^THE [a-z]|^A [A-Z]{2,20}[ ,]+[a-z]|^[A-Z]{4,20} [a-z]+ [a-z]+")
SITE = re.compile(r"(?i)https?://|www\.|\.com\b|\.co\.uk\b|@[a-z]|pic\.twitter|#\w")
APPEAL = re.compile(
    r"(?i)\b(?:newsletters?|sign(?:ing)? up|subscri\w{2,8}|cookies?|privacy (?:policy|notice)|terms (?:of|and)|unsubscribe|donat(?:e|ion|ions)|all rights reserved|log ?in|push notifications?|download (?:our|the)|your inbox|breaking news alerts?|free trial|your account|email(?:ed)? address|follow us|whatsapp (?:channel|group|community)|our app|voucher|promo code|gifts? (?:pays?|go)|your support|billing|postcode|comment(?:ing)? (?:policy|section|below)|contribute what|our mission|premium titles|affiliate|commission)\b"
)
INVITATION = re.compile(
    r"(?i)\b(?:sign(?:ing)? up (?:to|for) (?:our|the|a) |our (?:free )?(?:daily |weekly )?newsletters?|support our journalism|our journalism|your inbox|privacy (?:policy|notice)|special offers|newsletter sign|emailed about offers|your email address|terms (?:of use|and conditions) apply)"
)
ICON = re.compile(r"(?i)\b(?:icon|logo|hamburger|chevron|arrow_\w+)\b")
GALLERY = re.compile(r"^\d{1,3} ?(?:/|of) ?\d{1,3}\b")
NUMBERED = re.compile(r"^\d{1,2}[.)]?$")
BULLET = re.compile(r"^[•·*▪‣–-]\s+\S")
STATUS = re.compile(r"(?i)^(?:\W{0,3})(?:ends?|mf|mfl|more to follow\.?|more follows\.?|this (?:is a )?breaking (?:news? )?story.{0,60}|\W{0,3}more to follow.{0,20}|additional reporting (?:by|from) .{2,60})\W{0,3}$")
BOLDED = re.compile(r"^(?:Q\)|A\)|Q:|A:)\s")
CRUMB = re.compile(r"^(?:Home|News|Sport)(?:\s?[>»/|›•]\s?|\s)(?P<last>[A-Z][\w&’ ]{2,30}(?:\s?[>»/|›]\s?[A-Z][\w&’ ]{2,30}){0,3})$")
CSS = re.compile(r"\{[^{}]{0,200}:[^{}]{0,200}[;}]|@media|\)\{|;\}|function\s?\(|!important")
TEASER = re.compile(r"\w\.\.\.$|…$")


def words_of(text: str) -> int:
    """Count the words of a line, as far as matters."""
    return len(text[:4000].split())


def gather(draft: Draft) -> Draft:
    """Write the evidence of every unit beside it."""
    for unit in draft.units:
        unit.evidence = _own(unit)
    galleries.mark(draft.units)
    _neighbours(draft.units)
    return draft


def _own(unit: Unit) -> list[str]:
    text = unit.text
    if len(text) > 3000 and " " not in text[:3000]:
        return ["one endless word"]
    head = text if len(text) <= 3000 else text[:1500] + text[-1500:]
    found = _length(head)
    found += _ends(head)
    found += _furniture(head)
    found += _forms(head, unit)
    return found


def _length(text: str) -> list[str]:
    count = len(text.split())
    if count <= 3:
        return ["up to 3 words"]
    if count <= 8:
        return ["4 to 8 words"]
    if count <= 14:
        return ["9 to 14 words"]
    return ["15 to 24 words"] if count <= 24 else ["25 words or more"]


def _ends(text: str) -> list[str]:
    found = []
    count = len(text.split())
    if END_MARK.search(text):
        found.append("end mark")
        if count >= 6:
            found.append("a sentence")
        if text.endswith("?"):
            found.append("a question")
        if text.endswith(":"):
            found.append("ends with a colon")
    else:
        found.append("no end mark")
    if QUOTE_START.match(text):
        found.append("opens with a quotation mark")
    elif text[:1].islower():
        found.append("begins in lower case")
    if any(one.casefold().strip(".,:;”’\"'") in SPEECH for one in text.split()[:400]):
        found.append("a verb of speech")
    if ". " in text or ".” " in text or ".’ " in text:
        found.append("more than one sentence")
    if CAPS_LEAD.match(text):
        found.append("opens in capitals")
    if text.isupper() and count > 1:
        found.append("all in capitals")
    return found


def _furniture(text: str) -> list[str]:
    found = []
    flat = text.casefold().strip(" .:!?…>»›|•·*+-–—<‹«[]()")
    if not flat or flat in FURNITURE:
        found.append("a line known as furniture")
    elif flat.startswith(FURNITURE_STARTS):
        found.append("begins like furniture")
    elif flat.startswith(PERHAPS_STARTS):
        found.append("may begin like furniture")
    if flat in SECTIONS:
        found.append("the name of a section")
    elif CRUMB.match(text) and len(text) < 60:
        found.append("a breadcrumb")
    if len(text) < 900 and APPEAL.search(text):
        found.append("words of an appeal or sign-up")
        if INVITATION.search(text):
            found.append("an invitation to sign up or pay")
    if ICON.search(text[:200]) and len(text) < 200:
        found.append("the name of an icon")
    if CSS.search(text[:600]):
        found.append("style sheet or script")
    if GALLERY.match(text):
        found.append("a gallery counter")
    if NUMBERED.match(text):
        found.append("a number alone")
    if SITE.search(text):
        found.append("an address or handle")
    if not WORDS.search(text):
        found.append("no words at all")
    return found


def _forms(text: str, unit: Unit) -> list[str]:
    found = []
    if STATUS.match(text):
        found.append("a status line of the wire")
    if dates.is_stamp(text):
        found.append("a time of publication")
    credit = credits.read(text)
    if credit and not credit.caption:
        found.append("a credit and nothing else")
    elif credit:
        found.append("a picture credit" if credit.sure else "a possible picture credit")
        found.append(credit.form)
    form = bylines.looks_like(text)
    if form:
        found.append(form)
    if BULLET.match(text):
        found.append("a bullet")
    if BOLDED.match(text):
        found.append("question or answer")
    if TEASER.search(text) and len(text) < 60:
        found.append("cut short with dots")
    if unit.joint:
        found.append(unit.joint)
    return found


def is_prose(unit: Unit) -> bool:
    """Say whether the line could be a sentence of a story."""
    seen = unit.evidence
    if unit.label and unit.label != "paragraph":
        return False
    if "a sentence" not in seen and "25 words or more" not in seen:
        return False
    return not any(one in seen for one in NOT_PROSE)


NOT_PROSE = frozenset(
    {"begins like furniture", "inside a run of gallery captions", "an invitation to sign up or pay", "words of an appeal or sign-up", "a picture credit", "a time of publication",
     "a line known as furniture", "style sheet or script", "the agency's own picture description"}
)  # fmt: skip


def _neighbours(units: list[Unit]) -> None:
    """Add what stands around each unit: prose, short lines, equal lines."""
    prose = [is_prose(one) for one in units]
    seen: dict[str, int] = {}
    count = len(units)
    for at, unit in enumerate(units):
        before = sum(prose[max(0, at - 4) : at])
        after = sum(prose[at + 1 : at + 5])
        if before and after:
            unit.evidence.append("prose before and after")
        elif after:
            unit.evidence.append("prose follows")
        elif before:
            unit.evidence.append("prose before")
        else:
            unit.evidence.append("no prose near")
        if not unit.gap and at:
            unit.evidence.append("no blank line before")
        if at + 1 < count and not units[at + 1].gap:
            unit.evidence.append("no blank line after")
        flat = unit.text.casefold()
        if flat in seen:
            unit.evidence.append("the same words as the line before" if seen[flat] == at - 1 else "the same words as an earlier line")
        seen[flat] = at
    if units:
        units[0].evidence.append("the first line")
        units[-1].evidence.append("the last line")
        if "no end mark" in units[-1].evidence and prose and sum(prose):
            units[-1].evidence.append("the capture breaks off")
