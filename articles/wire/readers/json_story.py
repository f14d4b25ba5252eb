"""One item of a JSON message becomes a story: every field and paragraph is a piece of its ledger, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from articles.wire.clean import bylines, credits
from articles.wire.clean.doubts import EMBARGO, NOTED
from articles.wire.clean.headlines import catchline_issue, profile_of
from articles.wire.clean.lexicon import AGENCIES
from articles.wire.clean.typography import fold, tidy
from articles.wire.embargo import LONDON
from articles.wire.permission import Permission, permission
from articles.wire.readers import fragment
from articles.wire.readers.fragment import Part
from articles.wire.readers.json_guard import Unfit, pure
from articles.wire.readers.json_item import Announced, Item
from articles.wire.story import Block, Byline, Credit, Fate, Issue, Kind, Picture, Piece, PubStatus, Story

ENDS = re.compile(r"(?i)\W{0,3}(?P<word>ends?|mf|more follows|more to follow)\W{0,3}")
FATES = {
    Kind.PARAGRAPH: Fate.PARAGRAPH, Kind.HEADING: Fate.HEADING, Kind.ITEM: Fate.ITEM, Kind.QUOTE: Fate.QUOTE,
    Kind.TABLE: Fate.TABLE, Kind.PRE: Fate.PARAGRAPH,
}  # fmt: skip
EDGE = 3
MOST_WORDS = 5
LONGEST_BYLINE = 2_000


@dataclass(slots=True)
class Ledger:
    """The pieces of one item as they are laid down, and what they became."""

    form: str
    pieces: list[Piece] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    signals: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def add(self, text: str, fate: Fate, name: str, *more: str) -> int:
        """Lay down a piece and return its line; empty text is no piece."""
        if text:
            why = (f"the message calls it {name}", *more)
            self.pieces.append(Piece(len(self.pieces) + 1, text, fate, f"{self.form} {name}", why))
        return len(self.pieces)


def build(item: Item, form: str) -> Story:
    """Make the story of an item. Raises Unfit where it holds nothing an editor could use."""
    ledger = Ledger(form, issues=item.issues)
    headline, catchline = _headline(item, ledger)
    signed = _byline(item, ledger)
    ledger.add(item.dateline, Fate.DATELINE, "place")
    for name, note in (("editor's note", item.ed_note), ("usage terms", item.usage)):
        for line in note.split("\n"):
            ledger.add(line.strip(), Fate.STATUS, name, NOTED)
    parts = _parts(item, ledger)
    standfirst = _standfirst(item, parts, ledger)
    _lead(item, ledger)
    _body(item, parts, ledger)
    allowed = _permission(item, ledger)
    if not (ledger.blocks or allowed.status is PubStatus.CANCELED or ledger.pictures and (headline or catchline)):
        raise Unfit("FIELD_INVALID" if item.issues else "NO_STORY", "The message holds no text of a story.")
    signals = tuple(dict.fromkeys((*item.signals, *ledger.signals)))
    if "sig:correction" in signals:
        message = "The wire corrects an earlier version. See whether readers must be told."
        ledger.issues.append(Issue("CORRECTION", message))
    return Story(
        headline=headline, standfirst=standfirst, bylines=signed, dateline=item.dateline, date=_day(item.dated or item.created),
        section=item.section, body=tuple(ledger.blocks), pictures=tuple(ledger.pictures), language=item.language or "en-GB",
        provider=item.provider, uri=item.uri, version=item.version, version_created=item.created, catchline=catchline,
        profile=profile_of(item.profile, catchline, ledger.blocks), pub_status=allowed.status, embargo_until=allowed.until, embargo_raw=allowed.raw, signals=signals, urgency=item.urgency,
        ed_note=item.ed_note, subjects=item.subjects, usage_terms=item.usage, copyright_holder=item.holder,
        issues=tuple(ledger.issues), pieces=tuple(ledger.pieces),
    )  # fmt: skip


def looks_like_catchline(text: str) -> bool:
    """Say whether a headline reads as topic and keyword ("Politics Harbour"), not as a sentence."""
    words = text.split()
    return 1 < len(words) <= MOST_WORDS and all(re.fullmatch(r"[A-Z0-9][\w-]{0,30}", word) for word in words)


def _headline(item: Item, ledger: Ledger) -> tuple[str, str]:
    headline = tidy(item.headline.replace("\n", " "))
    if not item.is_catchline:
        ledger.add(headline, Fate.HEADLINE, "headline")
        return headline, item.catchline
    ledger.add(headline, Fate.STATUS, "headline")
    ledger.issues.append(catchline_issue(headline))
    return "", item.catchline or headline


def _byline(item: Item, ledger: Ledger) -> tuple[Byline, ...]:
    raw = " ".join(item.byline.split())
    ledger.add(raw, Fate.BYLINE, "byline")
    if not raw:
        return ()
    if len(raw) > LONGEST_BYLINE:
        return (Byline(raw, raw[:160]),)
    return tuple(one for part in raw.split(";") if part.strip() for one in _signed(part.strip()))


def _signed(raw: str) -> tuple[Byline, ...]:
    """Read what stands between two semicolons: each part has its own jobs and agency."""
    return bylines.read(raw if bylines.BY.match(raw) else f"By {raw}") or (Byline(raw, raw[:160]),)


def _standfirst(item: Item, parts: list[Part], ledger: Ledger) -> str:
    """Keep the description as the standfirst, unless it is the first paragraph once more."""
    text = " ".join(item.standfirst.split())
    first = next((part.text for part in parts if part.figure is None and not part.is_hidden), "")
    if text and fold(text) in (fold(first), fold(item.headline)):
        ledger.add(text, Fate.REPEAT, "description")
        return ""
    ledger.add(text, Fate.STANDFIRST, "description")
    return text


def _parts(item: Item, ledger: Ledger) -> list[Part]:
    """Read the body: HTML before plain text. What only the plain text says of an embargo is heeded."""
    source = item.html or (item.plain if fragment.is_html(item.plain) else "")
    if not source:
        return fragment.from_plain(item.plain)
    parts, images = fragment.read(source)
    if images:
        message = f"The copy shows {images} pictures by their address alone. Nothing was fetched."
        ledger.issues.append(Issue("IMAGE_REMOTE", message))
    plain = fragment.from_plain(item.plain) if item.html else []
    for part in plain:
        if EMBARGO.search(part.text):
            ledger.add(part.text, Fate.STATUS, "plain text")
    return parts if any(part.figure is None for part in parts) else [*parts, *plain]


def _lead(item: Item, ledger: Ledger) -> None:
    """Lay down the pictures that no figure of the body calls and that lead the story."""
    for one in item.pictures:
        if one.is_lead:
            _picture(one, "", ledger, is_lead=not any(known.is_lead for known in ledger.pictures))


def _body(item: Item, parts: list[Part], ledger: Ledger) -> None:
    leads = {one.key for one in item.pictures if one.is_lead}
    called = {one.key: one for one in item.pictures if not one.is_lead}
    for at, part in enumerate(parts):
        if part.figure is not None:
            if part.figure not in leads:
                _figure(part, called.pop(part.figure, None), ledger)
            continue
        text = pure(part.text, ledger.issues)
        is_edge = at < EDGE or at >= len(parts) - EDGE
        end = ENDS.fullmatch(text) if is_edge else None
        if part.is_hidden:
            ledger.add(text, Fate.REMOVED, "hidden text")
        elif end or is_edge and EMBARGO.search(text):
            ledger.add(text, Fate.STATUS, "body")
            ledger.signals += [f"text:{end['word'].casefold()}"] if end else []
        elif text.strip():
            line = ledger.add(text, FATES[part.kind], "body")
            ledger.blocks.append(Block(text if part.kind in (Kind.TABLE, Kind.PRE) else tidy(text), part.kind, line))
    for one in called.values():
        _picture(one, "", ledger, is_lead=False)


def _figure(part: Part, announced: Announced | None, ledger: Ledger) -> None:
    """Put a figure of the body in its place, with what the message announces under its id."""
    inside = pure(part.text, ledger.issues)
    if announced is None:
        if not inside:
            message = f"The body shows a picture “{part.figure or ''}” that the message does not bring."
            ledger.issues.append(Issue("PICTURE_MISSING", message[:200]))
            return
        announced = Announced(part.figure or "", caption=inside, alt=part.alt)
    elif inside and fold(inside) != fold(announced.caption):
        if announced.caption:
            ledger.add(inside, Fate.REMOVED, "caption in the body")
        else:
            announced.caption = inside
    elif inside:
        ledger.add(inside, Fate.REPEAT, "caption in the body")
    _picture(announced, part.alt, ledger, is_lead=False)


def _picture(one: Announced, alt: str, ledger: Ledger, *, is_lead: bool) -> None:
    title, received = tidy(one.title.replace("\n", " ")), " ".join(one.caption.split())
    ledger.add(title, Fate.PICTURE_TITLE, "picture's headline")
    line = ledger.add(received, Fate.CAPTION, "picture's description")
    found = credits.read(received)
    caption, credit = (found.caption, found.credit) if found else (received, _credit(one, ledger))
    if one.terms:
        message = f"The picture “{(title or received)[:60]}” is restricted: {' '.join(one.terms.split())[:200]}"
        ledger.issues.append(Issue("PICTURE_RESTRICTED", message, line))
    place = 0 if is_lead else len(ledger.blocks)
    ledger.pictures.append(Picture(caption, credit, title, place, is_lead, one.alt or alt, one.uri, line))


def _credit(one: Announced, ledger: Ledger) -> Credit:
    """Return the credit out of its own fields, where the caption brings none."""
    if one.credit:
        ledger.add(one.credit, Fate.CREDIT, "picture's credit")
        return credits.split(one.credit[:300])[0]
    holder = AGENCIES.get(one.holder.casefold(), one.holder)
    raw = "/".join(text for text in (one.photographer, holder) if text)
    ledger.add(raw, Fate.CREDIT, "picture's byline and holder")
    return Credit(one.photographer.removeprefix("By "), holder, raw) if raw else Credit()


def _permission(item: Item, ledger: Ledger) -> Permission:
    """Weigh status, embargo fields and notes. In JSON no status says "embargoed": a field with a time does."""
    note = f"{item.ed_note}\n{item.usage}"
    found = permission(item.status, item.embargoes, note, item.created, silent=item.silent, embargoes=True)
    ledger.issues += found.issues
    return found


def _day(at: datetime | None) -> date | None:
    return at.astimezone(LONDON).date() if at else None
