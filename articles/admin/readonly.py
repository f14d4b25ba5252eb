"""Records that are written by the program alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest

from articles.admin.records import DeskAdmin


class ReadOnlyAdmin(DeskAdmin):
    """May be looked at, by nobody changed."""

    actions: Sequence[str] | None = None

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False
