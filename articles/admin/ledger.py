"""The raw capture as the desk shows it: every piece with its fate in a word, a sign and a colour, and its rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.wire.archive import load_pieces
from articles.wire.story import Fate, Piece

# So many pieces are shown; the whole capture can be had as a file.
SHOWN = 1500
# Furniture longer than this is folded after its beginning.
LONG, FOLD = 320, 160
TEXT = {Fate.PARAGRAPH, Fate.HEADING, Fate.ITEM, Fate.QUOTE, Fate.TABLE}
PHOTO = {Fate.PICTURE_TITLE, Fate.CAPTION, Fate.CREDIT}
# Kind of fate: sign, for those who do not see the colour.
SIGNS = {"text": "¶", "photo": "▣", "fact": "◆", "status": "!", "repeat": "↻", "removed": "✕"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the capture, ready to be shown."""

    line: int
    text: str
    rest: str
    fate: str
    kind: str
    sign: str
    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of a capture."""

    entries: list[Entry]
    kept: int
    removed: int
    is_cut: bool


def read(values: Iterable[Mapping[str, Any]]) -> Ledger:
    """Return the ledger of stored pieces."""
    pieces = load_pieces(values)
    seen = [piece for piece in pieces if piece.text.strip() or piece.why]
    kept = sum(len(piece.text.split()) for piece in pieces if piece.is_kept)
    removed = sum(len(piece.text.split()) for piece in pieces if not piece.is_kept)
    return Ledger([entry_of(piece) for piece in seen[:SHOWN]], kept, removed, len(seen) > SHOWN)


def entry_of(piece: Piece) -> Entry:
    """Return a piece as it is shown."""
    kind = _kind(piece.fate)
    evidence = "; ".join(dict.fromkeys(why for why in piece.why if why != piece.rule))
    text, rest = _folded(piece)
    return Entry(piece.line, text, rest, str(piece.fate), kind, SIGNS[kind], piece.rule, evidence)


def _folded(piece: Piece) -> tuple[str, str]:
    """Return the text, that of long furniture in two parts: the second is shown on demand."""
    text = piece.text.strip()
    if piece.is_kept or len(text) <= LONG:
        return text, ""
    head = text[:FOLD].rsplit(" ", 1)[0]
    return head, text[len(head) :]


def _kind(fate: Fate) -> str:
    if fate in TEXT:
        return "text"
    if fate in PHOTO:
        return "photo"
    return {Fate.REMOVED: "removed", Fate.REPEAT: "repeat", Fate.STATUS: "status"}.get(fate, "fact")
