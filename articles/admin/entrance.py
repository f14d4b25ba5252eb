"""The addresses of signing in and of one's own account: allauth's pages, at the desk. Nobody signs up here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from allauth.account import views
from allauth.mfa import urls as second_factor
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.cache import add_never_cache_headers

from articles.admin.signing import factors_noted

Page = Callable[..., HttpResponseBase]


def at_desk(page: Page) -> Page:
    """Give a page the frame of the desk, and keep what it does and its line in the security log together."""

    @wraps(page)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        with transaction.atomic(), factors_noted(user) if request.method == "POST" else nullcontext():
            answer = page(request, *args, **kwargs)
        if isinstance(answer, TemplateResponse):
            answer.context_data = {**admin.site.each_context(request), **(answer.context_data or {})}
        add_never_cache_headers(answer)
        return answer

    return framed


def all_at_desk(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Return the addresses of a library with every page framed."""
    return [
        URLPattern(one.pattern, at_desk(one.callback), one.default_args, one.name)
        if isinstance(one, URLPattern)
        else URLResolver(one.pattern, all_at_desk(one.url_patterns), one.default_kwargs)
        for one in patterns
    ]


urlpatterns = [
    path("login/", at_desk(views.login), name="account_login"),
    path("logout/", at_desk(views.logout), name="account_logout"),
    path("password_change/", at_desk(views.password_change), name="account_change_password"),
    path("account/password/", at_desk(views.password_set), name="account_set_password"),
    path("account/reauthenticate/", at_desk(views.reauthenticate), name="account_reauthenticate"),
    path("account/second-factor/", include(all_at_desk(second_factor.urlpatterns))),
]
