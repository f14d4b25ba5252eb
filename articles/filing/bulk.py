"""Many stories filed at once: those that are plainly new go in by a few statements, the rest one by one.

What is plainly new needs no decision: nobody has its address, it names no other story, and brings no picture. The
outcome is that of `file` for each of them in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.utils import timezone

from articles import revisions, search
from articles.filing import twins
from articles.filing.deciding import Done, file, verdict
from articles.filing.rows import byline_for, fields_of, fit, section_named
from articles.models import Alarm, Article, ArticleByline, Byline, Revision, Section, Source, WireVersion
from articles.models.article import slug_for
from articles.wire import story as wire
from articles.wire.match import identity

IMPORTED = "imported"
Identity = tuple[str, str]


@dataclass(slots=True)
class Entry:
    """One story to be filed, with its unsaved version."""

    story: wire.Story
    version: WireVersion
    source: Source | None
    by: User | None
    issues: tuple[wire.Issue, ...] = ()
    signed: list[ArticleByline] = field(default_factory=list)


def file_all(entries: Sequence[Entry]) -> list[Done]:
    """File many stories, in the caller's transaction, and return what was done with each, in order.

    Raises django.db.IntegrityError where another importer has filed one of them just now; then file them one by one.
    """
    new = list(_plainly_new(entries))
    done = {id(one): made for one, made in zip(new, _create_all(new) if new else (), strict=True)}
    for one in entries:
        if id(one) not in done:
            done[id(one)] = file(one.story, version=one.version, source=one.source, by=one.by)
    return [done[id(one)] for one in entries]


def _plainly_new(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the stories that need no decision; of several under one address or headline the first at most."""
    names = [identity(one.story) for one in entries]
    uris = {uri for _, uri in names}
    taken: set[Identity] = set(Article.objects.filter(wire_uri__in=uris).values_list("provider", "wire_uri"))
    taken |= set(WireVersion.objects.filter(uri__in=uris, article__isnull=False).values_list("provider", "uri"))
    killed = set(Alarm.objects.filter(uri__in=uris, article__isnull=True).values_list("uri", flat=True))
    headlines = _headlines(entries)
    for one, name in zip(entries, names, strict=True):
        story, headline = one.story, fit(one.story.headline).casefold()
        is_alone = bool(story.uri) or not (story.catchline and story.date)
        is_plain = story.pub_status is not wire.PubStatus.CANCELED and not story.kills and not story.pictures
        if is_plain and is_alone and name not in taken and name[1] not in killed and headline not in headlines:
            yield one
        taken.add(name)
        headlines |= {headline} - {""}


def _headlines(entries: Sequence[Entry]) -> set[str]:
    """Return those of the stories' headlines that we have: the desk is told of another story under one of them."""
    slugs = {slug_for(fit(one.story.headline)) for one in entries if one.story.headline}
    same = Article.objects.filter(slug__in=slugs).exclude(headline="").values_list("headline", flat=True)
    return {headline.casefold() for headline in same}


def _create_all(entries: list[Entry]) -> list[Done]:
    articles = Article.objects.bulk_create(_articles(entries))
    _sign(entries, articles)
    pairs = list(zip(articles, entries, strict=True))
    Revision.objects.bulk_create(_revision(article, one) for article, one in pairs)
    search.index_new((article, [row.byline for row in one.signed]) for article, one in pairs)
    now = timezone.now()
    for article, one in pairs:
        version = one.version
        version.provider, version.uri, version.article = article.provider, article.wire_uri, article
        version.applied_at, version.applied_as = now, 1
    WireVersion.objects.bulk_create([one.version for one in entries])
    alike = twins.index_new([(article, one.story) for article, one in pairs])
    for (article, one), candidates in zip(pairs, alike, strict=True):
        twins.ask(article, one.story, candidates)
    return [verdict(article, one.story, one.issues) for article, one in pairs]


def _revision(article: Article, one: Entry) -> Revision:
    state = revisions.first(article, one.signed)
    changed = revisions.changes({}, state)
    return Revision(article=article, version=1, snapshot=state, changed=changed, event=IMPORTED, by=one.by)


def _articles(entries: list[Entry]) -> Iterator[Article]:
    sections: dict[str, Section | None] = {}
    for one in entries:
        name = one.story.section
        if name not in sections:
            sections[name] = section_named(name)
        fields, one.issues = fields_of(one.story, one.source, section=sections[name])
        provider, uri = identity(one.story)
        yield Article(provider=provider, wire_uri=uri, source=one.source, created_by=one.by, **fields)


def _sign(entries: list[Entry], articles: list[Article]) -> None:
    """Give the articles their bylines, each person or agency once."""
    known: dict[tuple[str, str, str], Byline] = {}
    for one, article in zip(entries, articles, strict=True):
        seen: set[int] = set()
        for position, signed in enumerate(one.story.bylines, start=1):
            key = (signed.name, signed.organisation, signed.role)
            byline = known[key] if key in known else known.setdefault(key, byline_for(signed))
            if byline.pk not in seen:
                seen.add(byline.pk)
                row = ArticleByline(article=article, byline=byline, position=position)
                row.role, row.as_received = signed.role[:120], signed.raw[:255]
                one.signed.append(row)
    ArticleByline.objects.bulk_create(row for one in entries for row in one.signed)
