"""What every kind of record has in common on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect

from articles import access

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = ModelAdmin


class DeskAdmin(AnyAdmin):
    """Shows each person only what they may see; what is hidden looks like what is not there."""

    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what this person may see: lists, pages, searches and actions all begin here."""
        return access.seen(super().get_queryset(request), request.user)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponseRedirect:
        raise Http404("There is no such record.")
