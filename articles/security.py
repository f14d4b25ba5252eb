"""The security log: one line for everything that matters for safety, in the transaction of the act itself."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model

from articles.models import SecurityEvent

Kind = SecurityEvent.Kind
LONGEST = 500
# Events of a story's history that are lines here too.
OF_STORIES = {
    "publish": Kind.PUBLISHED,
    "schedule": Kind.SCHEDULED,
    "withdraw": Kind.WITHDRAWN,
    "killed": Kind.KILLED,
    "hold lifted": Kind.HOLD_LIFTED,
}


def note(
    kind: SecurityEvent.Kind,
    *,
    by: User | AnonymousUser | None = None,
    who: str = "",
    subject: Model | None = None,
    what: str = "",
) -> None:
    """Write one line. The address is that of the request being answered, if one is; `who` names a stranger."""
    SecurityEvent.objects.create(
        kind=kind,
        who=_plain(by.get_username() if by and by.pk else who)[:150],
        account_id=by.pk if by else None,
        address=address(),
        subject=f"{subject._meta.model_name} {subject.pk}" if subject else "",
        what=_plain(what)[:LONGEST],
    )


def address() -> str | None:
    """Return where the request that is being answered came from, None outside of one."""
    request = context.request
    if request is None:
        return None
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured):
        return None


def _plain(text: str) -> str:
    """Return the text on one line, so that nobody forges a second one."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
