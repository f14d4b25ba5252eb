"""Public pages kept in the memory of the process, until the public site enters another generation.

A page that a view has marked by `keep` is answered before sessions, cookies or the database are looked at. At
most once a second a process asks which generation the database is in, so what was withdrawn is gone everywhere within
two. Nothing is kept for longer than a minute: dates on the page are told in words. No page depends on who asks.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from articles import generation

Key = tuple[str, ...]
Part = TypeVar("Part")
MARK = "is_kept"
STATUSES = frozenset({200, 301, 410})
ROOM_OF_AN_ENTRY = 1_000  # bytes for keys and headers, roughly
LONGEST_ADDRESS = 300
PARTS = 500


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it went out, without what belongs to one request."""

    status: int
    headers: dict[str, str]
    content: bytes
    until: float

    @property
    def room(self) -> int:
        """Return how many bytes of memory it takes, roughly."""
        return len(self.content) + ROOM_OF_AN_ENTRY


@dataclass(slots=True)
class Shelf:
    """The pages of one generation, those longest unasked for taken off first when the room is full.

    `turn` counts the generations this process has seen, those of the clock too.
    """

    pages: OrderedDict[Key, Page] = field(default_factory=OrderedDict)
    parts: OrderedDict[Key, Any] = field(default_factory=OrderedDict)
    taken: int = 0
    turn: int = 0
    number: int = -1
    until: float = 0.0
    looked: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: Key) -> tuple[Page | None, int]:
        """Return the page if it is still true, and the turn. Raises DatabaseError."""
        with self.lock:
            self._look()
            page = self.pages.get(key)
            if page is not None and page.until <= time.monotonic():
                self._drop(key)
                page = None
            if page is not None:
                self.pages.move_to_end(key)
            return page, self.turn

    def put(self, key: Key, page: Page, *, turn: int) -> None:
        """Keep a page that was made in a turn, unless that has passed meanwhile."""
        room: int = settings.KEPT_PAGES_ROOM
        with self.lock:
            if turn != self.turn or page.room > room // 8:
                return
            if key in self.pages:
                self._drop(key)
            while self.pages and self.taken + page.room > room:
                self._drop(next(iter(self.pages)))
            self.pages[key] = page
            self.taken += page.room

    def recall(self, keys: Iterable[Key]) -> tuple[dict[Key, Any], int]:
        """Return those parts of pages that were made in this turn, and the turn."""
        with self.lock:
            return {key: self.parts[key] for key in keys if key in self.parts}, self.turn

    def remember(self, made: dict[Key, Any], *, turn: int) -> None:
        """Keep parts that were made in a turn, unless that has passed meanwhile."""
        with self.lock:
            if turn == self.turn:
                self.parts |= made
                while len(self.parts) > PARTS:
                    self.parts.popitem(last=False)

    def clear(self) -> None:
        """Forget every page, and ask the database at the next request."""
        with self.lock:
            self._clear()
            self.number, self.looked = -1, float("-inf")

    def _clear(self) -> None:
        self.pages.clear()
        self.parts.clear()
        self.taken = 0
        self.turn += 1

    def _drop(self, key: Key) -> None:
        self.taken -= self.pages.pop(key).room

    def _look(self) -> None:
        """Ask the database for its generation, if that was not done just now."""
        now = time.monotonic()
        if now - self.looked < settings.KEPT_PAGES_LOOK and now < self.until:
            return
        number, clock = generation.current()
        if number != self.number or now >= self.until:
            due = generation.next_by_clock()
            self._clear()
            self.number = number
            self.until = now + max((due - clock).total_seconds(), 0.0) if due else float("inf")
        self.looked = now


shelf = Shelf()


class KeptPages:
    """Stands before every other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a kept page where there is one, and keep the one that is made where it may be kept."""
        key = _key(request)
        if key is None:
            return _whole_or_unchanged(request, self.get_response(request))
        try:
            page, turn = shelf.find(key)
        except DatabaseError:
            return self.get_response(request)
        if page is not None:
            return _whole_or_unchanged(request, _again(page))
        response = self.get_response(request)
        if _may_be_kept(response):
            shelf.put(key, _page(response), turn=turn)
        return _whole_or_unchanged(request, response)


def keep(response: HttpResponse) -> HttpResponse:
    """Mark an answer that is the same for everyone who asks."""
    setattr(response, MARK, True)
    return response


def once(key: Key, make: Callable[[], Part]) -> Part:
    """Return what many pages of a generation share, made once in it by each process; see `once_each`."""
    return once_each([key], lambda _: {key: make()})[key]


def once_each(keys: Sequence[Key], make: Callable[[list[Key]], dict[Key, Part]]) -> dict[Key, Part]:
    """Return what many pages of a generation share; `make` is given the keys that are not known yet.

    What it makes must depend on nothing but the key and the public site, and nobody may change it. Where nothing is
    kept, it is made anew each time.
    """
    if not settings.KEPT_PAGES_ROOM:
        return make(list(keys))
    known, turn = shelf.recall(keys)
    made = make([key for key in keys if key not in known])
    shelf.remember(made, turn=turn)
    return known | made


def _key(request: HttpRequest) -> Key | None:
    """Return what a kept page depends on, None where none may be used."""
    meta = request.META
    query = meta.get("QUERY_STRING", "")
    if request.method not in ("GET", "HEAD") or not settings.KEPT_PAGES_ROOM:
        return None
    if len(query) + len(request.path_info) > LONGEST_ADDRESS:
        return None
    # Machines may ask for a story as JSON at the address of its page.
    kind = "json" if "json" in meta.get("HTTP_ACCEPT", "") else ""
    return (request.scheme or "", meta.get("HTTP_HOST", ""), request.path_info, query, kind)


def _may_be_kept(response: HttpResponse) -> bool:
    """Say whether an answer was marked, whole, and touched nothing of a session."""
    if not getattr(response, MARK, False) or response.status_code not in STATUSES:
        return False
    return not (response.streaming or response.cookies or "cookie" in response.get("Vary", "").lower())


def _page(response: HttpResponse) -> Page:
    until = time.monotonic() + settings.KEPT_PAGES_SECONDS
    return Page(response.status_code, dict(response.items()), response.content, until)


def _again(page: Page) -> HttpResponse:
    response = keep(HttpResponse(page.content, status=page.status))
    response.headers = ResponseHeaders(page.headers)
    return response


def _whole_or_unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return a marked page, or say that it has not changed since the reader last had it."""
    if not getattr(response, MARK, False) or response.status_code != 200:
        return response
    modified = parse_http_date_safe(response.get("Last-Modified", ""))
    return cast(HttpResponse, get_conditional_response(request, response.get("ETag"), modified, response))
