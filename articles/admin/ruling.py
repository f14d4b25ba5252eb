"""What the desk has ruled on lines, and the rules of sources. Both are made on the page of a story's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.template.defaultfilters import truncatechars

from articles.admin.readonly import ReadOnlyAdmin
from articles.models import Ruling, SourceRule

if TYPE_CHECKING:
    Said = Ruling | SourceRule


@admin.display(description="Text")
def start(said: Said) -> str:
    """Return the beginning of the text: a line of a capture can be very long."""
    return truncatechars(said.text, 80)


@admin.register(Ruling)
class RulingAdmin(ReadOnlyAdmin):
    """One line of one delivery, as an editor ruled on it."""

    list_display = (start, "fate", "line", "delivery", "made_by", "made_at")
    list_filter = ("fate",)
    list_select_related = ("delivery", "made_by")
    search_fields = ("text",)
    fields = ("text", "fate", "line", "delivery", "made_by", "made_at")


@admin.register(SourceRule)
class SourceRuleAdmin(ReadOnlyAdmin):
    """A ruling for every capture of a source. To end one, delete it: later readings do without it."""

    list_display = (start, "fate", "source", "made_by", "made_at")
    list_filter = ("fate", "source")
    list_select_related = ("source", "made_by")
    search_fields = ("text",)
    fields = ("text", "fate", "source", "ruling", "made_by", "made_at")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let those end a rule whose role may."""
        return request.user.has_perm("articles.delete_sourcerule")
