"""The tokens by which other programs push deliveries: issued once, kept as a hash, revoked and never deleted."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import DeliveryToken, Source

PREFIX = "nr_"
HINT = 4


def issue(source: Source, *, name: str, by: User | None) -> tuple[DeliveryToken, str]:
    """Make a token for a source and return its row with the token, which nobody can read again."""
    token = PREFIX + secrets.token_urlsafe(32)
    row = DeliveryToken.objects.create(
        source=source, name=name, digest=_digest(token), hint=token[-HINT:], created_by=by
    )
    return row, token


def revoke(row: DeliveryToken) -> None:
    """End a token at once; the first time it was revoked stays."""
    DeliveryToken.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=timezone.now())


def source_of(token: str) -> Source | None:
    """Return the source a token stands for, None where it is unknown or revoked, and note that it was used."""
    valid = DeliveryToken.objects.filter(digest=_digest(token), revoked_at=None)
    row = valid.select_related("source__default_section").first()
    if row is None:
        return None
    valid.update(used_at=timezone.now())
    return row.source


def _digest(token: str) -> str:
    # The token is random and long, so a plain hash cannot be guessed back.
    return hashlib.sha256(token.encode()).hexdigest()
