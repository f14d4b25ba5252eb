"""What somebody typed and has not saved: kept for them alone, offered again, gone once it is saved or old."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, Draft

KEPT = timedelta(days=14)
Words = list[tuple[str, str]]


def keep(article: Article, user: User, *, version: int, words: Words) -> None:
    """Keep the newest words that the user has typed; the row is one, whatever becomes of the older."""
    fields = {"version": version, "words": words, "typed_at": timezone.now()}
    if not Draft.objects.filter(article=article, user=user).update(**fields):
        Draft.objects.bulk_create([Draft(article=article, user=user, **fields)], ignore_conflicts=True)


def of(article: Article, user: User) -> Draft | None:
    """Return what the user has typed on the story and not saved."""
    return Draft.objects.filter(article=article, user=user).first()


def drop(article: Article, user: User) -> None:
    """Forget the user's draft: it was saved, or they do not want it."""
    Draft.objects.filter(article=article, user=user).delete()


def purge() -> int:
    """Forget what nobody came back for."""
    return Draft.objects.filter(typed_at__lte=timezone.now() - KEPT).delete()[0]
