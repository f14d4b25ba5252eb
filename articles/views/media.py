"""The public sizes of photos. A picture is public for as long as a published story shows it and its rights last.

Every size is served from here, wherever it is stored: so that what is withdrawn is gone within seconds.
"""

from __future__ import annotations

import hashlib
import re

from django.core.files.storage import storages
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.models import Article, Rendition

NAME = re.compile(r"[-\w./]{1,200}", re.ASCII)  # PostgreSQL refuses to look for a NUL
SECONDS = 5  # how long a withdrawn picture may still come out of somebody's cache


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve one size of a photo that a published story shows, and to the desk any other too."""
    named = Rendition.objects.filter(file=name) if NAME.fullmatch(name) else Rendition.objects.none()
    shown = Exists(Article.objects.published().filter(captions__photo=OuterRef("photo")))
    found = named.in_rights().filter(shown).first()
    is_public = found is not None
    # Asked of a missing picture too, so that missing and withheld look the same. A public one touches no session.
    if found is None and request.user.is_staff:
        found = named.first()
    if found is None:
        raise Http404
    return serve(request, found, is_public=is_public)


def serve(request: HttpRequest, found: Rendition, *, is_public: bool) -> HttpResponseBase:
    """Answer with one size of a photo. Whether the reader may have it is decided by who calls."""
    name = str(found.file)
    etag = quote_etag(hashlib.sha256(name.encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag) or _file(found)
    response["ETag"] = etag
    _guard(response, is_public=is_public)
    return response


def _file(found: Rendition) -> FileResponse:
    try:
        stream = storages["default"].open(str(found.file))
    except FileNotFoundError:
        raise Http404 from None
    # A store that is no folder cannot say how long the file is; the row can.
    return FileResponse(stream, content_type=found.content_type, headers={"Content-Length": str(found.size)})


def _guard(response: HttpResponseBase, *, is_public: bool) -> None:
    """Say how long it may be kept, and that it is a picture and nothing else."""
    if is_public:
        patch_cache_control(response, public=True, max_age=SECONDS, must_revalidate=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Content-Disposition"] = "inline"
