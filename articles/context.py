"""What every template may ask for."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from articles.menu import sections_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and its menu. The menu is asked of the database only where a template shows it."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_TAGLINE": settings.SITE_TAGLINE,
        "menu": partial(sections_of, request),
    }
