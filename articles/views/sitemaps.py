"""Where machines find the pages: robots.txt, the index of sitemaps, one of each month, and one of the last two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from articles import listings
from articles.exports.feeds import plain
from articles.jsonld import Absolute
from articles.listings import Mark
from articles.models import Article
from articles.public import public
from articles.typesetting import is_updated

MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
# What the search engines read of one file.
MOST, MOST_NEWS = 50_000, 1_000
FRESH = timedelta(hours=48)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Say what machines may read, and where the sitemap is."""
    lines = ("User-agent: *", "Disallow: /search/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps: the news, and one for each month from the first story to the last."""
    absolute = request.build_absolute_uri
    root = Element("sitemapindex", {"xmlns": MAPS})
    addresses = [reverse("news-sitemap"), *(reverse("month-sitemap", args=[*one]) for one in _months())]
    for address in addresses:
        SubElement(SubElement(root, "sitemap"), "loc").text = absolute(address)
    return _answer(root)


@public
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """List the stories of a month."""
    first, after = bounds(year, month)
    stories = listings.in_list(listings.FRONT, since=first, before=after).for_cards().select_related("section")
    root = Element("urlset", {"xmlns": MAPS})
    for one in stories[:MOST]:
        url = _url(root, one, request.build_absolute_uri)
        changed = one.modified_at if one.modified_at and is_updated(one) else one.published_at
        if changed:
            SubElement(url, "lastmod").text = changed.isoformat(timespec="seconds")
    if not len(root):
        raise Http404
    return _answer(root)


@public
def news(request: HttpRequest) -> HttpResponse:
    """List the stories of the last two days, with what news search wants to know."""
    since = Mark(timezone.now() - FRESH, 0)
    stories = listings.in_list(listings.FRONT, since=since).for_cards().select_related("section")
    root = Element("urlset", {"xmlns": MAPS, "xmlns:news": NEWS})
    for one in stories[:MOST_NEWS]:
        said = SubElement(_url(root, one, request.build_absolute_uri), "news:news")
        publication = SubElement(said, "news:publication")
        SubElement(publication, "news:name").text = plain(settings.SITE_NAME)
        SubElement(publication, "news:language").text = one.language.split("-")[0].lower()
        if one.published_at:
            SubElement(said, "news:publication_date").text = one.published_at.isoformat(timespec="seconds")
        SubElement(said, "news:title").text = plain(one.headline)
    return _answer(root)


def bounds(year: int, month: int) -> tuple[Mark, Mark]:
    """Return where a month of the newsroom's clock begins and ends. Raises Http404 for no month."""
    try:
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        return midnight(first), midnight(after)
    except (ValueError, OverflowError):
        raise Http404 from None


def midnight(day: date) -> Mark:
    """Return the mark that a day begins with."""
    return Mark(timezone.make_aware(datetime.combine(day, time.min)), 0)


def _months() -> Iterator[tuple[int, int]]:
    """Yield year and month from the newest public story back to the oldest."""
    ends = _ends()
    if ends is None:
        return
    first, last = ends
    year, month = last.year, last.month
    while (year, month) >= (first.year, first.month):
        yield year, month
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _ends() -> tuple[date, date] | None:
    stories = listings.in_list(listings.FRONT)
    newest = stories.values_list("publish_at", flat=True).first()
    oldest = stories.reverse().values_list("publish_at", flat=True).first()
    return (timezone.localdate(oldest), timezone.localdate(newest)) if oldest and newest else None


def _url(root: Element, story: Article, absolute: Absolute) -> Element:
    url = SubElement(root, "url")
    SubElement(url, "loc").text = absolute(story.get_absolute_url())
    return url


def _answer(root: Element) -> HttpResponse:
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return HttpResponse(head + tostring(root, encoding="utf-8"), content_type="application/xml; charset=utf-8")


def months() -> Iterable[tuple[int, int]]:
    """Return the months that have a page, newest first."""
    return list(_months())
