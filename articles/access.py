"""Who may see and change which rows: those without the right to everybody's stories have their own.

What may not be seen is filtered out of every query, so that it looks like what is not there.
"""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from articles.models import (
    Article,
    Caption,
    Correction,
    Delivery,
    Photo,
    Rendition,
    Revision,
    Ruling,
    WireVersion,
)

EVERY = "articles.every_article"
Rows = TypeVar("Rows", bound=QuerySet[Model])


def seen(rows: Rows, user: User | AnonymousUser) -> Rows:
    """Return those of the rows that the user may see. A model without a rule is seen whole."""
    if user.has_perm(EVERY) or not (rule := _rule(rows.model, user)):
        return rows
    return rows.filter(rule)


def sees(user: User | AnonymousUser, row: Model) -> bool:
    """Say whether the user may see this row."""
    model = type(row)
    return user.has_perm(EVERY) or seen(model._default_manager.filter(pk=row.pk), user).exists()


def allows(user: User | AnonymousUser, permission: str, article: Article) -> bool:
    """Say whether the user has the right, and has it over this story."""
    return user.has_perm(permission) and sees(user, article)


def _rule(model: type[Model], user: User | AnonymousUser) -> Q | None:
    """Return which rows of a model are a person's own."""
    if user.is_anonymous:
        return Q(pk=None)
    own = _own(user).values("pk")
    shown = Caption.objects.filter(photo=OuterRef("pk"), article__in=own)
    rules: dict[type[Model], Q] = {
        Article: Q(pk__in=own),
        Caption: Q(article__in=own),
        Correction: Q(article__in=own),
        Delivery: Q(received_by=user),
        Photo: Q(created_by=user) | Q(Exists(shown)),
        Rendition: Q(photo__created_by=user) | Q(photo__captions__article__in=own),
        Revision: Q(article__in=own),
        Ruling: Q(delivery__received_by=user),
        WireVersion: Q(article__in=own),
    }
    return rules.get(model)


def _own(user: User | AnonymousUser) -> QuerySet[Article]:
    """Return what the person brought in or wrote. An embargo hides it too: it is for the editors to know."""
    free = Q(embargo_until__isnull=True) | Q(embargo_until__lte=Now())
    return Article.objects.filter(free, created_by=user.pk)
