"""What can be seen of each line: its own form first, then its neighbours. Every name here is shown to editors."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.wire.clean import bylines, credits, dates, galleries
from articles.wire.clean.lexicon import FURNITURE, FURNITURE_STARTS, PERHAPS_STARTS, SECTIONS, SPEECH, whole
from articles.wire.draft import Draft, Unit
from articles.wire.readers import places

END_MARK = re.compile(r"[.!?…][”’\"')\]]{0,2}$|:$")
SENTENCE_LIKE = re.compile(r"(?:\S{1,60}\s){7}.{0,400}[.!?][”’\"']?$")
END_QUOTE = re.compile(r"[”’\"“‘]$")
SHORT_SENTENCE = re.compile(r"^[“‘\"']?[A-Z0-9£€$].{0,60}\w(?:[.!][”’\"']?|\?[”’\"'])$")
MANY = 40  # lines: a page dumped whole has more, most of them furniture
MASTHEAD = re.compile(
    r"^(?:(?:The|and|&|of|[A-Z][\w’.]{1,20}) ){0,5}(?:Journal|Star|Times|Post|News|Telegraph|Guardian|Independent|Express|Mirror|Mail|Herald|Gazette|Echo|Chronicle|Courier|Examiner|Advertiser|Standard|Observer|Argus|Press|Sun|Record|Mercury|Citizen|Scotsman|Irishman)(?:\.(?:ie|co\.uk|com))?(?: (?:UK|- UK|Online))?(?: \([^()]{3,60}\))?$"
)
CLOCK = re.compile(r"^\d{1,2}[.:]\d\d ?(?:[ap]m|[A-Z]{3,4})?$")
READ_MORE = re.compile(
    r"(?i)^(?:read|see|find out) more(?:$|\s?[:|»>]| (?:about|from|on|at|here|news|of our)\b)|^(?-i:READ MORE)\b|^.{0,200}\bopens in (?:a )?new (?:window|tab)\b"
)
TWEETED = re.compile(r"^[—–-] ?.{2,60} \(@\w{2,20}\)|^(?:pic\.)?twitter\.com/\w")
CUT_MARK = re.compile(r"(?:\s\.\.\.|…|\w\.\.\.)$")
QUOTE_START = re.compile(r"^[“‘\"']")
WORDS = re.compile(r"[^\W_][\w’'-]*")
CAPS_LEAD = re.compile(
    r"^(?:[A-Z’'-]{2,20}|A|I)(?: [A-Z’'-]{2,20}){1,5}[ ,]+[a-z]|^THE [a-z]|^A [A-Z]{2,20}[ ,]+[a-z]|^[A-Z]{4,20} [a-z]+ [a-z]+"
)
SITE = re.compile(r"https?://|www\.|\.com\b|\.co\.uk\b|@[a-z]|pic\.twitter|#\w")
APPEAL = whole(
    r"newsletters?|sign(?:ing)? up|subscri\w{2,8}|cookies?|privacy (?:policy|notice)|terms (?:of|and)|unsubscribe|donat(?:e|ion|ions)|all rights reserved|log ?in|push notifications?|download (?:our|the)|your inbox|breaking news alerts?|free trial|preferred source|your account|email(?:ed)? address|follow us|whatsapp (?:channel|group|community)|our app|voucher|promo code|gifts? (?:pays?|go)|your support|billing|postcode|comment(?:ing)? (?:policy|section|below)|contribut(?:e what|ion helps|ions help)|we need your (?:help|support)|readers like you|our mission|independent (?:reporting|journalism)|premium titles|affiliate|commission"
)
INVITATION = re.compile(
    r"(?i)\b(?:sign(?:ing)? up (?:to|for) (?:our|the|a) |our (?:free )?(?:daily |weekly )?newsletters?|support our journalism|our journalism|your inbox|privacy (?:policy|notice)|special offers|newsletter sign|emailed about offers|your email address|terms (?:of use|and conditions) apply|^follow .{2,40} on (?:x|twitter|facebook|instagram|whatsapp|tiktok|google)\b|(?:subscribe|support) .{0,30}for as little as|buy us a (?:coffee|pint)|enjoying our (?:coverage|stories|site)|send (?:us )?your (?:story|news) (?:ideas|tips)|code of practice|comments? that break our rules|become a (?:member|supporter|subscriber|patron))"
)
INVITATION_HINT = whole(
    r"sign|signing|our|support|your|privacy|special|newsletter|emailed|terms|follow|subscribe|buy|enjoying|send|code|comments?|become"
)
ICON = whole(r"icon|logo|hamburger|chevron|arrow_\w+")
GALLERY = re.compile(r"^(?:[*+•] )?\d{1,3} ?(?:/|of) ?\d{1,3}\b")
NUMBERED = re.compile(r"^\d{1,2}[.)]?$")
LISTED = re.compile(r"^[*+•] \S")
BULLET = re.compile(r"^[•·*▪‣–—+-]\s+\S")
STATUS = re.compile(
    r"(?i)^(?:\W{0,3})(?:ends?|mf|mfl|more to follow\.?|more follows\.?|this (?:is a )?breaking (?:news? )?story.{0,60}|\W{0,3}more to follow.{0,20}|additional reporting (?:by|from) .{2,60})\W{0,3}$"
)
BOLDED = re.compile(r"^(?:Q\)|A\)|Q:|A:)\s")
CRUMB = re.compile(
    r"^(?:Home|News|Sport)(?:\s?[>»/|›•]\s?|\s)(?P<last>[A-Z][\w&’ ]{1,30}(?:\s?[>»/|›]\s?[A-Z][\w&’ ]{2,30}){0,3})$"
)
CSS = re.compile(r"\{[^{}]{0,200}:[^{}]{0,200}[;}]|@media|\)\{|;\}|function\s?\(|!important")
MENU = "link of a menu"  # the rule for links that stand in no relation to the story: nothing more is asked of them
SHORT = 200  # letters of a line that is worth remembering
NAMING = frozenset({"the name of a section", "a breadcrumb"})
BESIDE = (places.RELATED, places.COMMENTS, places.SHARE, places.PROMO, places.ASIDE, places.TAGS)
LONG, LINK = 80, 140  # letters of a text that may be a paragraph, and of a link
FEW = 0.2
SURE = places.NAV | places.FOOTER | places.DRAWING
SIGNED = places.BYLINE | places.STAMP | places.CAPTION | places.CREDIT | places.H1
SPOKEN = whole("|".join(sorted(SPEECH)))
TEASER = re.compile(r"\w\.\.\.$|…$")
CAPTIONED = re.compile(
    r"(?i)\((?:(?:pictured|centre|far|top|bottom|second)\W{1,2})?(?:left|right|centre|l-r|pictured|below|above|file)\b[^)]{0,40}\)|^(?:pictured|file photo|file image|file pic|stock image|stock photo|cctv|an? (?:artist’s|artist's) impression)\b"
    r"|\b(?:left to right|from left|pictured (?:in|at|with|on|outside|during|after|before|here|last|this)|\(l-r\)|is pictured|are pictured|seen here|library picture|pictured above|pictured left|pictured right)\b|\bpictured$"
)
# What every such form holds, in folded text: to look for this first spares most lines the long search.
CAPTION_HINT = re.compile(r"pictured|left|\(|seen here|library|cctv|file |stock |impression")
PICTURED = frozenset({"a picture credit", "a possible picture credit", "a credit and nothing else"})
SPEAKS_TO_US = whole(r"you|your")
SPEAKS_OF_US = whole(r"our|us|we")
QUOTED = re.compile(r"[“”\"‘]")


def gather(draft: Draft) -> Draft:
    """Write the evidence of every unit beside it."""
    said = {one.casefold() for one in (*draft.page.headlines, draft.page.section)}
    beside = SURE | _beside_story(draft.units)
    for unit in draft.units:
        is_menu = bool(unit.places & beside) and _is_menu(unit)
        form = _known if len(unit.text) < SHORT else _own
        unit.evidence = list(form(unit.text, unit.joint, is_menu))
        if is_menu and not unit.label and NAMING.isdisjoint(unit.evidence) and unit.text.casefold() not in said:
            unit.label, unit.rule = "furniture", MENU
    galleries.mark(draft.units)
    draft.kind = _kind(draft)
    return draft


def _kind(draft: Draft) -> str:
    """Name what was delivered: pages bring their furniture with them, captures little of it."""
    if draft.is_page:
        return "pages"
    prose = sum(is_prose(unit) for unit in draft.units)
    lines = sum(not unit.label for unit in draft.units)
    return "dumps" if lines > MANY and prose < 0.4 * lines else "captures"


def _beside_story(units: list[Unit]) -> int:
    """Return the places that hold next to none of the long text of the page: their links are no part of the story."""
    total, held = 1, dict.fromkeys(BESIDE, 0)
    for unit in units:
        if unit.linked < 0.5 and len(unit.text) > LONG:
            total += len(unit.text)
            for bit in BESIDE:
                held[bit] += len(unit.text) if unit.places & bit else 0
    return sum(bit for bit, size in held.items() if size < FEW * total)


def _is_menu(unit: Unit) -> bool:
    """Know a link of a menu: nobody signs or credits there."""
    return unit.linked > 0.8 and not unit.places & SIGNED and len(unit.text) < LINK


def _own(text: str, joint: str, is_menu: bool) -> list[str]:
    if len(text) > 3000 and " " not in text[:3000]:
        return ["one endless word"]
    head = text if len(text) <= 3000 else text[:1500] + text[-1500:]
    found = _length(head)
    if is_menu:
        return found + _furniture(head)
    found += _ends(head)
    found += _furniture(head)
    found += _forms(head[1:].lstrip() if LISTED.match(head) else head)
    if BULLET.match(text):
        found.append("a bullet")
    if joint:
        found.append(joint)
        if joint == "after the date prefix" and not END_MARK.search(head[-4:]):
            found.append("after the date prefix, without an end")
    return found


@lru_cache(maxsize=4096)
def _known(text: str, joint: str, is_menu: bool) -> tuple[str, ...]:
    """Return the evidence of a short line: menus stand twice on a page, and on every page of a house."""
    return tuple(_own(text, joint, is_menu))


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
    is_ended = END_MARK.search(text[-4:])
    if END_QUOTE.search(text[-2:]) and not is_ended:
        found.append("ends with a quotation mark and no stop")
    elif is_ended:
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
    if SPOKEN.search(text):
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
    folded = text.casefold()
    flat = folded.strip(" .,:!?…>»›|•·*+-–—<‹«[]()")
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
    if len(text) < 900:
        is_invited = INVITATION_HINT.search(folded) is not None and INVITATION.search(text) is not None
        if is_invited or APPEAL.search(folded):
            found.append("words of an appeal or sign-up")
        if is_invited:
            found.append("an invitation to sign up or pay")
    if len(text) < 400 and SPEAKS_TO_US.search(folded) and SPEAKS_OF_US.search(folded) and not QUOTED.search(text):
        found.append("speaks to the reader")
    if len(text) < 200 and ICON.search(folded) and not SENTENCE_LIKE.search(text):
        found.append("the name of an icon")
    if MASTHEAD.match(text) and len(text) < 90:
        found.append("the name of a newspaper")
    if CSS.search(text[:600]):
        found.append("style sheet or script")
    if GALLERY.match(text):
        found.append("a gallery counter")
    if NUMBERED.match(text):
        found.append("a number alone")
    if SITE.search(folded):
        found.append("an address or handle")
    if not WORDS.search(text):
        found.append("no words at all")
    return found


def _forms(text: str) -> list[str]:
    found = []
    if TWEETED.match(text):
        found.append("the signature of a post")
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
    if len(text) < 500 and CAPTION_HINT.search(text.casefold()) and CAPTIONED.search(text):
        found.append("words of a caption")
    form = bylines.looks_like(text)
    if form:
        found.append(form)
    if BOLDED.match(text):
        found.append("question or answer")
    if len(text) < 60 and TEASER.search(text[-5:]):
        found.append("cut short with dots")
    return found


def is_prose(unit: Unit) -> bool:
    """Say whether the line could be a sentence of a story."""
    seen = unit.evidence
    if unit.label and unit.label != "paragraph":
        return False
    return not SENTENCES.isdisjoint(seen) and NOT_PROSE.isdisjoint(seen)


SENTENCES = frozenset({"a sentence", "a short sentence", "25 words or more"})
NOT_PROSE = frozenset(
    {"begins like furniture", "inside a run of gallery captions", "an invitation to sign up or pay", "words of an appeal or sign-up", "a picture credit", "a time of publication",
     "a line known as furniture", "style sheet or script", "the agency's own picture description"}
)  # fmt: skip
