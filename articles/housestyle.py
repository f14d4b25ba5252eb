"""House style of a story: the places that the desk writes otherwise, and one of them replaced."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from articles import workflow
from articles.models import Article
from articles.models.housestyle import style_rules
from articles.wire import housestyle
from articles.wire.housestyle import Match

FIELDS = {"headline": "Headline", "standfirst": "Standfirst", "body": "Text"}


@dataclass(frozen=True, slots=True)
class Place:
    """One match, and the field it stands in."""

    field: str
    match: Match

    @property
    def where(self) -> str:
        """Say where it is, for people."""
        return f"Text, paragraph {self.match.paragraph}" if self.field == "body" else FIELDS[self.field]

    @property
    def key(self) -> str:
        """Name the place and what would be put there, for the version it was found in."""
        return f"{self.field} {self.match.start} {self.match.rule.key} {self.match.put}"


def places(article: Article) -> list[Place]:
    """Return every place of the story as saved that a rule speaks of."""
    rules = style_rules()
    return [Place(name, match) for name in FIELDS for match in housestyle.find(getattr(article, name), rules)]


def accept(article: Article, place: Place, *, expected: int, by: User) -> Article:
    """Replace one place and keep in the history what was replaced and why. Raises workflow.Stale or Refused."""
    match = place.match
    if article.version != expected:
        raise workflow.Stale(article, expected)
    text = housestyle.replace(getattr(article, place.field), match)
    limit: int | None = getattr(Article._meta.get_field(place.field), "max_length", None)
    if limit and len(text) > limit:
        told = f"The {FIELDS[place.field].lower()} would be longer than {limit} letters. Shorten it first."
        raise workflow.Refused(workflow.Hurdle("TOO_LONG", told))
    note = f"House style, {place.where.lower()}: “{match.found}” became “{match.put}”. {match.rule.reason}"
    with workflow.editing(article, expected=expected, by=by, fields={place.field: text}, note=note) as saved:
        pass
    return saved
