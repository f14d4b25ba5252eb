"""Alarms on top of the queue, until somebody who may says that they were seen to."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.filing import kills
from articles.models import Alarm

SHOWN = 20
LARGEST_KEY = 2**63 - 1


def waiting(user: User) -> QuerySet[Alarm]:
    """Return the alarms that nobody has seen to, the newest first, for those who may see to them."""
    if not user.has_perm(kills.ACKNOWLEDGE):
        return Alarm.objects.none()
    open_ones = Alarm.objects.filter(acknowledged_at__isnull=True)
    return open_ones.select_related("article").prefetch_related("candidates")[:SHOWN]


def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who has seen to an alarm, and go back to the queue."""
    by = cast(User, request.user)
    if request.method != "POST" or not by.has_perm(kills.ACKNOWLEDGE):
        raise PermissionDenied
    alarm = Alarm.objects.filter(pk=min(pk, LARGEST_KEY)).first()
    if alarm is None:
        raise Http404("There is no such alarm.")
    if kills.acknowledge(alarm, by=by):
        messages.success(request, "Noted: you have seen to it.")
    else:
        messages.info(request, "Somebody else has seen to it already.")
    return redirect("admin:index")
