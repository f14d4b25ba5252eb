"""What a story of the wire is in our rows: field values, bylines, captions with their announced photos."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from articles import photos
from articles.models import Article, ArticleByline, Byline, Caption, Photo, Section, Source, Topic
from articles.models.article import slug_for
from articles.wire import captions
from articles.wire import story as wire
from articles.wire.archive import dump_issues
from articles.wire.clean.doubts import LONG_HEADLINE
from articles.wire.markup import to_markup

SUBJECTS = 20
MEDIA_TOPIC = re.compile(r"(?:^|medtop:|mediatopic/)(?P<number>20\d{6})$")


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


def fields_of(
    story: wire.Story, source: Source | None, *, section: Section | None
) -> tuple[dict[str, Any], tuple[wire.Issue, ...]]:
    """Return an article's field values, with the issues of the story and of its place among ours."""
    issues = (*story.issues, *doubts(story, section))
    headline = fit(story.headline)
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


def doubts(story: wire.Story, section: Section | None) -> Iterator[wire.Issue]:
    """Yield what only the desk's own rows and calendar can tell."""
    if story.section and section is None:
        message = f"The wire's section “{story.section[:80]}” is not one of ours. Choose one."
        yield wire.Issue("UNKNOWN_SECTION", message)
    if story.date and story.date > timezone.localdate() + timedelta(days=1):
        yield wire.Issue("DATE_IN_FUTURE", f"The wire dates the story {story.date:%d %B %Y}, which is yet to come.")


def fit(headline: str) -> str:
    """Cut a headline that no headline can be; the whole of it stays in the wire version, a doubt tells the desk."""
    if len(headline) <= LONG_HEADLINE:
        return headline
    return (headline[: LONG_HEADLINE - 1].rsplit(" ", 1)[0] or headline[: LONG_HEADLINE - 1]) + "…"


def section_named(name: str) -> Section | None:
    """Return our section of the wire's name, None where there is none."""
    if not name:
        return None
    for called in (name, name.strip().lower().removesuffix(" news")):
        found = Section.objects.filter(name__iexact=called) | Section.objects.filter(slug=slugify(called)[:80])
        if section := found.first():
            return section
    return None


def attach(article: Article, story: wire.Story) -> None:
    """Give a new article its bylines, captions and announced photos."""
    sign(article, story.bylines)
    article.topics.set(topics_of(story))
    lead = next((one for one in story.pictures if one.is_lead), None)
    for number, picture in enumerate(story.pictures, start=1):
        announce(article, picture, number, Caption.Role.LEAD if picture is lead else Caption.Role.INLINE)


def topics_of(story: wire.Story) -> list[Topic]:
    """Return the IPTC media topics that the wire files the story under, made where they are new and have a name."""
    found: dict[str, Topic] = {}
    for subject in story.subjects[:SUBJECTS]:
        code = MEDIA_TOPIC.search(subject.code)
        if code is None:
            continue
        key, name = f"medtop:{code['number']}", subject.name.strip()[:120]
        slug = slugify(name)[:100] or f"topic-{code['number']}"
        if name and not Topic.objects.filter(code=key).exists():
            taken = Topic.objects.filter(slug=slug).exists()
            row = Topic(code=key, name=name, slug=f"{slug}-{code['number']}" if taken else slug)
            Topic.objects.bulk_create([row], ignore_conflicts=True)
        if topic := Topic.objects.filter(code=key).first():
            found[key] = topic
    return list(found.values())


def sign(article: Article, bylines: Sequence[wire.Byline]) -> None:
    """Give the article bylines in their order, each person or agency once."""
    seen: set[int] = set()
    for position, signed in enumerate(bylines, start=1):
        byline = byline_for(signed)
        if byline.pk not in seen:
            ArticleByline.objects.create(
                article=article, byline=byline, position=position, role=signed.role[:120], as_received=signed.raw[:255]
            )
        seen.add(byline.pk)


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


def announce(article: Article, picture: wire.Picture, number: int, role: Caption.Role) -> Caption:
    """Note a picture whose file has not come; one that came before the story is taken."""
    credit = picture.credit
    here, reason = photos.arrived(picture)
    if here is not None and not here.match_reason:
        Photo.objects.filter(pk=here.pk).update(match_reason=reason)
    photo = here or Photo.objects.create(
        headline=picture.title[:255],
        description=picture.caption,
        alt_text=picture.alt_text,
        photographer=credit.photographer[:160],
        agency=credit.agency[:160],
        credit_line=credit.raw[:255],
        supplier_ref=picture.supplier_ref[:160],
        caption_key=captions.key(picture.caption),
    )
    return Caption.objects.create(
        article=article,
        photo=photo,
        number=number,
        role=role,
        title=picture.title[:255],
        text=picture.caption,
        photographer=credit.photographer[:160] if credit.raw else photo.photographer,
        agency=credit.agency[:160] if credit.raw else photo.agency,
        credit_as_received=credit.raw[:255] or photo.credit_line,
        alt_text=picture.alt_text or photo.alt_text,
    )
