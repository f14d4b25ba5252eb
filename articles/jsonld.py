"""What a story says of itself to machines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Byline
from articles.models.correction import PublicCorrection

# Inside a script element these could end it, or open a comment that swallows the page.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"

Absolute = Callable[[str], str]
Linked = dict[str, Any]


def script(linked: Linked) -> SafeString:
    """Return the element to put in a page. No text in it can end the element."""
    text = json.dumps(linked, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def news_article(story: Article, corrections: Sequence[PublicCorrection], absolute: Absolute) -> Linked:
    """Describe a story fetched for reading as a NewsArticle; what it does not have is left out."""
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
        "wordCount": story.typeset.words,
        "keywords": [topic["name"] for topic in story.typeset.topics],
        "about": [_about(topic) for topic in story.typeset.topics if topic["code"].startswith("medtop:")],
        "author": [_author(one, absolute) for one in story.typeset.bylines],
        "publisher": publisher(absolute),
        "image": [_image(one, absolute) for one in story.typeset.images],
        "correction": [_correction(one) for one in corrections],
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def publisher(absolute: Absolute) -> Linked:
    """Describe the newsroom, with the page that says how it corrects itself."""
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": absolute(reverse("home")),
        "correctionsPolicy": absolute(reverse("corrections")),
    }


def _about(topic: dict[str, str]) -> Linked:
    return {"@type": "Thing", "name": topic["name"], "@id": MEDIA_TOPICS + topic["code"].removeprefix("medtop:")}


def _author(who: dict[str, str], absolute: Absolute) -> Linked:
    said: Linked = {"@type": "Person", "name": who["name"], "url": absolute(reverse("byline", args=[who["slug"]]))}
    if who["kind"] == Byline.Kind.ORGANISATION:
        return said | {"@type": "Organization"}
    if who["role"]:
        said["jobTitle"] = who["role"]
    if who["organisation"]:
        said["worksFor"] = {"@type": "Organization", "name": who["organisation"]}
    return said


def _image(image: Linked, absolute: Absolute) -> Linked:
    said = {
        "@type": "ImageObject",
        "url": absolute(image["url"]),
        "width": image["width"],
        "height": image["height"],
        "caption": image["caption"],
        "creditText": image["credit"],
        "creator": {"@type": "Person", "name": image["photographer"]} if image["photographer"] else "",
        "copyrightNotice": image["copyright"],
    }
    return {name: value for name, value in said.items() if value}


def _correction(one: PublicCorrection) -> Linked:
    return {"@type": "CorrectionComment", "text": one.text, "datePublished": one.published_at.isoformat()}
