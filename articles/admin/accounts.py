"""Accounts and roles. A role is a group; rights are given by role, not one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django_tasks_db.models import DBTaskResult

from articles.admin.records import DeskAdmin

if TYPE_CHECKING:
    PeopleAdmin = UserAdmin[User]
else:
    PeopleAdmin = UserAdmin

# Jobs are the worker's own; the desk sees their outcome.
admin.site.unregister((User, Group, DBTaskResult))


@admin.register(User)
class AccountAdmin(DeskAdmin, PeopleAdmin):
    """The people of the newsroom."""

    list_display = ("username", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = ("groups", "is_staff", "is_active")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Role", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def formfield_for_manytomany(self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the roles to be ticked."""
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label, field.help_text = "Roles", "Reporter, editor, publisher or admin; one is enough."
        return field


@admin.register(Group)
class RoleAdmin(DeskAdmin, GroupAdmin):
    """The roles."""

    filter_horizontal = ()
