"""Which article a story of the wire belongs to, and what says so."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article, WireVersion
from articles.wire import match
from articles.wire import story as wire
from articles.wire.archive import load

ADDRESS = "The wire's own address of the story."
WORDS = "The same words."
KEY = "The same catchline on the same day, and a related text."


@dataclass(frozen=True, slots=True)
class Match:
    """The article that a story is a version of, and why it is certain."""

    article: Article
    reason: str


def find(story: wire.Story) -> Match | None:
    """Return the one article that a story is certainly a version of."""
    provider, uri = match.identity(story)
    reason = ADDRESS if story.uri else WORDS
    if found := Article.objects.filter(provider=provider, wire_uri=uri).first():
        return Match(found, reason)
    # Stories are joined, and the same words may have been read from a story that was cleaned again since.
    versions = WireVersion.objects.filter(provider=provider, uri=uri, article__isnull=False)
    again = versions.select_related("article").first()
    if again and again.article:
        return Match(again.article, reason)
    return _by_key(story)


def _by_key(story: wire.Story) -> Match | None:
    """Find copy without an address by its catchline and day; where several fit, none is certain."""
    if story.uri or not (story.provider and story.catchline and story.date):
        return None
    same = Article.objects.filter(provider=story.provider, catchline=story.catchline[:160], wire_date=story.date)
    found = list(same.filter(wire_uri__startswith="text:")[:2])
    base = base_of(found[0]) if len(found) == 1 else None
    return Match(found[0], KEY) if base and match.is_related(load(base.story), story) else None


def base_of(article: Article) -> WireVersion | None:
    """Return the version of the wire that the article was last made from."""
    applied = article.wire_versions.filter(applied_at__isnull=False)
    return applied.select_related("delivery__source").order_by("-applied_at", "-pk").first()


def is_older(one: wire.Story | WireVersion, base: WireVersion) -> bool:
    """Say whether the wire made one before the base: by its time, and where that is the same by its number."""
    if one.version_created and base.version_created and one.version_created != base.version_created:
        return one.version_created < base.version_created
    numbers = one.version, base.version
    return all(number.isdecimal() for number in numbers) and int(numbers[0]) < int(numbers[1])
