"""The public stories for other programs: a list with the filters of the pages, and each story whole."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from articles import listings, search, typesetting
from articles.filters import ArticleFilter
from articles.jsonld import Absolute
from articles.listings import Mark
from articles.menu import sections_of
from articles.models import Article, ArticleQuerySet
from articles.pages import Page, anchored
from articles.public import public, seated
from articles.typesetting import is_updated

MOST = 100
DOCUMENT = Path(__file__).with_name("openapi.json")

Json = dict[str, Any]


class ListForm(forms.Form):
    """What a program asks for beside the filters."""

    q = forms.CharField(max_length=200, required=False)
    limit = forms.IntegerField(min_value=1, max_value=MOST, required=False)


@public
def index(request: HttpRequest) -> HttpResponse:
    """Send a page of the newest stories that the filters leave, and where the next one is."""
    asked = ListForm(request.GET)
    filters = ArticleFilter(request.GET, request=request, sections=sections_of(request))
    errors = {name: list(said) for form in (asked, filters.form) for name, said in form.errors.items()}
    if errors:
        return JsonResponse({"errors": errors}, status=400)
    words, limit = asked.cleaned_data["q"].strip(), asked.cleaned_data["limit"] or settings.PAGE_SIZE
    try:
        page = anchored(partial(_find, filters, words), request, limit)
    except Http404:
        return JsonResponse(
            {"errors": {"before": ["This is no cursor. Take one from “next” or “previous”."]}}, status=400
        )
    stories = seated(page.articles, request)
    absolute = request.build_absolute_uri
    said = {
        "next": _step(request, page.older),
        "previous": _step(request, page.newer),
        "results": [in_short(one, absolute) for one in stories],
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


@public
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a whole story; of a withdrawn one only the note to readers."""
    story = Article.objects.published().for_reading().filter(pk=pk).first()
    if story is None:
        gone = Article.objects.gone().filter(pk=pk).only("public_note").first()
        if gone is None:
            return JsonResponse({"error": "There is no such story."}, status=404)
        return JsonResponse({"error": "This story was withdrawn.", "note": gone.public_note}, status=410)
    typesetting.freshen(story)
    return JsonResponse(whole(story, request.build_absolute_uri), json_dumps_params={"ensure_ascii": False})


@public
def document(request: HttpRequest) -> HttpResponse:
    """Send the description of this interface (OpenAPI 3.1)."""
    said = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    said["servers"] = [{"url": request.build_absolute_uri("/").rstrip("/")}]
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _find(filters: ArticleFilter, words: str, since: Mark | None, before: Mark | None) -> ArticleQuerySet:
    stories = filters.find(listings.FRONT, since, before)
    return search.find(stories, words) if words else stories


def _step(request: HttpRequest, step: str | None) -> str | None:
    """Return the address of another page, or None. Programs follow anchors: the newest page is the list itself."""
    if step is None:
        return None
    query = request.GET.copy()
    for name in Page.ANCHORS:
        query.pop(name, None)
    words = "&".join(part for part in (query.urlencode(), step) if part)
    return request.build_absolute_uri(f"{request.path}?{words}" if words else request.path)


def in_short(story: Article, absolute: Absolute) -> Json:
    """Return what a list says of a story."""
    published, share = story.published_at, story.typeset.card.get("share")
    return {
        "id": story.pk,
        "url": absolute(story.get_absolute_url()),
        "api_url": absolute(reverse("api-article", args=[story.pk])),
        "headline": story.headline,
        "summary": story.typeset.card["trail"],
        "section": {"slug": story.section.slug, "name": story.section.name} if story.section else None,
        "bylines": [
            {"name": who["name"], "url": absolute(reverse("byline", args=[who["slug"]]))}
            for who in story.typeset.bylines
        ],
        "language": story.language,
        "published": published.isoformat() if published else None,
        "updated": story.modified_at.isoformat() if story.modified_at and is_updated(story) else None,
        "image": absolute(share["url"]) if share else None,
    }


def whole(story: Article, absolute: Absolute) -> Json:
    """Return all that readers see of a story."""
    return in_short(story, absolute) | {
        "standfirst": story.standfirst,
        "dateline": story.dateline,
        "body": story.body,
        "body_html": story.typeset.body,
        "topics": [
            {"name": topic["name"], "code": topic["code"], "url": absolute(reverse("topic", args=[topic["slug"]]))}
            for topic in story.typeset.topics
        ],
        "images": [one | {"url": absolute(one["url"])} for one in story.typeset.images],
        "corrections": [
            {"kind": one.kind, "text": one.text, "published": one.published_at.isoformat()}
            for one in story.public_corrections
        ],
    }
