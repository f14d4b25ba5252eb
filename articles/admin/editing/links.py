"""The preview links of one story: made for somebody without an account, taken back, and what they answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles import sharing
from articles.admin.editing import page
from articles.admin.fields import OneLine
from articles.models import Article, PreviewLink

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin as Desk


class LinkForm(forms.Form):
    """For whom, and for how long."""

    reader = OneLine(max_length=120, label="For whom")
    hours = forms.ChoiceField(choices=list(sharing.TERMS.items()), initial="24", label="Works for")


def urls(desk: Desk) -> list[URLPattern]:
    """Return the address of the page."""
    view = desk.admin_site.admin_view(partial(show, desk))
    return [path("<int:pk>/links/", view, name="articles_article_links")]


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """List the story's links and the answers, make another, or take one back."""
    article = page.load(pk) if pk < 2**63 else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404("There is no such story.")
    form = LinkForm(request.POST if request.POST.get("do") == "make" else None)
    if request.method == "POST":
        if not desk.has_change_permission(request, article):
            raise PermissionDenied
        if _act(request, article, form):
            return redirect("admin:articles_article_links", article.pk)
    now = timezone.now()
    found = PreviewLink.objects.filter(revision__article=article).select_related("revision", "made_by")
    return TemplateResponse(
        request,
        "admin/articles/article/links.html",
        {
            **desk.admin_site.each_context(request),
            "title": "Preview links",
            "article": article,
            "form": form,
            "may_edit": desk.has_change_permission(request, article),
            "links": [
                (one, _address(request, one) if one.revoked_at is None and one.expires_at > now else "")
                for one in found.prefetch_related("notes")
            ],
        },
    )


def _act(request: HttpRequest, article: Article, form: LinkForm) -> bool:
    """Do what the button says; False where the form has a mistake."""
    by = cast(User, request.user)
    if request.POST.get("do") == "make":
        if not form.is_valid():
            return False
        made = sharing.make(article, by=by, reader=form.cleaned_data["reader"], hours=int(form.cleaned_data["hours"]))
        messages.success(request, f"The link for {made.reader} is made. Copy it from the list.")
        return True
    key = request.POST.get("revoke", "")
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    for one in PreviewLink.objects.filter(revision__article=article, pk=number):
        sharing.revoke(one, by=by)
        messages.success(request, f"The link for {one.reader} no longer works.")
    return True


def _address(request: HttpRequest, link: PreviewLink) -> str:
    return request.build_absolute_uri(reverse("preview", args=[sharing.token(link)]))
