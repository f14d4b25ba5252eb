"""A merged version is written over the article, in one save: only what differs, and never over an editor's word."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from articles import workflow
from articles.filing.merging import Plan
from articles.filing.rows import announce, doubts, hold_reason, section_named, sign
from articles.models import Article, Caption
from articles.wire import story as wire
from articles.wire.archive import dump_issues
from articles.wire.markup import to_markup
from articles.wire.merge import Change, Conflict, Spot

COPY = ("headline", "standfirst", "dateline", "catchline", "ed_note")
CONFLICT = "MERGE_CONFLICT"
ASIDE = 10_000  # above every number a caption can have
CLIP = 90


def write(plan: Plan, *, by: User | None, event: str, note: str = "", fields: dict[str, Any] | None = None) -> Article:
    """Save what a plan makes of its article; where it changes nothing, nothing is saved.

    Raises workflow.Stale, with nothing written, where somebody saved the story since the plan was made.
    """
    article, ours, story = plan.article, plan.ours, plan.merged.story
    values = {**_copy(plan), **_said_by_the_wire(plan), **issues_after(plan), **(fields or {})}
    values = {name: value for name, value in values.items() if getattr(article, name) != value}
    is_signed, is_pictured = story.bylines != ours.bylines, story.pictures != ours.pictures
    if not values and not is_signed and not is_pictured:
        return article
    with workflow.editing(article, expected=article.version, by=by, fields=values, event=event, note=note) as saved:
        if is_signed:
            saved.article_bylines.all().delete()
            sign(saved, plan.merged.story.bylines)
        if is_pictured or not plan.has_same_layout:
            _hang(saved, plan)
    return saved


def _copy(plan: Plan) -> dict[str, Any]:
    """Return what editors write, where it is no longer what they have."""
    ours, story = plan.ours, plan.merged.story
    values: dict[str, Any] = {
        name: getattr(story, name) for name in COPY if getattr(story, name) != getattr(ours, name)
    }
    if story.date != ours.date:
        values["wire_date"] = story.date
    if story.section != ours.section:
        values["section"] = section_named(story.section)
    if not plan.has_same_layout:
        values["body"] = to_markup(story.body, story.pictures, marked=True)
    return values


def _said_by_the_wire(plan: Plan) -> dict[str, Any]:
    """Return what the wire says of itself where it says so newly: a hold that the desk lifted stays lifted."""

    def said(story: wire.Story) -> dict[str, Any]:
        return {
            "language": story.language[:12],
            "hold_reason": hold_reason(story),
            "embargo_until": story.embargo_until,
            "profile": story.profile,
            "pub_status": story.pub_status,
            "urgency": story.urgency,
        }

    before = said(plan.sent)
    return {name: value for name, value in said(plan.theirs).items() if value != before[name]}


def issues_after(plan: Plan) -> dict[str, Any]:
    """Return the doubts of the article: settled ones stay settled, answered ones go, new ones and conflicts come."""
    before = [*plan.base.issues, *dump_issues(doubts(plan.sent, section_named(plan.sent.section)))]
    theirs = dump_issues(
        (*plan.theirs.issues, *doubts(plan.theirs, section_named(plan.theirs.section)), *conflict_issues(plan))
    )
    known, now = {_key(one) for one in before}, {_key(one) for one in theirs}
    kept = [
        one for one in plan.article.issues
        if _key(one) in now or (_key(one) not in known and not (plan.is_resolved and one["code"] == CONFLICT))
    ]  # fmt: skip
    have = {_key(one) for one in kept}
    fresh = [one for one in theirs if _key(one) not in known and _key(one) not in have]
    values: dict[str, Any] = {"issues": [*kept, *fresh]}
    if values["issues"] != plan.article.issues:
        values["needs_review"] = bool(values["issues"])
    return values | ({"wire_moved": True} if plan.merged.conflicts else {})


def _key(issue: dict[str, Any]) -> tuple[object, ...]:
    return issue["code"], issue["message"], issue.get("line", 0)


def conflict_issues(plan: Plan) -> tuple[wire.Issue, ...]:
    """Return a doubt for each thing that the desk and the wire both changed."""
    return tuple(
        wire.Issue(
            CONFLICT,
            f"{what(one)}: we have {_quoted(one.ours)}, the wire now has {_quoted(one.theirs)}. Ours stays.",
        )
        for one in plan.merged.conflicts
    )


def what(one: Conflict | Change) -> str:
    """Say in the desk's words what a conflict or a change is about."""
    if one.spot is Spot.FIELD:
        return one.name.replace("_", " ").capitalize()
    number = (one.place or 0) + 1
    if one.spot is Spot.BLOCK or one.name == "block":
        return f"Block {number} of the text"
    return f"Photo {number}" if one.name == "picture" else f"Photo {number}, {one.name.replace('_', ' ')}"


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return f"“{flat[:CLIP].rsplit(' ', 1)[0]}…”" if len(flat) > CLIP else f"“{flat}”" if flat else "nothing"


def set_aside(article: Article) -> None:
    """Move every caption out of the way, so that numbers and the lead can change places."""
    article.captions.update(number=F("number") + ASIDE, role=Caption.Role.INLINE)


def _hang(article: Article, plan: Plan) -> None:
    """Put the pictures as merged. A caption that stays keeps its row, and so its photo and all that was done to it."""
    known = {one.pk: one for one in article.captions.all()}
    set_aside(article)
    kept: list[int] = []
    lead = next((one for one in plan.merged.story.pictures if one.is_lead), None)
    for position, picture in enumerate(plan.merged.story.pictures, start=1):
        caption = known.get(picture.line)
        role = Caption.Role.LEAD if picture is lead else Caption.Role.INLINE
        if caption is None:
            kept.append(announce(article, picture, position, role).pk)
            continue
        number = caption.number if plan.has_same_layout else position
        kept.append(_rewrite(caption, picture, number, role).pk)
    article.captions.exclude(pk__in=kept).delete()


def _rewrite(caption: Caption, picture: wire.Picture, number: int, role: Caption.Role) -> Caption:
    caption.number, caption.role = number, role
    caption.title, caption.text, caption.alt_text = picture.title, picture.caption, picture.alt_text
    caption.photographer, caption.agency = picture.credit.photographer, picture.credit.agency
    caption.credit_as_received = picture.credit.raw
    caption.save()
    return caption
