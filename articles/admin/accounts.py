"""Accounts and roles. A role is a group; rights are given by role, not one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult

from articles import security
from articles.admin.records import DeskAdmin

if TYPE_CHECKING:
    PeopleAdmin = UserAdmin[User]
else:
    PeopleAdmin = UserAdmin

# Jobs are the worker's own; the desk sees their outcome.
admin.site.unregister((User, Group, DBTaskResult))


# What of an account decides whether and how far it gets in.
MARKS = ("is_active", "is_staff", "is_superuser")


class NotedAdmin(DeskAdmin):
    """Writes down in the security log what it deletes."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, and write it down."""
        security.note(security.Kind.ROLE, by=request.user, subject=obj, what=f"{obj} deleted.")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete one by one."""
        for one in queryset:
            self.delete_model(request, one)


@admin.register(User)
class AccountAdmin(NotedAdmin, PeopleAdmin):
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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the roles, and write down what changed of the account, in the transaction of the page."""
        before = _roles(form.instance)
        super().save_related(request, form, formsets, change)
        _note(request, form.instance, before, form.changed_data)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Set somebody's password, and write it down."""
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            if request.method == "POST" and answer.status_code == 302:
                security.note(security.Kind.PASSWORD, by=request.user, subject=User.objects.get(pk=id))
        return answer

    def formfield_for_manytomany(self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the roles to be ticked."""
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "groups":
            field.label, field.help_text = "Roles", "Reporter, editor, publisher or admin; one is enough."
        return field


@admin.register(Group)
class RoleAdmin(NotedAdmin, GroupAdmin):
    """The roles."""

    filter_horizontal = ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rights of the role, and write down which came and went."""
        before = _rights(form.instance)
        super().save_related(request, form, formsets, change)
        after = _rights(form.instance)
        told = [*(f"+{one}" for one in sorted(after - before)), *(f"-{one}" for one in sorted(before - after))]
        if told or not change:
            what = f"{form.instance}: {' '.join(told)}"
            security.note(security.Kind.ROLE, by=request.user, subject=form.instance, what=what)


def _rights(role: Group) -> set[str]:
    return set(role.permissions.values_list("codename", flat=True))


def _roles(account: User) -> str:
    """Return the roles of an account in words."""
    return ", ".join(account.groups.order_by("name").values_list("name", flat=True)) or "no role"


def _note(request: HttpRequest, account: User, before: str, changed: list[str]) -> None:
    after = _roles(account)
    marks = [f"{name} {getattr(account, name)}" for name in MARKS if name in changed]
    if before != after or marks:
        what = "; ".join([f"Account {account.username}: {before} → {after}", *marks])
        security.note(security.Kind.ROLE, by=request.user, subject=account, what=what)
