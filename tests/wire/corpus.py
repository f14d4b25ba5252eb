"""Where the specimens stand, and how the ledger of a reading is checked."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from articles.wire.story import Fate, Piece, Reading, Story

CORPUS = Path(os.environ.get("NEWSROOM_CORPUS", "/nowhere"))
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="NEWSROOM_CORPUS names no folder of specimens")
SPACE = re.compile(r"\s+")
EXEMPT = {Fate.DATE, Fate.STATUS}  # read into a value, not kept as text


def specimens(pattern: str) -> list[Path]:
    """Return the specimens a pattern names, or none where there is no corpus."""
    return sorted(CORPUS.glob(pattern)) if CORPUS.is_dir() else []


def squashed(text: str) -> str:
    """Return the text without white space."""
    return SPACE.sub("", text)


def ledger(reading: Reading) -> tuple[Piece, ...]:
    """Return the pieces of a reading, of its story where there is one."""
    return reading.stories[0].pieces if reading.stories else reading.pieces


def words(story: Story) -> str:
    """Return every text of a story in one string, without white space."""
    parts = [story.headline, story.standfirst, story.section, story.dateline, *story.signals]
    parts += [one.raw for one in story.bylines] + [block.text for block in story.body]
    for picture in story.pictures:
        parts += [picture.title, picture.caption, picture.credit.raw]
    return "\n".join(squashed(part) for part in parts)


def check_conservation(reading: Reading) -> None:
    """Check that the pieces hold every visible character received, in order, and that what is kept was kept."""
    assert squashed("".join(piece.text for piece in ledger(reading))) == squashed(reading.text)
    for story in reading.stories:
        kept = words(story)
        for piece in story.pieces:
            if piece.is_kept and piece.fate not in EXEMPT:
                assert squashed(piece.text.lstrip("•·*▪‣–—+-")) in kept, piece
            assert piece.rule
