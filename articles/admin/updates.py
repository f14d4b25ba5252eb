"""An update of the wire: what it changes, what both sides changed, and the click that takes it in or leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import access, filing, workflow
from articles.admin.editing import page
from articles.admin.faces import Difference
from articles.admin.history import names_of
from articles.filing import updating
from articles.filing.updating import Waiting
from articles.models import Article, Revision
from articles.wire.merge import Choice, Conflict, Take
from articles.workflow import Refused, Stale

if TYPE_CHECKING:
    Desk = admin.ModelAdmin[Article]

LARGEST_KEY = 2**63 - 1
SHOWN = 200
STALE = (
    "The story was saved, or a newer version came, since you opened the page. Nothing was written: look at it again."
)
OWN = "own"
BY_ITSELF = (filing.REFRESHED, filing.MERGED, updating.LIVE)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the desk and the wire both changed, with what the editor has answered so far."""

    number: int
    label: str
    conflict: Conflict
    chosen: str = ""
    own: str = ""

    @property
    def ours(self) -> Difference:
        """Return what the desk changed."""
        return Difference("ours", "Ours", self.conflict.base, self.conflict.ours)

    @property
    def theirs(self) -> Difference:
        """Return what the wire changed."""
        return Difference("theirs", "Theirs", self.conflict.base, self.conflict.theirs)


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the version that waits, or take the editor's answer."""
    article = page.load(pk) if pk <= LARGEST_KEY else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404("There is no such story.")
    if request.method == "POST":
        if not desk.has_change_permission(request, article):
            raise PermissionDenied
        return _answer(desk, request, article)
    return _page(desk, request, article, updating.waiting(article), {})


def _page(
    desk: Desk,
    request: HttpRequest,
    article: Article,
    found: Waiting | None,
    sent: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    conflicts = found.plan.merged.conflicts if found and found.plan else ()
    changes = found.plan.merged.applied if found and found.plan else ()
    user = cast(User, request.user)
    return TemplateResponse(
        request,
        "admin/articles/article/update.html",
        {
            **desk.admin_site.each_context(request),
            "title": "An update of the wire",
            "opts": desk.opts,
            "article": article,
            "found": found,
            "questions": [
                Question(
                    number, filing.what(one), one, sent.get(f"take-{number}", ""), sent.get(f"own-{number}", one.ours)
                )
                for number, one in enumerate(conflicts)
            ],
            "changes": [Difference(str(one.what), filing.what(one), one.before, one.after) for one in changes],
            "may_apply": desk.has_change_permission(request, article) and updating.may_update(article, user),
        },
        status=status,
    )


def _answer(desk: Desk, request: HttpRequest, article: Article) -> HttpResponse:
    by, expected = cast(User, request.user), _number(request, "version")
    found = updating.waiting(article)
    try:
        if request.POST.get("do") == "leave":
            updating.leave(article, expected=expected, by=by)
            messages.success(request, "Ours stays as it is.")
        elif found is None or found.version.pk != _number(request, "wire"):
            raise Stale(article, expected)
        else:
            choices = _choices(request, found)
            saved = updating.apply(article, version=found.version, expected=expected, by=by, choices=choices)
            _say(request, saved)
    except Stale:
        messages.error(request, STALE)
        return redirect("admin:articles_article_update", article.pk)
    except (Refused, ValueError) as refused:
        messages.error(request, f"Not applied. {refused}")
        return _page(desk, request, article, found, {name: str(value) for name, value in request.POST.items()}, 422)
    return redirect("admin:articles_article_change", article.pk)


def _say(request: HttpRequest, saved: Article) -> None:
    messages.success(request, "The update is taken in.")
    if found := workflow.hurdles(saved) if saved.status in updating.PUBLIC else []:
        messages.warning(
            request, "Readers see this, and it still needs a look: " + " ".join(one.message for one in found)
        )


def _choices(request: HttpRequest, found: Waiting) -> dict[int, Choice]:
    choices: dict[int, Choice] = {}
    for number in range(len(found.plan.merged.conflicts) if found.plan else 0):
        given = request.POST.get(f"take-{number}", "")
        if given == OWN:
            choices[number] = request.POST.get(f"own-{number}", "").replace("\r\n", "\n")
        elif given in {one.value for one in Take}:
            choices[number] = Take(given)
    return choices


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0


def by_itself(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """List what was taken in without a click, the newest first; `?live=yes` what readers saw change."""
    is_live = request.GET.get("live") == "yes"
    events = (updating.LIVE,) if is_live else BY_ITSELF
    mine = access.seen(Revision.objects.filter(event__in=events), request.user)
    done = mine.select_related("article").defer("snapshot").order_by("-pk")[:SHOWN]
    rows = [(one, ", ".join(names_of(one)) or "nothing that an editor writes") for one in done]
    return TemplateResponse(
        request,
        "admin/desk/by_itself.html",
        {
            **context,
            "title": "Applied by itself",
            "rows": rows,
            "is_live": is_live,
            "limit": SHOWN,
            "live": updating.LIVE,
        },
    )
