"""What the edit page shows beside its forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from articles import diff, filing, housestyle, workflow
from articles.admin import ledger, twins
from articles.admin.editing.captions import BaseCaptionFormSet, CaptionFormSet, caption_rows
from articles.admin.editing.forms import ArticleForm, BaseBylineFormSet, BylineFormSet, MoveForm, byline_rows
from articles.admin.editing.saving import Forms
from articles.models import Article, Caption, PreviewNote, Revision, Status, WireVersion
from articles.wire.markup import from_markup

# In the order of the bar; the first is the main one. "reopen" and the rest stand behind “More”.
MAIN = ("publish", "ready", "check")


def build(
    article: Article,
    captions: list[Caption],
    data: Mapping[str, Any] | None = None,
    files: MultiValueDict[str, UploadedFile[Any]] | None = None,
) -> Forms:
    """Make the three forms, filled with what was sent or with the story as saved."""
    article._prefetched_objects_cache = {"captions": captions}  # type: ignore[attr-defined]
    form = ArticleForm(data, instance=article, prefix=None)
    del article._prefetched_objects_cache  # type: ignore[attr-defined]
    return Forms(
        form,
        cast(BaseBylineFormSet, BylineFormSet(data, initial=byline_rows(article), prefix="bylines")),
        cast(BaseCaptionFormSet, CaptionFormSet(data, files, initial=caption_rows(captions), prefix="captions")),
    )


def load(pk: int) -> Article | None:
    """Fetch one story for the edit page."""
    return Article.objects.select_related("section", "source").filter(pk=pk).first()


def context(
    request: HttpRequest, article: Article, captions: list[Caption], forms: Forms, *, may_edit: bool
) -> dict[str, Any]:
    """Return everything the template needs, in a fixed number of queries."""
    assert isinstance(request.user, User)
    version = _shown(article) if article.pk else None
    last = Revision.objects.filter(article=article).select_related("by").first() if article.pk else None
    found = _hurdles(article, captions)
    forms.captions.show({one.pk: one for one in captions}, {one.number for one in captions if _is_named(one, found)})
    allowed = {one.name: one for one in workflow.allowed(article, request.user)} if article.pk else {}
    if not may_edit:
        _close(forms)
    return {
        "article": article,
        "form": forms.article,
        "bylines": forms.bylines,
        "captions": forms.captions,
        "move": MoveForm(request.POST or None, initial={"at": article.embargo_until, "expires": article.expires_at}),
        "errors": _count_errors(forms),
        "hurdles": found,
        "warnings": _warnings(article, captions),
        "issues": zip(article.issues, forms.article["settled"], strict=True),
        "differs": [
            (one, box, diff.words(one.sent, one.ours))
            for one, box in zip(forms.article.differs, forms.article["acknowledged"], strict=True)
        ],
        "ledger": ledger.read(version.pieces) if version else None,
        "wire_version": version,
        "places": housestyle.places(article) if article.pk and not forms.article.is_bound else [],
        "marks": "marks" in request.GET,
        "last": last,
        "answers": _answers(article),
        "twins": twins.of(article, request.user) if article.pk else [],
        "main": [allowed.pop(name) for name in MAIN if name in allowed][:2],
        "more": allowed,
        "may_edit": may_edit,
        "may_lift": bool(article.hold_reason) and request.user.has_perm(workflow.LIFT),
        "is_public": article.status == Status.PUBLISHED,
        "waits": article.status in (Status.NEW, Status.CHECKING, Status.READY, Status.SCHEDULED),
    }


def _answers(article: Article) -> list[PreviewNote]:
    """Return what the last readers of a preview link said."""
    if not article.pk:
        return []
    return list(PreviewNote.objects.filter(link__revision__article=article).select_related("link__revision")[:5])


def _shown(article: Article) -> WireVersion | None:
    """Return the reading that the story was made from, for one that was never made from any the newest."""
    return filing.base_of(article) or article.wire_versions.select_related("delivery").first()


def _close(forms: Forms) -> None:
    """Let every control be read and none be used."""
    for form in (forms.article, *forms.bylines.forms, *forms.captions.forms):
        for field in form.fields.values():
            field.disabled = True


def _hurdles(article: Article, captions: list[Caption]) -> list[workflow.Hurdle]:
    if not article.pk:
        return []
    article._prefetched_objects_cache = {"captions": captions}  # type: ignore[attr-defined]
    found = workflow.hurdles(article)
    del article._prefetched_objects_cache  # type: ignore[attr-defined]
    return found


def _is_named(caption: Caption, found: list[workflow.Hurdle]) -> bool:
    return any(hurdle.message.startswith(f"Photo {caption.number} ") for hurdle in found)


def _warnings(article: Article, captions: list[Caption]) -> list[str]:
    """Say what nothing forbids and an editor should know."""
    placed = {number for number, _ in from_markup(article.body)[1]}
    known = {one.number for one in captions}
    inline = {one.number for one in captions if one.role == Caption.Role.INLINE}
    return [
        *(f"The text has a place for photo {number}, but there is no such photo." for number in sorted(placed - known)),
        *(
            f"Photo {number} has no place in the text. Put [[photo {number}]] on a line of its own."
            for number in sorted(inline - placed)
        ),
        *(["The story has no section."] if article.pk and not article.section_id else []),
    ]


def _count_errors(forms: Forms) -> int:
    rows = [*forms.bylines.forms, *forms.captions.forms]
    if not forms.article.is_bound:
        return 0
    whole = len(forms.bylines.non_form_errors()) + len(forms.captions.non_form_errors())
    return len(forms.article.errors) + sum(len(form.errors) for form in rows) + whole
