"""Pages that the desk writes about itself."""

from __future__ import annotations

from django.contrib import admin

from articles.admin.fields import ONE_CONTROL
from articles.admin.shown import ShownToReaders
from articles.models import StandingPage


@admin.register(StandingPage)
class StandingPageAdmin(ShownToReaders):
    """About us, our standards, how to reach us."""

    list_display = ("title", "slug", "position", "is_public", "updated_at")
    list_filter = ("is_public",)
    search_fields = ("title", "body")
    prepopulated_fields = {"slug": ("title",)}
    formfield_overrides = ONE_CONTROL
