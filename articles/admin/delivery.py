"""What was received: deliveries with their bytes, wire versions, saved states. All of it for reading."""

from __future__ import annotations

from django.contrib import admin
from django.core.files.storage import storages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from articles import access, security
from articles.admin import ledger
from articles.admin.readonly import ReadOnlyAdmin
from articles.models import Alarm, Delivery, Revision, WireVersion


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """The raw bytes of one file, and what became of them."""

    list_display = ("file_name", "outcome", "code", "source", "size", "received_at")
    list_filter = ("outcome", "source")
    list_select_related = ("source",)
    search_fields = ("file_name", "=sha256")
    fields = (
        "file_name", "outcome", "code", "reason", "remedy", "stories", "raw", "source", "received_at", "received_by",
        "format", "encoding", "size", "sha256", "what_became_of_it",
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        """Add the download of the bytes."""
        raw = self.admin_site.admin_view(self.raw_view)
        return [path("<int:pk>/raw/", raw, name="articles_delivery_raw"), *super().get_urls()]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Delivery | None:
        """Fetch a delivery with those of its stories that this person may see."""
        delivery: Delivery | None = super().get_object(request, object_id, from_field)
        if delivery is not None:
            made = access.seen(WireVersion.objects.exclude(article=None), request.user).select_related("article")
            prefetch_related_objects([delivery], Prefetch("versions", made.defer("story", "pieces")))
        return delivery

    def raw_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """Send the bytes as received, as a file that no browser runs or shows."""
        delivery = self.get_queryset(request).filter(pk=pk).first()
        if delivery is None or not request.user.has_perms(("articles.view_delivery", "articles.import_delivery")):
            raise Http404("There is no such delivery.")
        try:
            stream = storages["raw"].open(delivery.raw_key)
        except OSError as error:
            raise Http404("The bytes of this delivery are not in the store.") from error
        security.note(security.Kind.EXPORTED, by=request.user, subject=delivery, what="The raw bytes.")
        name = f"delivery-{delivery.sha256[:12]}.txt"
        return FileResponse(stream, as_attachment=True, filename=name, content_type="text/plain; charset=utf-8")

    @admin.display(description="Stories")
    def stories(self, delivery: Delivery) -> str:
        """Link the stories that came of it."""
        links = (
            (reverse("admin:articles_article_change", args=[one.article_id]), str(one.article))
            for one in delivery.versions.all()
        )
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "None"

    @admin.display(description="Raw bytes")
    def raw(self, delivery: Delivery) -> str:
        """Link the download."""
        address = reverse("admin:articles_delivery_raw", args=[delivery.pk])
        return format_html('<a href="{}">Download as received</a>', address)

    @admin.display(description="What became of it")
    def what_became_of_it(self, delivery: Delivery) -> str:
        """Show the ledger of a refused capture; that of a filed one stands beside its story."""
        if not delivery.pieces:
            return (
                "Shown beside its story." if delivery.outcome != Delivery.Outcome.REFUSED else "Nothing could be read."
            )
        return render_to_string("admin/desk/_ledger.html", {"ledger": ledger.read(delivery.pieces)})


@admin.register(WireVersion)
class WireVersionAdmin(ReadOnlyAdmin):
    """One version of one wire story, as the cleaner read it."""

    list_display = ("__str__", "article", "applied_at", "received_at")
    list_select_related = ("article",)
    search_fields = ("=uri", "article__headline")
    fields = (
        "article", "delivery", "position", "provider", "uri", "version", "version_created", "received_at", "cleaner",
        "applied_at", "applied_as", "match_reason", "issues", "what_became_of_it",
    )  # fmt: skip

    @admin.display(description="What became of it")
    def what_became_of_it(self, version: WireVersion) -> str:
        """Show the ledger."""
        return render_to_string("admin/desk/_ledger.html", {"ledger": ledger.read(version.pieces)})


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Every saved state of every story. The history of one story shows them word by word."""

    list_display = ("article", "version", "event", "by", "at", "compared")
    list_display_links = ("version",)
    list_select_related = ("article", "by")
    list_filter = ("event",)
    ordering = ("-pk",)
    fields = ("article", "version", "event", "by", "at", "note", "changed", "compared")

    @admin.display(description="Words")
    def compared(self, revision: Revision) -> str:
        """Link the comparison with the state before."""
        address = reverse("admin:articles_article_compare", args=[revision.article_id, revision.version])
        return format_html('<a href="{}">What changed</a>', address)


@admin.register(Alarm)
class AlarmAdmin(ReadOnlyAdmin):
    """Every kill, and who saw to it."""

    list_display = ("message", "raised_at", "acknowledged_at", "acknowledged_by")
    list_select_related = ("acknowledged_by",)
    fields = ("message", "article", "version", "candidates", "uri", "raised_at", "acknowledged_at", "acknowledged_by")
