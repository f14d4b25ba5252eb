"""The page of one story."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone

from articles import jsonld
from articles.models import Article, Correction
from articles.views.public import public

RELATED = 4


@public
def article(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """Show the story with that id. Its old addresses lead to it; a withdrawn one says so, and nothing else of it."""
    story = Article.objects.published().for_detail().filter(pk=pk).first()
    if story is None:
        return gone(request, pk)
    address = story.get_absolute_url()
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    corrections = public_corrections(story)
    context = {
        "article": story,
        "corrections": [one for one in corrections if one.placement == Correction.Placement.UNDER_HEADLINE],
        "footnotes": [one for one in corrections if one.placement == Correction.Placement.FOOTNOTE],
        "related": related(story),
        "canonical": request.build_absolute_uri(address),
        "linked_data": jsonld.script(jsonld.news_article(story, corrections, request.build_absolute_uri)),
    }
    return render(request, "articles/article.html", context)


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer 410 for what readers once saw, whatever address it had. Raises Http404 for all else."""
    story = Article.objects.gone().filter(pk=pk).only("public_note").first()
    if story is None:
        raise Http404
    return render(request, "410.html", {"note": story.public_note}, status=410)


def public_corrections(story: Article) -> list[Correction]:
    """Return the corrections that are out and to be shown with the story, of those fetched with it."""
    now = timezone.now()
    shown = (one for one in story.corrections.all() if one.placement != Correction.Placement.PAGE_ONLY)
    return [
        one
        for one in shown
        if one.published_at and one.published_at <= now and (one.show_until is None or one.show_until > now)
    ]


def related(story: Article) -> list[Article]:
    """Return the newest other stories of the section."""
    others = Article.objects.published().filter(section=story.section_id).exclude(pk=story.pk)
    return list(others.newest_first().for_cards()[:RELATED])
