"""What a story means for the desk: a new article, or for one it has already refresh, merge, unchanged or hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from articles import workflow
from articles.filing import twins
from articles.filing.known import base_of, find
from articles.filing.merging import Plan, plan
from articles.filing.rows import attach, fields_of, hold_reason
from articles.filing.writing import conflict_issues, write
from articles.models import Article, Source, Status, WireVersion
from articles.wire import story as wire
from articles.wire.archive import dump_issues, load
from articles.wire.match import identity

CREATED, REFRESHED, MERGED, UNCHANGED, HELD = "created", "refreshed", "merged", "unchanged", "held"
# Where a further version may go by itself. What readers see, or will see without another look, waits for the desk.
MERGED_INTO = frozenset({Status.NEW, Status.CHECKING, Status.READY})


STOPS = frozenset({"KILLED", "HELD", "EMBARGOED"})


@dataclass(frozen=True, slots=True)
class Done:
    """What filing did, or would do."""

    outcome: str
    article: Article
    issues: tuple[wire.Issue, ...] = ()
    code: str = ""
    reason: str = ""
    remedy: str = ""
    plan: Plan | None = None


def file(story: wire.Story, *, version: WireVersion, source: Source | None, by: User | None) -> Done:
    """File one story with its unsaved `version`, in the caller's transaction."""
    version.provider, version.uri = identity(story)
    known = find(story)
    article = known.article if known else None
    before = base_of(article) if article else None
    done = _create(story, source, by) if article is None else _decide(article, story)
    if done.plan and done.outcome in (REFRESHED, MERGED):
        write(done.plan, by=by, event=done.outcome, fields={"wire_moved": False})
    if done.outcome in (CREATED, REFRESHED, MERGED) or article is None:
        version.applied_at, version.applied_as = timezone.now(), done.article.version
    if article is not None and done.code in STOPS and not article.killed_at:
        kill = done.code == "KILLED"
        embargo = story.embargo_until if done.code == "EMBARGOED" else None
        workflow.stop(article, reason=done.reason, kill=kill, embargo_until=embargo)
    if done.code == "WIRE_MOVED":
        Article.objects.filter(pk=done.article.pk).update(wire_moved=True)
    version.article = done.article
    version.match_reason = known.reason if known else ""
    version.save(force_insert=True)
    if version.applied_at:
        candidates = twins.index(done.article, story, before=load(before.story) if before else None)
        twins.ask(done.article, story, candidates)
    return _as_reported(done, story)


def _as_reported(done: Done, story: wire.Story) -> Done:
    """Call an update held that was taken in and must not be published."""
    verdict = _verdict(done.article, story, done.issues)
    return verdict if done.outcome in (REFRESHED, MERGED) and verdict.outcome == HELD else done


def foresee(story: wire.Story) -> Done:
    """Return what `file` would do, writing nothing. A new article has no id yet."""
    if known := find(story):
        return _as_reported(_decide(known.article, story), story)
    return _verdict(Article(), story, story.issues)


def _verdict(article: Article, story: wire.Story, issues: tuple[wire.Issue, ...]) -> Done:
    if reason := hold_reason(story):
        return Done(
            HELD, article, issues, "HELD", reason, "Wait for the wire, or lift the hold in the admin with a reason."
        )
    if story.embargo_until and story.embargo_until > timezone.now():
        return Done(
            HELD,
            article,
            issues,
            "EMBARGOED",
            f"Embargoed until {story.embargo_until:%d %B %Y %H:%M %Z}.",
            "Schedule it.",
        )
    return Done(CREATED, article, issues)


def _decide(article: Article, story: wire.Story) -> Done:
    """Say what a further version means for an article, without touching it."""
    base = base_of(article)
    if article.killed_at:
        return Done(
            HELD, article, (), "KILLED", "The wire killed this story.", "Nothing to do: the version is kept unread."
        )
    if base is not None and _same_words(load(base.story), story):
        return Done(UNCHANGED, article)
    if base is not None and _is_older(story, base):
        return Done(
            UNCHANGED, article, (), "OLDER", "An older version than the one on the desk.", "Nothing to do: it is kept."
        )
    if stopped := _stopped(article, story):
        return stopped
    if base is None or article.status not in MERGED_INTO:
        return _moved(article, "A new version of a story that the desk has written, scheduled or published.")
    found = plan(article, base, story)
    if found.merged.conflicts:
        many = len(found.merged.conflicts)
        reason = f"A new version of a story that the desk has edited, with {many} conflict{'s' if many > 1 else ''}."
        return _moved(article, reason, found)
    return Done(MERGED if found.is_edited else REFRESHED, article, story.issues, plan=found)


def _stopped(article: Article, story: wire.Story) -> Done | None:
    """Say whether the version stops the story: a kill wherever it stands, a hold or embargo where readers see it."""
    if story.pub_status is wire.PubStatus.CANCELED:
        reason = "The wire killed the story. It must not be used."
        return Done(
            HELD, article, story.issues, "KILLED", reason, "Nothing to do: it is withdrawn and cannot come back."
        )
    verdict = _verdict(article, story, story.issues)
    return verdict if verdict.outcome == HELD and article.status not in MERGED_INTO else None


def _moved(article: Article, reason: str, found: Plan | None = None) -> Done:
    remedy = "Compare the versions on the story's page in the admin."
    return Done(HELD, article, conflict_issues(found) if found else (), "WIRE_MOVED", reason, remedy, found)


def _is_older(story: wire.Story, base: WireVersion) -> bool:
    """Say whether the wire made the story before the base: by its time, and where that is the same by its number."""
    if story.version_created and base.version_created and story.version_created != base.version_created:
        return story.version_created < base.version_created
    numbers = story.version, base.version
    return all(one.isdecimal() for one in numbers) and int(numbers[0]) < int(numbers[1])


def _same_words(ours: wire.Story, theirs: wire.Story) -> bool:
    def words(story: wire.Story) -> tuple[object, ...]:
        pictures = [(one.title, one.caption, one.credit, one.after) for one in story.pictures]
        return (
            story.headline,
            story.standfirst,
            [(one.kind, one.text) for one in story.body],
            pictures,
            story.pub_status,
        )

    return words(ours) == words(theirs)


def _create(story: wire.Story, source: Source | None, by: User | None) -> Done:
    provider, uri = identity(story)
    fields, issues = fields_of(story, source)
    same = Article.objects.filter(slug=fields["slug"], headline__iexact=fields["headline"]).exclude(headline="")
    if twin := same.order_by("-pk").first():
        message = f"Another story has this headline: number {twin.pk}. See whether one of them is enough."
        issues = (*issues, wire.Issue("SAME_HEADLINE", message))
        fields |= {"issues": dump_issues(issues), "needs_review": True}
    if story.pub_status is wire.PubStatus.CANCELED:
        fields["killed_at"] = timezone.now()
    article = Article.objects.create(provider=provider, wire_uri=uri, source=source, created_by=by, **fields)
    attach(article, story)
    workflow.record(article, by=by, event="imported")
    return _verdict(article, story, issues)
