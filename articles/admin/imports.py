"""Import by upload and by paste: both go through `ingest.receive`, the one way in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import access, ingest
from articles.admin.fields import SeveralFiles
from articles.admin.queue import title
from articles.ingest import Filed
from articles.models import Article, Source

REVIEW = "needs review"


class ImportForm(forms.Form):
    """Files, text, or both."""

    upload = SeveralFiles(
        required=False,
        label="Files",
        help_text="Text, saved pages, feed files, pictures or zip archives, several at once; up to 10 MB, pictures 30.",
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the text",
        help_text="The whole capture, as it came. Its furniture is taken out and shown beside the story.",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "maxlength": 10_000_000}),
    )
    source = forms.ModelChoiceField(Source.objects.select_related("default_section"), required=False, empty_label=None)

    def clean(self) -> dict[str, Any]:
        """Ask for something to import."""
        given = super().clean() or {}
        if not given.get("upload") and not given.get("text"):
            raise forms.ValidationError("Choose a file or paste some text.", code="nothing")
        return given


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report."""

    filed: Filed
    outcome: str
    title: str
    issues: list[str]


def show(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """Show the import form; take in what is sent, and show what became of it."""
    if not request.user.has_perm("articles.import_delivery"):
        raise PermissionDenied
    sent = request.method == "POST"
    by_hand = {"source": Source.objects.filter(slug="by-hand").first()}
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm(initial=by_hand)
    lines: list[Line] = []
    if sent and form.is_valid():
        by = cast(User, request.user)
        lines = _report(take_in(_offered(form), source=form.cleaned_data["source"], by=by), by)
        form = ImportForm(initial={"source": form.cleaned_data["source"]})
    return TemplateResponse(
        request,
        "admin/desk/import.html",
        {**context, "title": "Import", "form": form, "lines": lines, "sums": _sums(lines)},
    )


def _offered(form: ImportForm) -> Iterator[tuple[str, BinaryIO]]:
    for file in form.cleaned_data["upload"]:
        yield file.name, cast(BinaryIO, file)
    if text := form.cleaned_data["text"]:
        # A browser sends a form's line ends as CR LF whatever was pasted.
        yield f"Pasted {timezone.localtime():%d %b %Y %H.%M.%S}", io.BytesIO(text.replace("\r\n", "\n").encode())


def take_in(offered: Iterable[tuple[str, BinaryIO]], *, source: Source | None, by: User) -> Iterator[Filed]:
    """Import one after the other; one that fails never stops the rest."""
    for name, stream in offered:
        yield from ingest.answered(ingest.receive(stream, name=name, source=source, by=by), name=name)


def _report(done: Iterable[Filed], by: User) -> list[Line]:
    filed = list(done)
    stories = access.seen(Article.objects.all(), by).in_bulk([one.article for one in filed if one.article])
    lines = []
    for one in filed:
        article = stories.get(one.article or 0)
        outcome = REVIEW if one.outcome in ("created", "refreshed", "merged", "joined") and one.issues else one.outcome
        lines.append(Line(one, outcome, title(article) if article else "", [issue.message for issue in one.issues]))
    return lines


def _sums(lines: list[Line]) -> str:
    names = dict.fromkeys(line.outcome for line in lines)
    return " · ".join(f"{sum(line.outcome == name for line in lines)} {name}" for name in names)
