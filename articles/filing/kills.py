"""Kills: the story that the wire withdraws goes at once, wherever it is named, and the desk hears the alarm."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles import workflow
from articles.filing import twins
from articles.models import Alarm, Article, WireVersion
from articles.wire import story as wire

log = logging.getLogger(__name__)
ACKNOWLEDGE = "articles.acknowledge_alarm"
NEAR = timedelta(days=2)  # a message withdraws what was sent so shortly before it
SHOWN = 10
LONDON = ZoneInfo("Europe/London")


def kill(article: Article, *, reason: str, version: WireVersion | None) -> None:
    """Withdraw a story that the wire killed, and raise the alarm. Call it in a transaction."""
    workflow.stop(article, reason=reason, kill=True)
    like = [one.other if one.article_id == article.pk else one.article for one in twins.open_twins(article)]
    more = " The desk has not yet said whether these are the same story." if like else ""
    raise_alarm(f"The wire killed story {article.pk}, “{article}”: {reason}{more}", article, version, like)


def raise_alarm(
    message: str,
    article: Article | None,
    version: WireVersion | None,
    candidates: Iterable[Article] = (),
    uri: str = "",
) -> Alarm:
    """Put a kill on top of the queue, and into the log."""
    alarm = Alarm.objects.create(message=message, article=article, version=version, uri=uri)
    alarm.candidates.set(candidates)
    log.critical("Alarm %s: %s", alarm.pk, message)
    return alarm


def acknowledge(alarm: Alarm, *, by: User) -> bool:
    """Say that an alarm was seen to, and return whether this person was the first. Raises PermissionDenied."""
    if not by.has_perm(ACKNOWLEDGE):
        raise PermissionDenied
    waiting = Alarm.objects.filter(pk=alarm.pk, acknowledged_at__isnull=True)
    return waiting.update(acknowledged_at=timezone.now(), acknowledged_by=by) == 1


def heed(story: wire.Story, version: WireVersion) -> None:
    """Reach every other story that a message withdraws; where it is not certain which one, name the candidates."""
    for named in story.kills:
        found, is_certain = _sought(named, story)
        if is_certain and len(found) == 1:
            if not found[0].killed_at:
                kill(found[0], reason=f"“{named.raw[:300]}”", version=version)
            continue
        which = "It may be one of these." if found else "No story of ours fits."
        raise_alarm(f"The wire withdraws a story: “{named.raw[:300]}” {which}", None, version, found, uri=named.uri)


def was_killed_before(version: WireVersion) -> str:
    """Return the words of a message that withdrew a story by its address before the story came, else empty text."""
    if version.uri.startswith("text:"):
        return ""
    waiting = Alarm.objects.filter(uri=version.uri, article__isnull=True)
    return waiting.values_list("message", flat=True).first() or ""


def _sought(named: wire.Kill, story: wire.Story) -> tuple[list[Article], bool]:
    """Return the stories that may be meant, and whether what is said of them is clear."""
    if named.uri and (found := _of_address(named.uri, story.provider)):
        return found, True
    near = _near(story)
    exact = near.filter(provider=story.provider)
    said = Q()
    if named.catchline:
        said &= Q(catchline__iexact=named.catchline)
    if named.headline:
        said &= Q(headline__iexact=named.headline)
    if said and not named.uri:
        found = [one for one in exact.filter(said)[:SHOWN] if _was_sent(one, named)]
        if found:
            return found, True
    topic = named.catchline.split(" ", 1)[0]
    like = Q(catchline__iexact=named.catchline) | Q(catchline__istartswith=f"{topic} ") if topic else Q()
    if named.headline:
        like |= Q(headline__iexact=named.headline)
    return (list(near.filter(like)[:SHOWN]) if like else []), False


def _of_address(uri: str, provider: str) -> list[Article]:
    """Return the one story with that address: of the provider that names it, else of any."""
    versions = WireVersion.objects.filter(uri=uri, article__isnull=False)
    for rows in (versions.filter(provider=provider), versions):
        if found := rows.select_related("article").order_by("-pk").first():
            return [found.article] if found.article else []
    return []


def _near(story: wire.Story) -> QuerySet[Article]:
    """Return the stories of the days before the message; a message without a time was sent when it came."""
    sent = story.version_created or timezone.now()
    came = Q(wire_versions__version_created__range=(sent - NEAR, sent))
    undated = Q(wire_versions__version_created__isnull=True, created_at__gte=timezone.now() - NEAR)
    return Article.objects.filter(came | undated, wire_versions__applied_at__isnull=False).distinct().order_by("-pk")


def _was_sent(article: Article, named: wire.Kill) -> bool:
    """Say whether one of the versions of a story was sent at the time that the message gives."""
    if named.sent is None:
        return True
    times = article.wire_versions.values_list("version_created", flat=True)
    local = [at.astimezone(LONDON) for at in times if at]
    return not local or any((at.hour, at.minute) == (named.sent.hour, named.sent.minute) for at in local)
