"""The lines of a story's capture, to be ruled on: what each became, what it would change, and then the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles import filing, recleaning, workflow
from articles.admin import ledger
from articles.admin.editing import page
from articles.admin.faces import Difference
from articles.admin.ledger import Entry
from articles.models import Article, Ruling, Source, SourceRule, WireVersion
from articles.models.ruling import Fate
from articles.recleaning import Done
from articles.wire import rulings, story
from articles.wire.archive import load_pieces
from articles.wire.merge import Conflict
from articles.wire.story import Piece

if TYPE_CHECKING:
    Desk = admin.ModelAdmin[Article]

SHOWN = 100  # lines on a page
RULE, TAKE_BACK, ALWAYS = "articles.add_ruling", "articles.delete_ruling", "articles.add_sourcerule"
LARGEST_KEY = 2**63 - 1
STALE = "Someone has changed this story since you opened the page. Nothing was written: look at it again."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the capture, or a part of one that was judged alone."""

    number: int
    piece: Piece
    entry: Entry
    ruling: Ruling | None

    @property
    def chosen(self) -> str:
        """Return the fate to offer first: what was ruled, else what the cleaner made of it."""
        if self.ruling:
            return self.ruling.fate
        # A caption with its credit is a caption: the cleaner parts the two by itself.
        fate = self.entry.fate.removesuffix(f", {Fate.CREDIT}")
        return fate if fate in Fate.values else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What cleaning a story again would do, ready to be shown."""

    done: Done
    differences: list[Difference]
    conflicts: list[tuple[str, Conflict]]
    is_public: bool

    @classmethod
    def of(cls, done: Done) -> Told:
        """Put what would be done into words."""
        changes = [Difference(str(one.what), filing.what(one), one.before, one.after) for one in done.applied]
        conflicts = [(filing.what(one), one) for one in done.conflicts]
        return cls(done, changes, conflicts, recleaning.is_public(done.article))


def urls(desk: Desk) -> list[URLPattern]:
    """Return the addresses of the pages under a story."""
    view = desk.admin_site.admin_view
    return [
        path("<int:pk>/lines/", view(partial(show, desk)), name="articles_article_lines"),
        path("<int:pk>/lines/<int:key>/", view(partial(preview, desk)), name="articles_article_ruling"),
        path("<int:pk>/lines/<int:key>/always/", view(partial(always, desk)), name="articles_article_always"),
    ]


def show(desk: Desk, request: HttpRequest, pk: int) -> HttpResponse:
    """List the lines of the capture with what became of each, or keep a ruling on one and lead to its preview."""
    article, version = _story(desk, request, pk)
    if request.method == "POST":
        return _rule(desk, request, article, version)
    said = list(Ruling.objects.filter(delivery=version.delivery).select_related("made_by"))
    paginator: Paginator[Row] = Paginator(list(_rows(version, said)), SHOWN)
    found: Page[Row] = paginator.get_page(request.GET.get("page"))
    return _answer(
        desk, request, article, "lines", "Lines of the capture",
        version=version, page=found, said=said, fates=Fate.choices, may_rule=_may(desk, request, article, RULE),
    )  # fmt: skip


def _rule(desk: Desk, request: HttpRequest, article: Article, version: WireVersion) -> HttpResponse:
    if not _may(desk, request, article, RULE):
        raise PermissionDenied
    number = request.POST.get("row", "")
    fate = request.POST.get(f"fate-{number}", "")
    rows = {str(row.number): row for row in _rows(version, [])}
    if request.POST.get("version") != str(version.pk) or number not in rows:
        messages.error(request, "The capture has been cleaned again since you opened the page. Look at the line again.")
    elif fate not in Fate.values:
        messages.error(request, "Choose what the line is, then press Apply.")
    else:
        piece = rows[number].piece
        made = recleaning.rule(
            version, line=piece.line, text=piece.text, fate=story.Fate(fate), by=cast(User, request.user)
        )
        return redirect("admin:articles_article_ruling", article.pk, made.pk)
    return redirect("admin:articles_article_lines", article.pk)


def preview(desk: Desk, request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Show what a ruling changes in the story before anything is changed; then change it, or take the ruling back."""
    article, version = _story(desk, request, pk)
    ruling = _ruling(version, key)
    if request.method == "POST":
        return _settle(desk, request, article, ruling)
    return _answer(
        desk, request, article, "ruling", "What the ruling changes",
        ruling=ruling,
        told=Told.of(recleaning.foresee(article, published=True)),
        source=version.delivery.source,
        is_rule=_is_rule(version.delivery.source, ruling),
        may_rule=_may(desk, request, article, RULE),
        may_always=_may(desk, request, article, ALWAYS),
    )  # fmt: skip


