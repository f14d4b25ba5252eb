"""Two stories that may be one, side by side: joined or kept apart by one click, and either can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import access, diff
from articles.admin import faces
from articles.admin.queue import title
from articles.diff import Line, Mark
from articles.filing import twins
from articles.models import Article, Twin
from articles.revisions import snapshot
from articles.workflow import Refused, Stale

if TYPE_CHECKING:
    Desk = admin.ModelAdmin[Article]

LARGEST_KEY = 2**63 - 1
STALE = "Somebody has saved one of the stories just now. Nothing was written: look at them again."
SHOWN = ("headline", "standfirst", "bylines", "dateline", "body", "captions")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of both stories, line beside line; what only one of them has is marked."""

    label: str
    rows: list[tuple[Line, Line]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a story, and the other story that it is about."""

    twin: Twin
    other: Article
    is_here: bool

    @classmethod
    def of(cls, twin: Twin, article: Article) -> Question:
        """See the question from the side of one of the two."""
        other = twin.other if twin.article_id == article.pk else twin.article
        return cls(twin, other, twin.kept_id == article.pk)

    @property
    def title(self) -> str:
        """Return the title of the other story."""
        return title(self.other)

    @property
    def is_open(self) -> bool:
        """Say whether nobody has answered it."""
        return self.twin.answer == Twin.Answer.OPEN

    @property
    def is_joined(self) -> bool:
        """Say whether the two are one by now."""
        return self.twin.answer == Twin.Answer.JOINED


def show(desk: Desk, request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Show two stories side by side, or take the answer."""
    twin = _twin(desk, request, pk, key)
    if request.method == "POST":
        return _answer(request, pk, twin)
    pair = (twin.other, twin.article)
    return TemplateResponse(
        request,
        "admin/articles/article/twin.html",
        {
            **desk.admin_site.each_context(request),
            "title": "The same story?",
            "opts": desk.opts,
            "twin": twin,
            "here": next(one for one in pair if one.pk == pk),
            "pair": [(one, title(one)) for one in pair],
            "parts": list(_parts(*pair)),
            "may_join": request.user.has_perm(twins.JOIN),
        },
    )


def _parts(one: Article, other: Article) -> list[Part]:
    left, right = (faces.of_snapshot(snapshot(side)) for side in (one, other))
    found = []
    for name in SHOWN:
        lines = diff.compare(left.get(name, ""), right.get(name, ""))
        if lines:
            found.append(
                Part(faces.LABELS[name], [(_without(line, Mark.NEW), _without(line, Mark.GONE)) for line in lines])
            )
    return found


def _without(line: Line, mark: Mark) -> Line:
    return tuple(span for span in line if span.mark is not mark)


def _answer(request: HttpRequest, pk: int, twin: Twin) -> HttpResponse:
    do, by = request.POST.get("do", ""), cast(User, request.user)
    here = pk
    try:
        if do in ("keep", "keep-other"):
            keep = twin.other if do == "keep-other" else twin.article
            here = twins.join(twin, keep=keep, by=by).pk
            messages.success(request, "The two are one story now. Look at what the other one said.")
        elif do == "apart":
            twins.keep_apart(twin, by=by)
            messages.success(request, "They stay two stories. You will not be asked again.")
        elif do == "part":
            here = twins.part(twin, by=by).pk
            messages.success(request, "The story is split off again.")
        elif do == "reopen":
            twins.reopen(twin, by=by)
            messages.success(request, "The question is open again.")
    except Refused as refused:
        messages.error(request, f"Not done: {refused}")
    except Stale:
        messages.error(request, STALE)
    if do == "reopen":
        return redirect("admin:articles_article_twin", pk, twin.pk)
    return redirect("admin:articles_article_change", here)


def _twin(desk: Desk, request: HttpRequest, pk: int, key: int) -> Twin:
    mine = Twin.objects.filter(
        Q(article=min(pk, LARGEST_KEY)) | Q(other=min(pk, LARGEST_KEY)), pk=min(key, LARGEST_KEY)
    )
    twin = mine.select_related("article__section", "other__section", "kept", "answered_by").first()
    if twin is None or not all(desk.has_view_or_change_permission(request, one) for one in (twin.article, twin.other)):
        raise Http404("There is no such question.")
    return twin


def of(article: Article, user: User) -> list[Question]:
    """Return the questions about a story, the open ones first; not those about stories that the user may not see."""
    mine = Twin.objects.filter(Q(article=article) | Q(other=article)).select_related("article", "other")
    waiting = set(twins.open_twins(article).values_list("pk", flat=True))
    found = [Question.of(one, article) for one in mine if one.pk in waiting or one.answer != Twin.Answer.OPEN]
    return sorted((one for one in found if access.sees(user, one.other)), key=lambda one: not one.is_open)
