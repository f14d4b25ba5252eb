"""What every public page has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Let a page only be read, be kept by anyone, and be asked about again each time: a withdrawal shows at once.

    The ETag is the hash of the whole page, so it can neither be guessed nor outlive a change of anything on it.
    """
    kept: Any = cache_control(public=True, no_cache=True)(conditional_page(view))
    page: View = require_safe(kept)
    return page
