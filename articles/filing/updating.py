"""An update of the wire that waits for the desk: what it would change, and the click that takes it in or leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import access, workflow
from articles.filing import twins
from articles.filing.known import base_of, is_older
from articles.filing.merging import Plan, plan
from articles.filing.rows import hold_reason
from articles.filing.writing import write
from articles.models import Article, Status, WireVersion
from articles.wire.archive import load
from articles.wire.merge import Choice
from articles.workflow import Hurdle, Refused

UPDATED, LEFT, LIVE = "update applied", "update left", "updated live"
PUBLIC = (Status.PUBLISHED, Status.SCHEDULED)
LOST = Hurdle("INCOMPLETE", "Readers see this story, or will: it would be left without its headline or its text.")
KILLED = Hurdle("KILLED", "The wire killed this story. It takes no updates.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that waits, and what it would make of the article; no plan where the desk wrote the story by hand."""

    version: WireVersion
    plan: Plan | None


def waiting(article: Article) -> Waiting | None:
    """Return the newest version that waits for the desk, None where none does."""
    if not article.wire_moved or article.killed_at:
        return None
    base = base_of(article)
    came = article.wire_versions.filter(applied_at__isnull=True).select_related("delivery").order_by("pk")
    fit = [one for one in came if not (base and is_older(one, base)) and not hold_reason(load(one.story))]
    if not fit:
        return None
    newest = reduce(lambda one, other: one if is_older(other, one) else other, fit)
    return Waiting(newest, plan(article, base, load(newest.story)) if base else None)


def may_update(article: Article, by: User) -> bool:
    """Say whether somebody may take an update in: what readers see only those who publish."""
    needed = workflow.PUBLISH if article.status in PUBLIC else workflow.EDIT
    return access.allows(by, needed, article)


@transaction.atomic
def apply(
    article: Article, *, version: WireVersion, expected: int, by: User, choices: Mapping[int, Choice] | None = None
) -> Article:
    """Take a waiting version in, with an answer for every conflict; it is the base of what comes next.

    Raises PermissionDenied, Refused with what stands against it, ValueError for an answer that cannot be taken, or
    Stale where the story was saved, or a newer version came, since the page was opened.
    """
    if not may_update(article, by):
        raise PermissionDenied
    current = Article.objects.select_for_update().get(pk=article.pk)
    if current.killed_at:
        raise Refused(KILLED)
    found = waiting(current)
    if current.version != expected or found is None or found.version.pk != version.pk or found.plan is None:
        raise workflow.Stale(article, expected)
    resolved = found.plan.resolved(choices or {})
    if current.status in PUBLIC and not (resolved.merged.story.headline and resolved.merged.story.body):
        raise Refused(LOST)
    return take_in(resolved, found.version, by=by, event=UPDATED)


def take_in(found: Plan, version: WireVersion, *, by: User | None, event: str) -> Article:
    """Write a plan without conflicts, and make its version the base of the next. Call it in a transaction."""
    saved = write(found, by=by, event=event, fields={"wire_moved": False})
    version.applied_at, version.applied_as, version.article = timezone.now(), saved.version, saved
    version.save()
    twins.index(saved, found.theirs, before=found.sent)
    return saved


@transaction.atomic
def leave(article: Article, *, expected: int, by: User) -> Article:
    """Leave a waiting version unapplied: ours stays, and the desk is not reminded of it again."""
    if not may_update(article, by):
        raise PermissionDenied
    with workflow.editing(article, expected=expected, by=by, fields={"wire_moved": False}, event=LEFT) as saved:
        pass
    return saved
