"""A form that came too late: the session or its token had ended while somebody typed. Nothing of it is lost."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views import csrf

# Controls that hold what somebody wrote; a form without any of them is quickly filled in again.
WRITTEN = ("body", "text")
UNSENT = ("csrfmiddlewaretoken",)


def is_written(request: HttpRequest) -> bool:
    """Say whether the form holds text that must not be lost."""
    return request.method == "POST" and any(request.POST.get(name) for name in WRITTEN)


def offer(request: HttpRequest) -> HttpResponse:
    """Show what was sent, with a button that sends it again."""
    words = [(name, value) for name, values in request.POST.lists() if name not in UNSENT for value in values]
    context = {**admin.site.each_context(request), "title": "Not saved yet", "words": words, "written": WRITTEN}
    answer = TemplateResponse(request, "admin/desk/resend.html", context, status=403)
    answer["Cache-Control"] = "no-store"
    return answer.render()


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is not the newest; one from another site gets nothing back."""
    at_desk = request.path.startswith(reverse("admin:index")) and admin.site.has_permission(request)
    came_from = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "").netloc
    if at_desk and came_from == request.get_host() and is_written(request):
        return offer(request)
    return csrf.csrf_failure(request, reason)
