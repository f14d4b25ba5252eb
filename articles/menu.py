"""The sections of the site, asked of the database once a request, or once a generation where pages are kept."""

from __future__ import annotations

from django.http import HttpRequest

from articles.kept import once
from articles.models import Section


def sections_of(request: HttpRequest) -> list[Section]:
    """Return all sections in the order of the menu, asked of the database once a request."""
    found: list[Section] | None = getattr(request, "sections", None)
    if found is None:
        found = once(("sections",), lambda: list(Section.objects.all()))
        request.sections = found  # type: ignore[attr-defined]
    return found
