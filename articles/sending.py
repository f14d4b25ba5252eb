"""Send what stands in the outbox: signed, to public addresses only, again and later where it fails."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import socket
import ssl
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils import timezone

from articles.models import Message

SECONDS = 10
ATTEMPTS = 12
FIRST = timedelta(seconds=30)  # doubled after each attempt: the last comes after some 17 hours
CLAIM = timedelta(minutes=2)
KEPT = timedelta(days=30)


class Unsendable(Exception):
    """The address must not be written to."""


def due() -> list[int]:
    """Return the messages whose time has come."""
    rows = Message.objects.filter(state=Message.State.DUE, due_at__lte=timezone.now())
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:100])


def purge() -> None:
    """Forget messages that were done with a month ago."""
    Message.objects.exclude(state=Message.State.DUE).filter(created_at__lt=timezone.now() - KEPT).delete()


def send(message_id: int) -> bool:
    """Send one message if nobody else is, and note what came of it. Say whether it arrived."""
    now = timezone.now()
    rows = Message.objects.filter(pk=message_id, state=Message.State.DUE, due_at__lte=now)
    if not rows.update(due_at=now + CLAIM):
        return False
    message = Message.objects.select_related("subscription").get(pk=message_id)
    if message.subscription and not message.subscription.is_active:
        return _note(message, "The subscription is switched off.", state=Message.State.GIVEN_UP)
    try:
        status = _post(*_letter(message))
    except (OSError, http.client.HTTPException, ValueError, Unsendable) as error:
        return _fail(message, f"{type(error).__name__}: {error}")
    if 200 <= status < 300:
        return _note(message, f"Answered {status}", state=Message.State.SENT)
    return _fail(message, f"Answered {status}")


def _fail(message: Message, answer: str) -> bool:
    is_last = message.attempts + 1 >= ATTEMPTS
    return _note(message, answer, state=Message.State.GIVEN_UP if is_last else Message.State.DUE)


def _note(message: Message, answer: str, *, state: Message.State) -> bool:
    later = timezone.now() + FIRST * 2**message.attempts
    attempts = message.attempts + 1
    Message.objects.filter(pk=message.pk).update(state=state, answer=answer[:200], attempts=attempts, due_at=later)
    return state == Message.State.SENT


def _letter(message: Message) -> tuple[str, bytes, dict[str, str]]:
    """Return the address, the body and the headers of a message."""
    body = message.body.encode()
    if message.subscription is None:
        return settings.WEBSUB_HUB, body, {"Content-Type": "application/x-www-form-urlencoded"}
    stamp = str(int(timezone.now().timestamp()))
    return (
        message.subscription.url,
        body,
        {
            "Content-Type": "application/json",
            "X-Newsroom-Event": message.event,
            "X-Newsroom-Message": str(message.pk),
            "X-Newsroom-Timestamp": stamp,
            "X-Newsroom-Signature": sign(message.subscription.secret, stamp, body),
        },
    )


def sign(secret: str, stamp: str, body: bytes) -> str:
    """Return the signature of a message: HMAC-SHA256 of the time, a full stop and the body."""
    return "sha256=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send to the very address that was judged, so that no name can lead elsewhere meanwhile. Follow nothing."""
    where = urlsplit(url)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise Unsendable("Only http and https can be written to.")
    connection = _connection(where, _public_address(where))
    try:
        path = (where.path or "/") + (f"?{where.query}" if where.query else "")
        connection.request("POST", path, body=body, headers={"User-Agent": "Newsroom", **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def _connection(where: SplitResult, address: tuple[Any, ...]) -> http.client.HTTPConnection:
    host = str(where.hostname)
    if where.scheme == "http":
        plain = http.client.HTTPConnection(host, address[1], timeout=SECONDS)
        plain.sock = socket.create_connection(address[:2], timeout=SECONDS)
        return plain
    context = ssl.create_default_context()
    secure = http.client.HTTPSConnection(host, address[1], timeout=SECONDS, context=context)
    secure.sock = context.wrap_socket(socket.create_connection(address[:2], timeout=SECONDS), server_hostname=host)
    return secure


def _public_address(where: SplitResult) -> tuple[Any, ...]:
    """Return where the host is. Raises Unsendable where any of its addresses is not of the public network."""
    port = where.port or (443 if where.scheme == "https" else 80)
    found = socket.getaddrinfo(str(where.hostname), port, type=socket.SOCK_STREAM)
    private = [one[4][0] for one in found if not ip_address(one[4][0]).is_global or ip_address(one[4][0]).is_multicast]
    if not found or (private and str(where.hostname) not in settings.WEBHOOK_PRIVATE_HOSTS):
        raise Unsendable(f"{where.hostname} leads to a private address. Name the host in WEBHOOK_PRIVATE_HOSTS.")
    return found[0][4]
