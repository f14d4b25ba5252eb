"""Pictures by upload: several at once, each with its answer. A script sends one request a file, a plain form one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse

from articles import ingest
from articles.admin.fields import FilesInput, SeveralFiles
from articles.ingest import Filed
from articles.models import Photo, Rendition

ONE_ROW = "one"  # what the page's own script asks for: the row of the report and nothing around it


class UploadForm(forms.Form):
    """The files."""

    upload = SeveralFiles(
        label="Picture files",
        help_text="JPEG, PNG, WebP, GIF or AVIF, up to 30 MB and 50 megapixels each, several at once.",
        widget=FilesInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/avif"}),
        error_messages={"required": "Choose one picture or several."},
    )


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file."""

    filed: Filed
    photo: Photo | None
    thumbnail: Rendition | None


def show(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the upload; take in what is sent, and show what became of it."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    rows = [_take(one, cast(User, request.user)) for one in form.cleaned_data["upload"]] if form.is_valid() else []
    if sent and request.headers.get("X-Answer") == ONE_ROW:
        return render(request, "admin/articles/photo/_rows.html", {"rows": rows}, status=200 if rows else 400)
    if rows:
        form = UploadForm()
    page = {**context, "title": "Add pictures", "form": form, "rows": rows}
    return TemplateResponse(request, "admin/articles/photo/upload.html", page)


def _take(file: Any, by: User) -> Row:
    name = file.name or "picture"
    (filed,) = ingest.answered(ingest.receive_photo(cast(BinaryIO, file), name=name, by=by), name=name)
    photo = Photo.objects.filter(pk=filed.photo).first() if filed.photo else None
    small = photo.renditions.filter(content_type="image/webp").order_by("width").first() if photo else None
    return Row(filed, photo, small)
