"""The security log, for reading, and the second factors of accounts, for taking off one that was lost."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles import security
from articles.admin.readonly import ReadOnlyAdmin
from articles.models import SecurityEvent

# Nobody signs up or in by e-mail; an authenticator's page of allauth's own shows its secret.
admin.site.unregister((EmailAddress, Authenticator))


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    """Who did what, when, and from where."""

    list_display = ("at", "kind", "who", "address", "subject", "what")
    list_display_links = ("at",)
    list_filter = ("kind",)
    list_per_page = 100
    search_fields = ("=who", "=address", "=subject")
    ordering = ("-pk",)


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Second factors. Delete those of somebody who has lost them: they set up new ones when they next sign in."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_display_links = ("user",)
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Let those whose role may."""
        return request.user.has_perm("mfa.delete_authenticator")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Take it off, and write it down."""
        security.note(
            security.Kind.SECOND_FACTOR, by=request.user, subject=obj.user, what=f"{obj.get_type_display()} taken off."
        )
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take off one by one."""
        for one in queryset:
            self.delete_model(request, one)
