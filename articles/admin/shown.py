"""Records whose words readers see: a change of one begins a new generation of the public site."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from articles import generation
from articles.admin.records import DeskAdmin


class ShownToReaders(DeskAdmin):
    """Saves and deletes as Django does, then tells the public site."""

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        """Save what hangs on the record, the last step of a save."""
        super().save_related(request, form, formsets, change)
        generation.advance()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete one."""
        super().delete_model(request, obj)
        generation.advance()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete several."""
        super().delete_queryset(request, queryset)
        generation.advance()
