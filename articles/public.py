"""What every public page has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, set_response_etag
from django.views.decorators.http import require_safe

from articles import typesetting
from articles.kept import STATUSES, keep
from articles.menu import sections_of
from articles.models import Article

View = Callable[..., HttpResponse]
LISTS = "lists"


def public(view: View) -> View:
    """Let a page only be read, be kept by anyone, and be asked about again each time: a withdrawal shows at once.

    With CDN_SECONDS set, what stands before us keeps it for so long, under tags by which it can be told to let it go.

    The ETag is the hash of the whole page, so it can neither be guessed nor outlive a change of anything on it.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = keep(view(request, *args, **kwargs))
        if response.status_code == 200:
            set_response_etag(response)
        _say_for_how_long(response, tag=f"article-{kwargs['pk']}" if "pk" in kwargs else LISTS)
        return response

    page: View = require_safe(kept)
    return page


def _say_for_how_long(response: HttpResponse, *, tag: str) -> None:
    seconds = settings.CDN_SECONDS
    if not seconds or response.status_code not in STATUSES:
        patch_cache_control(response, public=True, no_cache=True)
        return
    patch_cache_control(response, public=True, max_age=0, s_maxage=seconds, stale_while_revalidate=seconds)
    response["Cache-Tag"] = response["Surrogate-Key"] = tag


def seated(articles: Iterable[Article], request: HttpRequest) -> list[Article]:
    """Return the stories, each with its section from the menu, which every page has anyway."""
    sections = {one.pk: one for one in sections_of(request)}
    found = list(articles)
    for one in found:
        typesetting.freshen(one)
        one.section = sections.get(one.section_id) if one.section_id else None
    return found
