"""Who is told of the public site, and what came of it."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.readonly import ReadOnlyAdmin
from articles.admin.records import DeskAdmin
from articles.models import Message, Subscription


@admin.register(Subscription)
class SubscriptionAdmin(DeskAdmin):
    """Programs that are told. The secret is shown here for the program's own settings."""

    list_display = ("name", "url", "is_active", "created_at")
    list_filter = ("is_active",)
    search_fields = ("name", "url")


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """What was told, and what is still to be told."""

    list_display = ("event", "article_id", "subscription", "state", "attempts", "answer", "due_at")
    list_filter = ("state", "event")
    list_select_related = ("subscription",)
    actions = ("again",)

    @admin.action(description="Send again", permissions=["view"])
    def again(self, request: HttpRequest, messages: QuerySet[Message]) -> None:
        """Make messages due once more."""
        messages.update(state=Message.State.DUE, attempts=0, due_at=timezone.now())
