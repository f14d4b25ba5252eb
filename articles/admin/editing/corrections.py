"""The corrections of one story: raised, published and ended on a page of their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles import correcting, workflow
from articles.admin.editing import page
from articles.admin.editing.forms import grows
from articles.admin.fields import Copy, OneLine
from articles.models import Article, Correction, Status
from articles.workflow import Refused, Stale

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin as Desk

NO_STORY = "There is no such story."


class CorrectionForm(forms.Form):
    """What readers are told, and where."""

    kind = forms.ChoiceField(choices=Correction.Kind)
    placement = forms.ChoiceField(choices=Correction.Placement, label="Where it stands")
    text = Copy(max_length=4000, label="What readers are told", widget=grows(3, 4000))
    what_was_wrong = Copy(required=False, max_length=4000, label="What was wrong, for the desk", widget=grows(2, 4000))
    is_significant = forms.BooleanField(
        required=False, initial=True, label="Significant: it changes what a reader would think"
    )
    is_in_headline = forms.BooleanField(required=False, label="The headline was wrong")
    show_until = forms.DateTimeField(
        required=False,
        label="Shown until, London time; empty is for ever",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )


def urls(desk: Desk) -> list[URLPattern]:
    """Return the address of the page."""
    view = desk.admin_site.admin_view(partial(show, desk))
    return [path("<int:pk>/corrections/", view, name="articles_article_corrections")]


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """List the story's corrections with the form for another, or do what a button says."""
    article = page.load(pk) if pk < 2**63 else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404(NO_STORY)
    chosen = _chosen(article, request.POST.get("correction") or request.GET.get("correction"))
    if request.method == "POST":
        return _act(desk, request, article, chosen)
    initial = {name: getattr(chosen, name) for name in (*correcting.TEXTS, "show_until")} if chosen else None
    return _answer(desk, request, article, chosen, CorrectionForm(initial=initial))


def _chosen(article: Article, key: str | None) -> Correction | None:
    if not key:
        return None
    found = article.corrections.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise Http404("There is no such correction.")
    return found


def _act(desk: Desk, request: HttpRequest, article: Article, chosen: Correction | None) -> HttpResponse:
    by, do = cast(User, request.user), request.POST.get("do", "keep")
    form = CorrectionForm(request.POST)
    try:
        if do == "end":
            if chosen is None:
                raise Http404("There is no such correction.")
            reason = OneLine().to_python(request.POST.get("reason", ""))
            correcting.end(chosen, by=by, version=_version(request), reason=reason)
            messages.success(request, "Readers no longer see the correction.")
        elif not by.has_perm(correcting.CHANGE):
            raise PermissionDenied
        elif not form.is_valid():
            return _answer(desk, request, article, chosen, form)
        else:
            _write(request, article, chosen, form.cleaned_data, publish=do == "publish")
    except Stale as stale:
        messages.error(request, f"{stale} The text of the correction is kept: look at the story, then publish it.")
    except Refused as refused:
        messages.error(request, f"Not done. {refused}")
        return _answer(desk, request, article, chosen, form)
    return redirect("admin:articles_article_corrections", article.pk)


def _write(
    request: HttpRequest, article: Article, chosen: Correction | None, facts: dict[str, Any], *, publish: bool
) -> None:
    """Keep the text in any case, then show it to readers if that was the button."""
    by = cast(User, request.user)
    kept = correcting.write(article, by=by, facts=facts, correction=chosen)
    if not publish:
        messages.success(request, "The correction is kept on the desk. Readers do not see it yet.")
        return
    correcting.publish(kept, by=by, version=_version(request), until=facts["show_until"])
    where = "" if article.status == Status.PUBLISHED else " as soon as they see the story"
    messages.success(request, f"Readers see the correction{where}.")


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _answer(
    desk: Desk, request: HttpRequest, article: Article, chosen: Correction | None, form: CorrectionForm
) -> TemplateResponse:
    now = timezone.now()
    may = request.user.has_perm(correcting.CHANGE) and request.user.has_perm(workflow.PUBLISH)
    return TemplateResponse(
        request,
        "admin/articles/article/corrections.html",
        {
            **desk.admin_site.each_context(request),
            "title": "Corrections",
            "article": article,
            "corrections": [
                (one, bool(one.published_at and (one.show_until is None or one.show_until > now)))
                for one in article.corrections.select_related("raised_by")
            ],
            "chosen": chosen,
            "form": form,
            "may_correct": may,
        },
    )
