"""The pages that list stories: front, section, byline, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import dateformat
from django.utils.http import urlencode

from articles import search as index
from articles.filters import ArticleFilter, published_bylines
from articles.models import Article, ArticleQuerySet, Section
from articles.views.pages import by_day, page_of
from articles.views.public import public

WORDS = 200
SECOND_ROW = 4


class WordsForm(forms.Form):
    """What the reader looks for."""

    q = forms.CharField(max_length=WORDS, required=False, label="Words to find")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter that is on, and the query of the same list without it."""

    label: str
    value: str
    query_without: str


@public
def front(request: HttpRequest) -> HttpResponse:
    """Show the newest stories, the first of them large."""
    listing = list_stories(request, Article.objects.published())
    page = listing["page"]
    if page and page.number == 1 and not listing["chosen"]:
        lead, second = page.articles[:1], page.articles[1 : 1 + SECOND_ROW]
        listing |= {"lead": lead[0] if lead else None, "second": second}
        listing["days"] = by_day(page.articles[1 + SECOND_ROW :])
    return render(request, "articles/front.html", listing)


@public
def section(request: HttpRequest, section: str) -> HttpResponse:
    """Show the newest stories of one section."""
    found = get_object_or_404(Section, slug=section)
    listing = list_stories(request, Article.objects.published().filter(section=found), without="section")
    return render(request, "articles/section.html", {"section": found, **listing})


@public
def byline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one person or agency wrote. Who has nothing published is not there."""
    found = get_object_or_404(published_bylines(), slug=slug)
    listing = list_stories(request, Article.objects.published().filter(bylines=found), without="byline")
    return render(request, "articles/byline.html", {"byline": found, **listing})


@public
def search(request: HttpRequest) -> HttpResponse:
    """Show the stories that hold the words, newest first; without words, the form."""
    form = WordsForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = index.find(Article.objects.published(), words)
    listing = list_stories(request, found, kept={"q": words})
    return render(request, "articles/search.html", {"words": words, "words_form": form, **listing})


def list_stories(
    request: HttpRequest, articles: ArticleQuerySet, *, without: str = "", kept: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return what a list shows of the articles: the page asked for, the filters, and which of them are on.

    `without` is the filter the page has already decided, `kept` is what else stays in the addresses of its pages.
    Where a filter cannot be understood there is no page, only the form with what is wrong.
    """
    filters = ArticleFilter(request.GET, queryset=articles, request=request, without=without)
    form = filters.form
    query = _query(form, kept or {})
    page = page_of(filters.qs, request) if form.is_valid() else None
    return {
        "form": form,
        "page": page,
        "days": page.days if page else [],
        "chosen": [Chosen(*one, _less(query, name)) for name, one in _on(form).items()],
        "query": query,
        "query_unfiltered": urlencode(kept or {}),
    }


def _query(form: forms.Form, kept: dict[str, str]) -> QueryDict:
    """Return the query of this list, without its page and without what nobody asked about."""
    query = QueryDict(mutable=True)
    for name in form.fields:
        if value := form.data.get(name, ""):
            query[name] = value
    query.update({name: value for name, value in kept.items() if value})
    return query


def _on(form: forms.Form) -> dict[str, tuple[str, str]]:
    """Return label and value, in the reader's words, of the filters that are on and understood."""
    on = {}
    for name, value in form.cleaned_data.items() if form.is_valid() else ():
        if value not in (None, ""):
            field = form.fields[name]
            choices = dict(field.choices) if name in ("byline", "photo") else {}  # type: ignore[attr-defined]
            words = dateformat.format(value, "j F Y") if isinstance(value, date) else choices.get(value, value)
            on[name] = (str(field.label), str(words))
    return on


def _less(query: QueryDict, name: str) -> str:
    smaller = query.copy()
    smaller.pop(name, None)
    return smaller.urlencode()
