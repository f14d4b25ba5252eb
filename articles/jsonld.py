"""What a story says of itself to machines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, ArticleByline, Byline, Caption, Correction, Photo, Rendition

# Inside a script element these could end it, or open a comment that swallows the page.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}

Absolute = Callable[[str], str]


def script(linked: dict[str, Any]) -> SafeString:
    """Return the element to put in a page. No text in it can end the element."""
    text = json.dumps(linked, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def news_article(story: Article, corrections: Sequence[Correction], absolute: Absolute) -> dict[str, Any]:
    """Describe the story as a NewsArticle; what it does not have is left out."""
    address = absolute(story.get_absolute_url())
    published, modified = story.published_at, story.modified_at or story.published_at
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": story.headline,
        "description": story.standfirst,
        "inLanguage": story.language,
        "isAccessibleForFree": True,
        "datePublished": published.isoformat() if published else "",
        "dateModified": modified.isoformat() if modified else "",
        "dateline": story.dateline,
        "articleSection": story.section.name if story.section else "",
        "keywords": [topic.name for topic in story.topics.all()],
        "author": [_author(one, absolute) for one in story.article_bylines.all()],
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": absolute(reverse("home"))},
        "image": [_image(one, absolute) for one in story.captions.all() if widest(one.photo)],
        "correction": [_correction(one) for one in corrections],
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def widest(photo: Photo) -> Rendition | None:
    """Return the largest whole picture that any reader's machine can show, or None. Uses what was fetched."""
    whole = [one for one in photo.renditions.all() if one.content_type == "image/jpeg" and one.spec.startswith("w")]
    return max(whole, key=lambda one: one.width, default=None)


def _author(place: ArticleByline, absolute: Absolute) -> dict[str, Any]:
    who = place.byline
    said: dict[str, Any] = {"@type": "Person", "name": who.name, "url": absolute(who.get_absolute_url())}
    if who.kind == Byline.Kind.ORGANISATION:
        return said | {"@type": "Organization"}
    if role := place.role or who.role:
        said["jobTitle"] = role
    if who.organisation:
        said["worksFor"] = {"@type": "Organization", "name": who.organisation}
    return said


def _image(caption: Caption, absolute: Absolute) -> dict[str, Any]:
    rendition = widest(caption.photo)
    assert rendition is not None, "asked only for pictures that have one"
    said = {
        "@type": "ImageObject",
        "url": absolute(rendition.file.url),
        "width": rendition.width,
        "height": rendition.height,
        "caption": caption.text,
        "creditText": caption.credit,
    }
    return {name: value for name, value in said.items() if value}


def _correction(one: Correction) -> dict[str, Any]:
    assert one.published_at is not None, "only what is out is described"
    return {"@type": "CorrectionComment", "text": one.text, "datePublished": one.published_at.isoformat()}
