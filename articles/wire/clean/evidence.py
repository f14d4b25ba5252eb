"""What can be seen of each line: its own form first, then its neighbours. Every name here is shown to editors."""

from __future__ import annotations

import re

from articles.wire.clean import bylines, credits, dates, galleries, regions
from articles.wire.clean.lexicon import FURNITURE, FURNITURE_STARTS, PERHAPS_STARTS, SECTIONS, SPEECH
from articles.wire.draft import Draft, Unit

END_MARK = re.compile(r"[.!?…][”’\"')\]]{0,2}$|:$")
SENTENCE_LIKE = re.compile(r"(?:\S{1,60}\s){7}.{0,400}[.!?][”’\"']?$")
KICKER = re.compile(r"^(?:The )?[A-Z][\w’&-]{1,20}(?: (?:of|and|&|in|the|[A-Z][\w’-]{1,20})){0,3}$")
LISTING = re.compile(r"^[A-Z][\w .&’-]{1,40}: \S")
END_QUOTE = re.compile(r"[”’\"“‘]$")
SHORT_SENTENCE = re.compile(r"^[“‘\"']?[A-Z0-9£€$].{0,60}\w(?:[.!][”’\"']?|\?[”’\"'])$")
OTHER_STORIES = re.compile(
    r"(?i)^\W{0,3}(?:related(?: \w+){0,2}|you (?:may|might) also (?:like|be interested)(?: in)?|read more(?: from .{1,40})?|most (?:read|popular|viewed|commented|shared)(?: .{1,30})?|recommended(?: .{1,20})?|trending(?: .{1,20})?|top stories|more (?:stories|news|from|on|in|like) ?.{0,40}|don[’']t miss|up next|read next|latest (?:news|stories|headlines)|editor[’']?s[’']? picks?|in other news|elsewhere.{0,30}|also (?:on|in) .{1,30}|popular videos?|sponsored.{0,20}|promoted.{0,20}|see also|comments?|what to read next|explore more.{0,30}|from around the web)\W{0,3}$"
)
MANY = 40  # lines: a page dumped whole has more, most of them furniture
BELOW = 6  # how many lines such a heading speaks for
SMALL_WORD = re.compile(
    r"(?i)\b(?:the|a|an|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|has|have|had|is|are|was|were|be|been|will|would|as|into|its|his|her|their|he|she|it|they|not|than|this)$"
)
MASTHEAD = re.compile(
    r"^(?:(?:The|and|&|of|[A-Z][\w’.]{1,20}) ){0,5}(?:Journal|Star|Times|Post|News|Telegraph|Guardian|Independent|Express|Mirror|Mail|Herald|Gazette|Echo|Chronicle|Courier|Examiner|Advertiser|Standard|Observer|Argus|Press|Sun|Record|Mercury|Citizen|Scotsman|Irishman)(?:\.(?:ie|co\.uk|com))?(?: (?:UK|- UK|Online))?(?: \([^()]{3,60}\))?$"
)
CLOCK = re.compile(r"^\d{1,2}[.:]\d\d ?(?:[ap]m|[A-Z]{3,4})?$")
READ_MORE = re.compile(
    r"(?i)^(?:read|see|find out) more(?:$|\s?[:|»>]| (?:about|from|on|at|here|news|of our)\b)|^(?-i:READ MORE)\b"
)
CUT_MARK = re.compile(r"(?:\s\.\.\.|…|\w\.\.\.)$")
QUOTE_START = re.compile(r"^[“‘\"']")
WORDS = re.compile(r"[^\W_][\w’'-]*")
CAPS_LEAD = re.compile(
    r"^(?:[A-Z’'-]{2,20}|A|I)(?: [A-Z’'-]{2,20}){1,5}[ ,]+[a-z]|^THE [a-z]|^A [A-Z]{2,20}[ ,]+[a-z]|^[A-Z]{4,20} [a-z]+ [a-z]+"
)
SITE = re.compile(r"(?i)https?://|www\.|\.com\b|\.co\.uk\b|@[a-z]|pic\.twitter|#\w")
APPEAL = re.compile(
    r"(?i)\b(?:newsletters?|sign(?:ing)? up|subscri\w{2,8}|cookies?|privacy (?:policy|notice)|terms (?:of|and)|unsubscribe|donat(?:e|ion|ions)|all rights reserved|log ?in|push notifications?|download (?:our|the)|your inbox|breaking news alerts?|free trial|preferred source|your account|email(?:ed)? address|follow us|whatsapp (?:channel|group|community)|our app|voucher|promo code|gifts? (?:pays?|go)|your support|billing|postcode|comment(?:ing)? (?:policy|section|below)|contribut(?:e what|ion helps|ions help)|we need your (?:help|support)|readers like you|our mission|independent (?:reporting|journalism)|premium titles|affiliate|commission)\b"
)
INVITATION = re.compile(
    r"(?i)\b(?:sign(?:ing)? up (?:to|for) (?:our|the|a) |our (?:free )?(?:daily |weekly )?newsletters?|support our journalism|our journalism|your inbox|privacy (?:policy|notice)|special offers|newsletter sign|emailed about offers|your email address|terms (?:of use|and conditions) apply)"
)
ICON = re.compile(r"(?i)\b(?:icon|logo|hamburger|chevron|arrow_\w+)\b")
GALLERY = re.compile(r"^(?:[*+•] )?\d{1,3} ?(?:/|of) ?\d{1,3}\b")
NUMBERED = re.compile(r"^\d{1,2}[.)]?$")
BULLET = re.compile(r"^[•·*▪‣–—+-]\s+\S")
STATUS = re.compile(
    r"(?i)^(?:\W{0,3})(?:ends?|mf|mfl|more to follow\.?|more follows\.?|this (?:is a )?breaking (?:news? )?story.{0,60}|\W{0,3}more to follow.{0,20}|additional reporting (?:by|from) .{2,60})\W{0,3}$"
)
BOLDED = re.compile(r"^(?:Q\)|A\)|Q:|A:)\s")
CRUMB = re.compile(
    r"^(?:Home|News|Sport)(?:\s?[>»/|›•]\s?|\s)(?P<last>[A-Z][\w&’ ]{1,30}(?:\s?[>»/|›]\s?[A-Z][\w&’ ]{2,30}){0,3})$"
)
CSS = re.compile(r"\{[^{}]{0,200}:[^{}]{0,200}[;}]|@media|\)\{|;\}|function\s?\(|!important")
TEASER = re.compile(r"\w\.\.\.$|…$")


