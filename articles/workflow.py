"""From new to published and back: one table of transitions, and the one way to save a story.

Every change is one transaction: the row is claimed by `UPDATE … WHERE version = n`, what hangs on it is changed,
the revision and the search index are written. Who comes second gets `Stale` and loses nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from articles import access, generation, integrity, listings, outbox, search, security, typesetting
from articles.access import EVERY
from articles.models import Article, Caption, Revision, Status
from articles.models.article import UNPUBLISHED, slug_for
from articles.revisions import changes, snapshot

log = logging.getLogger(__name__)
SEEN = {Status.PUBLISHED, Status.SCHEDULED, Status.WITHDRAWN}
KILLED_NOTE = "This story has been withdrawn by the agency that supplied it."
EDIT, PUBLISH, LIFT = "articles.change_article", "articles.publish_article", "articles.lift_hold"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way through the workflow."""

    name: str
    label: str
    sources: frozenset[str]
    to: Status
    permission: str


TRANSITIONS = {
    one.name: one
    for one in (
        Transition("check", "Start checking", frozenset({Status.NEW}), Status.CHECKING, EDIT),
        Transition("ready", "Mark ready", frozenset({Status.NEW, Status.CHECKING}), Status.READY, EDIT),
        Transition("reopen", "Send back", frozenset({Status.READY, Status.SCHEDULED}), Status.CHECKING, EVERY),
        Transition("schedule", "Schedule", frozenset(UNPUBLISHED), Status.SCHEDULED, PUBLISH),
        Transition("publish", "Publish", frozenset({*UNPUBLISHED, Status.WITHDRAWN}), Status.PUBLISHED, PUBLISH),
        Transition("withdraw", "Withdraw", frozenset({Status.PUBLISHED}), Status.WITHDRAWN, PUBLISH),
        Transition("spike", "Spike", frozenset(UNPUBLISHED), Status.SPIKED, EVERY),
        Transition("unspike", "Take off the spike", frozenset({Status.SPIKED}), Status.NEW, EVERY),
    )
}


@dataclass(frozen=True, slots=True)
class Hurdle:
    """One reason why a story cannot be published, in the words the editor sees."""

    code: str
    message: str


class Stale(Exception):
    """Somebody saved the story after it was read; nothing was written."""

    def __init__(self, article: Article, expected: int) -> None:
        super().__init__("Someone else has saved this story since you opened it. Nothing of yours was written.")
        self.article_id = article.pk
        self.expected = expected


class Refused(Exception):
    """The story may not go there; `hurdles` say why and what to do."""

    def __init__(self, *hurdles: Hurdle) -> None:
        super().__init__(" ".join(hurdle.message for hurdle in hurdles))
        self.hurdles = hurdles


def allowed(article: Article, user: User) -> list[Transition]:
    """Return the transitions that are open to this user from where the story stands."""
    return [one for one in TRANSITIONS.values() if article.status in one.sources and user.has_perm(one.permission)]


def hurdles(article: Article, *, at: datetime | None = None) -> list[Hurdle]:
    """Return everything that forbids publishing the story, now or at a time; empty when it may go out."""
    found = [*_holds(article, at or timezone.now())]
    if not article.headline.strip():
        found.append(Hurdle("NO_HEADLINE", "There is no headline. Write one."))
    if not article.body.strip():
        found.append(Hurdle("NO_BODY", "There is no text. Write it, or spike the story."))
    for caption in _captions(article):
        if not (caption.photographer or caption.agency):
            found.append(Hurdle("NO_CREDIT", f"Photo {caption.number} has no credit. Fill in photographer or agency."))
        # A picture that has not arrived cannot be described yet; readers get its caption as text.
        if caption.photo.has_file and not (caption.alt_text.strip() or caption.is_decorative):
            found.append(Hurdle("NO_ALT", f"Photo {caption.number} has no alt text. Describe it, or tick decorative."))
        if caption.photo.restrictions and not caption.restrictions_accepted:
            found.append(
                Hurdle("RESTRICTED", f"Photo {caption.number} is restricted: {caption.photo.restrictions} Tick it.")
            )
    return found


def _captions(article: Article) -> Iterable[Caption]:
    """Return the captions with their photos; a list of stories has prefetched them, for one query in all."""
    if "captions" in getattr(article, "_prefetched_objects_cache", {}):
        return article.captions.all()
    return article.captions.select_related("photo")


