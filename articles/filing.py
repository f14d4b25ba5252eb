"""One story becomes one article, or a new version of one: create, refresh, unchanged or hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.text import slugify

from articles import workflow
from articles.models import Article, ArticleByline, Byline, Caption, Photo, Section, Source, WireVersion
from articles.models.article import UNPUBLISHED, slug_for
from articles.wire import story as wire
from articles.wire.archive import dump_issues, load
from articles.wire.clean.doubts import LONG_HEADLINE
from articles.wire.markup import to_markup
from articles.wire.match import fingerprint

CREATED, REFRESHED, UNCHANGED, HELD = "created", "refreshed", "unchanged", "held"


@dataclass(frozen=True, slots=True)
class Done:
    """What filing did, or would do."""

    outcome: str
    article: Article
    issues: tuple[wire.Issue, ...] = ()
    code: str = ""
    reason: str = ""
    remedy: str = ""


def identity(story: wire.Story) -> tuple[str, str]:
    """Return provider and uri: the wire's own, or for copy without one the fingerprint of its words."""
    return (story.provider or "capture")[:80], (story.uri or f"text:{fingerprint(story)}")[:400]


def file(story: wire.Story, *, version: WireVersion, source: Source | None, by: User | None) -> Done:
    """File one story with its unsaved `version`, in the caller's transaction."""
    version.provider, version.uri = identity(story)
    article = _known(story)
    done = _create(story, source, by) if article is None else _decide(article, story)
    if done.outcome == REFRESHED:
        _refresh(done.article, story, by)
    if done.outcome in (CREATED, REFRESHED) or article is None:
        version.applied_at, version.applied_as = timezone.now(), done.article.version
    if done.code == "WIRE_MOVED":
        Article.objects.filter(pk=done.article.pk).update(wire_moved=True)
    version.article = done.article
    version.match_reason = "" if article is None else "The same address or the same words."
    version.save(force_insert=True)
    return done


def foresee(story: wire.Story) -> Done:
    """Return what `file` would do, writing nothing. A new article has no id yet."""
    article = _known(story)
    if article is not None:
        return _decide(article, story)
    return _verdict(Article(), story, story.issues)


def _known(story: wire.Story) -> Article | None:
    provider, uri = identity(story)
    return Article.objects.filter(provider=provider, wire_uri=uri).first()


def hold_reason(story: wire.Story) -> str:
    """Return why the story must not be published, empty where the wire allows it.

    Only a story whose status is usable may be: everything else holds, an embargo by its time.
    """
    if story.profile is not wire.Profile.STORY:
        return f"This is {story.profile}, not a story for publication."
    if story.pub_status is wire.PubStatus.EMBARGOED and story.embargo_until is None:
        return f"The wire embargoes the story without a time we can read: {story.embargo_raw or 'no time given'}"
    if story.pub_status in (wire.PubStatus.USABLE, wire.PubStatus.EMBARGOED):
        return ""
    return f"The wire's status of the story is {story.pub_status}."


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
    base = article.wire_versions.filter(applied_at__isnull=False).order_by("-applied_at", "-pk").first()
    if article.killed_at:
        return Done(
            HELD, article, (), "KILLED", "The wire killed this story.", "Nothing to do: the version is kept unread."
        )
    if base is not None and _same_words(load(base.story), story):
        return Done(UNCHANGED, article)
    if (
        base is not None
        and story.version_created
        and base.version_created
        and story.version_created < base.version_created
    ):
        return Done(
            UNCHANGED, article, (), "OLDER", "An older version than the one on the desk.", "Nothing to do: it is kept."
        )
    if base is not None and base.applied_as == article.version and article.status in UNPUBLISHED:
        return Done(REFRESHED, article, story.issues)
    reason = "A new version of a story that the desk has edited or published."
    return Done(HELD, article, (), "WIRE_MOVED", reason, "Compare the versions on the story's page in the admin.")


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
    fields, issues = _fields(story, source)
    same = Article.objects.filter(slug=fields["slug"], headline__iexact=fields["headline"]).exclude(headline="")
    if twin := same.order_by("-pk").first():
        message = f"Another story has this headline: number {twin.pk}. See whether one of them is enough."
        issues = (*issues, wire.Issue("SAME_HEADLINE", message))
        fields |= {"issues": dump_issues(issues), "needs_review": True}
    article = Article.objects.create(provider=provider, wire_uri=uri, source=source, **fields)
    _attach(article, story)
    workflow.record(article, by=by, event="imported")
    return _verdict(article, story, issues)


def _refresh(article: Article, story: wire.Story, by: User | None) -> None:
    """Replace the text of an article that nobody has touched since its last wire version."""
    fields, _issues = _fields(story, article.source)
    with workflow.editing(article, expected=article.version, by=by, fields=fields, event="refreshed"):
        article.captions.all().delete()
        article.article_bylines.all().delete()
        _attach(article, story)


