"""What every public page has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import typesetting
from articles.kept import keep
from articles.menu import sections_of
from articles.models import Article

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Let a page only be read, be kept by anyone, and be asked about again each time: a withdrawal shows at once.

    The ETag is the hash of the whole page, so it can neither be guessed nor outlive a change of anything on it.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = keep(view(request, *args, **kwargs))
        if response.status_code == 200:
            set_response_etag(response)
        return response

    page: View = require_safe(cache_control(public=True, no_cache=True)(kept))
    return page


def seated(articles: Iterable[Article], request: HttpRequest) -> list[Article]:
    """Return the stories, each with its section from the menu, which every page has anyway."""
    sections = {one.pk: one for one in sections_of(request)}
    found = list(articles)
    for one in found:
        typesetting.freshen(one)
        one.section = sections.get(one.section_id) if one.section_id else None
    return found
