"""A page that never changes, and views that make one indexed query and render the same HTML as ours."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any
from unittest import mock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.context import sections_of
from articles.models import Article
from articles.views import lists, story

CONTEXTS: dict[str, dict[str, Any]] = {}
LOCK = threading.Lock()
LETTERS = b"x" * 27_000


def constant(request: HttpRequest) -> HttpResponse:
    """Answer with as many bytes as a story's page has."""
    return HttpResponse(LETTERS)


def bare_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Render a story's page after one query for the story; all else of its context was made once."""
    found = Article.objects.select_related("section", "typeset").get(pk=pk)
    context = _context("story", request, story, found.get_absolute_url(), pk)
    return render(request, "articles/article.html", {**context, "article": found, "menu": context["menu"]})


def bare_list(request: HttpRequest) -> HttpResponse:
    """Render a section's list after one query for its stories; all else of its context was made once."""
    rows = (
        Article.objects.filter(status="published").select_related("section", "typeset").order_by("-publish_at", "-pk")
    )
    context = _context("list", request, lists, "/politics/", 0)
    page = replace(context["page"], articles=list(rows.order_by("-publish_at", "-pk")[: settings.PAGE_SIZE]))
    return render(request, "articles/section.html", {**context, "page": page})


def _context(name: str, request: HttpRequest, views: Any, address: str, pk: int) -> dict[str, Any]:
    """Return what the site's own view gave its template, the first time it is asked for."""
    with LOCK:
        if name not in CONTEXTS:
            CONTEXTS[name] = _seen(request, views, address, pk)
        return CONTEXTS[name]


def _seen(request: HttpRequest, views: Any, address: str, pk: int) -> dict[str, Any]:
    given: dict[str, Any] = {}

    def seen(request: HttpRequest, template: str, context: dict[str, Any], **_: Any) -> HttpResponse:
        given.update(context)
        return HttpResponse()

    request.path = request.path_info = address
    with mock.patch.object(views, "render", seen):
        if pk:
            views.article(request, section="politics", slug="x", pk=pk)
        else:
            views.section(request, section="politics")
    given["menu"] = list(sections_of(request))
    return given