def _fields(story: wire.Story, source: Source | None) -> tuple[dict[str, Any], tuple[wire.Issue, ...]]:
    """Return an article's field values, with the issues of the story and of its place among ours."""
    section = _section(story.section)
    issues = (*story.issues, *_doubts(story, section))
    headline = _fit(story.headline)
    fields: dict[str, Any] = {
        "headline": headline,
        "slug": slug_for(headline),
        "standfirst": story.standfirst,
        "body": to_markup(story.body, story.pictures),
        "dateline": story.dateline[:120],
        "section": section or (source.default_section if source else None),
        "language": story.language[:12],
        "hold_reason": hold_reason(story),
        "embargo_until": story.embargo_until,
        "wire_date": story.date,
        "catchline": story.catchline[:160],
        "profile": story.profile,
        "pub_status": story.pub_status,
        "urgency": story.urgency,
        "ed_note": story.ed_note,
        "issues": dump_issues(issues),
        "needs_review": bool(issues),
    }
    return fields, issues


def _doubts(story: wire.Story, section: Section | None) -> Iterator[wire.Issue]:
    """Yield what only the desk's own rows and calendar can tell."""
    if story.section and section is None:
        message = f"The wire's section “{story.section[:80]}” is not one of ours. Choose one."
        yield wire.Issue("UNKNOWN_SECTION", message)
    if story.date and story.date > timezone.localdate() + timedelta(days=1):
        yield wire.Issue("DATE_IN_FUTURE", f"The wire dates the story {story.date:%d %B %Y}, which is yet to come.")


def _fit(headline: str) -> str:
    """Cut a headline that no headline can be; the whole of it stays in the wire version, a doubt tells the desk."""
    if len(headline) <= LONG_HEADLINE:
        return headline
    return (headline[: LONG_HEADLINE - 1].rsplit(" ", 1)[0] or headline[: LONG_HEADLINE - 1]) + "…"


def _section(name: str) -> Section | None:
    if not name:
        return None
    for called in (name, name.strip().lower().removesuffix(" news")):
        found = Section.objects.filter(name__iexact=called) | Section.objects.filter(slug=slugify(called)[:80])
        if section := found.first():
            return section
    return None


def _attach(article: Article, story: wire.Story) -> None:
    """Give the article its bylines, captions and announced photos."""
    seen: set[int] = set()
    for position, signed in enumerate(story.bylines, start=1):
        byline = byline_for(signed)
        if byline.pk not in seen:
            ArticleByline.objects.create(
                article=article, byline=byline, position=position, role=signed.role[:120], as_received=signed.raw[:255]
            )
        seen.add(byline.pk)
    lead = next((one for one in story.pictures if one.is_lead), None)
    for number, picture in enumerate(story.pictures, start=1):
        _announce(article, picture, number, Caption.Role.LEAD if picture is lead else Caption.Role.INLINE)


def byline_for(signed: wire.Byline) -> Byline:
    """Return the person or agency of a byline, made if new. Two importers get the same row."""
    name = (signed.name or signed.organisation)[:160]
    organisation = signed.organisation[:160] if signed.name else ""
    same = {"name__iexact": name, "organisation__iexact": organisation}
    if known := Byline.objects.filter(**same).first():
        return known
    slug = slugify(name)[:160] or "byline"
    if Byline.objects.filter(slug=slug).exists():
        slug = f"{slug}-{hashlib.sha256(f'{name}/{organisation}'.casefold().encode()).hexdigest()[:8]}"
    kind = Byline.Kind.ORGANISATION if signed.is_organisation else Byline.Kind.PERSON
    row = Byline(name=name, organisation=organisation, slug=slug, kind=kind, role=signed.role[:120])
    Byline.objects.bulk_create([row], ignore_conflicts=True)
    return Byline.objects.get(**same)


def _announce(article: Article, picture: wire.Picture, number: int, role: Caption.Role) -> None:
    """Note a picture whose file has not come."""
    credit = picture.credit
    photo = Photo.objects.create(
        headline=picture.title[:255],
        description=picture.caption,
        alt_text=picture.alt_text,
        photographer=credit.photographer[:160],
        agency=credit.agency[:160],
        credit_line=credit.raw[:255],
        supplier_ref=picture.supplier_ref[:160],
    )
    Caption.objects.create(
        article=article,
        photo=photo,
        number=number,
        role=role,
        title=photo.headline,
        text=picture.caption,
        photographer=photo.photographer,
        agency=photo.agency,
        credit_as_received=photo.credit_line,
        alt_text=picture.alt_text,
    )
