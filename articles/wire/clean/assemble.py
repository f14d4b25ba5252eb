"""From labels to a story: each label says what its line becomes, and every line gets its piece of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from articles.wire.clean import bylines, dates, said
from articles.wire.clean.evidence import BULLET, CRUMB
from articles.wire.clean.pictures import Album
from articles.wire.clean.typography import drop_capital, fold, tidy
from articles.wire.draft import Draft, Unit, why
from articles.wire.rulings import RULE
from articles.wire.story import Block, Byline, Fate, Kind, Piece, Story


@dataclass(slots=True)
class Desk:
    """The story while it is put together."""

    draft: Draft
    captured: datetime | None
    headline: str = ""
    folded: str = ""  # the headline, as it is compared
    standfirst: str = ""
    section: str = ""
    signed: list[Byline] = field(default_factory=list)
    stamps: list[tuple[int, date]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    album: Album = field(default_factory=Album)
    signals: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def is_headline(self, text: str) -> bool:
        """Say whether a line repeats the headline."""
        return len(text) < 2 * len(self.headline) + 40 and fold(text) == self.folded


KINDS = {
    "paragraph": (Kind.PARAGRAPH, Fate.PARAGRAPH),
    "heading": (Kind.HEADING, Fate.HEADING),
    "item": (Kind.ITEM, Fate.ITEM),
    "quote": (Kind.QUOTE, Fate.QUOTE),
}


def assemble(draft: Draft, labels: list[tuple[str, str]], captured: datetime | None) -> Story:
    """Put the story together from the labelled units, which leave the draft."""
    desk = Desk(draft, captured)
    draft.units.reverse()
    for at, (zone, label) in enumerate(labels):
        desk.pieces += _place(desk, draft.units.pop(), zone, label, at)  # memory is given back line by line
    if desk.album.title is not None:
        desk.album.dropped[desk.album.title.line] = "a title whose picture is missing"
    desk.pieces = [_settled(one, desk.album.dropped) for one in desk.pieces]
    return _story(desk)


def _settled(one: Piece, dropped: dict[int, str]) -> Piece:
    """Take back what seemed a title or a caption and is neither."""
    if one.line in dropped and one.fate in (Fate.PICTURE_TITLE, Fate.CAPTION, Fate.CREDIT):
        return replace(one, fate=Fate.REMOVED, rule=dropped[one.line])
    return one


def _place(desk: Desk, unit: Unit, zone: str, label: str, at: int) -> list[Piece]:
    if label in KINDS:
        return _block(desk, unit, label)
    if label == "caption":
        return desk.album.caption(unit, at, len(desk.blocks))
    if label == "credit":
        return desk.album.credit(unit, at, len(desk.blocks))
    if label == "title":
        return _title(desk, unit)
    if label == "byline" and zone in ("body", "foot") and not _may_sign(desk, unit):
        return [piece(unit, Fate.REMOVED, "a name below the story")]
    return PLACES.get(label, _furniture)(desk, unit)


def _may_sign(desk: Desk, unit: Unit) -> bool:
    """Let a name inside or below the story sign it only where nobody has, or where the page says so."""
    authors = {fold(one) for one in desk.draft.page.authors}
    return not desk.signed and not authors or any(fold(one.name) in authors for one in bylines.read(unit.text))


def piece(unit: Unit, fate: Fate, rule: str, text: str | None = None) -> Piece:
    """Write the ledger entry of a unit."""
    return Piece(unit.line, unit.text if text is None else text, fate, unit.rule or rule, why(unit))


def _block(desk: Desk, unit: Unit, label: str) -> list[Piece]:
    kind, fate = KINDS[label]
    text = tidy(unit.text)
    if kind is Kind.PARAGRAPH and text[:2] in ("* ", "• ", "· ", "▪ ", "‣ "):
        kind, fate = KINDS["item"]
    if kind is Kind.ITEM and BULLET.match(text):
        text = text[1:].strip()
    mended = drop_capital(text) if kind is Kind.PARAGRAPH else text
    if mended != text:
        desk.draft.doubt(
            "DROP_CAPITAL", f"A capital that stood apart was joined to its word: “{mended[:30]}…”.", unit.line
        )
    if not desk.blocks and desk.is_headline(text):
        return [piece(unit, Fate.REPEAT, "headline repeated")]
    desk.blocks.append(Block(mended, kind, unit.line))
    return [piece(unit, fate, label)]


def _title(desk: Desk, unit: Unit) -> list[Piece]:
    if desk.headline and desk.is_headline(unit.text):
        return [piece(unit, Fate.REPEAT, "headline repeated")]
    if desk.album.title is not None:
        desk.album.dropped[desk.album.title.line] = "one of two lines above a caption"
    desk.album.title = unit
    return [piece(unit, Fate.PICTURE_TITLE, "line above a caption")]


def _headline(desk: Desk, unit: Unit) -> list[Piece]:
    desk.headline = tidy(unit.text)
    desk.folded = fold(desk.headline)
    return [piece(unit, Fate.HEADLINE, "headline")]


def _standfirst(desk: Desk, unit: Unit) -> list[Piece]:
    text = tidy(unit.text)
    if desk.is_headline(text):
        return [piece(unit, Fate.REPEAT, "headline repeated")]
    desk.standfirst = f"{desk.standfirst} {text}".strip()
    return [piece(unit, Fate.STANDFIRST, "summary under the headline")]


def _byline(desk: Desk, unit: Unit) -> list[Piece]:
    read = bylines.read(unit.text)
    if not read and unit.rule == RULE:
        read = (Byline(tidy(unit.text), tidy(unit.text)),)
    known = {(fold(one.name), fold(one.organisation)) for one in desk.signed}
    fresh = [one for one in read if (fold(one.name), fold(one.organisation)) not in known]
    if not fresh:
        return [piece(unit, Fate.REPEAT if read else Fate.REMOVED, "byline repeated" if read else "job of the byline")]
    desk.signed += fresh
    stamped = dates.parse(unit.text)
    if stamped:
        desk.stamps.append((1 if not desk.blocks else 4, stamped))
    return [piece(unit, Fate.BYLINE, "byline")]


def _stamp(desk: Desk, unit: Unit) -> list[Piece]:
    found = dates.parse(unit.text) or dates.relative(unit.text, desk.captured)
    if found is None:
        return [piece(unit, Fate.REMOVED, "stamp without a date")]
    rank = 1 if "update" in unit.text.casefold() or "modif" in unit.text.casefold() else 0
    rank += 3 if desk.blocks else 0  # a time below the first paragraph is rather an embedded post's
    desk.stamps.append((2 if unit.rule == "date prefix" else rank, found))
    return [piece(unit, Fate.DATE, "stamp")]


def _section(desk: Desk, unit: Unit) -> list[Piece]:
    crumb = CRUMB.match(unit.text)
    name = unit.text
    pieces = []
    if crumb:
        last = crumb["last"]
        name = max((last.rsplit(mark, 1)[-1] for mark in (">", "»", "/", "|", "›")), key=lambda one: -len(one)).strip()
        cut = len(unit.text) - len(name)
        pieces = [piece(unit, Fate.REMOVED, "breadcrumb", unit.text[:cut].strip())]
    if desk.section and fold(desk.section) == fold(name):
        return [*pieces, piece(unit, Fate.REPEAT, "section repeated", name)]
    if desk.section:
        return [piece(unit, Fate.REMOVED, "another section's name")]
    desk.section = name
    return [*pieces, piece(unit, Fate.SECTION, "section", name)]


def _status(desk: Desk, unit: Unit) -> list[Piece]:
    desk.signals.append(unit.text.strip())
    return [piece(unit, Fate.STATUS, "status line of the wire")]


def _furniture(desk: Desk, unit: Unit) -> list[Piece]:
    if desk.headline and desk.is_headline(unit.text):
        return [piece(unit, Fate.REPEAT, "headline repeated")]
    return [piece(unit, Fate.REMOVED, "furniture")]


PLACES = {
    "headline": _headline,
    "standfirst": _standfirst,
    "byline": _byline,
    "stamp": _stamp,
    "section": _section,
    "status": _status,
    "furniture": _furniture,
}


def _story(desk: Desk) -> Story:
    draft = desk.draft
    pictures = desk.album.pictures
    other = said.disagreement(draft.page, desk.blocks)
    if other:
        draft.issues.append(other)
    if pictures and not pictures[0].after:
        pictures[0] = replace(pictures[0], is_lead=True)
    return Story(
        headline=desk.headline,
        standfirst=desk.standfirst,
        bylines=said.bylines(draft.page, tuple(desk.signed)),
        date=said.published(draft.page) or (min(desk.stamps, key=lambda one: one[0])[1] if desk.stamps else None),
        section=said.section(draft.page, desk.section),
        body=tuple(desk.blocks),
        pictures=tuple(pictures),
        provider="capture",
        uri=draft.page.canonical,
        signals=tuple(desk.signals),
        issues=(*draft.issues, *desk.album.doubts),
        pieces=tuple(desk.pieces),
    )
