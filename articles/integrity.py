"""What a story says otherwise than the wire did, and which of it nobody has called right yet."""

from __future__ import annotations

from articles.models import Article
from articles.wire import story as wire
from articles.wire.archive import load
from articles.wire.integrity import Discrepancy, check
from articles.wire.markup import from_markup


def discrepancies(article: Article) -> list[Discrepancy]:
    """Return every fact of the story that differs from the version of the wire it was last made from."""
    applied = article.wire_versions.filter(applied_at__isnull=False)
    sent = applied.order_by("-applied_at", "-pk").values_list("story", flat=True).first()
    return check(load(sent), _ours(article)) if sent else []


def unsettled(article: Article) -> list[Discrepancy]:
    """Return the discrepancies that no editor has called right."""
    settled = {one["key"] for one in article.acknowledged}
    return [one for one in discrepancies(article) if one.key not in settled]


def _ours(article: Article) -> wire.Story:
    """Return the words of the story as readers get them."""
    return wire.Story(
        headline=article.headline,
        standfirst=article.standfirst,
        bylines=tuple(wire.Byline("", name=one) for one in article.bylines.values_list("name", flat=True)),
        body=from_markup(article.body)[0],
        pictures=tuple(
            wire.Picture(one.text, wire.Credit(one.photographer, one.agency), one.title)
            for one in article.captions.all()
        ),
    )
