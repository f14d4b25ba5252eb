"""Links for somebody without an account: one version of one story, signed, for a time, to be taken back at once."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.utils import timezone

from articles import workflow
from articles.models import Article, PreviewLink, PreviewNote, Rendition, Revision

TERMS = {"1": "One hour", "24": "One day", "168": "One week"}  # hours
# So many answers a link takes; more is no reader.
NOTES = 50


def make(article: Article, *, by: User, reader: str, hours: int) -> PreviewLink:
    """Make a link to the story as it is saved now."""
    if not by.has_perm(workflow.EDIT):
        raise PermissionDenied
    revision = Revision.objects.get(article=article, version=article.version)
    until = timezone.now() + timedelta(hours=hours)
    return PreviewLink.objects.create(
        revision=revision, key=secrets.token_urlsafe(16), reader=reader, made_by=by, expires_at=until
    )


def revoke(link: PreviewLink, *, by: User) -> None:
    """End the link at once."""
    if not by.has_perm(workflow.EDIT):
        raise PermissionDenied
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def token(link: PreviewLink) -> str:
    """Return what stands in the address."""
    return _signer().sign(link.key)


def find(given: str) -> PreviewLink | None:
    """Return the link of an address, None where it is forged, over, taken back, or its story was killed."""
    try:
        key = _signer().unsign(given)
    except BadSignature:
        return None
    now = timezone.now()
    good = Q(revoked_at=None, expires_at__gt=now, revision__article__killed_at=None)
    return PreviewLink.objects.filter(good, key=key).select_related("revision__article").first()


def picture(link: PreviewLink, name: str) -> Rendition | None:
    """Return a size of a photo that the linked version shows, and of no other."""
    shown = [one["photo_id"] for one in link.revision.snapshot.get("captions", ())]
    return Rendition.objects.in_rights().filter(file=name, photo__in=shown).first()


def note(link: PreviewLink, *, name: str, verdict: str, text: str) -> bool:
    """Keep what the reader answered, and say whether it was kept."""
    if link.notes.count() >= NOTES:
        return False
    PreviewNote.objects.create(link=link, name=name, verdict=verdict, text=text)
    return True


def _signer() -> Signer:
    return Signer(salt="articles.sharing", sep=".")
