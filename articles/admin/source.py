"""Where copy comes from, and the tokens by which other programs push it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timesince import timesince

from articles import tokens
from articles.admin.readonly import ReadOnlyAdmin
from articles.admin.records import DeskAdmin
from articles.models import DeliveryToken, Source

if TYPE_CHECKING:
    TokenFormBase = forms.ModelForm[DeliveryToken]
else:
    TokenFormBase = forms.ModelForm


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    """Where copy comes from."""

    list_display = ("name", "kind", "default_section", "inbox", "heard", "trouble")
    list_filter = ("kind",)
    list_select_related = ("default_section",)
    search_fields = ("name",)
    autocomplete_fields = ("default_section",)
    readonly_fields = ("last_heard", "trouble")
    fields = (
        "name", "slug", "kind", "inbox", "trouble", "default_section", "last_heard", "quiet_after", "applies_updates",
    )  # fmt: skip
    prepopulated_fields = {"slug": ("name",)}

    @admin.display(description="Last heard", ordering="last_heard")
    def heard(self, source: Source) -> str:
        """Say how long ago, and whether that is too long."""
        ago = f"{timesince(source.last_heard, depth=1)} ago" if source.last_heard else "Never"
        return f"{ago}: gone quiet" if source.is_quiet else ago


class TokenForm(TokenFormBase):
    """Who gets a token, and for which source."""

    class Meta:
        model = DeliveryToken
        fields = ("name", "source")


@admin.register(DeliveryToken)
class DeliveryTokenAdmin(ReadOnlyAdmin):
    """Issued here, shown once, revoked here."""

    actions = ("revoke",)
    list_display = ("__str__", "source", "created_at", "created_by", "used_at", "revoked_at")
    list_filter = ("source",)
    list_select_related = ("source", "created_by")
    search_fields = ("name",)
    fields = ("name", "source", "hint", "created_at", "created_by", "used_at", "revoked_at")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Leave it to those who look after sources."""
        return request.user.has_perm("articles.add_deliverytoken")

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Say whether the user may end a token."""
        return request.user.has_perm("articles.change_deliverytoken")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Issue a token, and show it this once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TokenForm(request.POST or None)
        context = {**self.admin_site.each_context(request), "title": "Issue a token", "form": form}
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            row, token = tokens.issue(chosen["source"], name=chosen["name"], by=cast(User, request.user))
            self.log_addition(request, row, [{"added": {}}])
            context |= {"row": row, "token": token, "address": request.build_absolute_uri(reverse("push"))}
        return TemplateResponse(request, "admin/desk/token.html", context)

    @admin.action(description="Revoke the chosen tokens", permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[DeliveryToken]) -> None:
        """End tokens at once."""
        for row in chosen:
            tokens.revoke(row)
            self.log_change(request, row, "Revoked.")
        self.message_user(request, "What they send is refused from now on.", messages.SUCCESS)
