"""Who has a story open now. Rows run out by themselves: nobody stays because a browser was closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Case, DateTimeField, F, Value, When
from django.utils import timezone

from articles.models import Article, Presence

# A page that was opened without a script cannot say that it is still there.
OPENED, PINGED = timedelta(minutes=5), timedelta(seconds=45)


def arrive(article: Article, user: User, *, pinged: bool = False) -> None:
    """Note that the user has the story open, for as long as can be known."""
    now = timezone.now()
    until = now + (PINGED if pinged else OPENED)
    again = Case(When(until__gt=now, then=F("since")), default=Value(now, output_field=DateTimeField()))
    if Presence.objects.filter(article=article, user=user).update(since=again, until=until):
        return
    Presence.objects.bulk_create([Presence(article=article, user=user, since=now, until=until)], ignore_conflicts=True)


def leave(article: Article, user: User) -> None:
    """Note that the user has closed the story."""
    Presence.objects.filter(article=article, user=user).delete()


def others(article: Article, user: User) -> list[tuple[str, datetime]]:
    """Return who else has the story open, and since when."""
    here = Presence.objects.filter(article=article, until__gt=timezone.now()).exclude(user=user)
    return [
        (str(one.user.get_full_name() or one.user.get_username()), one.since) for one in here.select_related("user")
    ]


def purge() -> int:
    """Forget who is gone."""
    return Presence.objects.filter(until__lte=timezone.now()).delete()[0]
