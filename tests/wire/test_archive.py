"""Stories survive being kept as JSON."""

import json
from datetime import UTC, date, datetime

from articles.wire.archive import dump, dump_pieces, load, load_pieces
from articles.wire.story import Block, Byline, Credit, Fate, Kind, Picture, Piece, Profile, PubStatus, Story, Subject

STORY = Story(
    headline="Harbour wall rebuilt",
    bylines=(Byline("By Ann Roe, PA", "Ann Roe", "", "PA"),),
    date=date(2026, 11, 24),
    body=(Block("First.", Kind.PARAGRAPH, 3), Block("a\tb", Kind.TABLE, 4)),
    pictures=(Picture("A wall", Credit("Ann Roe", "PA", "(Ann Roe/PA)"), title="Wall", after=1, is_lead=True),),
    version_created=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    profile=Profile.ALERT,
    pub_status=PubStatus.WITHHELD,
    signals=("sig:correction",),
    subjects=(Subject("medtop:1", "Ports"),),
)


def test_a_story_comes_back_as_it_was():
    assert load(json.loads(json.dumps(dump(STORY)))) == STORY


def test_a_ledger_comes_back_as_it_was():
    pieces = (Piece(1, "Share", Fate.REMOVED, "share bar", ("one word",)), Piece(2, "First.", Fate.PARAGRAPH, "body"))
    assert load_pieces(json.loads(json.dumps(dump_pieces(pieces)))) == pieces
