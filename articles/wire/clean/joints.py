"""Where one line holds two things: cut only where the joint is certain, so that each part can be judged alone."""

from __future__ import annotations

import re

from articles.wire.clean import credits, dates
from articles.wire.clean.lexicon import FURNITURE, whole
from articles.wire.draft import Draft, Unit

ICON = re.compile(
    r"\b(?:[Aa]n? (?:[\w-]{1,20} ){0,3}?(?:icon|mark|symbol|glass|square)\b|An icon\b|[Aa] (?:mathematical|decentered|magnifying)\b|Success Tick\b)[^.\n]{0,120}(?:\.|$)"
)
TAIL = re.compile(r"^(?:[A-Z][\w‘’']{1,20} ?){1,4}(?:An?|The) [a-z][^.]{0,80}\.?$|^[A-Z][\w ]{0,40}$")
GLUED = re.compile(r"(?<=[a-z0-9)”’\"][.!?])(?=[“\"‘']?[A-Z][a-z]{0,20} )|(?<=[a-z][.!?][”’\"])(?=[A-Z][a-z]{0,20} )")
BROWSER_MARK = re.compile(r"\[|\(BUTTON\)|IFRAME:")
BROWSER = re.compile(
    r"(?P<before>(?:\[[\w .%-]{1,80}\.(?:png|jpe?g|gif|svg|webp)\]\s?|\(BUTTON\)\s?|IFRAME: ?){0,4})(?P<text>.{0,4000}?)(?P<after>(?:\s?\(BUTTON\)|\s?\[[\w .%-]{1,80}\.(?:png|jpe?g|gif|svg|webp)\]){0,4})"
)
SIGNED = re.compile(r"(?P<by>(?:Posted|Published|Written) by [A-Z].{1,40}?),? (?P<stamp>(?:on |at )?\S{0,10}\d.{4,40})")
POSTED = re.compile(r"(?P<stamp>(?:Posted|Published|Updated)\b.{4,60}?) (?P<by>by [A-Z].{1,40})")
SPOKEN = re.compile(r"^(?:[Mm]edia|[Ii]mage) ?(?P<kind>caption|copyright),?\s?(?=[A-Z“‘\"'])")
# "Image: The quay at low tide. Pic: PA": the first word only says that a caption follows.
LABELLED = re.compile(r"^(?:Image|Photo|Picture|Caption|Photo caption|Image caption)\s?: ?(?=[A-Z“‘\"'])")
LEAST = 5  # words of a caption behind such a label
APPEAL = whole(
    r"donat\w{1,4}|your support|subscri\w{1,5}|sign up|newsletter|paywall|our journalis\w{1,3}|support(?:s|ing)? (?:us|our)|contribut\w{1,5}|premium|our reporters|free trial"
)
WORDS_OF_A_SENTENCE = 8
# A line as short as this, without any of these, holds one thing only: so it is with most of a menu.
FEW = 30
MARKED = re.compile(r"\[|\(|/|:|\.|!|\?|Media|media|Image|image|Posted|Published|Updated|Written")
INNER_CREDIT = re.compile(r"\((?P<who>[A-Z][^()]{0,70})\)\s?(?=[A-Z“‘\"'])")
SENTENCE_END = re.compile(r"[.!?][”’\"']?\s")


def cut(draft: Draft) -> Draft:
    """Cut each line at its certain joints."""
    units: list[Unit] = []
    for unit in draft.units:
        units += _parts(unit, draft, first=not units)
    draft.units = units
    strips = [unit.line for unit in units if unit.rule == "icon strip"]
    if len(strips) > 1:
        message = "The furniture of a page stands twice in this file: it may hold two stories. Import each by itself."
        draft.doubt("MULTIPLE_STORIES", message, strips[1])
    return draft


