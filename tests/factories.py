"""Plain functions that make what a test needs: the rows directly, every change of state through the workflow."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.text import slugify

from articles import listings, search, typesetting, workflow
from articles.models import (
    Article,
    ArticleByline,
    Byline,
    Caption,
    Correction,
    Listing,
    Photo,
    Rendition,
    Section,
    Status,
)
from articles.models.article import slug_for

PASSWORD = "a long password of the tests"
RENDITIONS = ("w465.webp", "w465.jpeg", "w620.webp", "w620.jpeg", "w940.webp", "w940.jpeg")
numbers = itertools.count(1)


def user(role: str = "", **fields: Any) -> User:
    """Make an account; `role` is reporter, editor, publisher or admin, and empty for one without any right."""
    fields = {"username": f"{role or 'nobody'}-{next(numbers)}", "is_staff": bool(role), **fields}
    made = User.objects.create_user(password=PASSWORD, **fields)
    if role:
        made.groups.add(Group.objects.get(name=role.capitalize()))
    return made


def section(slug: str = "politics", **fields: Any) -> Section:
    """Return the section with that slug, made where it is missing."""
    return Section.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").capitalize(), **fields})[0]


def byline(name: str = "Press Association", **fields: Any) -> Byline:
    """Return the byline with that name, made where it is missing; only Press Association is an agency unless told."""
    organisation = fields.pop("organisation", "")
    kind = Byline.Kind.ORGANISATION if name == "Press Association" else Byline.Kind.PERSON
    slug = slugify(f"{name} {organisation}") or f"byline-{next(numbers)}"
    defaults = {"kind": kind, "slug": slug, **fields}
    return Byline.objects.get_or_create(name=name, organisation=organisation, defaults=defaults)[0]


def article(*, bylines: Iterable[str | Byline] = ("Press Association",), **fields: Any) -> Article:
    """Make a story that nobody has worked on, with its first revision, findable by those who may see it."""
    number = next(numbers)
    fields = {
        "headline": f"Council agrees plan number {number}",
        "body": f"The first paragraph of story {number}.\n\nThe second paragraph of story {number}.",
        "provider": "PA",
        "wire_uri": f"test:{number}",
        **fields,
    }
    fields.setdefault("slug", slug_for(fields["headline"]))
    if "section" not in fields:
        fields["section"] = section()
    made = Article.objects.create(**fields)
    for position, one in enumerate(bylines, 1):
        who = one if isinstance(one, Byline) else byline(one)
        ArticleByline.objects.create(article=made, byline=who, position=position, as_received=f"By {who.name}")
    workflow.record(made, by=None, event="imported")
    return made


def published(*, at: datetime | None = None, captions: Iterable[dict[str, Any]] = (), **fields: Any) -> Article:
    """Make a story and publish it through the workflow; `at` is when readers first saw it, now unless given."""
    made = article(first_published_at=at, **fields)
    for one in captions:
        caption(made, **one)
    return workflow.move(made, "publish", by=None)


def withdrawn(*, note: str = "This story has been withdrawn.", **fields: Any) -> Article:
    """Make a story, publish it, and withdraw it with a note to readers."""
    return workflow.move(published(**fields), "withdraw", by=None, note=note)


def many_published(number: int, *, hours_apart: int = 7) -> None:
    """Make many published stories quickly, each with a byline and an arrived lead picture, the newest first."""
    now, where, who = timezone.now(), section(), byline()
    times = [now - timedelta(hours=hours_apart * at + 1) for at in range(number)]
    made = Article.objects.bulk_create(
        Article(
            headline=f"One of many stories {at}",
            slug=f"one-of-many-stories-{at}",
            body=f"The first paragraph of {at}.\n\nThe second one.",
            section=where,
            status=Status.PUBLISHED,
            publish_at=moment,
            first_published_at=moment,
        )
        for at, moment in enumerate(times)
    )
    picture = photo(specs=RENDITIONS)
    ArticleByline.objects.bulk_create(ArticleByline(article=one, byline=who) for one in made)
    Caption.objects.bulk_create(Caption(article=one, photo=picture, number=1, role=Caption.Role.LEAD) for one in made)
    for one in made:
        search.index(one)
    for one in made:
        typesetting.typeset(one)
    Listing.objects.bulk_create(
        Listing(list=name, at=one.publish_at, article=one)
        for one in made
        for name in (listings.FRONT, listings.section_list(where.pk), listings.byline_list(who.pk))
    )
    for name in (listings.FRONT, listings.section_list(where.pk), listings.byline_list(who.pk)):
        listings.lay_out(name)


def photo(*, specs: Iterable[str] = (), **fields: Any) -> Photo:
    """Make a picture. Without `specs` its file has not arrived; with them it has, in these renditions (no pixels)."""
    specs = tuple(specs)
    if specs:
        digest = hashlib.sha256(str(next(numbers)).encode()).hexdigest()
        arrived = {"original": digest, "sha256": digest, "content_type": "image/jpeg", "width": 1600, "height": 1000}
        fields = {**arrived, **fields}
    made = Photo.objects.create(**fields)
    Rendition.objects.bulk_create(_rendition(made, spec) for spec in specs)
    return made


def _rendition(of: Photo, spec: str) -> Rendition:
    """Return a rendition named like w620.webp, 16x9-620.webp or share-1200.jpeg."""
    shape, _, extension = spec.rpartition(".")
    crop, _, width = shape.rpartition("-")
    across = int(width.removeprefix("w"))
    ratio = {"": [of.width, of.height], "16x9": [16, 9], "share": [1200, 630]}[crop]
    return Rendition(
        photo=of,
        spec=spec,
        file=f"{str(of.sha256)[:12]}/{spec}",
        content_type=f"image/{extension}",
        width=across,
        height=round(across * ratio[1] / ratio[0]),
        size=1000,
    )


def caption(of: Article, *, picture: Photo | None = None, **fields: Any) -> Caption:
    """Give the story a picture: the first one is the lead, unless told; without `picture` its file has not arrived."""
    number = fields.pop("number", of.captions.count() + 1)
    fields = {
        "role": Caption.Role.LEAD if number == 1 else Caption.Role.INLINE,
        "text": f"A crowd outside the town hall, picture {number}",
        "photographer": "Jordan Pettitt",
        "agency": "PA",
        "alt_text": "A crowd with banners",
        **fields,
    }
    made = Caption.objects.create(article=of, number=number, photo=picture or photo(), **fields)
    search.index(of)
    typesetting.typeset(of)
    return made


def correction(of: Article, text: str = "An earlier version named the wrong town.", **fields: Any) -> Correction:
    """Give the story a correction that readers see; `published_at=None` keeps it on the desk."""
    return Correction.objects.create(article=of, text=text, **{"published_at": timezone.now(), **fields})
