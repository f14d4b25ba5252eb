"""A published story as ninjs 3.1, the news item in JSON of the IPTC. Only what readers may see stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from django.urls import reverse

from articles.jsonld import Absolute
from articles.models import Article, ArticleByline, Byline, Caption, Correction, Photo, Status, Topic
from articles.models.correction import PublicCorrection
from articles.typesetting.pictures import widest
from articles.wire.markup import from_markup, to_html

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
PUBLIC = (Status.PUBLISHED, Status.SCHEDULED)

Json = dict[str, Any]


def ninjs(story: Article, corrections: Sequence[Correction | PublicCorrection], absolute: Absolute) -> Json:
    """Describe a story of `Article.objects.published().for_detail()`; what it does not have is left out.

    Raises ValueError for a story that readers may not see.
    """
    published = story.published_at
    if story.status not in PUBLIC or story.hold_reason or published is None:
        raise ValueError("Only what readers may see is exported.")
    captions = list(story.captions.all())
    uri = permalink(story, absolute)
    html = _html(story, captions, absolute)
    said: Json = {
        "standard": STANDARD,
        "uri": uri,
        "type": "composite" if captions else "text",
        "representationType": "full",
        "version": str(story.version),
        "firstCreated": published.isoformat(),
        "versionCreated": (story.modified_at or published).isoformat(),
        "pubStatus": "usable",
        "expires": story.expires_at.isoformat() if story.expires_at else "",
        "language": story.language,
        "headlines": [_text("main", story.headline)],
        "descriptions": list(_descriptions(story, corrections)),
        "bodies": [_text("main", html, "text/html") | {"charCount": len(html), "wordCount": _words(story)}],
        "by": "; ".join(_signed(one) for one in story.article_bylines.all()),
        **_authors(story, absolute),
        "located": story.dateline,
        "subjects": list(_subjects(story)),
        "altIds": [{"role": "address", "value": absolute(story.get_absolute_url())}],
        "associations": [_picture(one, uri, absolute) for one in captions],
    }
    return filled(said)


def permalink(story: Article, absolute: Absolute) -> str:
    """Return the address that stays the story's own whatever becomes of its headline and section."""
    return absolute(reverse("article", args=["news", "story", story.pk]))


def filled(said: Json) -> Json:
    """Return what has a value."""
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _text(role: str, value: str, kind: str = "text/plain") -> Json:
    return {"role": role, "contentType": kind, "value": value}


def _descriptions(story: Article, corrections: Sequence[Correction | PublicCorrection]) -> Iterator[Json]:
    if story.standfirst:
        yield _text("main", story.standfirst)
    for one in corrections:
        yield _text("correction", one.text)


def _words(story: Article) -> int:
    return sum(len(block.text.split()) for block in from_markup(story.body)[0])


def _signed(place: ArticleByline) -> str:
    """Write a byline out: "Sam Lister, Press Association Political Correspondent"."""
    who = place.byline
    if who.kind == Byline.Kind.ORGANISATION:
        return who.name
    job = " ".join(part for part in (who.organisation, place.role or who.role) if part)
    return ", ".join(part for part in (who.name, job) if part)


def _authors(story: Article, absolute: Absolute) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {"people": [], "organisations": []}
    for one in story.article_bylines.all():
        kind = "organisations" if one.byline.kind == Byline.Kind.ORGANISATION else "people"
        address = absolute(one.byline.get_absolute_url())
        found[kind].append({"name": one.byline.name, "rel": "author", "uri": address})
    return found


def _subjects(story: Article) -> Iterator[Json]:
    if story.section:
        yield {"name": story.section.name, "rel": "section", "literal": story.section.slug}
    for topic in story.topics.all():
        yield {"name": topic.name, "rel": "about", **_coded(topic)}


def _coded(topic: Topic) -> Json:
    scheme, _, code = topic.code.partition(":")
    return {"uri": f"{MEDIA_TOPICS}{code}"} if scheme == "medtop" and code else {"literal": topic.code or topic.slug}


def _html(story: Article, captions: Sequence[Caption], absolute: Absolute) -> str:
    """Render the text; a picture's figure stands once, in the first place that names it."""
    waiting = {one.number: one for one in captions if one.role != Caption.Role.LEAD}

    def place(number: int) -> str:
        caption = waiting.pop(number, None)
        return _figure(caption, absolute) if caption else ""

    return to_html(story.body, place)


def _figure(caption: Caption, absolute: Absolute) -> str:
    shown = widest(caption.photo)
    image = f'<img src="{escape(absolute(shown.file.url))}" alt="{escape(_alt(caption))}">' if shown else ""
    words = f"{caption.text} ({caption.credit})" if caption.credit else caption.text
    return f'<figure id="{key(caption)}">{image}<figcaption>{escape(words.strip())}</figcaption></figure>'


def key(caption: Caption) -> str:
    """Return the name by which the text and the associations know a picture."""
    return "featureimage" if caption.role == Caption.Role.LEAD else f"embedded{caption.number}"


def _alt(caption: Caption) -> str:
    return "" if caption.is_decorative else caption.alt_text


def _picture(caption: Caption, uri: str, absolute: Absolute) -> Json:
    texts = (("caption", caption.text), ("credit", caption.credit), ("altText", _alt(caption)))
    said: Json = {
        "name": key(caption),
        "rel": "picture",
        "uri": f"{uri}#photo-{caption.number}",
        "type": "picture",
        "pubStatus": "usable",
        "headlines": [_text("main", caption.title)] if caption.title else [],
        "descriptions": [_text(role, value) for role, value in texts if value],
        "by": caption.photographer,
        "renditions": list(_renditions(caption.photo, absolute)),
    }
    return filled(said)


def _renditions(photo: Photo, absolute: Absolute) -> Iterator[Json]:
    for one in photo.renditions.all():
        yield {
            "name": one.spec,
            "href": absolute(one.file.url),
            "contentType": one.content_type,
            "width": one.width,
            "height": one.height,
            "sizeInBytes": one.size,
        }