def _parts(unit: Unit, draft: Draft, first: bool) -> list[Unit]:
    parts = [unit]
    if first and unit.text.lstrip().startswith("date "):
        parts = _prefix(unit)
    last = parts.pop()
    strip = _strip(last, draft)
    last = strip.pop()
    parts += strip
    if last.label:  # all of it is the strip of icons
        return [*parts, last]
    if len(last.text) < FEW and not MARKED.search(last.text):
        return [*parts, last]
    for knife in (_shortcode, _posted, _marked, _prefixed, _doubled, _appeal, _inner):
        found = knife(last, draft)
        if len(found) > 1:
            return parts + found
    return [*parts, last]


def part(unit: Unit, text: str, joint: str, gap: bool = False) -> Unit:
    """Return a part of a line as a unit of its own."""
    return Unit(unit.line, text.strip(), gap, joint, unit.tag, unit.places, unit.linked, unit.holders)


def _prefix(unit: Unit) -> list[Unit]:
    """Cut the scraper's " date YYYY-MM-DD " from the page text behind it."""
    found = dates.PREFIX.match(unit.text)
    if found is None:
        return [unit]
    stamp = part(unit, found[0], "the date prefix of a capture")
    stamp.label, stamp.rule = "stamp", "date prefix"
    rest = unit.text[found.end() :].strip()
    return [stamp, part(unit, rest, "after the date prefix", gap=True)] if rest else [stamp]


