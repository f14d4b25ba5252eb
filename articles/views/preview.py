"""What somebody with a preview link sees: that version, its pictures, and a way to answer."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from articles import previewing, sharing
from articles.models import PreviewLink, PreviewNote
from articles.views.media import NAME, serve


class NoteForm(forms.Form):
    """What a reader answers."""

    name = forms.CharField(max_length=120)
    text = forms.CharField(max_length=4000, required=False)
    verdict = forms.ChoiceField(choices=PreviewNote.Verdict)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, token: str) -> HttpResponse:
    """Show the version that the link was made for, or keep what its reader answers."""
    link = _link(token)
    if request.method == "POST":
        wrong = _note(request, link)
        if not wrong:
            return redirect(f"{request.path}?noted=yes")
        return _answer(request, link, token, wrong=wrong)
    return _answer(request, link, token)


@require_safe
def picture(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a picture of that version."""
    found = sharing.picture(_link(token), name) if NAME.fullmatch(name) else None
    if found is None:
        raise Http404
    return serve(request, found, is_public=False)


def _link(token: str) -> PreviewLink:
    link = sharing.find(token)
    if link is None:
        raise Http404
    return link


def _note(request: HttpRequest, link: PreviewLink) -> str:
    """Keep the answer; return what is wrong with it, if anything is."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return "Give your name, then press one of the two buttons."
    given = form.cleaned_data
    if given["verdict"] == PreviewNote.Verdict.COMMENT and not given["text"].strip():
        return "Write what should change, or press “Looks right”."
    kept = sharing.note(link, name=given["name"], verdict=given["verdict"], text=given["text"])
    return "" if kept else "This link has taken as many answers as it can. Ask the desk for another."


def _answer(request: HttpRequest, link: PreviewLink, token: str, *, wrong: str = "") -> HttpResponse:
    article = link.revision.article
    media = reverse("preview_picture", args=[token, "x"]).removesuffix("x")
    shown = previewing.compose(article, link.revision.snapshot, media=media)
    given = {name: request.POST.get(name, "") for name in ("name", "text")}
    noted = "noted" in request.GET
    return previewing.page(request, article, shown, link=link, is_noted=noted, wrong=wrong, **given)
