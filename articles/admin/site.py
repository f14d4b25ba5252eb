"""The desk's own admin site: the queue is its home."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path


class DeskSite(admin.AdminSite):
    """Django's admin, arranged for editors."""

    site_header = "Newsroom"
    site_title = "Newsroom desk"
    index_title = "The queue"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the desk's own pages to those of the admin."""
        own: list[URLResolver | URLPattern] = [
            path("queue/run/", self.admin_view(self.run), name="queue_run"),
            path("import/", self.admin_view(self.take_in), name="import"),
            path("records/", self.admin_view(self.records), name="records"),
        ]
        return own + super().get_urls()

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Guard a page; who was signed out while writing gets the text back, not only a form to sign in."""
        from articles.admin import resending

        guarded = super().admin_view(view, cacheable)

        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request) and resending.is_written(request):
                return resending.offer(request)
            answer: HttpResponseBase = guarded(request, *args, **kwargs)
            return answer

        return update_wrapper(kept, guarded)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show the queue; to those who may not see stories, what they may see."""
        from articles.admin import queue

        if not request.user.has_perm("articles.view_article"):
            return self.records(request)
        return queue.show(request, self.each_context(request))

    def run(self, request: HttpRequest) -> HttpResponseBase:
        """Take several stories of the queue through one transition."""
        from articles.admin import queue

        return queue.run(request, self.each_context(request))

    def take_in(self, request: HttpRequest) -> HttpResponseBase:
        """Import files and pasted text."""
        from articles.admin import imports

        return imports.show(request, self.each_context(request))

    def records(self, request: HttpRequest) -> TemplateResponse:
        """List every kind of record that the user may see."""
        context = self.each_context(request)
        return TemplateResponse(
            request,
            "admin/desk/records.html",
            {**context, "title": "All records", "app_list": self.get_app_list(request)},
        )
