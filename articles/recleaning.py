"""Cleaning again what was received: with the cleaner of today and all that the desk has ruled since.

The raw bytes are read anew, the reading becomes a wire version of its own, and it is merged into the article as a
newer version of the wire would be: no edit is lost, what both changed stays ours and is told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import filing, ingest, workflow
from articles.filing import twins
from articles.models import Article, Delivery, Ruling, Source, SourceRule, Status, WireVersion
from articles.models.ruling import rulings_of
from articles.wire import read, rulings
from articles.wire.merge import Change, Conflict, Merged
from articles.wire.rulings import squashed
from articles.wire.story import Fate, Reading, Refusal

CHANGED, UNCHANGED, CONFLICTS, REFUSED = "changed", "unchanged", "conflicts", "refused"
EVENT = "cleaned again"
SPREAD = 200  # so many stories of a source are cleaned again in one request; the command does the rest
NOT_FROM_THE_WIRE = Refusal("NO_WIRE", "This story was not made from a delivery.", "There is nothing to clean.")
NO_BYTES = Refusal("NO_BYTES", "The bytes of the delivery are not in the store.", "Run verify, and restore the file.")
KILLED = Refusal("KILLED", "The wire killed this story.", "Leave it as it is.")
PUBLIC = Refusal(
    "PUBLISHED",
    "Readers see this story, have seen it, or will by itself.",
    "Say that published stories may change too.",
)
INCOMPLETE = Refusal("INCOMPLETE", "A public story would lose its headline or its text.", "Look at the rulings.")
NO_STORY_LEFT = Refusal("NO_STORY", "Read so, the delivery holds no story any more.", "Look at the rulings.")


@dataclass(frozen=True, slots=True)
class Done:
    """What cleaning a story again did, or would do."""

    article: Article
    outcome: str
    code: str = ""
    reason: str = ""
    remedy: str = ""
    applied: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def as_report(self) -> dict[str, Any]:
        """Return the line of the machine-readable report."""
        return {
            "article": self.article.pk,
            "headline": self.article.headline,
            "outcome": self.outcome,
            "code": self.code,
            "reason": self.reason,
            "remedy": self.remedy,
            "changes": [
                {"of": filing.what(one), "what": one.what, "before": one.before, "after": one.after}
                for one in self.applied
            ],
            "conflicts": [
                {"of": filing.what(one), "base": one.base, "ours": one.ours, "theirs": one.theirs}
                for one in self.conflicts
            ],
        }


@dataclass(frozen=True, slots=True)
class Again:
    """One story read anew: its plan, and the row its reading will be. `is_new` says whether it was read so before."""

    plan: filing.Plan
    version: WireVersion
    is_new: bool


def rule(version: WireVersion, *, line: int, text: str, fate: Fate, by: User | None) -> Ruling:
    """Keep what an editor says of a line of the capture. A second ruling on the same line takes the first's place."""
    marked = mark(text)
    values = {"text": text, "fate": str(fate), "made_by": by}
    return Ruling.objects.update_or_create(
        delivery_id=version.delivery_id, line=line, digest=marked, defaults=values, create_defaults=values
    )[0]


def withdraw(ruling: Ruling) -> None:
    """Take a ruling back. A rule of the source that was made of it stays."""
    ruling.delete()


def promote(ruling: Ruling, source: Source, *, by: User | None) -> SourceRule:
    """Make a ruling hold for every capture of a source."""
    values = {"text": ruling.text, "fate": ruling.fate, "ruling": ruling, "made_by": by}
    return SourceRule.objects.update_or_create(
        source=source, digest=ruling.digest, defaults=values, create_defaults=values
    )[0]


def mark(text: str) -> str:
    """Return what a text is known by, whatever its white space."""
    return sha256(squashed(text).encode("utf-8", "surrogatepass")).hexdigest()


def foresee(article: Article, *, published: bool = False, extra: Sequence[rulings.Ruling] = ()) -> Done:
    """Return what cleaning a story again would do, writing nothing; with `extra` rules of its source if given."""
    found = _look(article, published=published, extra=extra)
    return found if isinstance(found, Done) else _told(found)


def stories_of(source: Source | None = None, limit: int | None = None) -> QuerySet[Article]:
    """Return the stories that were made from deliveries, of one source or of all, the newest first."""
    found = Article.objects.filter(wire_versions__applied_at__isnull=False)
    if source is not None:
        found = found.filter(wire_versions__delivery__source=source)
    return found.select_related("section", "source").distinct().order_by("-pk")[:limit]


def foresee_rule(source: Source, said: rulings.Ruling, *, limit: int = SPREAD) -> list[Done]:
    """Return what a rule would change in the newest stories of a source, writing nothing; unchanged ones left out."""
    done = (foresee(one, published=True, extra=[said]) for one in stories_of(source, limit))
    return [one for one in done if one.applied or one.conflicts or one.outcome == REFUSED]


