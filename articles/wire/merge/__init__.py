"""A new version of the wire meets our edits: three stories become one, and nothing is overwritten unseen."""

from articles.wire.merge.answers import Choice, resolve
from articles.wire.merge.three import diff, merge
from articles.wire.merge.values import Change, Conflict, Merged, Spot, Take, What

__all__ = ["Change", "Choice", "Conflict", "Merged", "Spot", "Take", "What", "diff", "merge", "resolve"]
