"""Which story waits for a picture, and why we think so. Certain matches join by themselves, all others ask the desk.

Certain is: the supplier's own reference, or a caption of the same words; exactly one place that waits; and a story that
readers do not see. A catchline ("See PA story TOPIC Keyword") names the story and not the place, so it only suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles import workflow
from articles.models import Article, Caption, Photo, Status
from articles.wire import captions
from articles.wire import story as wire

OPEN = (Status.NEW, Status.CHECKING, Status.READY)
WAITS = timedelta(days=30)
SHORTEST = 6  # characters of a reference that can tell pictures apart
OFFERED = 12
WORD = re.compile(r"\w{4,40}")
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a picture was announced for, and why it may be this picture."""

    photo: Photo
    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A story that a picture may belong to, with the place that waits in it or None, and why."""

    article: Article
    caption: Caption | None
    reason: str


def references(photo: Photo, name: str = "") -> list[str]:
    """Return the names a supplier may have given the picture: its reference and its file's name, with and without end.

    Shorter ones than six characters could be anybody's.
    """
    given = [photo.supplier_ref, PurePath(name or photo.file_name).name]
    every = [form for one in given if one for form in (one, PurePath(one).stem)]
    return [one[:160] for one in dict.fromkeys(every) if len(one) >= SHORTEST]


def awaited(photo: Photo, name: str) -> Match | None:
    """Return the one place that certainly waits for an arrived picture; none where it is doubtful or public."""
    for found, reason in _announced(photo, name):
        waiting = list(found.distinct()[:2])
        if len(waiting) == 1 and not waiting[0].captions.exclude(article__status__in=OPEN).exists():
            return Match(waiting[0], reason)
        if waiting:
            return None
    return None


def _announced(photo: Photo, name: str) -> Iterator[tuple[QuerySet[Photo], str]]:
    """Yield the announced photos that match, by one sign after the other."""
    waiting = Photo.objects.filter(original="", captions__isnull=False)
    if names := references(photo, name):
        recent = waiting.filter(created_at__gte=timezone.now() - WAITS)
        ends = Q()
        for one in names:
            ends |= Q(supplier_ref__endswith=f"/{one}")
        yield waiting.filter(supplier_ref__in=names) | recent.filter(ends), "The supplier's own reference."
    if key := captions.key(photo.description):
        yield waiting.filter(caption_key=key), "A caption of the same words."


def arrived(picture: wire.Picture) -> tuple[Photo | None, str]:
    """Return the picture that came before the story which announces it, and why; only where exactly one is meant."""
    here = Photo.objects.exclude(original="")
    found: list[tuple[QuerySet[Photo], str]] = []
    if len(ref := picture.supplier_ref[:160]) >= SHORTEST:
        last = PurePath(ref).name
        names = [ref, last, PurePath(last).stem]
        by_name = Q(supplier_ref__in=names) | Q(file_name__in=[last, *(f"{ref}{end}" for end in (".jpg", ".jpeg"))])
        found.append((here.filter(by_name), "The supplier's own reference."))
    if key := captions.key(picture.caption):
        found.append((here.filter(caption_key=key), "A caption of the same words."))
    for photos, reason in found:
        if len(several := list(photos[:2])) == 1:
            return several[0], reason
    return None, ""


def offers(photo: Photo) -> list[Offer]:
    """Return the stories that an arrived picture may belong to, the surest first. Nothing joins by being offered."""
    used = set(photo.captions.values_list("article_id", flat=True))
    found: dict[int, Offer] = {}
    for announced, reason in _announced(photo, ""):
        for caption in Caption.objects.filter(photo__in=announced).select_related("article", "photo")[:OFFERED]:
            found.setdefault(caption.article_id, Offer(caption.article, caption, reason))
    for article, reason in _of_catchline(photo):
        waiting = article.captions.filter(photo__original="").select_related("photo")
        alike = sorted(waiting, key=lambda one: -_alikeness(photo, one))
        likely = alike[0] if alike and _alikeness(photo, alike[0]) >= ALIKE else None
        extra = " A place in it waits for a picture with a similar caption." if likely else ""
        found.setdefault(article.pk, Offer(article, likely, reason + extra))
    return [one for key, one in found.items() if key not in used][:OFFERED]


def _of_catchline(photo: Photo) -> Iterator[tuple[Article, str]]:
    words = photo.catchline.split()
    if len(words) < 2:
        return
    recent = Article.objects.exclude(status=Status.SPIKED).filter(created_at__gte=timezone.now() - WAITS)
    group = " ".join(words[:2])
    for article in recent.filter(catchline__istartswith=group).order_by("-pk")[:OFFERED]:
        same = article.catchline.casefold() == photo.catchline.casefold()
        which = "the catchline of this story" if same else "of the same group as this story"
        yield article, f"The picture's caption says “See PA story {photo.catchline}”, which is {which}."


def _alikeness(photo: Photo, caption: Caption) -> float:
    """Return which share of the rarer words two captions have in common."""
    ours, theirs = (set(WORD.findall(text.casefold())) for text in (photo.description, caption.text))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def place(photo: Photo, article: Article, *, by: User, version: int, caption: Caption | None = None) -> Caption:
    """Put an arrived picture into a story: at the place that waits for it, or with a fresh caption after the others.

    Raises workflow.Stale, with nothing written.
    """
    note = f"Picture {photo.pk} from the library."
    with workflow.editing(article, expected=version, by=by, event="picture added", note=note) as saved:
        if caption is not None:
            caption.photo = photo
            caption.alt_text = caption.alt_text or photo.alt_text
            caption.restrictions_accepted = False
        else:
            caption = fresh(photo, saved)
        caption.save()
    return caption


def fresh(photo: Photo, article: Article) -> Caption:
    """Return a new caption of a picture for a story, unsaved: what the supplier said of it, ready to be rewritten."""
    said = captions.split(photo.description)
    last = article.captions.order_by("-number").values_list("number", flat=True).first() or 0
    has_lead = article.captions.filter(role=Caption.Role.LEAD).exists()
    return Caption(
        article=article,
        photo=photo,
        number=last + 1,
        role=Caption.Role.INLINE if has_lead else Caption.Role.LEAD,
        title="",
        text=said.text,
        photographer=photo.photographer,
        agency=photo.agency,
        credit_as_received=photo.credit_line,
        alt_text=photo.alt_text,
    )


def in_use(photos: Iterable[Photo]) -> dict[int, list[Caption]]:
    """Return the captions of these photos with their stories, by photo, in one query."""
    found: dict[int, list[Caption]] = {photo.pk: [] for photo in photos}
    for caption in Caption.objects.filter(photo__in=list(found)).select_related("article").order_by("-article_id"):
        found[caption.photo_id].append(caption)
    return found