def spread(source: Source, *, by: User | None, limit: int = SPREAD) -> list[Done]:
    """Clean the newest stories of a source again, those that readers see left as they are."""
    done: list[Done] = []
    for article in stories_of(source, limit):
        try:
            done.append(reclean(article, by=by))
        except workflow.Stale as stale:
            done.append(_refused(article, Refusal("STALE", str(stale), "Clean it again.")))
    return done


def articles_of(delivery: Delivery) -> list[Article]:
    """Return the stories that were last made from a delivery."""
    found = Article.objects.filter(wire_versions__delivery=delivery).distinct().order_by("pk")
    return [one for one in found if (base := filing.base_of(one)) and base.delivery_id == delivery.pk]


def reclean(article: Article, *, by: User | None, published: bool = False) -> Done:
    """Read a story's delivery again and merge what comes of it into the story, in one transaction.

    A story that readers see is refused unless `published` says that it may change. Raises workflow.Stale where
    somebody saves at the same moment; then nothing was written.
    """
    with transaction.atomic():
        if base := filing.base_of(article):
            # The lock lets one at a time clean these bytes again.
            Delivery.objects.select_for_update().get(pk=base.delivery_id)
        found = _look(article, published=published)
        if isinstance(found, Done):
            return found
        saved = filing.write(found.plan, by=by, event=EVENT)
        if found.is_new:
            version = found.version
            version.applied_at, version.applied_as = timezone.now(), saved.version
            version.save()
            twins.index(saved, found.plan.theirs, before=found.plan.sent)
    return _told(found)


def _look(article: Article, *, published: bool, extra: Sequence[rulings.Ruling] = ()) -> Again | Done:
    """Read a story again and bring it together with the article, or say why not."""
    base = filing.base_of(article)
    if base is None or article.killed_at:
        return _refused(article, NOT_FROM_THE_WIRE if base is None else KILLED)
    said = rulings_of(base.delivery)
    own = [one for one in said if one.line]
    said = (*(one for one in said if not one.line), *extra, *own)
    reading = _read(base.delivery, said)
    if reading is None or len(reading.stories) < base.position:
        return _refused(article, NO_STORY_LEFT if reading else NO_BYTES)
    story = reading.stories[base.position - 1]
    plan = filing.plan(article, base, story)
    if is_public(article) and (objection := _objection(plan, published=published)):
        return objection
    version = ingest.version_of(base.delivery, base.position, story, ingest.cleaner_under(said))
    version.provider, version.uri = filing.identity(story)
    return Again(plan, *_row(version, base))


def _read(delivery: Delivery, said: Sequence[rulings.Ruling]) -> Reading | None:
    try:
        with storages["raw"].open(delivery.raw_key) as stream:
            payload = stream.read(ingest.IN_MEMORY + 1)
    except OSError:
        return None
    return read(payload, delivery.file_name, rulings=said)


def _row(version: WireVersion, base: WireVersion) -> tuple[WireVersion, bool]:
    """Return the row for a reading, and whether it is another one than the base: the same reading has one row."""
    version.article = base.article
    version.match_reason = "The same bytes, cleaned again."
    if _same(version, base):
        return base, False
    known = WireVersion.objects.filter(delivery=version.delivery, position=version.position)
    if (same := known.filter(cleaner=version.cleaner).first()) and not _same(version, same):
        # The cleaner has changed without its number: the row keeps what it was, this one is marked by its reading.
        version.cleaner = f"{version.cleaner}~{sha256(_as_json(version).encode()).hexdigest()[:6]}"
        same = known.filter(cleaner=version.cleaner).first()
    return same or version, True


def _same(one: WireVersion, other: WireVersion) -> bool:
    return _as_json(one) == _as_json(other)


def _as_json(version: WireVersion) -> str:
    return json.dumps([version.story, version.pieces, version.issues], sort_keys=True)


def _objection(plan: filing.Plan, *, published: bool) -> Done | None:
    """Say why a story that is public may not be written; nothing is written either where its text stays."""
    merged = plan.merged
    if not published and not merged.applied and not merged.conflicts:
        return Done(plan.article, UNCHANGED)
    if not published:
        return _refused(plan.article, PUBLIC, merged)
    if not (merged.story.headline and merged.story.body):
        return _refused(plan.article, INCOMPLETE, merged)
    return None


def is_public(article: Article) -> bool:
    """Say whether readers see the story, have seen it, or will without another look."""
    return article.status in (Status.PUBLISHED, Status.SCHEDULED, Status.WITHDRAWN)


def _refused(article: Article, refusal: Refusal, merged: Merged | None = None) -> Done:
    applied, conflicts = (merged.applied, merged.conflicts) if merged else ((), ())
    return Done(article, REFUSED, refusal.code, refusal.reason, refusal.remedy, applied, conflicts)


def _told(found: Again) -> Done:
    merged = found.plan.merged
    outcome = CONFLICTS if merged.conflicts else CHANGED if merged.applied else UNCHANGED
    return Done(found.plan.article, outcome, applied=merged.applied, conflicts=merged.conflicts)
