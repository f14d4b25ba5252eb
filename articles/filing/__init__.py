"""One story becomes one article, or a new version of one: create, refresh, merge, unchanged or hold."""

from articles.filing.bulk import Entry, file_all
from articles.filing.deciding import CREATED, HELD, MERGED, REFRESHED, UNCHANGED, Done, file, foresee
from articles.filing.known import base_of
from articles.filing.merging import Plan, as_filed, plan, story_of
from articles.filing.rows import byline_for, hold_reason
from articles.filing.writing import ASIDE, conflict_issues, set_aside, what, write
from articles.wire.match import identity

__all__ = [
    "ASIDE",
    "CREATED",
    "HELD",
    "MERGED",
    "REFRESHED",
    "UNCHANGED",
    "Done",
    "Entry",
    "Plan",
    "as_filed",
    "base_of",
    "byline_for",
    "conflict_issues",
    "file",
    "file_all",
    "foresee",
    "hold_reason",
    "identity",
    "plan",
    "set_aside",
    "story_of",
    "what",
    "write",
]
