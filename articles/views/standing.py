"""The pages that stand: what was corrected, and what the desk says of itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import StandingPage
from articles.public import public
from articles.typesetting.text import body_html
from articles.views.feeds import public_corrections

CORRECTIONS = 200


@public
def corrections(request: HttpRequest) -> HttpResponse:
    """Show what was corrected, newest first, each with its story."""
    return render(request, "articles/corrections.html", {"corrections": list(public_corrections()[:CORRECTIONS])})


@public
def standing(request: HttpRequest, slug: str = "about") -> HttpResponse:
    """Show a page that the desk wrote about itself."""
    page = StandingPage.objects.filter(slug=slug, is_public=True).first()
    if page is None:
        raise Http404
    context = {
        "standing": page,
        "text": body_html(page.body, {}),
        "others": list(StandingPage.objects.filter(is_public=True).exclude(pk=page.pk).only("slug", "title")),
    }
    return render(request, "articles/standing.html", context)
