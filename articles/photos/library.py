"""What the desk does with a picture it has: aim it, say what it shows, replace its file, find its like, delete it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet

from articles import generation, typesetting, workflow
from articles.models import Article, Caption, Photo
from articles.photos.attaching import receive
from articles.photos.rejection import rejected
from articles.photos.rendering import SHAPING, render
from articles.wire import captions

PARTS = ("look_1", "look_2", "look_3", "look_4")
BITS = 16
NEAR = 7  # of 64 bits: four parts with seven errors have one part with one at most, so the index finds them all
LIKE = 24
KEPT = ("headline", "description", "alt_text", "photographer", "job_title", "agency", "credit_line", "copyright_notice",
        "source", "catchline", "place", "instructions", "usage_terms", "restrictions", "rights_expire_at")  # fmt: skip


def change(photo: Photo, **values: Any) -> Photo:
    """Write what the desk says of a picture, and make its sizes anew where that changes them.

    Call it outside a transaction: what all browsers can show is made before this returns, AVIF by the worker.
    """
    shapes = any(name in SHAPING and getattr(photo, name) != value for name, value in values.items())
    if "description" in values:
        values["caption_key"] = captions.key(values["description"])
    with transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**values, **({"sizes_due": True} if shapes else {}))
        generation.advance()
    photo.refresh_from_db()
    if shapes:
        render(photo)
    typesetting.typeset_again(Article.objects.filter(captions__photo=photo))
    return photo


def alike(photo: Photo) -> list[Photo]:
    """Return the pictures that look nearly the same, the nearest first; the indexes on the four parts find them."""
    if photo.look_1 is None:
        return []
    near = Q()
    for name in PARTS:
        part = getattr(photo, name)
        near |= Q(**{f"{name}__in": [part, *(part ^ (1 << bit) for bit in range(BITS))]})
    others = Photo.objects.filter(near).exclude(pk=photo.pk).values_list("pk", *PARTS)
    told = [(distance(photo, parts), pk) for pk, *parts in others.iterator()]
    chosen = [pk for apart, pk in sorted(told) if apart <= NEAR][:LIKE]
    found = Photo.objects.prefetch_related("renditions").in_bulk(chosen)
    return [found[pk] for pk in chosen]


def distance(photo: Photo, parts: Iterable[int]) -> int:
    """Return by how many of 64 bits two pictures differ in what they look like."""
    ours = (getattr(photo, name) for name in PARTS)
    return sum((one ^ other).bit_count() for one, other in zip(ours, parts, strict=True))


def replace(photo: Photo, content: File[Any], *, name: str, by: User) -> Photo:
    """Put another file in the place of this one in every story that uses it, and return the photo that holds it.

    What was received stays as it is in the library. What the desk wrote goes along, and each story keeps its caption;
    stories that readers see change at once. Raises RejectedPhoto or workflow.Stale, with nothing replaced.
    """
    new = receive(content, name=name, by=by).photo
    if new.pk == photo.pk:
        raise rejected("SAME_FILE")
    said = {field: getattr(photo, field) for field in KEPT if getattr(photo, field) and not getattr(new, field)}
    change(new, **said)
    with transaction.atomic():
        for article in Article.objects.filter(captions__photo=photo).distinct().order_by("pk"):
            note = f"The file of picture {photo.pk} was replaced by picture {new.pk}."
            with workflow.editing(article, expected=article.version, by=by, event="picture replaced", note=note):
                Caption.objects.filter(article=article, photo=photo).update(photo=new)
        Photo.objects.filter(pk=photo.pk).update(replaced_by=new)
    return new


def delete(photo: Photo) -> None:
    """Delete a picture that no story uses, with its files. Raises RejectedPhoto where one uses it, nothing deleted."""
    sizes = list(photo.renditions.values_list("file", flat=True))
    original = str(photo.original)
    try:
        with transaction.atomic():
            Photo.objects.get(pk=photo.pk).delete()
            for name in sizes:
                transaction.on_commit(partial(storages["default"].delete, name))
            if original:
                transaction.on_commit(partial(storages["originals"].delete, original))
    except ProtectedError:
        raise rejected("PHOTO_IN_USE") from None
    except Photo.DoesNotExist:
        raise rejected("PHOTO_GONE") from None


def search(photos: QuerySet[Photo], words: str) -> QuerySet[Photo]:
    """Return those of the photos that hold every one of the words in caption, credit, place or reference."""
    for word in words.split()[:12]:
        held = Q()
        for field in ("headline", "description", "alt_text", "photographer", "agency", "place", "catchline",
                      "supplier_ref", "file_name", "captions__text"):  # fmt: skip
            held |= Q(**{f"{field}__icontains": word[:80]})
        photos = photos.filter(held)
    return photos.distinct()
