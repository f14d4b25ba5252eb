"""The public page as it would be with what is in the form, saved or not. Only for those who may see the story."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles import previewing
from articles.admin.editing import page
from articles.admin.editing.captions import CaptionForm, captions_of
from articles.admin.editing.saving import Forms
from articles.filing import ASIDE
from articles.revisions import CAPTION_FIELDS, Snapshot, snapshot

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin as Desk

in_our_frame = csp_replace({"frame-ancestors": [SELF]})


def urls(desk: Desk) -> list[URLPattern]:
    """Return the address of the preview."""
    # Only our own edit page may show it in a frame; every other page of the site stays out of all frames.
    view = in_our_frame(xframe_options_sameorigin(desk.admin_site.admin_view(partial(show, desk))))
    return [path("<int:pk>/preview/", view, name="articles_article_preview")]


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the public page of the saved story, or of what was sent from the form."""
    article = page.load(pk) if pk < 2**63 else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404("There is no such story.")
    state = snapshot(article)
    if request.method == "POST" and "captions-TOTAL_FORMS" in request.POST:
        state |= typed(page.build(article, captions_of(article), request.POST))
    return previewing.page(request, article, previewing.compose(article, state))


def typed(forms: Forms) -> Snapshot:
    """Return the state that a form stands for, as far as it can be read: a mistake in one field hides no other."""
    forms.is_valid()
    article, raw = forms.article.cleaned_data, forms.article.faces
    state: Snapshot = {name: article.get(name, raw[name]) for name in previewing.TEXTS if name in raw}
    state["section_id"] = article["section"].pk if article.get("section") else None
    state["topics"] = [one.slug for one in article.get("topics") or ()]
    signed = [form.signed for form in forms.bylines.forms if hasattr(form, "cleaned_data")]
    state["bylines"] = [
        {
            "byline__name": one.name or one.organisation,
            "byline__organisation": one.organisation if one.name else "",
            "role": one.role,
        }
        for one in signed
        if one
    ]
    cards = [one for one in forms.captions.forms if hasattr(one, "cleaned_data") and one.is_filled]
    state["captions"] = [_caption(card) for card in cards]
    return state


def _caption(card: CaptionForm) -> dict[str, Any]:
    given = card.cleaned_data
    photo = given.get("photo")
    row = {name: given.get(name, "") for name in CAPTION_FIELDS if name in card.fields}
    row |= {"number": given.get("number") or ASIDE, "role": given.get("role") or "inline"}
    return row | {"photo_id": photo.pk if photo else None}
