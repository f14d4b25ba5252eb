"""Bylines, sections, topics and corrections: records that the desk keeps by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.forms import ModelForm
from django.http import HttpRequest

from articles import typesetting, workflow
from articles.admin.fields import ONE_CONTROL
from articles.admin.shown import ShownToReaders
from articles.models import Article, Byline, Correction, Section, Topic


@admin.register(Byline)
class BylineAdmin(ShownToReaders):
    """People and agencies."""

    list_display = ("name", "kind", "role", "organisation")
    list_filter = ("kind",)
    search_fields = ("name", "organisation")
    prepopulated_fields = {"slug": ("name",)}

    def has_change_permission(self, request: HttpRequest, obj: Byline | None = None) -> bool:
        """Let only those who publish change a name that readers see."""
        if obj is not None and not request.user.has_perm(workflow.PUBLISH):
            public = Article.objects.published().filter(bylines=obj)
            return super().has_change_permission(request, obj) and not public.exists()
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Byline, form: ModelForm[Byline], change: Any) -> None:
        """Have the stories that they signed set again."""
        super().save_model(request, obj, form, change)
        typesetting.spoil(byline=obj)


@admin.register(Section)
class SectionAdmin(ShownToReaders):
    """The parts of the paper, in the order of the menu."""

    list_display = ("name", "position", "accent")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Topic)
class TopicAdmin(ShownToReaders):
    """What stories are about."""

    list_display = ("name", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "=code")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name",)}

    def save_model(self, request: HttpRequest, obj: Topic, form: ModelForm[Topic], change: Any) -> None:
        """Have the stories on it set again."""
        super().save_model(request, obj, form, change)
        typesetting.spoil(topic=obj)


@admin.register(Correction)
class CorrectionAdmin(ShownToReaders):
    """What readers are told was wrong."""

    list_display = ("article", "kind", "text", "published_at")
    list_filter = ("kind", "placement")
    list_select_related = ("article",)
    search_fields = ("text",)
    autocomplete_fields = ("article",)
    formfield_overrides = ONE_CONTROL
    readonly_fields = ("raised_at", "raised_by", "is_from_wire")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer stories to choose; they are written and changed on their own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "article" and field is not None:
            widget: Any = field.widget
            widget.can_add_related = widget.can_change_related = widget.can_view_related = False
        return field

    def save_model(self, request: HttpRequest, obj: Correction, form: ModelForm[Correction], change: Any) -> None:
        """Note who raised it."""
        if not change and isinstance(request.user, User):
            obj.raised_by = request.user
        super().save_model(request, obj, form, change)
