"""The pages that say what went wrong."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

AGAIN = "30"  # seconds


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404. What does not exist and what is not public look the same."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where the database is away, without asking it or the session anything."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status, template = (503, "503.html") if is_away else (500, "500.html")
    response = HttpResponse(render_to_string(template, {"SITE_NAME": settings.SITE_NAME}), status=status)
    if is_away:
        response["Retry-After"] = AGAIN
    return response
