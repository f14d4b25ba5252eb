"""Two people saved the same story: both texts are shown, and neither is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from articles.admin import faces
from articles.admin.editing.saving import Forms
from articles.admin.faces import Difference
from articles.models import Article, Revision
from articles.revisions import snapshot

# Where one side alone changed these, that side's text stands: no one's work is undone unseen.
MERGED = ("headline", "standfirst", "dateline", "catchline", "body", "section", "topics")


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands between the saved story and the text in the form."""

    seen: int
    current: int
    by: str
    last: Revision | None
    contested: list[Difference]
    mine: list[Difference]
    taken: list[Difference]


def examine(article: Article, forms: Forms, seen: int) -> Conflict:
    """Compare the form with the story as it is, and with the story as the editor had opened it."""
    theirs = faces.of_snapshot(snapshot(article))
    ours = forms.faces
    opened = Revision.objects.filter(article=article, version=seen).first()
    base = faces.of_snapshot(opened.snapshot) if opened else None
    contested, mine, taken = [], [], []
    for one in faces.differences(theirs, ours):
        before = base.get(one.name, "").strip() if base else None
        if before is not None and before == one.new.strip():
            taken.append(one.turned)
        elif before is not None and before == one.old.strip():
            mine.append(one)
        else:
            contested.append(one)
    last = Revision.objects.filter(article=article).select_related("by").first()
    who = str(last.by.get_full_name() or last.by.get_username()) if last and last.by else "The wire or the system"
    return Conflict(seen, article.version, who, last, contested, mine, taken)


def rebased(data: QueryDict, article: Article, found: Conflict) -> QueryDict:
    """Return the form's values on the newest version: what only the others changed is theirs, all else is as typed."""
    fresh = data.copy()
    fresh["version"] = str(article.version)
    topics = "; ".join(article.topics.values_list("name", flat=True))
    section = str(article.section_id or "")
    for one in found.taken:
        if one.name in MERGED:
            fresh[one.name] = {"topics": topics, "section": section}.get(one.name, one.new)
    return fresh
