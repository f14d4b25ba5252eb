"""Where to? Stories, sections and actions that hold the words: a page, and the same as JSON for the key Mod+K."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import access, search
from articles.models import Article, Section

SHOWN = 12
# What it is called, its address, and the right it needs.
ACTIONS = (
    ("The queue", "admin:index", ""),
    ("New story", "admin:articles_article_add", "articles.add_article"),
    ("Import wire copy", "admin:import", "articles.import_delivery"),
    ("All records", "admin:records", ""),
    ("Photos", "admin:articles_photo_changelist", "articles.view_photo"),
    ("Corrections", "admin:articles_correction_changelist", "articles.view_correction"),
    ("Deliveries", "admin:articles_delivery_changelist", "articles.view_delivery"),
    ("Change my password", "admin:password_change", ""),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go."""

    kind: str
    name: str
    about: str
    address: str


def show(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer with what holds the words, as a page or, where asked for, as JSON."""
    words = request.GET.get("q", "")[:200].replace("\0", "")
    found = places(cast(User, request.user), words)
    if "json" in request.headers.get("Accept", ""):
        return JsonResponse({"places": [asdict(one) for one in found]}, headers={"Cache-Control": "no-store"})
    return TemplateResponse(
        request, "admin/desk/find.html", {**context, "title": "Go to", "words": words, "places": found}
    )


def places(user: User, words: str) -> list[Place]:
    """Return where the user may go, the actions first; without words every action and section."""
    wanted = words.casefold().split()

    def holds(name: str) -> bool:
        return all(word in name.casefold() for word in wanted)

    found = [
        Place("Action", name, "", reverse(view))
        for name, view, right in ACTIONS
        if holds(name) and (not right or user.has_perm(right))
    ]
    if user.has_perm("articles.view_article"):
        queue = reverse("admin:index")
        found += [
            Place("Section", one.name, "Its stories in the queue", f"{queue}?state=all&section={one.pk}")
            for one in Section.objects.all()
            if holds(one.name)
        ]
        found = _stories(user, words) + found if wanted else found
    return found


def _stories(user: User, words: str) -> list[Place]:
    rows = search.find(access.seen(Article.objects.all(), user), words).order_by("-pk")
    return [
        Place("Story", str(one), one.get_status_display(), reverse("admin:articles_article_change", args=[one.pk]))
        for one in rows.only("headline", "catchline", "status")[:SHOWN]
    ]
