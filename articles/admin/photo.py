"""Pictures: what is said about them and what may be done with them. Files come in by the story's page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join

from articles import typesetting
from articles.admin.fields import ONE_CONTROL
from articles.admin.readonly import ReadOnlyAdmin
from articles.admin.shown import ShownToReaders
from articles.models import Article, Photo, Rendition

FROM_THE_FILE = (
    "taken_at", "place", "catchline", "content_type", "width", "height", "sha256", "digital_source_type", "c2pa",
    "metadata", "created_at", "created_by",
)  # fmt: skip


@admin.register(Photo)
class PhotoAdmin(ShownToReaders):
    """The library of pictures."""

    list_display = ("thumbnail", "__str__", "photographer", "agency", "has_arrived", "created_at")
    list_display_links = ("__str__",)
    list_per_page = 40
    search_fields = ("headline", "description", "photographer", "=supplier_ref")
    formfield_overrides = ONE_CONTROL
    readonly_fields = (
        "thumbnail", "stories", "sha256", "content_type", "width", "height", "metadata", "c2pa", "digital_source_type",
        "created_at", "created_by",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("thumbnail", "stories", "headline", "description", "alt_text")}),
        ("Credit", {"fields": ("photographer", "agency", "credit_line", "copyright_notice", "source", "supplier_ref")}),
        ("Rights", {"fields": ("restrictions", "usage_terms", "instructions", "rights_expire_at")}),
        ("Focal point", {"fields": (("focal_x", "focal_y"),)}),
        (
            "From the file",
            {"fields": FROM_THE_FILE},
        ),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Fetch the sizes too, for the thumbnails."""
        return super().get_queryset(request).prefetch_related("renditions")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a photo comes with a story, from the wire or by its page."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Refuse: a picture that was received stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Photo, form: ModelForm[Photo], change: Any) -> None:
        """Set the stories again that show it."""
        super().save_model(request, obj, form, change)
        typesetting.typeset_again(Article.objects.filter(captions__photo=obj))

    @admin.display(description="Picture")
    def thumbnail(self, photo: Photo) -> str:
        """Show the smallest size there is."""
        return render_to_string(
            "admin/desk/_thumbnail.html", {"photo": photo, "smallest": next(iter(photo.renditions.all()), None)}
        )

    @admin.display(description="File", boolean=True)
    def has_arrived(self, photo: Photo) -> bool:
        """Say whether the picture itself is here."""
        return photo.has_file

    @admin.display(description="Stories")
    def stories(self, photo: Photo) -> str:
        """Link the stories it stands in."""
        captions = photo.captions.select_related("article")
        links = (
            (reverse("admin:articles_article_change", args=[one.article_id]), str(one.article)) for one in captions
        )
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "None"


@admin.register(Rendition)
class RenditionAdmin(ReadOnlyAdmin):
    """The sizes made of pictures."""

    list_display = ("photo", "spec", "width", "height", "size")
    list_select_related = ("photo",)
    ordering = ("-pk",)
