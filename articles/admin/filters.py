"""What the queue can be narrowed to: one plain GET form."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from articles import search
from articles.filing.writing import CONFLICT
from articles.models import Article, ArticleByline, Section, Source, Status
from articles.models.article import UNPUBLISHED, ArticleQuerySet

MINUTE = 60
YES_NO = (("yes", "Yes"), ("no", "No"))
# Of stories still with the desk: an update of a live one waits as a whole, under "Wire moved".
CONFLICTING = Q(status__in=UNPUBLISHED, needs_review=True, issues__icontains=CONFLICT)
EMBARGOED = Q(embargo_until__gt=Now())
OVERDUE = Q(status=Status.SCHEDULED, publish_at__lte=Now()) & (
    ~Q(hold_reason="") | EMBARGOED | Q(killed_at__isnull=False) | Q(expires_at__lte=Now())
)


def sections() -> list[tuple[int, str]]:
    """Return the sections to choose from; a new one is offered within a minute."""
    return _choices("queue-sections", Section.objects.all())


def sources() -> list[tuple[int, str]]:
    """Return the sources to choose from; a new one is offered within a minute."""
    return _choices("queue-sources", Source.objects.all())


def _choices(key: str, rows: QuerySet[Any]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] | None = cache.get(key)
    if found is None:
        found = list(rows.values_list("pk", "name"))
        cache.set(key, found, MINUTE)
    return found


class QueueFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Only declared fields filter: nothing else of the address reaches the database."""

    q = django_filters.CharFilter(
        label="Search", method="find", widget=forms.TextInput(attrs={"type": "search", "maxlength": 200})
    )
    section = django_filters.ChoiceFilter(label="Section", choices=sections, empty_label="Any section")
    source = django_filters.ChoiceFilter(label="Source", choices=sources, empty_label="Any source")
    byline = django_filters.CharFilter(
        label="Byline", method="signed", widget=forms.TextInput(attrs={"maxlength": 160})
    )
    review = django_filters.ChoiceFilter(label="Needs review", method="flagged", choices=YES_NO, empty_label="Either")
    moved = django_filters.ChoiceFilter(label="Wire moved", method="flagged", choices=YES_NO, empty_label="Either")
    held = django_filters.ChoiceFilter(label="Held", method="withheld", choices=YES_NO, empty_label="Either")
    conflict = django_filters.ChoiceFilter(
        label="Merge conflict", method="conflicting", choices=YES_NO, empty_label="Either"
    )
    embargo = django_filters.ChoiceFilter(label="Embargoed", method="embargoed", choices=YES_NO, empty_label="Either")
    due = django_filters.ChoiceFilter(label="Due and not out", method="overdue", choices=YES_NO[:1], empty_label="Any")
    photo = django_filters.ChoiceFilter(label="Has a photo", method="pictured", choices=YES_NO, empty_label="Either")
    since = django_filters.DateFilter(
        label="Received from",
        field_name="created_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label="Received to",
        field_name="created_at",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def find(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow to the stories with every one of the words."""
        return search.find(queryset, value)

    def signed(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow to a byline, by any part of its name."""
        return queryset.filter(
            Exists(ArticleByline.objects.filter(article=OuterRef("pk"), byline__name__icontains=value.strip()))
        )

    def flagged(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow by one of the flags of a story."""
        field = {"review": "needs_review", "moved": "wire_moved"}[name]
        return queryset.filter(**{field: value == "yes"})

    def withheld(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow to what is held, or is not."""
        return queryset.exclude(hold_reason="") if value == "yes" else queryset.filter(hold_reason="")

    def conflicting(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow to what the desk and the wire have both changed and nobody has settled, or to the rest."""
        return queryset.filter(CONFLICTING) if value == "yes" else queryset.exclude(CONFLICTING)

    def embargoed(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow to the stories whose embargo still holds, or to the rest."""
        return queryset.filter(EMBARGOED) if value == "yes" else queryset.exclude(EMBARGOED)

    def overdue(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Narrow to the scheduled stories whose time has come and that readers do not see."""
        return queryset.filter(OVERDUE)

    def pictured(self, queryset: ArticleQuerySet, name: str, value: str) -> QuerySet[Article]:
        """Narrow to the stories with, or without, a picture whose file has arrived."""
        return queryset.with_photos(yes=value == "yes")
