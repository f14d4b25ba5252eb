"""The filters of the public lists: a plain form that works by GET, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from articles import listings
from articles.listings import Mark
from articles.models import Article, ArticleQuerySet, Byline, Section, Topic

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,180}")
# Outside of these, the day after or the time zone could not be reckoned with.
YEARS = [
    MinValueValidator(date(1900, 1, 1), "Choose a date from 1900 on."),
    MaxValueValidator(date(2999, 12, 31), "Choose a date before the year 3000."),
]
WRONG_DATE = {"invalid": "Write the date as year-month-day, for example 2024-01-30."}
ANYONE = ("", "Anyone")


def published_bylines() -> QuerySet[Byline]:
    """Return those who have at least one story that readers may see."""
    public = Article.objects.published().filter(article_bylines__byline=OuterRef("pk"))
    return Byline.objects.filter(Exists(public))


def published_topics() -> QuerySet[Topic]:
    """Return the topics of at least one story that readers may see."""
    public = Article.objects.published().filter(topics=OuterRef("pk"))
    return Topic.objects.filter(Exists(public))


class FilterForm(forms.Form):
    """Offers what can be found, and refuses a range of days that ends before it begins."""

    def __init__(self, *args: Any, sections: Sequence[Section] = (), **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            self._offer("section", [("", "All sections"), *((one.slug, one.name) for one in sections)])
        if "byline" in self.fields:
            asked = self.data.get("byline", "")
            known = published_bylines().filter(slug=asked).first() if SLUG.fullmatch(asked) else None
            self._offer("byline", [ANYONE, *([(known.slug, str(known))] if known else [])])

    def offer_bylines(self, signed: Iterable[dict[str, str]]) -> None:
        """Offer those who wrote the stories of the page, beside the one that was asked for."""
        if "byline" not in self.fields:
            return
        chosen = dict(self.fields["byline"].choices[1:])  # type: ignore[attr-defined]
        found = chosen | {one["slug"]: one["name"] for one in signed}
        self._offer("byline", [ANYONE, *sorted(found.items(), key=lambda pair: str(pair[1]).casefold())])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day lies before the first. Change one of them.")
        return cleaned


class ArticleFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Section, byline, days and pictures. `without` leaves out what the page itself has already decided.

    `find` gives the stories; the days are cut from the list itself, so that no year of it is walked through.
    """

    section = django_filters.ChoiceFilter(
        method="in_section",
        label="Section",
        empty_label=None,
        error_messages={"invalid_choice": "There is no such section. Choose another."},
    )
    byline = django_filters.ChoiceFilter(
        method="signed_by",
        label="Byline",
        empty_label=None,
        error_messages={"invalid_choice": "Nobody of that name has a story here. Choose another byline."},
    )
    since = django_filters.DateFilter(
        label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"], validators=YEARS, error_messages=WRONG_DATE,
    )  # fmt: skip
    until = django_filters.DateFilter(
        label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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

    def __init__(self, *args: Any, sections: Sequence[Section] = (), without: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.filters.pop(without, None)

    @property
    def form(self) -> FilterForm:
        """Return the form, offering the sections there are."""
        if not hasattr(self, "_form"):
            self._form = self.get_form_class()(self.data, prefix=self.form_prefix, sections=self.sections)
        return self._form  # type: ignore[no-any-return]

    def find(self, name: str, since: Mark | None = None, before: Mark | None = None) -> ArticleQuerySet:
        """Return the public stories of the list that the form asks for, between two marks, newest first."""
        chosen = self.form.cleaned_data
        first, last = chosen.get("since"), chosen.get("until")
        starts = [mark for mark in (since, Mark(_midnight(first), 0) if first else None) if mark]
        ends = [mark for mark in (before, Mark(_midnight(last + timedelta(days=1)), 0) if last else None) if mark]
        found = listings.in_list(name, since=max(starts, default=None), before=min(ends, default=None))
        for field in self.filters.keys() & {"section", "byline", "photo"}:
            found = self.filters[field].filter(found, chosen.get(field))
        return found

    def in_section(self, articles: ArticleQuerySet, name: str, slug: str) -> ArticleQuerySet:
        """Keep the stories of a section."""
        section = next(one for one in self.sections if one.slug == slug)
        return articles.filter(section=section)

    def signed_by(self, articles: ArticleQuerySet, name: str, slug: str) -> ArticleQuerySet:
        """Keep the stories that somebody signed."""
        return articles.filter(article_bylines__byline__slug=slug)

    def with_photo(self, articles: ArticleQuerySet, name: str, answer: str) -> ArticleQuerySet:
        """Keep stories with a picture that has arrived, or those without."""
        return articles.with_photos(yes=answer == "yes")


def _midnight(day: date) -> datetime:
    """Return when the day begins in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
