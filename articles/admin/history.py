"""The history of a story: who saved what and when, and any state word by word against another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from articles.admin import faces
from articles.admin.faces import LABELS, OF_THE_WIRE
from articles.models import Article, Revision, WireVersion
from articles.wire.archive import load

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
    entries = [
        Entry(one, who(one), [NAMES.get(name, name) for name in one.changed], one.version == first)
        for one in revisions[:SHOWN]
    ]
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
    newer = faces.of_snapshot(revision.snapshot)
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
            "differences": faces.differences(older.faces, newer, older.names) if older else [],
            "has_wire": article.wire_versions.exists(),
        },
    )


def _against(article: Article, revision: Revision, against: str) -> Side | None:
    """Return the other side of a comparison, None where there is none."""
    if against in ("wire", "newest"):
        return _wire(article, applied=against == "wire")
    earlier = article.revisions.filter(version__lt=revision.version)
    if against.isdecimal() and len(against) < 10:
        earlier = article.revisions.filter(version=int(against))
    found = earlier.first()
    return Side(f"Version {found.version}", faces.of_snapshot(found.snapshot)) if found else None


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
