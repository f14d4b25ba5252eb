"""What the tests of the desk share: a signed-in browser without a screen, and the edit form as a browser sends it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests import factories


def client(role: str = "publisher", **fields: Any) -> Client:
    """Return a client that is signed in with a role."""
    return signed_in(factories.user(role, **fields))


def signed_in(account: User) -> Client:
    """Return a client that is signed in with an account."""
    browser = Client()
    browser.force_login(account)
    return browser


class FormReader(HTMLParser):
    """Collects what a browser would send of the page's editor form."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self.buttons: list[str] = []
        self.inside = False
        self.text: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = "editor" in given.get("class", "")
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and given.get("type") not in ("file", "checkbox"):
            self.fields[name] = given.get("value", "")
        elif tag == "input" and given.get("type") == "checkbox" and "checked" in given:
            self.fields.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "textarea":
            self.text, self.fields[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.fields):
            # A browser sends the first choice where none is selected.
            self.fields[self.select] = given.get("value", "")
        elif tag == "button":
            self.buttons.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.text:
            self.fields[self.text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text:
            # A browser drops the line end that opens a text control.
            self.fields[self.text] = self.fields[self.text].removeprefix("\n").replace("\n", "\r\n")
            self.text = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def read(page: Any) -> FormReader:
    """Return the editor form of an answer."""
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader


def address(article: Article) -> str:
    """Return the address of the edit page."""
    return reverse("admin:articles_article_change", args=[article.pk])


def opened(browser: Client, article: Article) -> dict[str, Any]:
    """Open the edit page and return its form as it would be sent."""
    return read(browser.get(address(article))).fields


def send(browser: Client, article: Article, fields: dict[str, Any], do: str = "save", **changes: Any) -> Any:
    """Press a button of the edit page."""
    return browser.post(address(article), {**fields, "do": do, **changes})


def save(browser: Client, article: Article, do: str = "save", **changes: Any) -> Any:
    """Open the edit page, change fields, press a button."""
    return send(browser, article, opened(browser, article), do, **changes)


def said(answer: Any) -> str:
    """Return the messages that the page after an answer shows."""
    return " ".join(str(one) for one in answer.wsgi_request._messages)
