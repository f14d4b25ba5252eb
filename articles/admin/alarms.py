"""Alarms on top of the queue, until somebody who may says that they were seen to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from articles.filing import kills
from articles.models import Alarm, Source

SHOWN = 20
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something on top of the queue that calls for somebody, and where to go. Others add theirs in `queue.show`."""

    said: str
    address: str
    count: str = ""


def quiet(user: User) -> list[Notice]:
    """Return the sources that have been silent for longer than they may be, or whose inbox is in trouble."""
    notices = []
    for source in timed(user):
        address = reverse("admin:articles_source_change", args=[source.pk])
        if source.trouble:
            notices.append(Notice(f"The inbox of {source.name} cannot be worked off. {source.trouble}", address))
        if source.is_quiet:
            notices.append(Notice(f"{source.name} has gone quiet.", address))
    return notices


def timed(user: User) -> QuerySet[Source]:
    """Return the sources whose silence is watched or whose inbox is in trouble, for those who see sources."""
    watched = Source.objects.filter(Q(quiet_after__isnull=False) | ~Q(trouble=""))
    return watched if user.has_perm("articles.view_source") else watched.none()


def waiting(user: User) -> QuerySet[Alarm]:
    """Return the alarms that nobody has seen to, the newest first, for those who may see to them."""
    if not user.has_perm(kills.ACKNOWLEDGE):
        return Alarm.objects.none()
    open_ones = Alarm.objects.filter(acknowledged_at__isnull=True)
    return open_ones.select_related("article").prefetch_related("candidates")


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
