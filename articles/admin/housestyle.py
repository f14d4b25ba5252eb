"""The rules of house style, kept by admins."""

from __future__ import annotations

from django.contrib import admin

from articles.admin.records import DeskAdmin
from articles.models import StyleRule


@admin.register(StyleRule)
class StyleRuleAdmin(DeskAdmin):
    """What the desk writes. Editors are offered each place on the edit page."""

    list_display = ("find", "put", "reason", "whole_word", "match_case", "in_quotations", "is_active")
    list_filter = ("is_active", "in_quotations")
    search_fields = ("find", "put", "reason")