def _settle(desk: Desk, request: HttpRequest, article: Article, ruling: Ruling) -> HttpResponse:
    do = request.POST.get("do")
    if not _may(desk, request, article, TAKE_BACK if do == "withdraw" else RULE):
        raise PermissionDenied
    if do == "withdraw":
        recleaning.withdraw(ruling)
        messages.success(request, "The ruling is taken back. The story itself was not changed.")
        return redirect("admin:articles_article_lines", article.pk)
    if request.POST.get("version") != str(article.version):
        messages.error(request, STALE)
        return redirect("admin:articles_article_ruling", article.pk, ruling.pk)
    try:
        by = cast(User, request.user)
        done = recleaning.reclean(article, by=by, published=by.has_perm(workflow.PUBLISH))
    except workflow.Stale:
        messages.error(request, STALE)
        return redirect("admin:articles_article_ruling", article.pk, ruling.pk)
    _say(request, done)
    return redirect("admin:articles_article_change", article.pk)


def _say(request: HttpRequest, done: Done) -> None:
    many = len(done.applied)
    changed = f"{many} change{'' if many == 1 else 's'}"
    if done.outcome == recleaning.REFUSED:
        messages.error(request, f"Not done. {done.reason} {done.remedy}")
    elif done.outcome == recleaning.CONFLICTS:
        kept = len(done.conflicts)
        messages.warning(request, f"The story was cleaned again: {changed}; in {kept} more places your own edit stays.")
    elif done.outcome == recleaning.CHANGED:
        messages.success(request, f"The story was cleaned again: {changed}.")
    else:
        messages.info(request, "The ruling is kept. Nothing in the story changes by it.")


def always(desk: Desk, request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Show every story of the source that a rule would change; then make the rule and change them."""
    article, version = _story(desk, request, pk)
    ruling, source = _ruling(version, key), version.delivery.source
    if source is None:
        raise Http404("The delivery has no source.")
    if not _may(desk, request, article, ALWAYS):
        raise PermissionDenied
    if request.method == "POST":
        recleaning.promote(ruling, source, by=cast(User, request.user))
        done = recleaning.spread(source, by=cast(User, request.user))
        changed = sum(one.outcome in (recleaning.CHANGED, recleaning.CONFLICTS) for one in done)
        stories = "1 story was" if changed == 1 else f"{changed} stories were"
        messages.success(request, f"The rule holds for {source} from now on. {stories} changed.")
        return redirect("admin:articles_article_lines", article.pk)
    said = rulings.Ruling(ruling.text, story.Fate(ruling.fate))
    return _answer(
        desk, request, article, "always", "A rule for the source",
        ruling=ruling,
        source=source,
        found=[Told.of(done) for done in recleaning.foresee_rule(source, said)],
        is_rule=_is_rule(source, ruling),
        limit=recleaning.SPREAD,
    )  # fmt: skip


def _is_rule(source: Source | None, ruling: Ruling) -> bool:
    return SourceRule.objects.filter(source=source, digest=ruling.digest, fate=ruling.fate).exists()


def _rows(version: WireVersion, said: Iterable[Ruling]) -> Iterator[Row]:
    """Yield the lines of the ledger; what one unit of the capture was parted into is one row again."""
    known = {(one.line, one.digest): one for one in said}
    pieces = enumerate(load_pieces(version.pieces))
    for _, group in groupby(pieces, key=lambda one: (one[1].line, one[1].why)):
        (number, first), *rest = group
        piece = replace(first, text=" ".join([first.text, *(part.text for _, part in rest)]).strip())
        if not piece.line or not piece.text:
            continue
        entry = ledger.entry_of(piece)
        fates = dict.fromkeys([first.fate, *(part.fate for _, part in rest)])
        if len(fates) > 1:
            entry = replace(entry, fate=", ".join(fates))
        yield Row(number, piece, entry, known.get((piece.line, recleaning.mark(piece.text))))


def _story(desk: Desk, request: HttpRequest, pk: int) -> tuple[Article, WireVersion]:
    """Return a story that the user may see, with the version of the wire that it was made from."""
    article = page.load(pk) if pk <= LARGEST_KEY else None
    if article is None or not desk.has_view_or_change_permission(request, article):
        raise Http404("There is no such story.")
    version = filing.base_of(article)
    if version is None:
        raise Http404("The story was not made from a capture.")
    return article, version


def _ruling(version: WireVersion, key: int) -> Ruling:
    found = Ruling.objects.filter(delivery=version.delivery, pk=min(key, LARGEST_KEY)).first()
    if found is None:
        raise Http404("There is no such ruling.")
    return found


def _may(desk: Desk, request: HttpRequest, article: Article, permission: str) -> bool:
    return desk.has_change_permission(request, article) and request.user.has_perm(permission)


def _answer(
    desk: Desk, request: HttpRequest, article: Article, name: str, title: str, **context: Any
) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/articles/article/{name}.html",
        {**desk.admin_site.each_context(request), "title": title, "article": article, "opts": desk.opts, **context},
    )
