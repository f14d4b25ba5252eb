"""The queue: stories by state, each with what still forbids publishing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Func, IntegerField, Prefetch, Q, QuerySet, Subquery
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator

from articles import access, workflow
from articles.admin import alarms, readiness, views
from articles.admin.alarms import Notice
from articles.admin.filters import CONFLICTING, OVERDUE, QueueFilter
from articles.admin.readiness import Reason
from articles.filing import twins
from articles.models import Article, Caption, Status
from articles.models.article import ArticleQuerySet
from articles.workflow import Refused, Stale, Transition

PAGE = 50
CAP = 500
TODO = (Status.NEW, Status.CHECKING, Status.READY)
TABS = {"todo": "To do", **dict(Status.choices), "all": "All"}
QUICK = ("review", "moved", "held", "embargo")
BULK = ("ready", "publish", "spike")
ROW = re.compile(r"(\d{1,18}):(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Call:
    """Something in the queue that calls for somebody: which stories, and the filter that shows them."""

    which: Q
    said: str
    query: str


CALLS = {
    "overdue": Call(OVERDUE, "due and not out: something holds them", "state=scheduled&due=yes"),
    "conflicting": Call(CONFLICTING, "changed by the desk and by the wire, to be settled", "state=all&conflict=yes"),
}


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
    reasons: list[Reason]

    @property
    def is_ready(self) -> bool:
        """Say whether nothing forbids publishing it."""
        return not any(one.forbids for one in self.reasons)

    @property
    def score(self) -> int:
        """Return how ready it is, from 0 to 100."""
        return readiness.score(self.reasons)

    @property
    def waits(self) -> bool:
        """Say whether publishing it is still ahead."""
        return self.article.status in readiness.WAITING


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is in force, and the query without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and the numbers after and before which its neighbours begin."""

    rows: list[Article]
    newer: int | None
    older: int | None


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
    narrowed = QueueFilter(request.GET, queryset=access.seen(Article.objects.all(), user))
    page = _page(narrowed.qs, state, request)
    found = _tally(user)
    return TemplateResponse(
        request,
        "admin/index.html",
        {
            **context,
            "title": "The queue",
            "alarms": alarms.waiting(user)[: alarms.SHOWN] if found["alarms"] else (),
            "notices": [*_calls(found), *(alarms.quiet(user) if found["sources"] else ())],
            "views": list(views.seen(user)[: views.SHOWN]) if found["views"] else [],
            "tabs": [Tab(name, label, _capped(found.get(name)), name == state) for name, label in TABS.items()],
            "state": state,
            "filter": narrowed,
            "chips": _chips(request, narrowed),
            "quick": _quick(request),
            "rows": [Row(one, title(one), readiness.reasons(one)) for one in page.rows],
            "page": page,
            "query": views.narrowing(request.GET.urlencode()),
            "may_share": user.has_perm(views.SHARE),
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


def _page(stories: ArticleQuerySet, state: str, request: HttpRequest) -> Page:
    """Return the page that begins after or before a story: as quick at the far end as at the near one."""
    after, before = _number(request, "after"), _number(request, "before")
    states = TODO if state == "todo" else (Status(state),) if state in Status.values else tuple(Status)
    order, edge = ("pk", Q(pk__gt=after)) if after else ("-pk", Q(pk__lt=before) if before else Q())
    # Each state has its own end of the index; one more than a page says whether there is another.
    newest = Q()
    for one in states if len(states) < len(Status) else ():
        newest |= Q(pk__in=stories.filter(edge, status=one).order_by(order).values("pk")[: PAGE + 1])
    narrowed = Article.objects.filter(newest) if newest else stories.filter(edge)
    found = list(_for_rows(narrowed.order_by(order))[: PAGE + 1])
    more, rows = len(found) > PAGE, found[:PAGE]
    if after:
        rows.reverse()
    older = more or bool(before and not rows) if not after else bool(rows)
    newer = bool(before) if not after else more
    return Page(rows, rows[0].pk if newer and rows else None, rows[-1].pk if older and rows else None)


def _for_rows(stories: ArticleQuerySet) -> ArticleQuerySet:
    captions = Caption.objects.select_related("photo")
    return (
        stories.annotate(twin=twins.first_open())
        .select_related("section", "source")
        .prefetch_related(Prefetch("captions", queryset=captions))
    )


def _number(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0


def _tally(user: User) -> dict[str, int]:
    """Count in one query, each no further than the cap: the states, what calls for somebody, what there is to show."""
    stories = access.seen(Article.objects.all(), user)
    asked: dict[str, QuerySet[Any]] = {state: stories.filter(status=state) for state in Status.values}
    asked |= {name: stories.filter(call.which) for name, call in CALLS.items()}
    asked |= {"alarms": alarms.waiting(user), "sources": alarms.timed(user), "views": views.seen(user)}
    counts = {
        name: Capped(Subquery(rows.order_by().values("pk")[: CAP + 1]))
        for name, rows in asked.items()
        if not rows.query.is_empty()
    }
    found = dict[str, int](**dict.fromkeys(asked, 0) | User.objects.filter(pk=user.pk).values(**counts).get())
    found["todo"] = sum(found[state] for state in TODO)
    return found


def _calls(found: dict[str, int]) -> list[Notice]:
    return [Notice(call.said, f"?{call.query}", _capped(found[name])) for name, call in CALLS.items() if found[name]]


def _capped(count: int | None) -> str:
    return "" if count is None else f"{CAP}+" if count > CAP else str(count)


def _quick(request: HttpRequest) -> list[Chip]:
    """Return one-click filters for what an editor most often looks for."""
    chips = []
    for name in QUICK:
        if name not in request.GET or not request.GET[name]:
            query = request.GET.copy()
            _to_start(query)
            query[name] = "yes"
            chips.append(Chip(str(QueueFilter.base_filters[name].label), query.urlencode()))
    return chips


def _to_start(query: QueryDict) -> None:
    for name in ("after", "before"):
        query.pop(name, None)


def _chips(request: HttpRequest, narrowed: QueueFilter) -> list[Chip]:
    chips = []
    for name, value in narrowed.form.cleaned_data.items() if narrowed.form.is_valid() else ():
        if value in (None, ""):
            continue
        query = request.GET.copy()
        query.pop(name, None)
        _to_start(query)
        field = narrowed.form.fields[name]
        shown = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
        shown = f"{shown:%-d %B %Y}" if isinstance(shown, date) else shown
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
    if len(done) == 1 and "query" in request.POST:
        return _back(request, done[0])
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


def _back(request: HttpRequest, done: Done) -> HttpResponseBase:
    """Go on in the queue after a single key, and say what became of the story."""
    messages.add_message(request, messages.SUCCESS if done.is_done else messages.ERROR, f"{done.title}: {done.answer}")
    query = views.narrowing(request.POST["query"])
    return redirect(f"{reverse('admin:index')}?{query}" if query else "admin:index")


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
