"""What a story means for the desk: a new article, or for one it has already refresh, merge, unchanged or hold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.filing import kills, twins, updating
from articles.filing.known import base_of, find, is_older
from articles.filing.merging import Plan, plan
from articles.filing.rows import attach, fields_of, hold_reason, section_named
from articles.filing.writing import conflict_issues
from articles.models import Article, Source, Status, WireVersion
from articles.wire import story as wire
from articles.wire.archive import dump_issues, load
from articles.wire.match import identity

CREATED, REFRESHED, MERGED, UNCHANGED, HELD = "created", "refreshed", "merged", "unchanged", "held"
# Where a further version may go by itself. What readers see, or will see without another look, waits for the desk.
MERGED_INTO = frozenset({Status.NEW, Status.CHECKING, Status.READY})


KILLED = "The wire killed the story. It must not be used."
FINAL = "Nothing to do: it is withdrawn and cannot come back."
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
    version.match_reason = known.reason if known else ""
    if article is None:
        return _start(story, version, source, by)
    done = _decide(article, story)
    if done.plan and done.outcome in (REFRESHED, MERGED):
        done = _taken_in(done, done.plan, version, by)
    if done.outcome == UNCHANGED and not done.code:
        # Nothing to write, but what comes next is measured by this one: what was sent between the two is older.
        version.applied_at, version.applied_as = timezone.now(), article.version
        Article.objects.filter(pk=article.pk, wire_moved=True).update(wire_moved=False)
    if done.code == "WIRE_MOVED":
        Article.objects.filter(pk=done.article.pk).update(wire_moved=True)
    if not version.pk:
        version.article = done.article
        version.save(force_insert=True)
    _stop(article, done, story, version)
    kills.heed(story, version)
    return _as_reported(done, story)


def _stop(article: Article, done: Done, story: wire.Story, version: WireVersion) -> None:
    """Let a kill, a hold or an embargo reach the story at once."""
    if article.killed_at or done.code not in STOPS:
        return
    if done.code == "KILLED":
        kills.kill(article, reason=done.reason, version=version)
    else:
        embargo = story.embargo_until if done.code == "EMBARGOED" else None
        workflow.stop(article, reason=done.reason, embargo_until=embargo)


def _start(story: wire.Story, version: WireVersion, source: Source | None, by: User | None) -> Done:
    """Make a new article of a story, and ask the desk whether it is one that we have."""
    done = _create(story, source, by)
    version.article = done.article
    version.applied_at, version.applied_as = timezone.now(), done.article.version
    version.save(force_insert=True)
    twins.ask(done.article, story, twins.index(done.article, story))
    if done.article.killed_at:
        kills.raise_alarm(f"The wire killed a story before it came: “{done.article}”.", done.article, version)
    elif said := kills.was_killed_before(version):
        kills.kill(done.article, reason=f"It was killed before it came. {said}", version=version)
        done = Done(HELD, done.article, done.issues, "KILLED", KILLED, FINAL)
    kills.heed(story, version)
    return done


def _taken_in(done: Done, found: Plan, version: WireVersion, by: User | None) -> Done:
    """Write a version that nothing stands against; on a live story only if it could still be published as it is."""
    is_live = done.article.status not in MERGED_INTO
    event = updating.LIVE if is_live else done.outcome
    try:
        with transaction.atomic():
            saved = updating.take_in(found, version, by=None if is_live else by, event=event)
            if is_live and (hurdles := workflow.hurdles(saved)):
                raise workflow.Refused(*hurdles)
    except workflow.Refused as refused:
        version.pk = version.applied_at = version.applied_as = None
        done.article.refresh_from_db()
        return _moved(done.article, f"A new version that cannot go out by itself. {refused}")
    return done


def _as_reported(done: Done, story: wire.Story) -> Done:
    """Call an update held that was taken in and must not be published."""
    found = verdict(done.article, story, done.issues)
    return found if done.outcome in (REFRESHED, MERGED) and found.outcome == HELD else done


def foresee(story: wire.Story) -> Done:
    """Return what `file` would do, writing nothing. A new article has no id yet."""
    if known := find(story):
        return _as_reported(_decide(known.article, story), story)
    return verdict(Article(), story, story.issues)


def verdict(article: Article, story: wire.Story, issues: tuple[wire.Issue, ...]) -> Done:
    """Say whether a story that was taken in may be published."""
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
    if story.pub_status is wire.PubStatus.CANCELED:
        # However old it is: had it come in its turn, nothing after it could have brought the story back.
        return Done(HELD, article, story.issues, "KILLED", KILLED, FINAL)
    if base is not None and is_older(story, base):
        return Done(
            UNCHANGED, article, (), "OLDER", "An older version than the one on the desk.", "Nothing to do: it is kept."
        )
    if base is not None and _says_the_same(load(base.story), story):
        return Done(UNCHANGED, article)
    if stopped := _stopped(article, story):
        return stopped
    if base is None or not (article.status in MERGED_INTO or _goes_by_itself(article, story)):
        return _moved(article, "A new version of a story that the desk has written, scheduled or published.")
    found = plan(article, base, story)
    if found.merged.conflicts:
        many = len(found.merged.conflicts)
        reason = f"A new version of a story that the desk has edited, with {many} conflict{'s' if many > 1 else ''}."
        return _moved(article, reason, found)
    return Done(MERGED if found.is_edited else REFRESHED, article, story.issues, plan=found)


def _goes_by_itself(article: Article, story: wire.Story) -> bool:
    """Say whether an update may reach a published story without a click: its source says so, and the wire allows it."""
    is_trusted = article.source is not None and article.source.applies_updates
    return is_trusted and article.status == Status.PUBLISHED and not hold_reason(story)


def _stopped(article: Article, story: wire.Story) -> Done | None:
    """Say whether the version stops the story: a hold or an embargo where readers see it."""
    found = verdict(article, story, story.issues)
    return found if found.outcome == HELD and article.status not in MERGED_INTO else None


def _moved(article: Article, reason: str, found: Plan | None = None) -> Done:
    remedy = "See on the story's page in the admin what it changes, and apply it or leave it."
    return Done(HELD, article, conflict_issues(found) if found else (), "WIRE_MOVED", reason, remedy, found)


def _says_the_same(base: wire.Story, story: wire.Story) -> bool:
    """Say whether two versions differ in nothing but their numbers and times, the doubts and the ledger."""

    def said(one: wire.Story) -> wire.Story:
        return replace(
            one, uri="", version="", version_created=None, language="", issues=(), pieces=(),
            body=tuple(replace(block, line=0) for block in one.body),
            pictures=tuple(replace(picture, line=0) for picture in one.pictures),
        )  # fmt: skip

    return said(base) == said(story)


def _create(story: wire.Story, source: Source | None, by: User | None) -> Done:
    provider, uri = identity(story)
    fields, issues = fields_of(story, source, section=section_named(story.section))
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
    return verdict(article, story, issues)
