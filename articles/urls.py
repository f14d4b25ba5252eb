"""The public addresses. They are promises: what is printed once stays right."""

from __future__ import annotations

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.api import deliveries
from articles.views import lists, media, story

RESERVED = (
    "about", "admin", "api", "by", "corrections", "feeds", "health", "media", "preview", "search", "sitemap", "static",
    "topic",
)  # fmt: skip


class SectionConverter(StringConverter):
    """A section's slug. One that would hide another part of the site gets an underscore: Media is at /media_/."""

    regex = rf"(?!(?:{'|'.join(RESERVED)})/)[-a-zA-Z0-9_]{{1,81}}"

    def to_python(self, value: str) -> str:
        """Return the slug the address stands for."""
        return value[:-1] if value[:-1] in RESERVED and value.endswith("_") else value

    def to_url(self, value: str) -> str:
        """Return how the slug is written in an address."""
        return f"{value}_" if value in RESERVED else value


class IdConverter(StringConverter):
    """A row's number, no longer than the database can compare."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        """Return the number."""
        return int(value)


register_converter(SectionConverter, "section")
register_converter(IdConverter, "id")

urlpatterns = [
    path("", lists.front, name="home"),
    path("search/", lists.search, name="search"),
    path("api/deliveries/", deliveries.push, name="push"),
    re_path(r"^media/(?P<name>[-a-zA-Z0-9_./]{1,200})$", media.rendition, name="rendition"),
    path("by/<slug:slug>/", lists.byline, name="byline"),
    path("topic/<slug:slug>/", lists.topic, name="topic"),
    path("corrections/", lists.front, name="corrections"),
    path("<section:section>/", lists.section, name="section"),
    path("<section:section>/<slug:slug>-<id:pk>/", story.article, name="article"),
]
