"""The archive by days: all months, the days of a month, the stories of a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from django.db.models.functions import TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import listings
from articles.pages import anchored
from articles.public import public, seated
from articles.views.sitemaps import bounds, midnight, months

OF_A_DAY = 100


@public
def years(request: HttpRequest) -> HttpResponse:
    """Show every month that has stories, by year."""
    found = [(year, [date(*one, 1) for one in ones][::-1]) for year, ones in groupby(months(), key=lambda one: one[0])]
    return render(request, "articles/archive.html", {"years": found})


@public
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show the days of a month on which stories ran."""
    first, after = bounds(year, month)
    stories = listings.in_list(listings.FRONT, since=first, before=after).order_by()
    days = sorted(set(stories.annotate(day=TruncDate("publish_at")).values_list("day", flat=True)))
    if not days:
        raise Http404
    return render(request, "articles/month.html", {"month": date(year, month, 1), "days": days})


@public
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Show the stories of one day, and lead to the days before and after it that have any."""
    try:
        asked = date(year, month, day)
        start, end = midnight(asked), midnight(asked + timedelta(days=1))
    except (ValueError, OverflowError):
        raise Http404 from None

    page = anchored(
        lambda since, before: listings.in_list(
            listings.FRONT, since=max(since, start) if since else start, before=min(before, end) if before else end
        ),
        request,
        OF_A_DAY,
    )
    if not page.articles:
        raise Http404
    seated(page.articles, request)
    earlier = listings.in_list(listings.FRONT, before=start).values_list("publish_at", flat=True).first()
    later = listings.in_list(listings.FRONT, since=end).reverse().values_list("publish_at", flat=True).first()
    context = {
        "day": asked,
        "page": page,
        "query": request.GET.__class__(mutable=True),
        "earlier": timezone.localdate(earlier) if earlier else None,
        "later": timezone.localdate(later) if later else None,
    }
    return render(request, "articles/day.html", context)
