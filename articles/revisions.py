"""The whole state of a story as JSON, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from articles.models import Article, ArticleByline

FIELDS = (
    "headline", "slug", "standfirst", "body", "dateline", "section_id", "language", "status", "hold_reason",
    "embargo_until", "publish_at", "expires_at", "public_note", "catchline", "urgency", "ed_note", "acknowledged",
)  # fmt: skip
CAPTION_FIELDS = (
    "number", "role", "photo_id", "title", "text", "photographer", "agency", "alt_text", "is_decorative",
    "restrictions_accepted",
)  # fmt: skip

Snapshot = dict[str, Any]


def snapshot(article: Article) -> Snapshot:
    """Return the state of the article with its bylines, captions and topics, as JSON values."""
    state = _plain(Article.objects.values(*FIELDS).get(pk=article.pk))
    bylines = article.article_bylines.order_by("position", "pk")
    state["bylines"] = list(
        bylines.values("byline_id", "byline__name", "byline__organisation", "position", "role", "as_received")
    )
    state["captions"] = list(article.captions.order_by("number").values(*CAPTION_FIELDS))
    state["topics"] = sorted(article.topics.values_list("slug", flat=True))
    return state


def first(article: Article, signed: Sequence[ArticleByline]) -> Snapshot:
    """Return the state of an article just made, that has bylines and nothing else, without asking the database."""
    state = _plain({name: getattr(article, name) for name in FIELDS})
    state["bylines"] = [
        {
            "byline_id": one.byline_id, "byline__name": one.byline.name,
            "byline__organisation": one.byline.organisation, "position": one.position, "role": one.role,
            "as_received": one.as_received,
        }
        for one in signed
    ]  # fmt: skip
    return state | {"captions": [], "topics": []}


def _plain(row: Mapping[str, Any]) -> Snapshot:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def changes(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the names of what differs, in the order of the newer state."""
    return [name for name, value in after.items() if before.get(name) != value]