def _holds(article: Article, at: datetime) -> Iterator[Hurdle]:
    if article.killed_at:
        yield Hurdle("KILLED", "The wire killed this story. It must not be used.")
    if article.hold_reason:
        yield Hurdle("HELD", f"The story is held: {article.hold_reason}")
    if article.embargo_until and article.embargo_until > at:
        until = timezone.localtime(article.embargo_until)
        yield Hurdle(
            "EMBARGOED", f"The story is embargoed until {until:%H:%M on %A %d %B %Y}. Schedule it for then or later."
        )
    if article.expires_at and article.expires_at <= at:
        yield Hurdle("EXPIRED", "The story's expiry time has passed. Change or empty it.")


def move(
    article: Article,
    name: str,
    *,
    by: User | None,
    version: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Article:
    """Take the story through one transition and return it as saved.

    `version` is the one the person saw (the object's own unless given), `at` the time of a scheduled story,
    `note` the reason; for a withdrawal it is what readers are told. `by` None is the system itself.
    Raises PermissionDenied, Refused with every hurdle, or Stale.
    """
    transition = TRANSITIONS[name]
    if by is not None and not access.allows(by, transition.permission, article):
        raise PermissionDenied
    expected = article.version if version is None else version
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        if current.version != expected:
            raise Stale(article, expected)
        settle(current)
        _check(current, transition, at, by)
        claim(current, expected=current.version, fields=_effect(transition, note, at))
        record(current, by=by, event=transition.name, note=note)
    return current


def settle(article: Article) -> bool:
    """Call a scheduled story published whose time has come, and say whether it was one.

    Readers have it already: the database's clock showed it. This gives it the status and its first time.
    """
    if not Article.objects.published().filter(pk=article.pk, status=Status.SCHEDULED).exists():
        return False
    with transaction.atomic():
        first = Coalesce(models.F("first_published_at"), models.F("publish_at"))
        claim(article, expected=article.version, fields={"status": Status.PUBLISHED, "first_published_at": first})
        record(article, by=None, event="publish", note="As scheduled.")
    return True


def _check(article: Article, transition: Transition, at: datetime | None, by: User | None) -> None:
    """Raise Refused where the story cannot take the transition."""
    if article.status not in transition.sources:
        raise Refused(Hurdle("WRONG_STATE", f"A story that is {article.get_status_display().lower()} cannot do that."))
    if transition.name == "schedule" and (at is None or at <= timezone.now()):
        raise Refused(Hurdle("NO_TIME", "Give a time in the future to publish at."))
    if transition.to in (Status.PUBLISHED, Status.SCHEDULED):
        found = [*hurdles(article, at=at), *(_differences(article) if by else [])]
        if found:
            raise Refused(*found)


def _differences(article: Article) -> list[Hurdle]:
    """Return what an editor must have looked at before readers do: facts that differ from the wire's."""
    return [
        Hurdle("DIFFERS", f"{one.where}: {one.told}. Mend it, or tick it as right.")
        for one in integrity.unsettled(article)
    ]


def _effect(transition: Transition, note: str, at: datetime | None) -> dict[str, Any]:
    """Return the fields that a transition sets. The database's clock gives the times readers depend on."""
    fields: dict[str, Any] = {"status": transition.to}
    if transition.name == "publish":
        first = Coalesce(models.F("first_published_at"), Now())
        fields |= {"publish_at": first, "first_published_at": first, "public_note": ""}
    elif transition.name == "schedule":
        fields["publish_at"] = at
    elif transition.name == "withdraw":
        fields["public_note"] = note
    elif transition.name in ("reopen", "unspike"):
        fields["publish_at"] = None
    return fields


def claim(article: Article, *, expected: int, fields: dict[str, Any]) -> None:
    """Write the fields if nobody saved since version `expected`, and raise the version by one.

    The article is refreshed. Raises Stale, with nothing written. Call it in a transaction.
    """
    rows = Article.objects.filter(pk=article.pk, version=expected)
    if not rows.update(**fields, version=expected + 1, updated_at=Now()):
        raise Stale(article, expected)
    article.refresh_from_db()


def record(article: Article, *, by: User | None, event: str, note: str = "") -> Revision:
    """Keep the saved state as a revision, make it findable, set it in type and put it into its lists.

    Call it last in the transaction that saved it.
    """
    state = snapshot(article)
    before = Revision.objects.filter(article=article).order_by("-version").values_list("snapshot", flat=True).first()
    revision = Revision.objects.create(
        article=article,
        version=article.version,
        snapshot=state,
        changed=changes(before or {}, state),
        event=event,
        by=by,
        note=note,
    )
    search.index(article)
    outbox.announce(article, before=before or {}, changed=revision.changed)
    typesetting.typeset(article)
    listings.place(article, changed=revision.changed)
    if {article.status, (before or {}).get("status")} & SEEN:
        generation.advance()
    if event in security.OF_STORIES:
        security.note(security.OF_STORIES[event], by=by, subject=article, what=note)
    if by is not None and before and "embargo_until" in revision.changed:
        until = article.embargo_until
        said = f"Until {until:%Y-%m-%d %H:%M %Z}." if until else "Taken off."
        security.note(security.Kind.EMBARGO, by=by, subject=article, what=said)
    return revision


@contextmanager
def editing(
    article: Article,
    *,
    expected: int,
    by: User | None,
    fields: dict[str, Any] | None = None,
    event: str = "edited",
    note: str = "",
) -> Iterator[Article]:
    """Save an edit: claim the row with new field values, let the caller change bylines and captions, then record.

    Raises Stale before anything is written. A published story's `modified_at` moves only if its text changed.
    """
    values = dict(fields or {})
    if "headline" in values and "slug" not in values:
        values["slug"] = slug_for(values["headline"])
    with transaction.atomic():
        before = snapshot(article)
        claim(article, expected=expected, fields=values)
        yield article
        if article.status == Status.PUBLISHED and is_text_changed(before, snapshot(article)):
            Article.objects.filter(pk=article.pk).update(modified_at=Now())
            article.refresh_from_db()
        record(article, by=by, event=event, note=note)


@contextmanager
def creating(*, by: User, fields: dict[str, Any]) -> Iterator[Article]:
    """Begin a story by hand: make its row, let the caller add bylines and captions, then record."""
    with transaction.atomic():
        article = Article.objects.create(**{"slug": slug_for(fields.get("headline", "")), "created_by": by, **fields})
        yield article
        record(article, by=by, event="created")


def lift_hold(article: Article, *, by: User, version: int, reason: str) -> Article:
    """Let a held story be published after all; the reason is kept in its history.

    An embargo and a kill stay as they are. Raises PermissionDenied, Refused or Stale.
    """
    if not access.allows(by, LIFT, article):
        raise PermissionDenied
    if not reason.strip():
        raise Refused(Hurdle("NO_REASON", "Say why the hold may be lifted."))
    with editing(article, expected=version, by=by, fields={"hold_reason": ""}, event="hold lifted", note=reason):
        pass
    return article


def expire(article: Article, *, by: User, version: int, at: datetime | None) -> Article:
    """Set when readers stop seeing the story, or that they never do. Raises PermissionDenied, Refused or Stale."""
    if not by.has_perm(PUBLISH):
        raise PermissionDenied
    if at and at <= timezone.now():
        raise Refused(Hurdle("PAST", "Give an expiry in the future, or withdraw the story now."))
    note = f"Expires {timezone.localtime(at):%H:%M on %A %d %B %Y}." if at else "Never expires."
    with editing(article, expected=version, by=by, fields={"expires_at": at}, event="expiry set", note=note):
        pass
    return article


def stop(article: Article, *, reason: str, kill: bool = False, embargo_until: datetime | None = None) -> None:
    """Take a story off every page at once because the wire says so, whoever is working on it.

    A kill withdraws and is final; a hold waits for the wire or for an editor with the right to lift it, an embargo
    for its time. Call it in a transaction; the article is refreshed.
    """
    current = Article.objects.select_for_update().get(pk=article.pk)
    settle(current)
    fields: dict[str, Any] = {"embargo_until": embargo_until} if embargo_until else {"hold_reason": reason}
    if kill:
        fields |= {"killed_at": Now(), "public_note": KILLED_NOTE}
        if current.status == Status.PUBLISHED:
            fields["status"] = Status.WITHDRAWN
        elif current.status == Status.SCHEDULED:
            fields |= {"status": Status.CHECKING, "publish_at": None}
        log.critical("The wire killed story %s: %s", current.pk, reason)
    claim(current, expected=current.version, fields=fields)
    record(current, by=None, event="killed" if kill else "held", note=reason)
    article.refresh_from_db()


def is_text_changed(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Say whether what readers read differs between two snapshots."""
    return bool({"headline", "standfirst", "body", "captions", "bylines"} & set(changes(before, after)))
