"""The pages that belong to the edit page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern

from articles.admin.editing import corrections, links, preview, style, working

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin as Desk


def urls(desk: Desk) -> list[URLPattern]:
    """Return their addresses."""
    return [*working.urls(desk), *corrections.urls(desk), *preview.urls(desk), *links.urls(desk), *style.urls(desk)]
