"""The desk's own admin site: the queue is its home."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper, wraps
from typing import Any, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from articles import security

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class DeskSite(admin.AdminSite):
    """Django's admin, arranged for editors."""

    site_header = "Newsroom"
    site_title = "Newsroom desk"
    index_title = "The queue"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Guard a page: what is refused looks like what is not there, and a form that comes too late keeps its text."""
        from articles.admin import resending, signing

        @wraps(view)
        def hidden(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if signing.lacks_second_factor(request.user):
                messages.warning(request, "Your role needs a second factor. Set one up to go on.")
                return redirect("mfa_index")
            try:
                return view(request, *args, **kwargs)
            except (PermissionDenied, Http404) as refused:
                security.note(security.Kind.REFUSED, by=request.user, what=f"{request.method} {request.path}")
                raise Http404("There is no such page, or your role does not reach it.") from refused

        guarded = super().admin_view(hidden, cacheable)

        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request) and resending.is_written(request):
                return resending.offer(request)
            return guarded(request, *args, **kwargs)

        return cast(View, update_wrapper(kept, guarded))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the desk's own pages to those of the admin."""
        from articles.admin import views

        own: list[URLResolver | URLPattern] = [
            path("queue/run/", self.admin_view(self.run), name="queue_run"),
            path("queue/views/", self.admin_view(views.keep), name="view_keep"),
            path("queue/views/<int:pk>/", self.admin_view(views.drop), name="view_drop"),
            path("import/", self.admin_view(self.take_in), name="import"),
            path("alarms/<int:pk>/", self.admin_view(self.alarm), name="alarm"),
            path("updates/", self.admin_view(self.updates), name="updates"),
            path("find/", self.admin_view(self.find), name="find"),
            path("records/", self.admin_view(self.records), name="records"),
            path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.on_site), name="view_on_site"),
        ]
        # Passwords are changed on allauth's page, which says itself that it is done.
        stock = (one for one in super().get_urls() if getattr(one, "name", "") != "password_change_done")
        return [*own, *stock]

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

    def on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """Lead to a record's public page, if there is one and this person may see the record."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        desk = self._registry.get(kind.model_class()) if kind else None  # type: ignore[arg-type]
        one = desk.get_object(request, object_id) if desk else None
        if desk is None or one is None or not desk.has_view_permission(request, one):
            raise PermissionDenied
        address = getattr(one, "get_absolute_url", None)
        if address is None:
            raise Http404("It has no page of its own.")
        return redirect(address())

    def alarm(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Take an alarm off the queue: somebody has seen to it."""
        from articles.admin import alarms

        return alarms.acknowledge(request, pk)

    def updates(self, request: HttpRequest) -> HttpResponseBase:
        """List the updates of the wire that were applied by themselves."""
        from articles.admin import updates

        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        return updates.by_itself(request, self.each_context(request))

    def find(self, request: HttpRequest) -> HttpResponseBase:
        """Find where to go: stories, sections and actions."""
        from articles.admin import finding

        return finding.show(request, self.each_context(request))

    def records(self, request: HttpRequest) -> TemplateResponse:
        """List every kind of record that the user may see."""
        context = self.each_context(request)
        return TemplateResponse(
            request,
            "admin/desk/records.html",
            {**context, "title": "All records", "app_list": self.get_app_list(request)},
        )
