"""Saved views of the queue: one's own, and those that the desk shares."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from articles.admin.fields import OneLine
from articles.admin.filters import QueueFilter
from articles.models import SavedView

SHARE = "articles.share_view"
SHOWN = 30
LARGEST_KEY = 2**63 - 1


class ViewForm(forms.Form):
    """A name for what the queue shows now."""

    name = OneLine(max_length=60)
    query = forms.CharField(max_length=600, required=False)
    is_shared = forms.BooleanField(required=False)


def seen(user: User) -> QuerySet[SavedView]:
    """Return the person's own views and those of the desk."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True))


def narrowing(sent: str) -> str:
    """Return of a query what narrows the queue, in one order; nothing else of an address is kept."""
    given = QueryDict(sent)
    kept = QueryDict(mutable=True)
    for name in ("state", *QueueFilter.base_filters):
        if value := given.get(name):
            kept[name] = value
    return kept.urlencode()


def keep(request: HttpRequest) -> HttpResponse:
    """Save what the queue shows under a name; the same name again replaces it."""
    user, form = cast(User, request.user), ViewForm(request.POST)
    if request.method != "POST":
        return redirect("admin:index")
    query = narrowing(request.POST.get("query", ""))
    if not form.is_valid() or len(query) > 600:
        messages.error(request, "Give the view a name of at most 60 letters.")
    elif form.cleaned_data["is_shared"] and not user.has_perm(SHARE):
        raise PermissionDenied
    else:
        shared, name = form.cleaned_data["is_shared"], form.cleaned_data["name"]
        SavedView.objects.update_or_create(owner=user, name=name, defaults={"query": query, "is_shared": shared})
        messages.success(request, f"The view “{name}” is saved.")
    return redirect(f"{reverse('admin:index')}?{query}")


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a view off: one's own, or a shared one where the role may."""
    user = cast(User, request.user)
    mine = Q(owner=user) | Q(is_shared=True) if user.has_perm(SHARE) else Q(owner=user)
    view = SavedView.objects.filter(mine, pk=min(pk, LARGEST_KEY)).first()
    if view is None or request.method != "POST":
        raise Http404("There is no such view.")
    view.delete()
    messages.success(request, f"The view “{view.name}” is gone.")
    return redirect("admin:index")
