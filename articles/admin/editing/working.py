"""While a story is open: the ping that says who is here and keeps a draft, and the draft that is offered again."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import drafts, presence
from articles.admin import faces
from articles.admin.editing import page
from articles.admin.editing.captions import captions_of
from articles.models import Article, Draft
from articles.revisions import snapshot

if TYPE_CHECKING:
    Desk = admin.ModelAdmin[Article]

# The longest draft that is kept on the server; the browser keeps its own.
LARGEST = 2_000_000
# What is no text of the story.
# No database takes a NUL or half a character.
UNFIT = re.compile("[\0\ud800-\udfff]")
UNTYPED = ("csrfmiddlewaretoken", "version", "do")


def urls(desk: Desk) -> list[URLPattern]:
    """Return the addresses of the ping and of the draft."""
    view = desk.admin_site.admin_view
    return [
        path("<int:pk>/ping/", view(require_POST(partial(ping, desk))), name="articles_article_ping"),
        path("<int:pk>/draft/", view(partial(show, desk)), name="articles_article_draft"),
    ]


def ping(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """Note who is here, keep what they have typed, and say who else is here and which version is saved."""
    article, user = _story(desk, request, pk), cast(User, request.user)
    if "leaving" in request.POST:
        presence.leave(article, user)
        return HttpResponse(status=204)
    presence.arrive(article, user, pinged=True)
    kept = _keep(article, user, request.POST)
    who = [
        {"name": name, "since": timezone.localtime(since).strftime("%H:%M")}
        for name, since in presence.others(article, user)
    ]
    return JsonResponse(
        {"others": who, "version": article.version, "kept": kept}, headers={"Cache-Control": "no-store"}
    )


def _keep(article: Article, user: User, sent: QueryDict) -> bool:
    words, version = sent.get("words", ""), sent.get("version", "")
    if not words or len(words) > LARGEST or not version.isdecimal() or len(version) > 9:
        return False
    try:
        pairs = json.loads(words)
    except (ValueError, RecursionError):
        return False
    if not isinstance(pairs, list) or not all(_is_pair(one) for one in pairs):
        return False
    drafts.keep(article, user, version=int(version), words=pairs)
    return True


def _is_pair(one: Any) -> bool:
    return (
        isinstance(one, list)
        and len(one) == 2
        and all(isinstance(part, str) and not UNFIT.search(part) for part in one)
    )


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the user's draft word by word against the story as saved, or drop it."""
    article, user = _story(desk, request, pk), cast(User, request.user)
    draft = drafts.of(article, user)
    if request.method == "POST":
        drafts.drop(article, user)
        messages.success(request, "The draft is dropped. The story is as it was saved.")
        return redirect("admin:articles_article_change", article.pk)
    if draft is None:
        messages.info(request, "You have no draft of this story.")
        return redirect("admin:articles_article_change", article.pk)
    forms = page.build(article, captions_of(article), sent(draft))
    return TemplateResponse(
        request,
        "admin/articles/article/draft.html",
        {
            **desk.admin_site.each_context(request),
            "title": "Your draft",
            "article": article,
            "draft": draft,
            "differences": faces.differences(faces.of_snapshot(snapshot(article)), forms.faces),
        },
    )


def sent(draft: Draft) -> QueryDict:
    """Return a draft as the form would send it."""
    found = QueryDict(mutable=True)
    for name, value in draft.words:
        if name not in UNTYPED:
            found.appendlist(name, value)
    found["version"] = str(draft.version)
    return found


def _story(desk: Desk, request: HttpRequest, pk: int) -> Article:
    article = page.load(pk) if pk < 2**63 else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404("There is no such story.")
    if not desk.has_change_permission(request, article):
        raise PermissionDenied
    return article
