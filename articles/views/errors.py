"""The pages that say what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404. What does not exist and what is not public look the same."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database or the session anything: either may be what broke."""
    return HttpResponse(render_to_string("500.html", {"SITE_NAME": settings.SITE_NAME}), status=500)
