"""`POST /api/deliveries/`: other programs push wire copy, each with the token of its source."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import filing, ingest, tokens
from articles.folders import printable
from articles.ingest import Filed
from articles.models import Source

CHUNK = 1024 * 1024
RETRY_AFTER = "30"


class Unusable(Exception):
    """The request cannot be answered; `answer` says why and what to do."""

    def __init__(self, status: int, code: str, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.answer = JsonResponse({"code": code, "reason": reason, "remedy": remedy}, status=status)


# No cookie is looked at here: who has the token may push, so no other site can make a browser do it.
@csrf_exempt
@never_cache
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """Take one delivery in: the body as it is, or the files of a form.

    201: stories were filed. 200: all of it was known before. 422: nothing came of it, the report says why. 401, 411
    and 413: the request cannot be used. 503: send it again later; the same bytes are filed once, however often sent.
    """
    try:
        source = _source(request)
        _check_length(request)
        with _sent(request) as offered:
            filed = [one for name, stream in offered for one in ingest.receive(stream, name=name, source=source)]
    except Unusable as error:
        return error.answer
    except (OSError, DatabaseError) as error:
        refusal = ingest.not_taken(error)
        answer = Unusable(503, refusal.code, refusal.reason, refusal.remedy).answer
        answer["Retry-After"] = RETRY_AFTER
        return answer
    return JsonResponse({"stories": [one.as_report() for one in filed]}, status=_status(filed))


def _source(request: HttpRequest) -> Source:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    source = tokens.source_of(token.strip()) if scheme.lower() == "bearer" else None
    if source is None:
        remedy = "Send Authorization: Bearer with a token that the desk has issued and not revoked."
        error = Unusable(401, "NO_TOKEN", "The token is missing, unknown or revoked.", remedy)
        error.answer["WWW-Authenticate"] = "Bearer"
        raise error
    return source


def _check_length(request: HttpRequest) -> None:
    """Refuse what says no length, says none, or says too much, before any of it is read."""
    length = request.headers.get("Content-Length", "")
    if not length.isascii() or not length.isdigit():
        raise Unusable(411, "NO_LENGTH", "The request does not say how long it is.", "Send Content-Length.")
    if int(length) > settings.PUSH_LIMIT:
        limit = settings.PUSH_LIMIT // 2**20
        raise Unusable(413, "TOO_LARGE", f"The delivery is over {limit} MB.", "Send it in parts, or as files.")


@contextmanager
def _sent(request: HttpRequest) -> Iterator[Iterable[tuple[str, BinaryIO]]]:
    """Yield what was sent, each with its name."""
    if request.content_type == "multipart/form-data":
        files = [file for name in request.FILES for file in request.FILES.getlist(name)]
        if not files:
            raise Unusable(422, "EMPTY", "The form holds no file.", "Send the file as a part with a file name.")
        yield [(printable(file.name or "unnamed"), cast(BinaryIO, file)) for file in files]
        return
    name = request.GET.get("name", "") or f"Pushed {timezone.localtime():%d %b %Y %H.%M.%S}"
    with tempfile.SpooledTemporaryFile(max_size=ingest.IN_MEMORY) as body:
        while chunk := request.read(CHUNK):
            body.write(chunk)
        body.seek(0)
        yield [(printable(name), cast(BinaryIO, body))]


def _status(filed: list[Filed]) -> int:
    outcomes = {one.outcome for one in filed}
    if outcomes - {ingest.REFUSED, filing.UNCHANGED}:
        return 201
    return 422 if ingest.REFUSED in outcomes else 200