PICTURED = frozenset({"a picture credit", "a possible picture credit", "a credit and nothing else"})
SPEAKS_TO_US = re.compile(r"(?i)\b(?:you|your)\b")
SPEAKS_OF_US = re.compile(r"(?i)\b(?:our|us|we)\b")
OURS = re.compile(r"(?i)\b(?:our|we|us|readers?|reporters|journalists?|journalism)\b")
QUOTED = re.compile(r"[“”\"‘]")


def words_of(text: str) -> int:
    """Count the words of a line, as far as matters."""
    return len(text[:4000].split())


def gather(draft: Draft) -> Draft:
    """Write the evidence of every unit beside it."""
    for unit in draft.units:
        unit.evidence = _own(unit)
    galleries.mark(draft.units)
    _neighbours(draft.units)
    kind = _kind(draft)
    for unit in draft.units:
        unit.evidence.append(kind)
    return draft


def _kind(draft: Draft) -> str:
    """Name what was delivered: pages bring their furniture with them, captures little of it."""
    if draft.is_page:
        return "on a saved page"
    prose = sum(is_prose(unit) for unit in draft.units)
    lines = sum(not unit.label for unit in draft.units)
    return "in a dump of a whole page" if lines > MANY and prose < 0.4 * lines else "in a capture"


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
    if text.endswith(")") and count > 5:
        found.append("ends with a closing bracket")
    if END_QUOTE.search(text) and not END_MARK.search(text):
        found.append("ends with a quotation mark and no stop")
    elif END_MARK.search(text):
        found.append("end mark")
        if count >= 6:
            found.append("a sentence")
        elif count > 1 and SHORT_SENTENCE.match(text) and not text.endswith("..."):
            found.append("a short sentence")
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
    elif flat.startswith(FURNITURE_STARTS) or READ_MORE.match(text):
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
    if len(text) < 400 and SPEAKS_TO_US.search(text) and SPEAKS_OF_US.search(text) and not QUOTED.search(text):
        found.append("speaks to the reader")
    if ICON.search(text[:200]) and len(text) < 200 and not SENTENCE_LIKE.search(text):
        found.append("the name of an icon")
    if MASTHEAD.match(text) and len(text) < 90:
        found.append("the name of a newspaper")
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
    if CLOCK.match(text):
        found.append("a time of day alone")
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
        if unit.joint == "after the date prefix" and not END_MARK.search(text):
            found.append("after the date prefix, without an end")
    return found


