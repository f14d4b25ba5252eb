"""The pages that list stories: front, section, topic, byline, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import dateformat
from django.utils.http import urlencode

from articles import listings
from articles import search as index
from articles.filters import ArticleFilter, FilterForm, published_bylines, published_topics
from articles.listings import Mark
from articles.menu import sections_of
from articles.models import Article, ArticleQuerySet, Section
from articles.pages import Page, anchored, by_day, numbered
from articles.public import public, seated

WORDS = 200
SECOND_ROW = 4
# The front page looks so far back for the stories of its sections, and shows a section with so many of them.
RECENT, A_BLOCK, LEAST, BLOCKS = 160, 4, 3, 8


class WordsForm(forms.Form):
    """What the reader looks for."""

    q = forms.CharField(max_length=WORDS, required=False, label="Words to find")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is on, and the query of the same list without it."""

    label: str
    value: str
    query_without: str


@dataclass(frozen=True, slots=True)
class Block:
    """A section on the front page, with its newest stories."""

    section: Section
    articles: list[Article]


@public
def front(request: HttpRequest) -> HttpResponse:
    """Show the newest stories: the first of them large, then by section, then all of them by day."""
    if request.GET:
        return render(request, "articles/front.html", list_stories(request, listings.FRONT))
    listing = list_stories(request, listings.FRONT)
    page: Page = listing["page"]
    top = page.articles[: 1 + SECOND_ROW]
    blocks = blocks_of(request, top)
    listing |= {
        "lead": top[0] if top else None,
        "second": top[1:],
        "blocks": blocks,
        "days": by_day(page.articles if blocks else page.articles[len(top) :]),
    }
    return render(request, "articles/front.html", listing)


def blocks_of(request: HttpRequest, top: list[Article]) -> list[Block]:
    """Return the sections that have enough recent stories beyond the top of the page, in the order of the menu."""
    recent = seated(listings.in_list(listings.FRONT).for_cards()[:RECENT], request)
    shown = {one.pk for one in top}
    found = []
    for section in sections_of(request):
        own = [one for one in recent if one.section_id == section.pk and one.pk not in shown]
        if len(own) >= LEAST:
            found.append(Block(section, own[:A_BLOCK]))
    return found[:BLOCKS] if len(found) > 1 else []


@public
def section(request: HttpRequest, section: str) -> HttpResponse:
    """Show the newest stories of one section."""
    found = next((one for one in sections_of(request) if one.slug == section), None)
    if found is None:
        raise Http404
    listing = list_stories(request, listings.section_list(found.pk), without="section")
    return render(request, "articles/section.html", {"section": found, **listing})


@public
def byline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one person or agency wrote. Who has nothing published is not there."""
    found = get_object_or_404(published_bylines(), slug=slug)
    listing = list_stories(request, listings.byline_list(found.pk), without="byline")
    return render(request, "articles/byline.html", {"byline": found, **listing})


@public
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the stories on one topic. A topic without any is not there."""
    found = get_object_or_404(published_topics(), slug=slug)
    listing = list_stories(request, listings.topic_list(found.pk))
    return render(request, "articles/topic.html", {"topic": found, **listing})


@public
def search(request: HttpRequest) -> HttpResponse:
    """Show the stories that hold the words, newest first; without words and filters, the form."""
    form = WordsForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    listing = list_stories(request, listings.FRONT, words=words, always_anchored=True)
    return render(request, "articles/search.html", {"words": words, "words_form": form, **listing})


def list_stories(
    request: HttpRequest, name: str, *, without: str = "", words: str = "", always_anchored: bool = False
) -> dict[str, Any]:
    """Return what a list shows: the page asked for, the filters, and which of them are on.

    `without` is the filter the page has already decided; `words` must stand in the stories. Where a filter cannot be
    understood there is no page, only the form with what is wrong.
    """
    filters = ArticleFilter(request.GET, request=request, sections=sections_of(request), without=without)
    form = filters.form
    kept = {"q": words} if words else {}
    query = _query(form, kept)
    chosen = [Chosen(*one, _less(query, name)) for name, one in _on(form).items()]
    page = None
    if form.is_valid() and (words or chosen or not always_anchored):
        page = _page(request, filters, name, words, is_numbered=not (words or chosen or _is_anchored(request)))
        seated(page.articles, request)
        form.offer_bylines(one for article in page.articles for one in article.typeset.bylines)
    return {
        "form": form,
        "page": page,
        "days": page.days if page else [],
        "chosen": chosen,
        "query": query,
        "query_unfiltered": urlencode(kept),
    }


def _page(request: HttpRequest, filters: ArticleFilter, name: str, words: str, *, is_numbered: bool) -> Page:
    if is_numbered:
        return numbered(name, request)
    if "page" in request.GET:
        raise Http404  # a filtered list goes on from story to story and has no numbers
    return anchored(partial(_found, filters, name, words), request)


def _found(filters: ArticleFilter, name: str, words: str, since: Mark | None, before: Mark | None) -> ArticleQuerySet:
    stories = filters.find(name, since, before)
    return index.find(stories, words) if words else stories


def _is_anchored(request: HttpRequest) -> bool:
    return "before" in request.GET or "after" in request.GET


def _query(form: forms.Form, kept: dict[str, str]) -> QueryDict:
    """Return the query of this list, without its page and without what nobody asked about."""
    query = QueryDict(mutable=True)
    for name in form.fields:
        if value := form.data.get(name, ""):
            query[name] = value
    query.update(kept)
    return query


def _on(form: FilterForm) -> dict[str, tuple[str, str]]:
    """Return label and value, in the reader's words, of the filters that are on and understood."""
    on = {}
    for name, value in form.cleaned_data.items() if form.is_valid() else ():
        if value not in (None, ""):
            field = form.fields[name]
            choices: dict[Any, Any] = dict(getattr(field, "choices", ()))
            words = dateformat.format(value, "j F Y") if isinstance(value, date) else choices.get(value, value)
            on[name] = (str(field.label), str(words))
    return on


def _less(query: QueryDict, name: str) -> str:
    smaller = query.copy()
    smaller.pop(name, None)
    return smaller.urlencode()
