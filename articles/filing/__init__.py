"""One story becomes one article, or a new version of one: create, refresh, unchanged or hold."""

from articles.filing.deciding import CREATED, HELD, REFRESHED, UNCHANGED, Done, file, foresee, identity
from articles.filing.rows import byline_for, hold_reason

__all__ = [
    "CREATED",
    "HELD",
    "REFRESHED",
    "UNCHANGED",
    "Done",
    "byline_for",
    "file",
    "foresee",
    "hold_reason",
    "identity",
]