def is_prose(unit: Unit) -> bool:
    """Say whether the line could be a sentence of a story."""
    seen = unit.evidence
    if unit.label and unit.label != "paragraph":
        return False
    if not SENTENCES.intersection(seen):
        return False
    return not any(one in seen for one in NOT_PROSE)


FURNITURE_SIGNS = frozenset(
    {"a line known as furniture", "begins like furniture", "may begin like furniture", "words of an appeal or sign-up", "speaks to the reader",
     "the name of an icon", "style sheet or script", "a gallery counter", "a number alone", "no words at all", "cut short with dots",
     "the name of a section", "a breadcrumb", "the name of a newspaper", "below an appeal", "above an appeal", "inside a run of gallery captions"}
)  # fmt: skip
SENTENCES = frozenset({"a sentence", "a short sentence", "25 words or more"})
NOT_PROSE = frozenset(
    {"begins like furniture", "inside a run of gallery captions", "an invitation to sign up or pay", "words of an appeal or sign-up", "a picture credit", "a time of publication",
     "a line known as furniture", "style sheet or script", "the agency's own picture description"}
)  # fmt: skip


def _neighbours(units: list[Unit]) -> None:
    """Add what stands around each unit: prose, short lines, equal lines."""
    prose = [is_prose(one) for one in units]
    seen: dict[str, int] = {}
    regions.mark(units, prose)
    lines = sum(not one.label for one in units)
    mostly = sum(prose) > 0.45 * lines or 0 < sum(prose) and lines < 10
    is_spaced = sum(one.gap for one in units) > 0.4 * len(units)
    for at, unit in reversed(list(enumerate(units))):
        unit.evidence.append(_around(sum(prose[max(0, at - 4) : at]), sum(prose[at + 1 : at + 5])))
        if mostly and not FURNITURE_SIGNS.intersection(unit.evidence):
            unit.evidence.append("in a capture that is mostly story")
            if LISTING.match(unit.text) and "no end mark" in unit.evidence:
                unit.evidence.append("a label, then a list, in such a capture")
        if at + 1 < len(units):
            unit.evidence += _below(unit, units[at + 1], units[at + 2] if at + 2 < len(units) else None, is_spaced)
        if at:
            unit.evidence += _above(unit, units[at - 1])
        if (
            (prose[at] or 8 < len(unit.text.split()) < 60)
            and not (at and prose[at - 1])
            and _comes_again(unit, units[at + 1 : at + 8])
        ):
            unit.evidence.append("its words come again in the paragraphs below")
    since = BELOW
    for at, unit in enumerate(units):
        since = 0 if len(unit.text) < 70 and OTHER_STORIES.match(unit.text) else since + 1
        if 0 < since < BELOW:
            unit.evidence.append(
                "prose below a heading of other stories" if prose[at] else "below a heading of other stories"
            )
        flat = unit.text.casefold()
        if flat in seen:
            unit.evidence.append(_again(seen[flat] == at - 1, len(flat)))
            if len(flat) > 20 and 1 < at - seen[flat] <= 10:
                units[seen[flat]].evidence.append("said again a few lines below")
                units[at - 1].evidence.append("an earlier line is repeated below it")
        seen[flat] = at
    _head(units)
    _appeal_first(units, prose)
    if units:
        units[0].evidence.append("the first line")
        _last(units[-1], any(prose))


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


