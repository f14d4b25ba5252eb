"""What a page says of itself: meta tags and linked data (JSON-LD). Evidence beside the text, never copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from articles.wire.draft import PageFacts

ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "ReviewNewsArticle",
)
HEADLINES = ("og:title", "twitter:title", "dc.title", "title", "headline", "parsely-title", "sailthru.title")
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "pubdate",
    "originalpublicationdate",
    "publish-date",
    "parsely-pub-date",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "article.published",
    "dcsext.articlefirstpublished",
    "publicationdate",
)
AUTHORS = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "dcsext.author",
    "authors",
    "twitter:creator:name",
)
SECTIONS = ("article:section", "section", "parsely-section", "cxenseparse:recs:articlesection")
DESCRIPTIONS = ("description", "og:description", "twitter:description")
WEB = re.compile(r"^https?://[^\s<>\"']{3,2000}$")


def from_meta(page: PageFacts, tag: str, attrs: dict[str, str]) -> None:
    """Take up one meta or link tag."""
    if tag == "link":
        if attrs.get("rel", "").lower() == "canonical" and not page.canonical:
            page.canonical = _address(attrs.get("href", ""))
        return
    key = (attrs.get("property") or attrs.get("name") or "").lower()
    value = unescape(attrs.get("content", "")).strip()
    if not key or not value or len(value) > 5000:
        return
    if key in HEADLINES:
        page.headlines.append(value)
    elif key in DESCRIPTIONS:
        page.descriptions.append(value)
    elif key in AUTHORS and not value.startswith("http"):
        page.authors.append(value)
    elif key in SECTIONS:
        page.section = page.section or value
    elif key in PUBLISHED:
        page.published = page.published or value
    elif key == "og:url" and not page.canonical:
        page.canonical = _address(value)


def _address(text: str) -> str:
    text = unescape(text).strip()
    return text if WEB.match(text) else ""


def from_linked(page: PageFacts, source: str) -> None:
    """Take up one block of linked data, as far as it can be read."""
    if len(source) > 2_000_000:
        return
    try:
        value = json.loads(source.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    for one in _articles(value):
        _take(page, one)


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(kind in ARTICLE_TYPES for kind in kinds):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), depth + 1)


def _take(page: PageFacts, one: dict[str, Any]) -> None:
    for key in ("headline", "name", "alternativeHeadline"):
        if isinstance(one.get(key), str):
            page.headlines.insert(0, unescape(one[key]).strip())
    if isinstance(one.get("description"), str):
        page.descriptions.append(unescape(one["description"]).strip())
    if isinstance(one.get("datePublished"), str):
        page.published = one["datePublished"]
    names = list(_names(one.get("author")))
    if names:
        page.authors = names
    section = one.get("articleSection")
    section = section[0] if isinstance(section, list) and section else section
    if isinstance(section, str):
        page.section = unescape(section).strip()
    if isinstance(one.get("articleBody"), str):
        page.body = unescape(one["articleBody"])


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield unescape(value).strip()
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for one in value[:20]:
            yield from _names(one)
