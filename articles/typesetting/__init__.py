"""Set stories in type: what readers see of one is made when it is saved, so that reading it costs one query.

`typeset(article)` belongs in the transaction that saves the article; `typeset_again` is for what hangs on many of
them, a picture's new sizes or a renamed byline.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.models import Article, Byline, Rendition, Status, Topic, Typeset
from articles.typesetting.pictures import figure_html, image_of, lead_card
from articles.typesetting.text import body_html, trail_of, words_in

EDITION = 1  # raise it when stories are to be set differently: every one is then set again
UPDATED_AFTER = timedelta(minutes=1)
OUT = (Status.PUBLISHED, Status.SCHEDULED)

__all__ = ["EDITION", "compose", "freshen", "is_updated", "overdue", "spoil", "typeset", "typeset_again"]


def compose(article: Article) -> Typeset:
    """Return the story set in type, without saving it. What hangs on it may have been fetched, as for a preview."""
    fetched = getattr(article, "_prefetched_objects_cache", {})
    sizes = Prefetch("photo__renditions", queryset=Rendition.objects.in_rights())
    captions = list(
        article.captions.all()
        if "captions" in fetched
        else article.captions.select_related("photo").prefetch_related(sizes)
    )
    lead = next((one for one in captions if one.role == one.Role.LEAD), None)
    ends = [one.photo.rights_expire_at for one in captions]
    inline = [one for one in captions if one is not lead]
    return Typeset(
        article_id=article.pk,
        edition=EDITION,
        is_stale=False,
        good_until=min((one for one in ends if one and one > timezone.now()), default=None),
        body=body_html(article.body, {one.number: figure_html(one, "inline") for one in inline}),
        lead=figure_html(lead, "lead") if lead else "",
        card={"trail": trail_of(article.standfirst, article.body), **lead_card(lead)},
        bylines=[
            {
                "name": one.byline.name,
                "slug": one.byline.slug,
                "kind": one.byline.kind,
                "role": one.role or one.byline.role,
                "organisation": one.byline.organisation,
            }
            for one in (
                article.article_bylines.all()
                if "article_bylines" in fetched
                else article.article_bylines.select_related("byline")
            )
        ],
        topics=[_topic(one) for one in article.topics.all()],
        images=[image for one in captions if (image := image_of(one))],
        words=words_in(article.body),
    )


def is_updated(article: Article) -> bool:
    """Say whether the text changed a minute or more after readers first saw it."""
    first, last = article.published_at, article.modified_at
    return bool(first and last and last - first >= UPDATED_AFTER)


def _topic(topic: Topic) -> dict[str, Any]:
    return {"pk": topic.pk, "name": topic.name, "slug": topic.slug, "code": topic.code}


def typeset(article: Article) -> None:
    """Write what readers see of the story, or take it away where they may never see it as it stands."""
    if article.status not in OUT:
        Typeset.objects.filter(article=article.pk).delete()
        return
    made = compose(article)
    fields = [one.name for one in Typeset._meta.concrete_fields if not one.primary_key]
    Typeset.objects.bulk_create([made], update_conflicts=True, unique_fields=["article"], update_fields=fields)


def freshen(article: Article) -> None:
    """Take out of a fetched story's type what readers may no longer see, where no worker has done so yet."""
    good_until = article.typeset.good_until
    if good_until is None or good_until > timezone.now():
        return
    article.typeset = compose(article)


def typeset_again(articles: Iterable[Article] | QuerySet[Article]) -> int:
    """Set stories again as they stand now, each in a transaction of its own, and return how many that was."""
    number = 0
    for pk in [one.pk for one in articles]:
        with transaction.atomic():
            current = Article.objects.select_for_update().filter(pk=pk).first()
            if current is not None:
                typeset(current)
                number += 1
    return number


def spoil(*, byline: Byline | None = None, topic: Topic | None = None) -> None:
    """Mark the stories that show a byline or topic as to be set again, for the worker to do: there may be many."""
    rows = Article.objects.filter(bylines=byline) if byline else Article.objects.filter(topics=topic)
    Typeset.objects.filter(article__in=rows.values("pk")).update(is_stale=True)


def overdue(limit: int) -> list[Article]:
    """Return some of the stories whose type is missing, stale or of an older edition."""
    rows = Article.objects.filter(status__in=OUT).only("pk")
    for sign in (Q(typeset__is_stale=True), Q(typeset__good_until__lte=Now())):
        if found := list(rows.filter(sign)[:limit]):
            return found
    return list(rows.filter(Q(typeset=None) | ~Q(typeset__edition=EDITION))[:limit])
