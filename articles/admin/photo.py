"""Pictures: the library, the upload, and one picture's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles import generation, photos
from articles.admin.pictures import library, page, upload
from articles.admin.readonly import ReadOnlyAdmin
from articles.admin.records import DeskAdmin
from articles.models import Photo, Rendition


@admin.register(Photo)
class PhotoAdmin(DeskAdmin):
    """The library of pictures. A picture that no story uses can be deleted, by those who publish."""

    search_fields = ("headline", "description", "photographer", "=supplier_ref")
    actions = None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the library."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return library.show(request, self.get_queryset(request), self._context(request))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take pictures in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload.show(request, self._context(request))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one picture, or do what its buttons ask."""
        photo = self.get_object(request, object_id) if object_id.isdecimal() and len(object_id) < 19 else None
        if photo is None or not self.has_view_or_change_permission(request, photo):
            raise Http404("There is no such picture.")
        may_change = self.has_change_permission(request, photo)
        if request.method == "POST" and not may_change:
            raise PermissionDenied
        may_delete = self.has_delete_permission(request, photo) and not photo.captions.exists()
        context = {**self._context(request), "may_delete": may_delete}
        return page.show(request, photo, context, may_change=may_change)

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        """Delete the picture with its files, where no story uses it."""
        photos.delete(obj)
        generation.advance()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask, then delete; a picture in use is not, and the answer says so."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except photos.RejectedPhoto as rejected:
            messages.error(request, f"Not deleted. {rejected.reason} {rejected.remedy}")
            return redirect("admin:articles_photo_change", object_id)

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any, Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Count the sizes as part of the picture: they need no right of their own."""
        listed, counts, missing, protected = super().get_deleted_objects(objs, request)
        return listed, counts, missing - {"rendition"}, protected

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts}


@admin.register(Rendition)
class RenditionAdmin(ReadOnlyAdmin):
    """The sizes made of pictures."""

    list_display = ("photo", "spec", "width", "height", "size")
    list_select_related = ("photo",)
    ordering = ("-pk",)
