"""Who gets in: the adapters of allauth, the second factor that some roles need, and the lines in the security log."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles import security
from articles.security import Kind

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
NOT_IN = "You cannot sign in here. Ask an admin of the newsroom."


class AccountAdapter(DefaultAccountAdapter):
    """Signs in people of the desk alone, and writes down every try. Nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check name and password; who has no desk is answered like a stranger."""
        user = super().authenticate(request, **credentials)
        if user is None or user.is_staff:  # type: ignore[attr-defined]
            return user
        self.authentication_failed(request, **credentials)
        return None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down a wrong name or password."""
        security.note(Kind.SIGN_IN_FAILED, who=credentials.get("username", ""))

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Refuse who has no desk, however they came."""
        assert isinstance(user, User)
        if user.is_staff and user.is_active:
            return super().pre_login(request, user, **kwargs)
        return self.respond_user_inactive(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Send back to the sign-in page, which does not say why."""
        security.note(Kind.SIGN_IN_FAILED, who=user.get_username())
        messages.error(request, NOT_IN)
        return redirect("account_login")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, and write it down with it."""
        assert isinstance(user, User)
        with transaction.atomic():
            super().login(request, user)
            security.note(Kind.SIGNED_IN, by=user)

    def logout(self, request: HttpRequest) -> None:
        """End the session, and write it down with it."""
        with transaction.atomic():
            security.note(Kind.SIGNED_OUT, by=request.user)
            super().logout(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted with the site's own key."""

    def encrypt(self, text: str) -> str:
        """Return the text as it is stored."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text as it was, also where the key has been changed since."""
        return _locks().decrypt(encrypted_text.encode()).decode()


def _locks() -> MultiFernet:
    keys = (hashlib.sha256(f"second factor|{key}".encode()).digest() for key in _keys())
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _keys() -> list[str]:
    return [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    """Say whether the person's role asks for a second factor and there is none yet."""
    if not settings.SECOND_FACTOR_ROLES or user.pk is None:
        return False
    asked = Q(groups__name__in=settings.SECOND_FACTOR_ROLES) | Q(is_superuser=True)
    has = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS))
    return User.objects.filter(asked, ~has, pk=user.pk).exists()


@contextmanager
def factors_noted(user: User | AnonymousUser) -> Iterator[None]:
    """Write down which second factors came and went meanwhile. allauth tells of it too late for the transaction."""
    before = _factors(user)
    yield
    after = _factors(user)
    for one in after.keys() - before.keys():
        security.note(Kind.SECOND_FACTOR, by=user, what=f"{after[one]} added.")
    for one in before.keys() - after.keys():
        security.note(Kind.SECOND_FACTOR, by=user, what=f"{before[one]} removed.")


def _factors(user: User | AnonymousUser) -> dict[int, str]:
    if user.pk is None:
        return {}
    return {one.pk: str(one.get_type_display()) for one in Authenticator.objects.filter(user=user.pk)}


def note_wrong_code(sender: Any, user: User, **kwargs: Any) -> None:
    """Write down a second factor that was wrong."""
    security.note(Kind.SIGN_IN_FAILED, by=user, what="Wrong code of the second factor.")


def note_password(sender: Any, user: User, **kwargs: Any) -> None:
    """Write down a changed password."""
    security.note(Kind.PASSWORD, by=user)


def listen() -> None:
    """Hear what allauth tells of wrong codes and new passwords; it has no other seam for it."""
    signals.authentication_failed.connect(note_wrong_code)
    account_signals.password_changed.connect(note_password)
    account_signals.password_set.connect(note_password)
