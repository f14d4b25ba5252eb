"""The public page of a story that is not public: rendered from a state, saved or only typed, by the same templates."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import FileSystemStorage
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import typesetting
from articles.models import Article, ArticleByline, Byline, Caption, Correction, Photo, Section, Topic
from articles.revisions import CAPTION_FIELDS, Snapshot

# Never saved: only what the templates read.
NUMBER = 10**9
TEXTS = ("headline", "standfirst", "body", "dateline", "catchline", "language")


def compose(article: Article, state: Snapshot, *, media: str = "") -> Article:
    """Return the story as it would be in that state, without writing a word of it.

    `state` is as `revisions.snapshot` gives it. `media` is where its pictures are, if not where readers find them.
    """
    shown = Article(
        pk=article.pk or NUMBER,
        slug="preview",
        section=Section.objects.filter(pk=state.get("section_id") or 0).first(),
        publish_at=article.publish_at or timezone.now(),
        first_published_at=article.first_published_at,
        modified_at=article.modified_at,
        created_at=article.created_at if article.pk else timezone.now(),
        wire_uri=article.wire_uri,
        wire_date=article.wire_date,
        provider=article.provider,
        **{name: state.get(name) or "" for name in TEXTS if name in state},
    )
    shown._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "captions": _captions(state, media),
        "article_bylines": [_byline(one) for one in state.get("bylines", ())],
        "topics": list(Topic.objects.filter(slug__in=state.get("topics", ()))),
    }
    shown.typeset = typesetting.compose(shown)
    return shown


def _byline(one: dict[str, Any]) -> ArticleByline:
    name, organisation = one["byline__name"], one.get("byline__organisation", "")
    known = Byline.objects.filter(name=name, organisation=organisation).first()
    return ArticleByline(
        byline=known or Byline(name=name, organisation=organisation, slug="preview"), role=one.get("role", "")
    )


def _captions(state: Snapshot, media: str) -> list[Caption]:
    rows = sorted(state.get("captions", ()), key=lambda one: one["number"])
    wanted = [one["photo_id"] for one in rows if one.get("photo_id")]
    photos = {one.pk: one for one in Photo.objects.filter(pk__in=wanted).prefetch_related("renditions")}
    store = FileSystemStorage(base_url=media) if media else None
    found = []
    for row in rows:
        photo = photos.get(row.get("photo_id") or 0) or _announced()
        for rendition in photo.renditions.all() if store else ():
            rendition.file.storage = store  # type: ignore[assignment]
        facts = {name: row[name] for name in CAPTION_FIELDS if name in row and name != "photo_id"}
        found.append(Caption(photo=photo, **facts))
    return found


def _announced() -> Photo:
    photo = Photo()
    photo._prefetched_objects_cache = {"renditions": []}  # type: ignore[attr-defined]
    return photo


def page(
    request: HttpRequest,
    article: Article,
    shown: Article,
    *,
    template: str = "articles/preview.html",
    **context: Any,
) -> HttpResponse:
    """Answer with the public page of the story, marked as a preview, kept by nobody and found by no search engine."""
    corrections = _corrections(article)
    answer = render(
        request,
        template,
        {
            "article": shown,
            "corrections": [one for one in corrections if one.placement == "under-headline"],
            "footnotes": [one for one in corrections if one.placement == "footnote"],
            "canonical": "",
            **context,
        },
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def _corrections(article: Article) -> list[Correction]:
    if not article.pk:
        return []
    now = timezone.now()
    shown = article.corrections.filter(Q(show_until=None) | Q(show_until__gt=now), published_at__lte=now)
    return list(shown)