def _strip(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut the strip of icon names from what may follow it on the same line."""
    if "icon" not in unit.text and "symbol" not in unit.text:
        return [unit]
    found = list(ICON.finditer(unit.text))
    if len(found) < 3 and not (found and unit.text.count("icon of") > 2):
        return [unit]
    end = found[-1].end()
    rest = unit.text[end:].strip()
    if rest and TAIL.match(rest) and len(rest.split()) <= 9 and not _like_headline(rest):
        end, rest = len(unit.text), ""
    strip = part(unit, unit.text[:end], "", unit.gap)
    strip.label, strip.rule = "furniture", "icon strip"
    if not rest:
        return [strip]
    draft.doubt(
        "STRUCTURE_UNCLEAR",
        "Text runs on from the list of icons without a line break. Check where it begins.",
        unit.line,
    )
    return [strip, part(unit, rest, "after the icon strip", gap=True)]


def _like_headline(rest: str) -> bool:
    words = rest.split()
    return (
        len(words) >= 5
        and not rest.endswith(".")
        and sum(one[0].islower() for one in words) >= len(words) // 2
        and " A " not in rest
        and " An " not in rest
    )


def _shortcode(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut a caption from the paragraph that follows its closing mark: "PAAnn Roe arrives[/caption] The …"."""
    at = unit.text.find("[/caption]")
    if at < 0:
        return [unit]
    end = at + len("[/caption]")
    caption = part(unit, unit.text[:end], "a caption with its closing mark", unit.gap)
    caption.label, caption.rule = "caption", "caption with its closing mark"
    rest = unit.text[end:].strip()
    return [caption, part(unit, rest, "after a caption's closing mark", gap=True)] if rest else [caption]


def _posted(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut "Posted Sunday, April 30, 2023 by PA" into its stamp and its byline."""
    found = SIGNED.fullmatch(unit.text)
    if found and dates.is_stamp(found["stamp"].removeprefix("on ")):
        by = part(unit, found["by"], "the byline of a stamp", unit.gap)
        return [by, part(unit, found["stamp"], "")]
    found = POSTED.fullmatch(unit.text)
    if found is None or not dates.is_stamp(found["stamp"]):
        return [unit]
    return [part(unit, found["stamp"], "", unit.gap), part(unit, found["by"], "the byline of a stamp")]


def _marked(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut the marks of a text browser: "[photo.jpg] A caption (BUTTON)"."""
    found = BROWSER.fullmatch(unit.text) if BROWSER_MARK.search(unit.text) else None
    if found is None or not (found["before"] or found["after"]):
        return [unit]
    parts = [part(unit, found[name], "") for name in ("before", "text", "after") if found[name].strip()]
    for one in parts:
        if one.text != found["text"].strip():
            one.label, one.rule = "furniture", "mark of a text browser"
    parts[0].gap = unit.gap
    return parts


def _prefixed(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut the words that only tell a screen reader what follows: "media captionGeorge Osborne …"."""
    found = SPOKEN.match(unit.text)
    if found is None:
        return _labelled(unit)
    spoken = part(unit, found[0], "", unit.gap)
    spoken.label, spoken.rule = "furniture", "words for screen readers"
    caption = part(unit, unit.text[found.end() :], "after words for screen readers")
    caption.label, caption.rule = (
        ("credit", "credit") if found["kind"].casefold() == "copyright" else ("caption", "caption")
    )
    return [spoken, caption]


def _labelled(unit: Unit) -> list[Unit]:
    """Cut "Image:" from the caption behind it; before a credit it is the label of the credit and stays."""
    found = LABELLED.match(unit.text)
    rest = unit.text[found.end() :] if found else ""
    if found is None or len(rest.split()) < LEAST or credits.is_credit(unit.text):
        return [unit]
    label = part(unit, found[0], "", unit.gap)
    label.label, label.rule = "furniture", "words for screen readers"
    return [label, part(unit, rest, "after words for screen readers")]


def _doubled(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut "CC", one text printed twice on a line, in two."""
    text = unit.text
    if not 30 <= len(text) <= 2000:
        return [unit]
    middle = len(text) // 2
    for at in (middle, middle + 1, middle - 1):
        left, right = text[:at].strip(), text[at:].strip()
        if left == right:
            return [
                part(unit, left, "printed twice on one line", unit.gap),
                part(unit, right, "the same text printed twice"),
            ]
    again = text.find(text[:25], 25)
    if 0 < again <= len(text) // 2 and text[again:].startswith(text[:again].strip()):
        return [
            part(unit, text[:again], "printed twice on one line", unit.gap),
            part(unit, text[again:], "the same text printed twice"),
        ]
    return [unit]


def _appeal(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut an appeal or sign-up text from the sentence of the story glued to it: "…difference.The leader…"."""
    text = unit.text
    if len(text) > 4000 or len(text.split()) < WORDS_OF_A_SENTENCE or not APPEAL.search(text[:400].casefold()):
        return [unit]
    for found in list(GLUED.finditer(text))[:6]:
        left, right = text[: found.start()], text[found.start() :]
        if len(right.split()) >= WORDS_OF_A_SENTENCE and not APPEAL.search(right[:120].casefold()):
            furniture = part(unit, left, "", unit.gap)
            furniture.label, furniture.rule = "furniture", "appeal glued to the story"
            return [furniture, part(unit, right, "glued to the text before it", gap=True)]
    return [unit]


def _inner(unit: Unit, draft: Draft) -> list[Unit]:
    """Cut a caption that stands inside a paragraph: "…quick.” A with B (Name/PA) Murphy described…"."""
    text = unit.text
    if "/" not in text and "(PA" not in text:
        return [unit]
    units: list[Unit] = []
    at = 0
    for found in INNER_CREDIT.finditer(text):
        if not credits.split(found["who"])[1] or found.end() >= len(text):
            continue
        ends = [one.end() for one in SENTENCE_END.finditer(text, at, found.start())]
        if not ends or len(text[ends[-1] : found.start()].split()) > 40:
            continue
        units.append(part(unit, text[at : ends[-1]], "around a caption inside the paragraph", unit.gap and not units))
        caption = part(unit, text[ends[-1] : found.end()], "a caption inside a paragraph")
        caption.label, caption.rule = "caption", "caption inside a paragraph"
        units.append(caption)
        at = found.end()
        draft.doubt("CAPTION_UNSURE", "A caption stands inside a paragraph. Check where it begins.", unit.line)
    if not units:
        return [unit]
    return [*units, part(unit, text[at:], "around a caption inside the paragraph")]


def is_furniture_line(text: str) -> bool:
    """Say whether the whole line is known furniture."""
    return text.casefold().strip(" .:!?…>»|•·*+-–—") in FURNITURE
