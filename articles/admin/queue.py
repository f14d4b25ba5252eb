"""The queue: stories by state, each with what still forbids publishing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Func, IntegerField, Prefetch, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator

from articles import access, workflow
from articles.admin import alarms
from articles.admin.filters import QueueFilter
from articles.filing import twins
from articles.models import Article, Caption, Status
from articles.models.article import ArticleQuerySet
from articles.workflow import Hurdle, Refused, Stale, Transition

PAGE = 50
CAP = 999
TODO = (Status.NEW, Status.CHECKING, Status.READY)
TABS = {"todo": "To do", **dict(Status.choices), "all": "All"}
QUICK = ("review", "moved", "held")
BULK = ("ready", "publish", "spike")
ROW = re.compile(r"(\d{1,18}):(\d{1,9})")


class Capped(Func):
    """The number of rows of a query, counted no further than where the query is cut."""

    template = "(SELECT COUNT(*) FROM %(expressions)s AS capped)"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Tab:
    """One state with the number of its stories."""

    name: str
    label: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One story as the queue shows it."""

    article: Article
    title: str
    hurdles: list[Hurdle]

    @property
    def is_ready(self) -> bool:
        """Say whether nothing forbids publishing it."""
        return not self.hurdles

    @property
    def waits(self) -> bool:
        """Say whether publishing it is still ahead."""
        return self.article.status in (*TODO, Status.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is in force, and the query without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one story of a bulk action."""

    title: str
    article_id: int | None
    is_done: bool
    answer: str


def show(request: HttpRequest, context: dict[str, Any]) -> TemplateResponse:
    """Show one page of the queue."""
    state = request.GET.get("state", "todo")
    state = state if state in TABS else "todo"
    user = cast(User, request.user)
    narrowed = QueueFilter(request.GET, queryset=_in_state(access.seen(Article.objects.all(), user), state))
    number = _page_number(request)
    start = (number - 1) * PAGE
    # One more than a page says whether there is another, without counting the table.
    found = list(_for_rows(narrowed.qs)[start : start + PAGE + 1])
    return TemplateResponse(
        request,
        "admin/index.html",
        {
            **context,
            "title": "The queue",
            "alarms": alarms.waiting(user),
            "tabs": _tabs(user, state),
            "state": state,
            "filter": narrowed,
            "chips": _chips(request, narrowed),
            "quick": _quick(request),
            "rows": [Row(one, title(one), workflow.hurdles(one)) for one in found[:PAGE]],
            "number": number,
            "first": start + 1,
            "last": start + len(found[:PAGE]),
            "has_next": len(found) > PAGE,
            "bulk": _bulk(user, state),
        },
    )


def _bulk(user: User, state: str) -> list[Transition]:
    """Return the transitions that the user may take stories of this tab through."""
    offered = [workflow.TRANSITIONS[name] for name in BULK]
    return [
        one for one in offered if user.has_perm(one.permission) and (state not in Status.values or state in one.sources)
    ]


def title(article: Article) -> str:
    """Return the headline, or the first words of a story without one."""
    return article.headline or Truncator(article.body).words(12) or article.catchline or f"Story {article.pk}"


def _in_state(stories: ArticleQuerySet, state: str) -> ArticleQuerySet:
    if state == "all":
        return stories.order_by("-pk")
    if state == "todo":
        return stories.filter(status__in=TODO).order_by("-pk")
    # The order of the index, so that a page of one state reads one page of rows.
    return stories.filter(status=state).order_by("-created_at", "-pk")


def _for_rows(stories: ArticleQuerySet) -> ArticleQuerySet:
    captions = Caption.objects.select_related("photo")
    return (
        stories.annotate(twin=twins.first_open())
        .select_related("section", "source")
        .prefetch_related(Prefetch("captions", queryset=captions))
    )


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return int(given) if given.isdecimal() and 0 < len(given) < 5 and int(given) else 1


def _tabs(user: User, current: str) -> list[Tab]:
    """Count the states in one query, each no further than the cap."""
    stories = access.seen(Article.objects.all(), user)
    counts = {
        state: Capped(Subquery(stories.filter(status=state).order_by().values("pk")[: CAP + 1]))
        for state in Status.values
    }
    found = dict[str, int](**User.objects.filter(pk=user.pk).values(**counts).get())
    found["todo"] = sum(found[state] for state in TODO)
    return [
        Tab(name, label, "" if name == "all" else f"{CAP}+" if found[name] > CAP else str(found[name]), name == current)
        for name, label in TABS.items()
    ]


def _quick(request: HttpRequest) -> list[Chip]:
    """Return one-click filters for what an editor most often looks for."""
    chips = []
    for name in QUICK:
        if name not in request.GET or not request.GET[name]:
            query = request.GET.copy()
            query.pop("page", None)
            query[name] = "yes"
            chips.append(Chip(str(QueueFilter.base_filters[name].label), query.urlencode()))
    return chips


def _chips(request: HttpRequest, narrowed: QueueFilter) -> list[Chip]:
    chips = []
    for name, value in narrowed.form.cleaned_data.items() if narrowed.form.is_valid() else ():
        if value in (None, ""):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        query.pop("page", None)
        field = narrowed.form.fields[name]
        shown = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
        chips.append(Chip(f"{field.label}: {shown}", query.urlencode()))
    return chips


def run(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """Take the ticked stories through one transition, each by itself, and report each."""
    name = request.POST.get("do", "")
    if request.method != "POST" or name not in BULK:
        return redirect("admin:index")
    assert isinstance(request.user, User)
    transition = workflow.TRANSITIONS[name]
    if not request.user.has_perm(transition.permission):
        raise PermissionDenied
    ticked = [match for match in map(ROW.fullmatch, request.POST.getlist("row")) if match][:200]
    done = [_run_one(int(one[1]), int(one[2]), name, request.user) for one in ticked]
    return TemplateResponse(
        request,
        "admin/desk/bulk.html",
        {
            **context,
            "title": f"{transition.label}: {sum(one.is_done for one in done)} of {len(done)} done",
            "done": done,
            "transition": transition,
        },
    )


def _run_one(pk: int, version: int, name: str, by: User) -> Done:
    article = access.seen(Article.objects.filter(pk=pk), by).first()
    if article is None:
        return Done(f"Story {pk}", None, False, "There is no such story.")
    try:
        saved = workflow.move(article, name, by=by, version=version)
    except Refused as refused:
        return Done(title(article), pk, False, str(refused))
    except Stale:
        return Done(title(article), pk, False, "Someone saved it after you opened the queue. Look at it again.")
    return Done(title(article), pk, True, f"It is now {saved.get_status_display().lower()}.")
