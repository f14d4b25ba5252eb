"""House style on one story: each place with its reason, accepted or skipped one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import housestyle, workflow
from articles.admin.editing import page
from articles.models import Article

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin as Desk

STALE = "Someone has changed this story, or the rule, since you opened the page. Nothing was replaced: look again."


def urls(desk: Desk) -> list[URLPattern]:
    """Return the address of the page."""
    view = desk.admin_site.admin_view(partial(show, desk))
    return [path("<int:pk>/style/", view, name="articles_article_style")]


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """Show one place with its reason among all of them, or replace it and go on to the next."""
    article = page.load(pk) if pk < 2**63 else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404("There is no such story.")
    may_edit = desk.has_change_permission(request, article)
    here = _number((request.POST or request.GET).get("place", ""))
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        _accept(request, article)
        return redirect(f"{reverse('admin:articles_article_style', args=[article.pk])}?place={max(here, 1)}")
    found = housestyle.places(article)
    return TemplateResponse(
        request,
        "admin/articles/article/style.html",
        {
            **desk.admin_site.each_context(request),
            "title": "House style",
            "article": article,
            "places": found,
            "here": max(here, 1),
            "place": found[max(here, 1) - 1] if max(here, 1) <= len(found) else None,
            "may_edit": may_edit,
        },
    )


def _accept(request: HttpRequest, article: Article) -> None:
    """Replace the place that was on the screen, if it is still the same."""
    seen, key = _number(request.POST.get("version", "")), request.POST.get("key", "")
    place = next((one for one in housestyle.places(article) if one.key == key), None)
    if seen != article.version or place is None:
        messages.error(request, STALE)
        return
    try:
        housestyle.accept(article, place, expected=seen, by=cast(User, request.user))
    except workflow.Stale:
        messages.error(request, STALE)
    except workflow.Refused as refused:
        messages.error(request, f"Not replaced. {refused}")
    else:
        messages.success(request, f"“{place.match.found}” is now “{place.match.put}”.")


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
