"""The history of a story: who saved what and when, and any state word by word against another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import restoring
from articles.admin import faces
from articles.admin.faces import LABELS, OF_THE_WIRE
from articles.models import Article, Revision, Status, WireVersion
from articles.revisions import snapshot
from articles.wire.archive import load
from articles.workflow import Refused, Stale

SHOWN = 200
# Field names of a revision in the words of the desk.
NAMES = {
    **LABELS,
    "section_id": "Section",
    "status": "Status",
    "hold_reason": "Hold",
    "embargo_until": "Embargo",
    "publish_at": "Publish time",
    "expires_at": "Expiry",
    "public_note": "Public note",
    "ed_note": "Note from the wire",
    "slug": "Address",
    "language": "Language",
    "urgency": "Urgency",
    "acknowledged": "Checked against the wire",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One saved state."""

    revision: Revision
    who: str
    changed: list[str]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states compared."""

    label: str
    faces: faces.Faces
    names: tuple[str, ...] = tuple(LABELS)


def show(request: HttpRequest, article: Article, context: dict[str, Any]) -> TemplateResponse:
    """List the saved states, newest first."""
    revisions = list(article.revisions.select_related("by").defer("snapshot")[: SHOWN + 1])
    first = article.revisions.order_by("version").values_list("version", flat=True).first()
    entries = [Entry(one, who(one), names_of(one), one.version == first) for one in revisions[:SHOWN]]
    return TemplateResponse(
        request,
        "admin/articles/article/history.html",
        {
            **context,
            "title": "History",
            "article": article,
            "entries": entries,
            "is_cut": len(revisions) > SHOWN,
            "has_wire": article.wire_versions.exists(),
        },
    )


def names_of(revision: Revision) -> list[str]:
    """Return what a save changed, in the words of the desk."""
    return [NAMES.get(name, name) for name in revision.changed]


def who(revision: Revision) -> str:
    """Return who saved the state, in words."""
    return str(revision.by.get_full_name() or revision.by.get_username()) if revision.by else "The wire or the system"


def compare(request: HttpRequest, article: Article, version: int, context: dict[str, Any]) -> TemplateResponse:
    """Show what differs between a saved state and the one asked for: previous, wire, newest, or a version's number."""
    revision = article.revisions.select_related("by").filter(version=version).first()
    if revision is None:
        raise Http404("There is no such version.")
    against = request.GET.get("against", "previous")
    older = _against(article, revision, against)
    found = faces.differences(older.faces, _faces(revision), older.names) if older else []
    reasons = _reasons(article) if against in ("wire", "newest") else {}
    return TemplateResponse(
        request,
        "admin/articles/article/compare.html",
        {
            **context,
            "title": f"Version {version} compared",
            "article": article,
            "revision": revision,
            "who": who(revision),
            "against": against,
            "older": older,
            "differences": [(one, reasons.get(one.name, ())) for one in found],
            "has_wire": article.wire_versions.exists(),
            "is_current": revision.version == article.version,
            "was_public": article.first_published_at is not None and article.status != Status.PUBLISHED,
            "versions": list(article.revisions.values_list("version", flat=True)[:SHOWN]),
        },
    )


def _reasons(article: Article) -> dict[str, list[Revision]]:
    """Return by the name of each part what people changed in it since the wire's version came, newest first."""
    applied = article.wire_versions.filter(applied_as__isnull=False).order_by("-applied_at", "-pk")
    since = applied.values_list("applied_as", flat=True).first() or 0
    own = article.revisions.filter(version__gt=since, by__isnull=False).select_related("by").defer("snapshot")
    found: dict[str, list[Revision]] = {}
    for revision in own[:SHOWN]:
        for name in revision.changed:
            found.setdefault(name.removesuffix("_id"), []).append(revision)
    return found


def restore(request: HttpRequest, article: Article, version: int, seen: int) -> HttpResponse:
    """Make an earlier state the newest one, and say how that went."""
    revision = article.revisions.filter(version=version).first()
    if revision is None:
        raise Http404("There is no such version.")
    try:
        restoring.restore(article, revision, by=cast(User, request.user), version=seen)
    except Stale as stale:
        messages.error(request, f"{stale} Look at it, then restore again.")
    except Refused as refused:
        messages.error(request, f"Not restored. {refused}")
    else:
        messages.success(request, f"Version {version} is restored. What stood before it is in the history.")
        return redirect("admin:articles_article_change", article.pk)
    return redirect(f"{reverse('admin:articles_article_compare', args=[article.pk, version])}?against=now")


def _against(article: Article, revision: Revision, against: str) -> Side | None:
    """Return the other side of a comparison, None where there is none."""
    if against == "now":
        return Side(f"As it is now, version {article.version}", faces.of_snapshot(snapshot(article)))
    if against == "readers":
        public = article.revisions.filter(snapshot__status=Status.PUBLISHED).first()
        return Side(f"As readers last saw it, version {public.version}", _faces(public)) if public else None
    if against in ("wire", "newest"):
        return _wire(article, applied=against == "wire")
    earlier = article.revisions.filter(version__lt=revision.version)
    if against.isdecimal() and len(against) < 10:
        earlier = article.revisions.filter(version=int(against))
    found = earlier.first()
    return Side(f"Version {found.version}", _faces(found)) if found else None


def _faces(revision: Revision) -> faces.Faces:
    return faces.of_snapshot(revision.snapshot)


def _wire(article: Article, *, applied: bool) -> Side | None:
    versions = article.wire_versions.all()
    found: WireVersion | None = (
        versions.filter(applied_at__isnull=False).order_by("-applied_at", "-pk").first() if applied else None
    )
    found = found or versions.first()
    if found is None:
        return None
    label = f"What {article.provider if article.provider not in ('', 'capture') else 'the wire'} sent"
    return Side(label, faces.of_story(load(found.story)), OF_THE_WIRE)
