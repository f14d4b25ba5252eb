"""What others are told of the public site, written in the transaction that changes it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.urls import reverse

from articles.models import Article, Message, Status, Subscription

TEXT = frozenset({"headline", "standfirst", "body", "captions", "bylines"})


def announce(article: Article, *, before: dict[str, Any], changed: list[str]) -> None:
    """Note for everyone who wants to know that the story came out, changed or went. Call it in the transaction."""
    event = _event(article, before, changed)
    if not event or not settings.SITE_URL:
        return
    address = urljoin(settings.SITE_URL, article.get_absolute_url())
    said = {
        "event": event,
        "id": article.pk,
        "version": article.version,
        "url": address,
        "tags": [f"article-{article.pk}", "lists"],
        "api_url": urljoin(settings.SITE_URL, reverse("api-article", args=[article.pk])),
    }
    rows = [
        Message(subscription=one, event=event, article_id=article.pk, body=json.dumps(said))
        for one in Subscription.objects.filter(is_active=True)
    ]
    if settings.WEBSUB_HUB:
        rows.append(Message(event=event, article_id=article.pk, body=urlencode(_ping(article))))
    Message.objects.bulk_create(rows)


def _event(article: Article, before: dict[str, Any], changed: list[str]) -> str:
    was = before.get("status") == Status.PUBLISHED and not before.get("hold_reason") and not before.get("embargo_until")
    now = Article.objects.published().filter(pk=article.pk, status=Status.PUBLISHED).exists()
    if now and not was:
        return "publish"
    if was and not now:
        return "withdraw"
    return "update" if now and TEXT & set(changed) else ""


def _ping(article: Article) -> list[tuple[str, str]]:
    """Return what a WebSub hub is told: which feeds have changed."""
    feeds = [reverse("feed", args=[form]) for form in ("rss.xml", "atom.xml", "feed.json")]
    if article.section:
        feeds.append(reverse("section-feed", args=[article.section.slug, "atom.xml"]))
    topics = [("hub.url", urljoin(settings.SITE_URL, feed)) for feed in feeds]
    return [("hub.mode", "publish"), *topics]
