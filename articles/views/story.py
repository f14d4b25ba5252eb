"""The page of one story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from articles import jsonld, listings, typesetting
from articles.exports.ninjs import ninjs
from articles.kept import Key, once_each
from articles.listings import Mark
from articles.models import Article, ArticleQuerySet
from articles.public import public, seated

RELATED = 4
TAKES = 6
TOPICS = 3
NEWEST = RELATED + TAKES + 1
TAKES_LIST = "takes"
# Stories under one catchline belong together when they ran within so many days of each other.
TOGETHER = timedelta(days=4)


@public
def article(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """Show the story with that id. Its old addresses lead to it; a withdrawn one says so, and nothing else of it."""
    story = Article.objects.published().for_reading().filter(pk=pk).first()
    if story is None:
        return gone(request, pk)
    typesetting.freshen(story)
    address = story.get_absolute_url()
    if wants_json(request):
        return as_ninjs(request, pk)
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response = render(request, "articles/article.html", context_of(request, story))
    patch_vary_headers(response, ["Accept"])
    return response


def context_of(request: HttpRequest, story: Article) -> dict[str, Any]:
    """Return what the page of a story fetched for reading shows."""
    corrections = story.public_corrections
    takes, others = related(request, story)
    return {
        "article": story,
        "section": story.section,
        "corrections": [one for one in corrections if not one.is_footnote],
        "footnotes": [one for one in corrections if one.is_footnote],
        "takes": takes,
        "related": others,
        "canonical": request.build_absolute_uri(story.get_absolute_url()),
        "linked_data": jsonld.script(jsonld.news_article(story, corrections, request.build_absolute_uri)),
    }


@public
def ninjs_file(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """Send the story as ninjs, at its own address with .json behind it."""
    return as_ninjs(request, pk)


def wants_json(request: HttpRequest) -> bool:
    """Say whether a program asks for JSON rather than for the page."""
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "html" not in accepted


def as_ninjs(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the story as ninjs 3.1, the same where and how ever it is asked for."""
    story = Article.objects.published().for_detail().filter(pk=pk).first()
    if story is None:
        return gone(request, pk)
    shown = Article.objects.published().for_reading().get(pk=pk)
    said = ninjs(story, shown.public_corrections, request.build_absolute_uri)
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer 410 for what readers once saw, whatever address it had. Raises Http404 for all else."""
    story = Article.objects.gone().filter(pk=pk).only("public_note").first()
    if story is None:
        raise Http404
    return render(request, "410.html", {"note": story.public_note}, status=410)


def related(request: HttpRequest, story: Article) -> tuple[list[Article], list[Article]]:
    """Return the other takes of the same story, and what else is close: its topics first, then its section."""
    lists = [listings.topic_list(topic["pk"]) for topic in story.typeset.topics[:TOPICS]]
    lists += [listings.section_list(story.section_id)] if story.section_id else []
    lists.append(listings.FRONT)
    takes: list[Article] = []

    def fetch(unknown: list[Key]) -> dict[Key, list[Article]]:
        found = _newest_of([name for _, name in unknown], request, takes_of=story)
        takes.extend(found.pop(TAKES_LIST, ()))
        return {("newest", name): stories for name, stories in found.items()}

    newest = once_each([("newest", name) for name in dict.fromkeys(lists)], fetch)
    close = [one for name in lists for one in newest["newest", name]]
    seen = {story.pk, *(one.pk for one in takes)}
    others = {one.pk: one for one in close if one.pk not in seen}
    return [one for one in takes if one.pk != story.pk][:TAKES], list(others.values())[:RELATED]


def _newest_of(names: list[str], request: HttpRequest, *, takes_of: Article) -> dict[str, list[Article]]:
    """Return the newest stories of lists, and the takes of a story, all in one query."""
    parts = {name: listings.in_list(name) for name in names}
    at, takes = takes_of.publish_at, listings.takes_list(takes_of.catchline)
    if takes and at:
        parts[TAKES_LIST] = listings.in_list(takes, since=Mark(at - TOGETHER, 0), before=Mark(at + TOGETHER, 0))
    found: dict[str, list[Article]] = {name: [] for name in parts}
    if len(parts) == 1:
        return {name: seated(part.for_cards()[:NEWEST], request) for name, part in parts.items()}
    if not parts:
        return found
    first, *more = [_first(part).annotate(list=Value(name)) for name, part in parts.items()]
    for one in sorted(seated(first.union(*more, all=True).order_by(), request), key=_newest_first):
        found[one.list].append(one)  # type: ignore[attr-defined]
    return found


def _newest_first(article: Article) -> tuple[float, int]:
    assert article.publish_at is not None, "the database lets no story out without its time"
    return -article.publish_at.timestamp(), -article.pk


def _first(stories: ArticleQuerySet) -> ArticleQuerySet:
    # The limit stands inside: SQLite allows none in the parts of a union.
    return Article.objects.published().filter(pk__in=stories.values("pk")[:NEWEST]).order_by().for_cards()
