"""The list of pictures: search, filters, thumbnails and where each is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.template.response import TemplateResponse

from articles.models import Caption, Photo, Rendition
from articles.photos import joining, library

PAGE = 48
HERE = "here"
STATES = (
    (HERE, "With their file"), ("waiting", "Not arrived"), ("unused", "In no story"), ("doubt", "With doubts"),
    ("restricted", "Restricted"), ("expired", "Rights run out"), ("any", "All of them"),
)  # fmt: skip


class LibraryFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Only declared fields filter: nothing else of the address reaches the database."""

    q = django_filters.CharFilter(
        label="Search", method="find", widget=forms.TextInput(attrs={"type": "search", "maxlength": 200})
    )
    state = django_filters.ChoiceFilter(label="Which", method="narrowed", choices=STATES, empty_label=None)
    since = django_filters.DateFilter(
        label="Taken from",
        field_name="taken_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label="Taken to", field_name="taken_at", lookup_expr="date__lte", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = Photo
        fields: list[str] = []

    def find(self, queryset: QuerySet[Photo], name: str, value: str) -> QuerySet[Photo]:
        """Narrow to the pictures with every one of the words in caption, credit, place or reference."""
        return library.search(queryset, value)

    def narrowed(self, queryset: QuerySet[Photo], name: str, value: str) -> QuerySet[Photo]:
        """Narrow to one kind; a picture that was announced and is in no story any more is not listed."""
        here, used = queryset.exclude(original=""), Exists(Caption.objects.filter(photo=OuterRef("pk")))
        return {
            HERE: here,
            "waiting": queryset.filter(used, original=""),
            "unused": here.exclude(used),
            "doubt": here.exclude(issues=[]),
            "restricted": here.exclude(restrictions=""),
            "expired": here.filter(rights_expire_at__lte=Now()),
            "any": queryset.filter(~Q(original="") | Q(used)),
        }[value]


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture as the list shows it."""

    photo: Photo
    thumbnail: Rendition | None
    uses: list[Caption]

    @property
    def waits(self) -> bool:
        """Say whether a story announces it and its file has not come."""
        return not self.photo.has_file


def tiles(photos: list[Photo]) -> list[Tile]:
    """Return pictures with what the list shows of them, in two queries for all."""
    sizes = Rendition.objects.filter(photo__in=photos).exclude(content_type="image/avif").order_by("width", "-spec")
    smallest: dict[int, Rendition] = {}
    for one in sizes:
        if one.spec.startswith("w"):
            smallest.setdefault(one.photo_id, one)
    used = joining.in_use(photos)
    return [Tile(photo, smallest.get(photo.pk), used[photo.pk]) for photo in photos]


def show(request: HttpRequest, photos: QuerySet[Photo], context: dict[str, Any]) -> TemplateResponse:
    """Show one page of the library."""
    asked = request.GET.copy()
    asked.setdefault("state", HERE)
    narrowed = LibraryFilter(asked, queryset=photos)
    given = request.GET.get("page", "1")
    number = int(given) if given.isdecimal() and 0 < len(given) < 6 else 1
    start = (max(number, 1) - 1) * PAGE
    # One more than a page says whether there is another, without counting the table.
    found = list(narrowed.qs.order_by("-created_at", "-pk")[start : start + PAGE + 1])
    return TemplateResponse(
        request,
        "admin/articles/photo/library.html",
        {
            **context,
            "title": "Pictures",
            "filter": narrowed,
            "is_narrowed": any(request.GET.get(name) for name in ("q", "state", "since", "until")),
            "tiles": tiles(found[:PAGE]),
            "number": max(number, 1),
            "has_next": len(found) > PAGE,
        },
    )
