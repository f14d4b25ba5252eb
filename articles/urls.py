"""The public addresses. They are promises: what is printed once stays right."""

from __future__ import annotations

import re

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from articles.api import articles as stories
from articles.api import deliveries
from articles.exports.feeds import FORMS
from articles.views import archive, feeds, lists, media, preview, sitemaps, standing, story

RESERVED = (
    "about", "admin", "api", "archive", "by", "corrections", "feeds", "health", "media", "preview", "search", "sitemap",
    "static", "topic",
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


class YearConverter(IdConverter):
    """A year of four figures."""

    regex = "(?:19|20|21)[0-9]{2}"

    def to_url(self, value: int) -> str:  # type: ignore[override]
        """Return the year as it is written."""
        return f"{value:04d}"


class TwoFigures(IdConverter):
    """A month or a day of two figures."""

    regex = "[0-9]{2}"

    def to_url(self, value: int) -> str:  # type: ignore[override]
        """Return the number with its nought."""
        return f"{value:02d}"


class FeedConverter(StringConverter):
    """The file name of a feed, which tells its form."""

    regex = "|".join(re.escape(name) for name in FORMS)


register_converter(IdConverter, "id")
register_converter(YearConverter, "year")
register_converter(TwoFigures, "month")
register_converter(FeedConverter, "feed")

urlpatterns = [
    path("", lists.front, name="home"),
    path("search/", lists.search, name="search"),
    path("api/deliveries/", deliveries.push, name="push"),
    re_path(r"^media/(?P<name>[-a-zA-Z0-9_./]{1,200})$", media.rendition, name="rendition"),
    path("preview/<str:token>/", preview.story, name="preview"),
    re_path(
        r"^preview/(?P<token>[-a-zA-Z0-9_.]{1,200})/media/(?P<name>[-a-zA-Z0-9_./]{1,200})$",
        preview.picture,
        name="preview_picture",
    ),
    path("by/<slug:slug>/", lists.byline, name="byline"),
    path("topic/<slug:slug>/", lists.topic, name="topic"),
    path("corrections/", standing.corrections, name="corrections"),
    path("about/", standing.standing, name="about"),
    path("about/<slug:slug>/", standing.standing, name="standing"),
    path("archive/", archive.years, name="archive"),
    path("<year:year>/<month:month>/", archive.month, name="month"),
    path("<year:year>/<month:month>/<month:day>/", archive.day, name="day"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/news.xml", sitemaps.news, name="news-sitemap"),
    path("sitemap/<year:year>-<month:month>.xml", sitemaps.month, name="month-sitemap"),
    path("feeds/<feed:form>", feeds.site_feed, name="feed"),
    path("feeds/corrections/<feed:form>", feeds.corrections_feed, name="corrections-feed"),
    path("feeds/section/<slug:slug>/<feed:form>", feeds.section_feed, name="section-feed"),
    path("feeds/by/<slug:slug>/<feed:form>", feeds.byline_feed, name="byline-feed"),
    path("feeds/topic/<slug:slug>/<feed:form>", feeds.topic_feed, name="topic-feed"),
    path("api/articles/", stories.index, name="api-articles"),
    path("api/articles/<id:pk>/", stories.one, name="api-article"),
    path("api/openapi.json", stories.document, name="api-document"),
    path("<section:section>/", lists.section, name="section"),
    path("<section:section>/<slug:slug>-<id:pk>/", story.article, name="article"),
    path("<section:section>/<slug:slug>-<id:pk>.json", story.ninjs_file, name="ninjs"),
]