def _head(units: list[Unit]) -> None:
    """Mark the line that the first line of a dump begins with: the title of a page opens with its headline."""
    title = units[0].text.casefold() if len(units) > MANY else ""
    parts = {one.strip() for mark in ("|", " - ", " – ") for one in title.split(mark)}
    for unit in units[1:]:
        flat = unit.text.casefold()
        if len(flat) > 14 and (title.startswith(flat) or flat in parts or len(title) > 25 and flat.startswith(title)):
            unit.evidence.append("the first line begins with it")


def _around(before: int, after: int) -> str:
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
        if "a sentence" in other.evidence and not PICTURED.intersection(other.evidence):
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
        and PICTURED.intersection(before.evidence)
    ):
        found.append("the line before says the same, with a credit")
    elif 5 < len(unit.text) < 40 and PICTURED.intersection(before.evidence) and unit.text in before.text:
        found.append("said in the credit before it")
    if "words of an appeal or sign-up" in before.evidence and "an appeal" not in unit.evidence:
        found.append("below an appeal")
    return found


def _below(unit: Unit, after: Unit, third: Unit | None, is_spaced: bool) -> list[str]:
    """Compare a line with the one below it: an alt text, a title, a summary, a repeat."""
    found = []
    captioned = bool(PICTURED.intersection(after.evidence)) and "a credit and nothing else" not in after.evidence
    own = bool(PICTURED.intersection(unit.evidence))
    if captioned and not own and is_spaced and unit.gap and not after.gap:
        found.append("directly above a caption, without a blank line")
    if (
        captioned
        and not own
        and len(unit.text) > 20
        and after.text.startswith(unit.text)
        and len(unit.text) > 0.5 * len(after.text)
    ):
        found.append("the next line says the same, with a credit")
    elif unit.text == after.text and len(unit.text) > 30:
        found.append("the same words again after a blank line" if after.gap else "the next line says the same")
    if third is not None and (
        captioned
        and after.text.startswith(third.text[:40])
        or after.text[:1].islower()
        and PICTURED.intersection(third.evidence)
    ):
        found.append("a lead picture stands below")
    if after.rule == "appeal glued to the story" or "above an appeal" in after.evidence and OURS.search(unit.text):
        found.append("above an appeal")
    elif "words of an appeal or sign-up" in after.evidence and "words of an appeal or sign-up" not in unit.evidence:
        found.append("above an appeal")
    if unit.gap and after.gap and KICKER.match(unit.text) and not END_MARK.search(after.text) and 4 < len(after.text.split()) < 25:
        found.append("a few capitalised words above a longer line")
    if "opens in capitals" in after.evidence and is_prose(after):
        found.append("the next line opens in capitals")
    if not unit.gap and after.gap and not captioned and not own and is_prose(after):
        found.append("a blank line only below it")
    return found


def _last(unit: Unit, is_story: bool) -> None:
    """Mark the line that a capture breaks off in."""
    unit.evidence.append("the last line")
    if is_story and "no end mark" in unit.evidence:
        unit.evidence.append("the capture breaks off")
        if SMALL_WORD.search(unit.text):
            unit.evidence.append("breaks off after a small word")
