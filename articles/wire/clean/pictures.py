"""Captions, titles and credits to pictures: repeats collapse, a lone credit finds its caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from articles.wire.clean import credits
from articles.wire.clean.typography import fold, is_near, tidy
from articles.wire.draft import Unit, why
from articles.wire.story import Credit, Fate, Issue, Picture, Piece

SOURCE = re.compile(r"(?i)^image (?:source|copyright)\b")
NEAR = 2  # lines from such a credit to its caption: words for screen readers stand between
IPTC = "the agency's own picture description"


@dataclass(slots=True)
class Album:
    """The pictures found so far, and the title line that waits for its caption."""

    pictures: list[Picture] = field(default_factory=list)
    title: Unit | None = None
    last_at: int = -9
    alt_at: int = -9
    doubts: list[Issue] = field(default_factory=list)
    source_at: int = -9  # where a credit stood that speaks of the caption below it
    dropped: dict[int, str] = field(default_factory=dict)  # lines taken for captions or titles that are neither

    def caption(self, unit: Unit, at: int, after: int) -> list[Piece]:
        """Add the picture of a caption line, or recognise it as said before."""
        found = credits.read(unit.text)
        text = found.caption if found else unit.text
        credit = found.credit if found else Credit()
        pieces = _pieces(unit, text)
        if found:
            credit = replace(credit, raw=unit.text[len(text) :].strip() if unit.text.startswith(text) else credit.raw)
        if self.alt_at == at - 1 and self.pictures:
            self.dropped[self.pictures.pop().line] = "the agency's description of the picture below"
        if found and found.form == IPTC and "picture date" not in text.casefold()[-60:]:
            self.alt_at = at
        twin = self._twin(text)
        if twin is not None:
            return self._repeat(unit, twin, credit, at)
        if self.source_at == self.last_at and at - self.source_at <= NEAR and not credit.raw:
            self.pictures[-1] = replace(self.pictures[-1], caption=text, line=unit.line)
            self.source_at = -9
            return pieces
        title, alt = self._title(text)
        self.pictures.append(Picture(text, credit, title, after, alt_text=alt, line=unit.line))
        self.last_at = at
        return pieces

    def _title(self, caption: str) -> tuple[str, str]:
        """Return the waiting line as title or as alternative text, unless it is a file's name or nearly the caption."""
        unit, self.title = self.title, None
        if unit is None:
            return "", ""
        if unit.text[0].islower() or unit.text[:9].casefold() == "featured-":
            self.dropped[unit.line] = "the name of a picture file"
            return "", ""
        if is_near(unit.text, caption):
            self.dropped[unit.line] = "nearly the caption below"
            return "", ""
        if "end mark" in unit.evidence:
            self.dropped[unit.line] = "a description of the picture, kept as its alternative text"
            return "", tidy(unit.text)
        return tidy(unit.text), ""

    def _twin(self, text: str) -> int | None:
        flat = fold(text)
        for back, one in enumerate(reversed(self.pictures[-3:]), 1):
            if fold(one.caption) == flat and flat:
                return len(self.pictures) - back
        return None

    def _repeat(self, unit: Unit, twin: int, credit: Credit, at: int) -> list[Piece]:
        old = self.pictures[twin]
        self.last_at = at
        if credit.agency and old.credit.agency and fold(credit.raw) != fold(old.credit.raw):
            message = (
                f"The same caption has two credits: “{old.credit.raw}” and “{credit.raw}”. Check who took the picture."
            )
            self.doubts.append(Issue("CREDIT_CONFLICT", message, unit.line))
        if credit.raw and not old.credit.raw:
            self.pictures[twin] = replace(old, credit=credit)
            cut = len(unit.text) - len(credit.raw)
            pieces = [Piece(unit.line, unit.text[:cut].strip(), Fate.REPEAT, "caption repeated", why(unit))]
            return [
                *pieces,
                Piece(unit.line, credit.raw, Fate.CREDIT, "credit of the repeated caption", why(unit)),
            ]
        return [Piece(unit.line, unit.text, Fate.REPEAT, "caption repeated", why(unit))]

    def credit(self, unit: Unit, at: int, after: int) -> list[Piece]:
        """Give a lone credit to the caption before it, or let it announce a picture without caption."""
        found = credits.read(unit.text)
        credit = found.credit if found else Credit("", "", unit.text)
        credit = replace(credit, raw=unit.text)
        piece = Piece(unit.line, unit.text, Fate.CREDIT, unit.rule or "credit on its own line", why(unit))
        if self.pictures and at - self.last_at <= 3 and _agree(self.pictures[-1].credit, credit, at - self.last_at):
            return [replace(piece, fate=Fate.REPEAT, rule="credit repeated")]
        if self.pictures and at - self.last_at <= 1 and not self.pictures[-1].credit.raw:
            self.pictures[-1] = replace(self.pictures[-1], credit=credit)
            return [piece]
        title, alt = self._title("")
        self.pictures.append(Picture("", credit, title, after, alt_text=alt, line=unit.line))
        self.last_at = at
        self.source_at = at if SOURCE.match(unit.text) else -9
        return [piece]


def _agree(one: Credit, other: Credit, lines: int) -> bool:
    """Say whether a second credit, so many lines below, names the photographer or the agency of the first."""
    if not one.raw:
        return False
    if one.photographer and fold(one.photographer) in fold(other.raw):
        return True
    if other.photographer or one.photographer and lines > 1:
        return fold(one.photographer) == fold(other.photographer)
    one_agency, other_agency = fold(one.agency), fold(other.agency)
    return bool(other_agency) and (other_agency in one_agency or bool(one_agency) and f"{one_agency} " in other_agency)


def _pieces(unit: Unit, caption: str) -> list[Piece]:
    seen = why(unit)
    if not unit.text.startswith(caption) or len(caption) == len(unit.text):
        return [Piece(unit.line, unit.text, Fate.CAPTION, unit.rule or "caption", seen)]
    rest = unit.text[len(caption) :].strip()
    pieces = [Piece(unit.line, caption, Fate.CAPTION, unit.rule or "caption", seen)] if caption else []
    return [*pieces, Piece(unit.line, rest, Fate.CREDIT, "credit of the caption", seen)]
