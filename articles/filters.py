"""The filters of the public lists: a plain form that works by GET, without a script."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, ArticleByline, ArticleQuerySet, Byline, Section

# Offered are the bylines of so many of the newest stories, so that the form stays small; any other can be linked to.
RECENT = 500
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,180}")
# Outside of these, the day after or the time zone could not be reckoned with.
YEARS = [
    MinValueValidator(date(1900, 1, 1), "Choose a date from 1900 on."),
    MaxValueValidator(date(2999, 12, 31), "Choose a date before the year 3000."),
]
WRONG_DATE = {"invalid": "Write the date as year-month-day, for example 2024-01-30."}


def published_bylines() -> QuerySet[Byline]:
    """Return those who have at least one story that readers may see."""
    public = Article.objects.published().filter(article_bylines__byline=OuterRef("pk"))
    return Byline.objects.filter(Exists(public))


def recent_bylines() -> QuerySet[Byline]:
    """Return the bylines of the newest stories, in a time that does not grow with the archive."""
    newest = Article.objects.published().newest_first().values("pk")[:RECENT]
    return Byline.objects.filter(pk__in=ArticleByline.objects.filter(article__in=newest).values("byline"))


class FilterForm(forms.Form):
    """Offers what can be found, and refuses a range of days that ends before it begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        byline = self.fields.get("byline")
        if isinstance(byline, forms.ChoiceField):
            asked = self.data.get("byline", "")
            offered = {one.slug: str(one) for one in recent_bylines()}
            if asked not in offered and SLUG.fullmatch(asked):
                offered |= {one.slug: str(one) for one in published_bylines().filter(slug=asked)}
            byline.choices = [("", "Anyone"), *sorted(offered.items(), key=lambda pair: pair[1].casefold())]
            byline.error_messages["invalid_choice"] = "Nobody of that name has a story here. Choose another byline."

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day lies before the first. Change one of them.")
        return cleaned


class ArticleFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Section, byline, days and pictures. `without` leaves out what the page itself has already decided."""

    section = django_filters.ModelChoiceFilter(
        queryset=Section.objects.all(),
        to_field_name="slug",
        empty_label="All sections",
        label="Section",
        error_messages={"invalid_choice": "There is no such section. Choose another."},
    )
    byline = django_filters.ChoiceFilter(field_name="bylines__slug", label="Byline", empty_label=None)
    since = django_filters.DateFilter(
        method="published_since", label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"], validators=YEARS, error_messages=WRONG_DATE,
    )  # fmt: skip
    until = django_filters.DateFilter(
        method="published_until", label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"], validators=YEARS, error_messages=WRONG_DATE,
    )  # fmt: skip
    photo = django_filters.ChoiceFilter(
        choices=[("yes", "With photos"), ("no", "Without photos")],
        method="with_photo",
        empty_label="With or without",
        label="Photos",
        error_messages={"invalid_choice": "Choose stories with photos, without, or both."},
    )

    class Meta:
        model = Article
        form = FilterForm
        fields: list[str] = []

    def __init__(self, *args: Any, without: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop(without, None)

    def published_since(self, articles: ArticleQuerySet, name: str, day: date) -> ArticleQuerySet:
        """Keep what readers first saw on that day of the newsroom's clock, or later."""
        return articles.filter(publish_at__gte=_midnight(day))

    def published_until(self, articles: ArticleQuerySet, name: str, day: date) -> ArticleQuerySet:
        """Keep what readers first saw on that day of the newsroom's clock, or before."""
        return articles.filter(publish_at__lt=_midnight(day + timedelta(days=1)))

    def with_photo(self, articles: ArticleQuerySet, name: str, answer: str) -> ArticleQuerySet:
        """Keep stories with a picture that has arrived, or those without."""
        return articles.with_photos(yes=answer == "yes")


def _midnight(day: date) -> datetime:
    """Return when the day begins in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
