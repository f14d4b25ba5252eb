"""What the queue can be narrowed to: one plain GET form."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from articles import search
from articles.models import Article, ArticleByline, Section, Source
from articles.models.article import ArticleQuerySet

YES_NO = (("yes", "Yes"), ("no", "No"))


class QueueFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Only declared fields filter: nothing else of the address reaches the database."""

    q = django_filters.CharFilter(
        label="Search", method="find", widget=forms.TextInput(attrs={"type": "search", "maxlength": 200})
    )
    section = django_filters.ModelChoiceFilter(
        label="Section", queryset=Section.objects.all(), empty_label="Any section"
    )
    source = django_filters.ModelChoiceFilter(label="Source", queryset=Source.objects.all(), empty_label="Any source")
    byline = django_filters.CharFilter(
        label="Byline", method="signed", widget=forms.TextInput(attrs={"maxlength": 160})
    )
    review = django_filters.ChoiceFilter(label="Needs review", method="flagged", choices=YES_NO, empty_label="Either")
    moved = django_filters.ChoiceFilter(label="Wire moved", method="flagged", choices=YES_NO, empty_label="Either")
    held = django_filters.ChoiceFilter(label="Held", method="withheld", choices=YES_NO, empty_label="Either")
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

    def pictured(self, queryset: ArticleQuerySet, name: str, value: str) -> QuerySet[Article]:
        """Narrow to the stories with, or without, a picture whose file has arrived."""
        return queryset.with_photos(yes=value == "yes")
