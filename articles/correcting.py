"""What readers are told was wrong: raised on the desk, published, ended. Each step is a revision of the story."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import generation, workflow
from articles.models import Article, Correction
from articles.workflow import Hurdle, Refused

ADD, CHANGE = "articles.add_correction", "articles.change_correction"
TEXTS = ("kind", "text", "what_was_wrong", "placement", "is_significant", "is_in_headline")


@transaction.atomic
def write(article: Article, *, by: User, facts: dict[str, Any], correction: Correction | None = None) -> Correction:
    """Raise a correction, or change one that no reader has seen yet."""
    if not by.has_perm(CHANGE if correction else ADD):
        raise PermissionDenied
    if correction is None:
        correction = Correction(article=article, raised_by=by)
    elif correction.published_at:
        raise Refused(Hurdle("PUBLIC", "Readers have seen this correction. End it, and raise another."))
    for name in TEXTS:
        setattr(correction, name, facts[name])
    correction.save()
    return correction


@transaction.atomic
def publish(correction: Correction, *, by: User, version: int, until: datetime | None = None) -> None:
    """Show the correction to readers from now on. `version` is the story's as the person saw it; raises Stale."""
    _check(correction, by)
    if correction.published_at:
        raise Refused(Hurdle("PUBLIC", "Readers see this correction already."))
    if until and until <= timezone.now():
        raise Refused(Hurdle("PAST", "The time until which it is shown has passed. Give a later one, or none."))
    correction.published_at, correction.show_until = timezone.now(), until
    correction.save(update_fields=["published_at", "show_until"])
    _record(correction, by, version, "corrected", f"{correction.get_kind_display()} published: {correction.text}")


@transaction.atomic
def end(correction: Correction, *, by: User, version: int, reason: str) -> None:
    """Take the correction off the story's page; it stays in the records with the reason. Raises Refused or Stale."""
    _check(correction, by)
    if not correction.published_at:
        raise Refused(Hurdle("NOT_PUBLIC", "No reader sees this correction."))
    if not reason.strip():
        raise Refused(Hurdle("NO_REASON", "Say why readers are no longer to see it."))
    correction.show_until = timezone.now()
    correction.save(update_fields=["show_until"])
    _record(correction, by, version, "correction ended", reason)


def _check(correction: Correction, by: User) -> None:
    if not by.has_perm(CHANGE) or not by.has_perm(workflow.PUBLISH):
        raise PermissionDenied


def _record(correction: Correction, by: User, version: int, event: str, note: str) -> None:
    with workflow.editing(correction.article, expected=version, by=by, event=event, note=note):
        pass
    generation.advance()
