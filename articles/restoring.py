"""An earlier state of a story becomes its newest: a save like any other, so nothing that came between is lost."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from articles import filing, workflow
from articles.models import Article, ArticleByline, Byline, Caption, Photo, Revision, Section, Status, Topic
from articles.revisions import CAPTION_FIELDS, Snapshot
from articles.wire import story as wire
from articles.workflow import Hurdle, Refused

# What an editor writes. Status, holds and times are moved, the wire's own facts are the wire's.
TEXTS = ("headline", "standfirst", "body", "dateline", "catchline", "language", "acknowledged")


def restore(article: Article, revision: Revision, *, by: User, version: int) -> Article:
    """Make the words, bylines, topics and photos of a revision the story's newest state, and return it.

    `version` is the one the person saw. Raises PermissionDenied, Refused or Stale, with nothing written.
    """
    is_public = article.status in (Status.PUBLISHED, Status.SCHEDULED)
    if not by.has_perm(workflow.EDIT) or (is_public and not by.has_perm(workflow.PUBLISH)):
        raise PermissionDenied
    state: Snapshot = revision.snapshot
    if is_public and not (state["headline"] and state["body"]):
        raise Refused(Hurdle("INCOMPLETE", "That version has no headline or no text, and readers see the story."))
    fields: dict[str, Any] = {name: state[name] for name in TEXTS if name in state}
    fields["section"] = Section.objects.filter(pk=state.get("section_id") or 0).first()
    note = f"Version {revision.version} restored."
    with workflow.editing(article, expected=version, by=by, fields=fields, event="restored", note=note) as saved:
        saved.topics.set(Topic.objects.filter(slug__in=state.get("topics", ())))
        _sign(saved, state)
        _hang(saved, state)
    return saved


def _sign(article: Article, state: Snapshot) -> None:
    article.article_bylines.all().delete()
    for position, one in enumerate(state.get("bylines", ()), 1):
        name, organisation = one["byline__name"], one["byline__organisation"]
        known = Byline.objects.filter(pk=one["byline_id"], name=name, organisation=organisation).first()
        byline = known or filing.byline_for(wire.Byline("", name=name, organisation=organisation))
        facts = {"position": position, "role": one["role"], "as_received": one["as_received"]}
        ArticleByline.objects.get_or_create(article=article, byline=byline, defaults=facts)


def _hang(article: Article, state: Snapshot) -> None:
    """Give each caption its row again; a photo that is no longer in the library stays away."""
    rows: dict[int, list[Caption]] = {}
    for caption in article.captions.order_by("number"):
        rows.setdefault(caption.photo_id, []).append(caption)
    filing.set_aside(article)
    kept: list[int] = []
    there = set(
        Photo.objects.filter(pk__in=[one["photo_id"] for one in state["captions"]]).values_list("pk", flat=True)
    )
    for one in state["captions"]:
        if one["photo_id"] not in there:
            continue
        left = rows.get(one["photo_id"])
        caption = left.pop(0) if left else Caption(article=article)
        for name in CAPTION_FIELDS:
            if name in one:
                setattr(caption, name, one[name])
        caption.save()
        kept.append(caption.pk)
    article.captions.exclude(pk__in=kept).delete()
