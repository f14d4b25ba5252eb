"""From the truth about a specimen to the labels it allows each unit. For learning and for tests, never for cleaning."""

from __future__ import annotations

from typing import Any

from articles.wire.clean import bylines, credits, dates
from articles.wire.clean.evidence import BULLET, STATUS
from articles.wire.clean.typography import drop_capital, fold
from articles.wire.draft import Unit
from articles.wire.story import Byline

KINDS = {
    "p": frozenset({"paragraph"}), "li": frozenset({"item"}), "quote": frozenset({"quote"}),
    "heading": frozenset({"heading"}), "subhead": frozenset({"heading"}),
    "standfirst": frozenset({"standfirst", "paragraph"}), "optional": frozenset({"paragraph", "item", "furniture"}),
}  # fmt: skip
FURNITURE = frozenset({"furniture"})
SIGNED = frozenset({"byline"})
MARKS = {"a bullet": "item", "marked as a list item": "item", "marked as a quotation": "quote"}
CAPTION = frozenset({"caption"})
PERHAPS_CREDIT = frozenset({"credit", "furniture"})
UNTOLD = frozenset({"standfirst", "furniture"})
CROSSHEAD = "a short line of its own between two paragraphs"
SECOND = "the second of two lines above the story's signature"
UNSURE = frozenset({"byline", "furniture"})


def allowed(units: list[Unit], truth: dict[str, Any]) -> list[frozenset[str]]:
    """Return for every unit the labels that agree with the truth."""
    key = _Key(truth)
    first = next((at for at, unit in enumerate(units) if key.body(unit)), len(units))
    head = key.seat(units, truth.get("headline"), first)
    signed = key.seat(units, truth.get("section"), first)
    labels = []
    for at, unit in enumerate(units):
        if unit.label:
            labels.append(frozenset({unit.label}))
        elif at == head:
            labels.append(frozenset({"headline"}))
        elif at == signed and not key.body(unit):
            labels.append(frozenset({"section"}))
        else:
            labels.append(key.labels(unit, is_above=at < first))
    return [_beside_caption(labels, at) for at in range(len(labels))]


def _beside_caption(labels: list[frozenset[str]], at: int) -> frozenset[str]:
    """Let a credit right below a caption of the truth be nothing but its credit."""
    if labels[at] == PERHAPS_CREDIT and CAPTION in labels[max(0, at - 2) : at]:
        return frozenset({"credit"})
    return labels[at]


class _Key:
    """The truth, folded for comparison."""

    def __init__(self, truth: dict[str, Any]) -> None:
        self.truth = truth
        blocks = [one if isinstance(one, dict) else {"kind": "p", "text": one} for one in truth.get("body") or []]
        self.blocks = {fold(one["text"]): KINDS.get(one.get("kind", "p"), KINDS["p"]) for one in blocks}
        self.is_headed = any("heading" in kinds for kinds in self.blocks.values())
        self.standfirst = fold(truth.get("standfirst") or "")
        self.headlines = {fold(one) for one in [truth.get("headline") or "", *(truth.get("headline_alt") or [])] if one}
        self.photos = truth.get("photos")
        self.captions = {fold(one["caption"]) for one in self.photos or [] if one.get("caption")}
        self.titles = {fold(one["title"]) for one in self.photos or [] if one.get("title")}
        self.names = {fold(one) for one in truth.get("byline_names") or []}
        self.agency = fold(truth.get("agency") or "")

    def body(self, unit: Unit) -> frozenset[str] | None:
        """Return the labels of a unit of the body, or None."""
        text = unit.text[1:].strip() if BULLET.match(unit.text) else unit.text
        return self.blocks.get(fold(drop_capital(text)))

    def seat(self, units: list[Unit], text: str | None, first: int) -> int:
        """Return where a line of the head stands: the last place above the body, or -1."""
        if not text:
            return -1
        flat = fold(text)
        seats = [at for at, unit in enumerate(units[:first]) if fold(unit.text) == flat or self._crumb(unit, flat)]
        exact = [at for at in seats if units[at].text == text]
        return (exact or seats or [-1])[-1]

    @staticmethod
    def _crumb(unit: Unit, flat: str) -> bool:
        return "a breadcrumb" in unit.evidence and fold(unit.text).endswith(flat)

    def labels(self, unit: Unit, *, is_above: bool) -> frozenset[str]:
        """Return the labels of any other unit."""
        flat = fold(unit.text)
        if flat == self.standfirst and flat:
            return frozenset({"standfirst"})
        body = self.body(unit)
        if body is not None:
            marked = {MARKS[name] for name in MARKS if name in unit.evidence}
            return body | marked if "paragraph" in body else body
        if flat in self.headlines:
            return frozenset({"furniture", "title"})
        if flat in self.titles:
            return frozenset({"title"})
        if STATUS.match(unit.text):
            return frozenset({"status"})
        signed = self._signed(unit, is_above)
        if signed == SIGNED:
            return signed
        return self._caption(unit, flat) or signed or self._title(unit) or self._summary(unit, is_above) or FURNITURE

    def _summary(self, unit: Unit, is_above: bool) -> frozenset[str] | None:
        """Leave open what a summary or a crosshead is, where the truth does not speak of any."""
        if CROSSHEAD in unit.evidence and not self.is_headed:
            return frozenset({"heading", "furniture"})
        if self.standfirst or "standfirst" in self.truth.get("absent", ()) or not is_above:
            return None
        return UNTOLD if SECOND in unit.evidence else None

    @staticmethod
    def _title(unit: Unit) -> frozenset[str] | None:
        if (
            "directly above a caption, without a blank line" not in unit.evidence
            or "a line known as furniture" in unit.evidence
        ):
            return None
        return frozenset({"title", "furniture"})

    def _caption(self, unit: Unit, flat: str) -> frozenset[str] | None:
        found = credits.read(unit.text)
        caption = fold(found.caption) if found else flat
        if caption and caption in self.captions:
            return CAPTION
        if self.photos is None and found and found.sure:
            return frozenset({"caption", "credit", "furniture"})
        if found and not found.caption:
            return PERHAPS_CREDIT
        return None

    def _is_signature(self, one: Byline) -> bool:
        return (
            fold(one.name or one.organisation) in self.names or not one.name and fold(one.organisation) == self.agency
        )

    def _signed(self, unit: Unit, is_above: bool) -> frozenset[str] | None:
        if dates.is_stamp(unit.text):
            wanted = self.truth.get("date")
            found = dates.parse(unit.text)
            right = is_above and found is not None and found.isoformat() == str(wanted)[:10]
            return frozenset({"stamp"}) if right else frozenset({"stamp", "furniture"})
        if not bylines.looks_like(unit.text):
            return None
        read = bylines.read(unit.text)
        if self.truth.get("byline_names") is None:
            return UNSURE
        right = bool(read) and all(self._is_signature(one) for one in read)
        if right and is_above:
            return SIGNED
        return UNSURE if right or not read else None
