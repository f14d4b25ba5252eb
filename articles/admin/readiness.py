"""How ready a story is to be published as it stands, in a number and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles import workflow
from articles.models import Article, Status

WAITING = (Status.NEW, Status.CHECKING, Status.READY, Status.SCHEDULED)
# What a reason takes off 100. What forbids publishing takes most; a doubt must be looked at; the rest is taste.
FORBIDS, DOUBT, REMARK = 30, 10, 5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story is not ready, and how much it weighs."""

    message: str
    weight: int

    @property
    def forbids(self) -> bool:
        """Say whether the story cannot be published before it is settled."""
        return self.weight == FORBIDS


def reasons(article: Article) -> list[Reason]:
    """Return everything that speaks against publishing the story as it stands, the heaviest first."""
    found = [Reason(one.message, FORBIDS) for one in workflow.hurdles(article)]
    found += [Reason(_message(one), DOUBT) for one in article.issues]
    found += [Reason(said, REMARK) for said in _remarks(article)]
    return found


def score(found: list[Reason]) -> int:
    """Return how ready the story is, from 0 to 100."""
    return max(0, 100 - sum(one.weight for one in found))


def _message(issue: dict[str, Any]) -> str:
    return str(issue.get("message", "A doubt of the cleaner"))


def _remarks(article: Article) -> Iterator[str]:
    headline, catchline = article.headline.strip(), article.catchline.strip()
    if headline and (headline.casefold() == catchline.casefold() or " " not in headline):
        yield "The headline is a catchline."
    if not article.section_id:
        yield "There is no section."
    if article.wire_moved:
        yield "The wire has a newer version."
