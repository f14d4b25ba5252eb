"""The feeds: of the whole site, of a section, a byline or a topic, and of corrections."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import listings
from articles.exports.feeds import FORMS, Entry, Feed
from articles.filters import published_bylines, published_topics
from articles.jsonld import Absolute
from articles.menu import sections_of
from articles.models import Article, Correction
from articles.public import public, seated
from articles.typesetting import is_updated

LENGTH = 40
OURS = re.compile(r'(?<=[" ])/(?=[^/"\s])')


@public
def site_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Send the newest stories of the site."""
    return _stories(request, form, listings.FRONT, settings.SITE_NAME, reverse("home"))


@public
def section_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Send the newest stories of a section."""
    found = next((one for one in sections_of(request) if one.slug == slug), None)
    if found is None:
        raise Http404
    return _stories(request, form, listings.section_list(found.pk), found.name, found.get_absolute_url())


@public
def byline_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Send what somebody wrote last."""
    found = get_object_or_404(published_bylines(), slug=slug)
    return _stories(request, form, listings.byline_list(found.pk), found.name, found.get_absolute_url())


@public
def topic_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Send the newest stories on a topic."""
    found = get_object_or_404(published_topics(), slug=slug)
    return _stories(request, form, listings.topic_list(found.pk), found.name, found.get_absolute_url())


@public
def corrections_feed(request: HttpRequest, form: str) -> HttpResponse:
    """Send the newest corrections, each leading to its story."""
    absolute = request.build_absolute_uri
    page = absolute(reverse("corrections"))
    entries = []
    for one in public_corrections()[:LENGTH]:
        assert one.published_at is not None, "only what is out is asked for"
        address = f"{absolute(one.article.get_absolute_url())}#correction-{one.pk}"
        title = f"{one.get_kind_display()}: {one.article.headline}"
        entries.append(
            Entry(f"{page}#correction-{one.pk}", address, title, one.text, one.published_at, one.published_at)
        )
    return _answer(request, form, f"{settings.SITE_NAME}: corrections", page, entries)


def public_corrections() -> Any:
    """Return the corrections that are out, of stories that readers may see, newest first."""
    out = Correction.objects.filter(published_at__lte=Now(), article__in=Article.objects.published().values("pk"))
    return out.select_related("article__section").order_by("-published_at", "-pk")


def _stories(request: HttpRequest, form: str, name: str, title: str, page: str) -> HttpResponse:
    rows = listings.in_list(name)
    rows = rows.for_reading() if settings.FEEDS_FULL_TEXT else rows.for_cards()
    absolute = request.build_absolute_uri
    entries = [entry_of(one, absolute) for one in seated(rows[:LENGTH], request)]
    full = title if title == settings.SITE_NAME else f"{settings.SITE_NAME}: {title}"
    return _answer(request, form, full, absolute(page), entries)


def entry_of(story: Article, absolute: Absolute) -> Entry:
    """Return a story fetched for cards as feeds tell it."""
    published = story.published_at
    assert published is not None, "the database lets no story out without its time"
    share = story.typeset.card.get("share")
    html = ""
    if settings.FEEDS_FULL_TEXT:
        html = OURS.sub(absolute("/"), story.typeset.lead + story.typeset.body)
    return Entry(
        id=absolute(reverse("article", args=["news", "story", story.pk])),
        address=absolute(story.get_absolute_url()),
        title=story.headline,
        summary=story.typeset.card["trail"],
        published=published,
        updated=story.modified_at if story.modified_at and is_updated(story) else published,
        authors=tuple(one["name"] for one in story.typeset.bylines),
        category=story.section.name if story.section else "",
        image=absolute(share["url"]) if share else "",
        html=html,
    )


def _answer(request: HttpRequest, form: str, title: str, page: str, entries: list[Entry]) -> HttpResponse:
    kind, write = FORMS[form]
    feed = Feed(title, page, request.build_absolute_uri(request.path), entries, hub=settings.WEBSUB_HUB)
    response = HttpResponse(write(feed), content_type=kind)
    links = [f'<{feed.address}>; rel="self"', *([f'<{feed.hub}>; rel="hub"'] if feed.hub else [])]
    response["Link"] = ", ".join(links)
    return response
