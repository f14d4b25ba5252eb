"""Stories on the desk: the edit page, the moves, the history."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from articles import access, drafts, photos, presence, search, workflow
from articles.admin import history, lines, twins, updates
from articles.admin.editing import addresses, conflict, page, working
from articles.admin.editing.captions import captions_of
from articles.admin.editing.forms import PUBLIC, MoveForm
from articles.admin.editing.saving import Forms, create, save
from articles.admin.fields import OneLine
from articles.admin.queue import title
from articles.admin.records import DeskAdmin
from articles.models import Article, Caption
from articles.workflow import Refused, Stale

SAVED = "The story is saved."
OTHER_MOVES = {"lift": "Lift the hold", "expire": "Set the expiry"}
TITLE = ("headline", "body", "catchline")


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """Stories are listed in the queue and edited here. They are never deleted: they are spiked or withdrawn."""

    search_fields = ("headline", "catchline")

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Show a reporter only their own stories."""
        return super().has_view_permission(request, obj) and (obj is None or access.sees(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Let only those who publish change what readers see or will see by itself."""
        if obj is not None and not access.sees(request.user, obj):
            return False
        if obj is not None and obj.status in PUBLIC and not request.user.has_perm(workflow.PUBLISH):
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Refuse: what was received stays."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Offer the newest stories that hold the words, for autocompletion; the index answers, not the table."""
        found = search.find(queryset, search_term) if search_term.strip() else queryset
        return found.order_by("-pk"), False

    def get_urls(self) -> list[URLPattern]:
        """Add the comparison of two states and the lines of the capture to the pages of a story."""
        compare = self.admin_site.admin_view(self.compare_view)
        restore = self.admin_site.admin_view(require_POST(self.restore_view))
        update = self.admin_site.admin_view(partial(updates.show, self))
        twin = self.admin_site.admin_view(partial(twins.show, self))
        return [
            path("<int:pk>/history/<int:version>/", compare, name="articles_article_compare"),
            path("<int:pk>/history/<int:version>/restore/", restore, name="articles_article_restore"),
            *lines.urls(self),
            path("<int:pk>/update/", update, name="articles_article_update"),
            path("<int:pk>/twins/<int:key>/", twin, name="articles_article_twin"),
            *addresses.urls(self),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the queue, the one list of stories."""
        return redirect("admin:index")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Write a new story by hand."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = Article()
        sent = request.method == "POST"
        forms = page.build(article, [], request.POST if sent else None, request.FILES if sent else None)
        if sent and forms.is_valid():
            try:
                made = create(forms, by=cast(User, request.user))
            except photos.RejectedPhoto:
                pass  # the card says why
            else:
                self.log_addition(request, made, [{"added": {}}])
                self._say_saved(request, forms)
                self._move(request, made, made.version)
                return redirect("admin:articles_article_change", made.pk)
        return self._page(request, article, [], forms)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the story beside its capture, or save what was sent."""
        article = page.load(int(object_id)) if object_id.isdecimal() and len(object_id) < 19 else None
        if article is None or not self.has_view_or_change_permission(request, article):
            raise Http404("There is no such story.")
        captions = captions_of(article)
        if request.method != "POST":
            return self._open(request, article, captions)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        forms = page.build(article, captions, request.POST, request.FILES)
        seen = _version_seen(request)
        if seen != article.version:
            return self._conflict(request, article.pk, seen)
        return self._save_and_move(request, article, captions, forms)

    def _open(self, request: HttpRequest, article: Article, captions: list[Caption]) -> HttpResponse:
        """Show the story, or the user's draft of it on top; who has it open is noted."""
        user = cast(User, request.user)
        draft = None
        if self.has_change_permission(request, article):
            presence.arrive(article, user)
            draft = drafts.of(article, user)
        if draft is None or "draft" not in request.GET:
            here = {"draft": draft, "others": presence.others(article, user)}
            return self._page(request, article, captions, page.build(article, captions), **here)
        if draft.version != article.version:
            return self._conflict(request, article.pk, draft.version, working.sent(draft))
        return self._page(request, article, captions, page.build(article, captions, working.sent(draft)), is_draft=True)

    def _save_and_move(
        self, request: HttpRequest, article: Article, captions: list[Caption], forms: Forms
    ) -> HttpResponse:
        if not forms.is_valid():
            return self._page(request, article, captions, forms)
        version = article.version
        try:
            if forms.has_changed():
                article = save(article, forms, by=cast(User, request.user), why=_why(request))
                version = article.version
                self.log_change(request, article, [{"changed": {"fields": forms.article.changed_data}}])
                drafts.drop(article, cast(User, request.user))
                self._say_saved(request, forms)
            elif request.POST.get("do", "save") == "save":
                drafts.drop(article, cast(User, request.user))
                messages.info(request, "Nothing was changed, so nothing was saved.")
            self._move(request, article, version)
        except photos.RejectedPhoto:
            return self._page(request, article, captions, forms)
        except Stale:
            return self._conflict(request, article.pk, version)
        return redirect("admin:articles_article_change", article.pk)

    def _say_saved(self, request: HttpRequest, forms: Forms) -> None:
        new = "".join(f" New byline: {name}." for name in forms.new_bylines)
        messages.success(request, f"{SAVED}{new}")

    def _move(self, request: HttpRequest, article: Article, version: int) -> None:
        """Take the transition of the button that was pressed, if it was one. The text is saved by now."""
        name = request.POST.get("do", "save")
        if name not in workflow.TRANSITIONS and name not in OTHER_MOVES:
            return
        form = MoveForm(request.POST)
        if not form.is_valid():
            wrong = " ".join(str(error) for errors in form.errors.values() for error in errors)
            messages.error(request, f"Not done: {_label(name).lower()}. {wrong}")
            return
        try:
            told = _take(name, article, cast(User, request.user), version, form.cleaned_data)
        except Refused as refused:
            reasons = format_html_join("", "<li>{}</li>", ((hurdle.message,) for hurdle in refused.hurdles))
            messages.error(request, format_html("Not done: {}.<ul>{}</ul>", _label(name).lower(), reasons))
        except PermissionDenied:
            messages.error(request, f"Not done: your role may not {_label(name).lower()}. Ask a publisher.")
        else:
            messages.success(request, told)

    def _page(
        self, request: HttpRequest, article: Article, captions: list[Caption], forms: Forms, **extra: Any
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            "admin/articles/article/edit.html",
            {
                **self.admin_site.each_context(request),
                **page.context(request, article, captions, forms, may_edit=self._may_edit(request, article)),
                "title": title(_as_saved(article, forms)) if article.pk else "New story",
                "opts": self.opts,
                **extra,
            },
            status=409 if "conflict" in extra else 200,
        )

    def _may_edit(self, request: HttpRequest, article: Article) -> bool:
        return self.has_change_permission(request, article) if article.pk else self.has_add_permission(request)

    def _conflict(self, request: HttpRequest, pk: int, seen: int, typed: QueryDict | None = None) -> HttpResponse:
        """Answer a save from a stale form: both texts, and the editor's own in the form, ready to be saved on top."""
        article = page.load(pk)
        if article is None:
            raise Http404("There is no such story.")
        captions = captions_of(article)
        typed = request.POST if typed is None else typed
        found = conflict.examine(article, page.build(article, captions, typed, request.FILES), seen)
        data = conflict.rebased(typed, article, found)
        forms = page.build(article, captions, data)
        taken = {one.name for one in found.taken}
        fresh = page.build(article, captions)
        if "bylines" in taken:
            forms.bylines = fresh.bylines
        if "captions" in taken:
            forms.captions = fresh.captions
        forms.article.is_valid()
        return self._page(request, article, captions, forms, conflict=found)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List every saved state of the story."""
        article = self._seen(request, object_id)
        return history.show(request, article, self.admin_site.each_context(request))

    def compare_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Show one saved state word by word against another, or against what the wire sent."""
        article = self._seen(request, str(pk))
        context = {**self.admin_site.each_context(request), "may_edit": self._may_edit(request, article)}
        return history.compare(request, article, version, context)

    def restore_view(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Make an earlier state the newest, if nobody saved since the page was opened."""
        article = self._seen(request, str(pk))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return history.restore(request, article, version, _version_seen(request))

    def _seen(self, request: HttpRequest, object_id: str) -> Article:
        article = page.load(int(object_id)) if object_id.isdecimal() and len(object_id) < 19 else None
        if article is None or not self.has_view_or_change_permission(request, article):
            raise Http404("There is no such story.")
        return article


def _version_seen(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _as_saved(article: Article, forms: Forms) -> Article:
    """Return the story without what a form that was sent has put into it."""
    return Article.objects.only(*TITLE).get(pk=article.pk) if forms.article.is_bound else article


def _why(request: HttpRequest) -> str:
    """Return the reason that was given for a change; one that is too long is cut, never a cause to lose the save."""
    return OneLine().to_python(request.POST.get("why", ""))[:300]


def _take(name: str, article: Article, by: User, version: int, given: dict[str, Any]) -> str:
    """Take one step and return what to tell the editor. Raises what the workflow raises."""
    if name == "lift":
        workflow.lift_hold(article, by=by, version=version, reason=given["reason"])
        return "The hold is lifted."
    if name == "expire":
        workflow.expire(article, by=by, version=version, at=given["expires"])
        return "The expiry is set." if given["expires"] else "The story never expires."
    note = given["note"] if name == "withdraw" else ""
    saved = workflow.move(article, name, by=by, version=version, note=note, at=given["at"])
    return f"The story is now {saved.get_status_display().lower()}."


def _label(name: str) -> str:
    return OTHER_MOVES[name] if name in OTHER_MOVES else workflow.TRANSITIONS[name].label
