"""Stories that bring no common address and are much alike: found by an index of their words, decided by an editor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles import access, workflow
from articles.models import Article, Shingle, Status, Twin, WireVersion
from articles.wire import match
from articles.wire import story as wire
from articles.wire.archive import load
from articles.workflow import Hurdle, Refused

JOIN = "articles.join_article"
STORED = 16  # of the sketch; the rest stands in for what is common
COMMON = 48  # a run of words in so many stories says nothing about which is which
SHARED = 2  # so many runs in common make a story worth reading
COMPARED = 5
Heard = defaultdict[int, list[int]]
SHUT = "This question has been answered just now. Look at it again."


def index(article: Article, story: wire.Story, *, before: wire.Story | None = None) -> list[int]:
    """Write what stands for the story, in the transaction that files it; return what may be like it, the best first."""
    marks = match.sketch(story)
    if before is not None:
        Shingle.objects.filter(mark__in=match.sketch(before), article=article).delete()
    heard = _heard(marks)
    candidates, rows = _among(heard, article, marks)
    Shingle.objects.bulk_create(rows, ignore_conflicts=True)
    return candidates


def index_new(rows: Sequence[tuple[Article, wire.Story]]) -> list[list[int]]:
    """Do what `index` does for many articles just made, in a few statements."""
    sketches = [match.sketch(story) for _, story in rows]
    heard = _heard({mark for marks in sketches for mark in marks})
    found, made = [], []
    for (article, _), marks in zip(rows, sketches, strict=True):
        candidates, shingles = _among(heard, article, marks)
        found.append(candidates)
        made += shingles
    Shingle.objects.bulk_create(made, ignore_conflicts=True, batch_size=400)
    return found


def _heard(marks: Collection[int]) -> Heard:
    """Return which articles have each of the marks."""
    heard: Heard = defaultdict(list)
    if marks:
        for mark, pk in Shingle.objects.filter(mark__in=marks).values_list("mark", "article_id"):
            heard[mark].append(pk)
    return heard


def _among(heard: Heard, article: Article, marks: Sequence[int]) -> tuple[list[int], list[Shingle]]:
    """Return what is likely like the article among those heard, the best first; and its rows, as heard from now on."""
    rare = [mark for mark in marks if len(heard[mark]) < COMMON]
    votes = Counter(pk for mark in rare for pk in heard[mark] if pk != article.pk)
    for mark in rare[:STORED]:
        heard[mark].append(article.pk)
    candidates = [pk for pk, shared in votes.most_common(COMPARED) if shared >= SHARED]
    return candidates, [Shingle(mark=mark, article_id=article.pk) for mark in rare[:STORED]]


def ask(article: Article, story: wire.Story, candidates: list[int]) -> list[Twin]:
    """Put the question to the desk whether the story is one of the candidates, where their texts are much alike."""
    found = []
    for other, text in _bases(candidates):
        later, earlier = sorted((article.pk, other), reverse=True)
        if reason := match.likely(text, story):
            values = {"reason": reason}
            found.append(Twin.objects.get_or_create(article_id=later, other_id=earlier, defaults=values)[0])
    return found


def _bases(candidates: list[int]) -> Iterator[tuple[int, wire.Story]]:
    """Yield the articles with the story that each was last made from."""
    if not candidates:
        return
    applied = WireVersion.objects.filter(article__in=candidates, applied_at__isnull=False)
    seen: set[int] = set()
    for one in applied.order_by("-applied_at", "-pk").only("article_id", "story"):
        if one.article_id and one.article_id not in seen:
            seen.add(one.article_id)
            yield one.article_id, load(one.story)


def open_twins(article: Article) -> QuerySet[Twin]:
    """Return the questions about a story that wait for an answer; one about a spiked story waits for none."""
    mine = Twin.objects.filter(Q(article=article) | Q(other=article), answer=Twin.Answer.OPEN)
    return mine.exclude(article__status=Status.SPIKED).exclude(other__status=Status.SPIKED)


def first_open() -> Subquery:
    """Return the newest open question about each story of a query, for its row in a list."""
    mine = Twin.objects.filter(Q(article=OuterRef("pk")) | Q(other=OuterRef("pk")), answer=Twin.Answer.OPEN)
    waiting = mine.exclude(article__status=Status.SPIKED).exclude(other__status=Status.SPIKED)
    return Subquery(waiting.order_by("-pk").values("pk")[:1])


@transaction.atomic
def join(twin: Twin, *, keep: Article, by: User) -> Article:
    """Make two stories one: the one kept goes on, and gets the versions of the other, which is spiked.

    Its text stays as it is; what the other's newest version says waits as an update. Raises PermissionDenied, Refused
    with what stands against it, or Stale.
    """
    asked = _claimed(twin, by, Twin.Answer.OPEN, Twin.Answer.APART)
    fold = asked.other if keep.pk == asked.article_id else asked.article
    keep = asked.article if keep.pk == asked.article_id else asked.other
    if fold.status in (Status.PUBLISHED, Status.SCHEDULED):
        raise Refused(Hurdle("PUBLIC", "Readers see the story that would go, or will. Keep that one, or withdraw it."))
    if fold.killed_at or keep.killed_at:
        raise Refused(Hurdle("KILLED", "The wire killed one of the two. Decide about the other one by hand."))
    versions = list(fold.wire_versions.all())
    asked.before = {
        "status": fold.status,
        "wire_uri": fold.wire_uri,
        "versions": {str(one.pk): [_iso(one.applied_at), one.applied_as, one.match_reason] for one in versions},
    }
    reason = f"Joined by {by.get_username()}. {asked.reason}"[:200]
    fold.wire_versions.update(article=keep, applied_at=None, applied_as=None, match_reason=reason)
    gone: dict[str, Any] = {"status": Status.SPIKED, "wire_uri": "", "publish_at": None}
    _note(fold, gone, by, "joined", f"The same story as {keep.pk}: {keep}")
    _note(keep, {"wire_moved": True} if versions else {}, by, "joined", f"The same story as {fold.pk}: {fold}")
    _answer(asked, Twin.Answer.JOINED, by, kept=keep)
    return keep


@transaction.atomic
def part(twin: Twin, *, by: User) -> Article:
    """Undo a join: the story that was spiked comes back as it was, with its versions and those that came since."""
    asked = _claimed(twin, by, Twin.Answer.JOINED)
    assert asked.kept is not None
    keep, fold = asked.kept, asked.other if asked.kept_id == asked.article_id else asked.article
    before = asked.before
    since = WireVersion.objects.filter(article=keep, provider=fold.provider, uri=before["wire_uri"])
    since.exclude(pk__in=before["versions"]).update(article=fold, applied_at=None, applied_as=None)
    for pk, (applied, number, reason) in before["versions"].items():
        at = datetime.fromisoformat(applied) if applied else None
        WireVersion.objects.filter(pk=pk).update(
            article=fold, applied_at=at, applied_as=number, match_reason=reason or ""
        )
    back = {"status": before["status"], "wire_uri": before["wire_uri"]}
    _note(fold, back, by, "split off", f"Not the same story as {keep.pk}: {keep}")
    _note(keep, {"wire_moved": False}, by, "split off", f"Not the same story as {fold.pk}: {fold}")
    _answer(asked, Twin.Answer.APART, by, kept=None)
    return fold


@transaction.atomic
def keep_apart(twin: Twin, *, by: User) -> None:
    """Say that two stories are two; the desk is not asked again."""
    _answer(_claimed(twin, by, Twin.Answer.OPEN), Twin.Answer.APART, by, kept=None)


@transaction.atomic
def reopen(twin: Twin, *, by: User) -> None:
    """Take back that two stories are two: the question is open again."""
    asked = _claimed(twin, by, Twin.Answer.APART)
    Twin.objects.filter(pk=asked.pk).update(answer=Twin.Answer.OPEN, answered_at=None, answered_by=None)


def _claimed(twin: Twin, by: User, *expected: Twin.Answer) -> Twin:
    asked = Twin.objects.select_for_update(of=("self",)).select_related("article", "other", "kept").get(pk=twin.pk)
    if not all(access.allows(by, JOIN, one) for one in (asked.article, asked.other)):
        raise PermissionDenied
    if asked.answer not in expected:
        raise Refused(Hurdle("ANSWERED", SHUT))
    return asked


def _answer(twin: Twin, answer: Twin.Answer, by: User, *, kept: Article | None) -> None:
    twin.answer, twin.answered_by, twin.answered_at, twin.kept = answer, by, timezone.now(), kept
    twin.save()


def _note(article: Article, fields: dict[str, Any], by: User, event: str, note: str) -> None:
    with workflow.editing(article, expected=article.version, by=by, fields=fields, event=event, note=note):
        pass


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
