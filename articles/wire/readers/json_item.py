"""What every JSON format says of one story, under one set of names, and the small readings they share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from articles.wire.readers.json_guard import Fields, pure
from articles.wire.story import Issue, Profile, PubStatus, Subject

NOT_STORIES = frozenset("picture graphic video audio social event planning data asset".split())
EMBARGO_FIELDS = ("embargoed", "embargoedUntil", "embargoeduntil", "embargo")
PUBLIC_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}")


@dataclass(slots=True)
class Announced:
    """A picture as a message announces it. `key` is the id by which a figure of the body calls it."""

    key: str
    title: str = ""
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    holder: str = ""
    alt: str = ""
    uri: str = ""
    terms: str = ""
    is_lead: bool = False


@dataclass(slots=True)
class Item:
    """One story of a message, as its format says it."""

    uri: str = ""
    version: str = ""
    provider: str = ""
    created: datetime | None = None
    dated: datetime | None = None
    profile: Profile = Profile.STORY
    status: str = ""
    silent: PubStatus = PubStatus.USABLE  # what it means that no status is given
    embargoes: tuple[str, ...] = ()  # what the fields of an embargo say, each once
    headline: str = ""
    is_catchline: bool = False
    catchline: str = ""
    standfirst: str = ""
    byline: str = ""
    dateline: str = ""
    ed_note: str = ""
    usage: str = ""
    holder: str = ""
    language: str = ""
    section: str = ""
    urgency: int = 0
    signals: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    html: str = ""
    plain: str = ""
    pictures: list[Announced] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def moment(fields: Fields, *names: str) -> datetime | None:
    """Return the first time of the names that can be read; a time without an offset is no instant."""
    for name in names:
        value = fields.values.get(name)
        if value in (None, ""):
            continue
        try:
            found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
            if found and found.tzinfo and 1970 <= found.year <= 2200:
                return found.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        fields.doubt(name, "no time")
    return None


def version(fields: Fields, *names: str) -> str:
    """Return the version as the wire numbers it."""
    text = fields.soft(*names)
    if len(text) > 64 or text.lstrip("-").isdigit() and len(text) > 18:
        fields.issues.append(Issue("VERSION_INVALID", f"The version “{text[:30]}” is no version. It was left aside."))
        return ""
    return text


def urgency(fields: Fields, *names: str) -> int:
    """Return the urgency, 1 to 9, or 0 where it is not said."""
    name, value = fields.first(*names)
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if re.fullmatch(r"[1-9]", text):
        return int(text)
    if value not in (None, "", 0, "0"):
        fields.doubt(name, type(value).__name__ if not text else "no urgency")
    return 0


def status(fields: Fields, *names: str) -> str:
    """Return the wire's word on the use of the story; two words, or no text, are a word that nobody knows."""
    found = {name: value for name in names if (value := fields.values.get(name)) not in (None, "")}
    said = sorted({value if isinstance(value, str) else "no text" for value in found.values()})
    return pure(" / ".join(said)[:80], [])


def profile(kind: str, named: str) -> Profile:
    """Return what kind of message it is."""
    named, kind = named.casefold().rpartition(":")[2], kind.casefold()
    if named in ("advisory", "alert"):
        return Profile(named)
    return Profile.DATA if named in NOT_STORIES or kind in NOT_STORIES else Profile.STORY


def embargoes(fields: Fields) -> tuple[str, ...]:
    """Return what the embargo fields say; a value that is no text is an embargo nobody can read."""
    found = {}
    for name in EMBARGO_FIELDS:
        value = fields.values.get(name)
        if value not in (None, "", False):
            found[fields.soft(name) or f"{type(value).__name__} in the field {name}"] = True
    return tuple(found)


def subjects(fields: Fields, *names: str) -> tuple[tuple[Subject, ...], tuple[str, ...]]:
    """Return the subjects of a story, and the signals among them."""
    found: list[Subject] = []
    signals: list[str] = []
    for one in fields.objects(*names):
        code, name = one.soft("code", "uri", "literal"), one.soft("name")
        if one.soft("rel") == "signal" or code.startswith("sig:"):
            signals.append(code)
        elif one.soft("rel") != "section" and (code or name):
            found.append(Subject(code, name, one.soft("scheme")))
    return tuple(found[:200]), tuple(dict.fromkeys(signals))


def is_public(href: str) -> bool:
    """Say whether an address is one of the public web, by its looks."""
    if len(href) > 2_000:
        return False
    try:
        parts = urlsplit(f"https:{href}" if href.startswith("//") else href)
        return (
            parts.scheme in ("http", "https")
            and "@" not in parts.netloc
            and bool(PUBLIC_HOST.fullmatch(parts.hostname or ""))
        )
    except ValueError:
        return False


def authority(uri: str) -> str:
    """Return who gave a uri: the host of an address, the namespace of a urn."""
    try:
        host = urlsplit(uri).hostname
    except ValueError:
        return ""
    if host:
        return host[:80]
    parts = uri.split(":")
    return ":".join(parts[1:3])[:80] if parts[0].casefold() == "urn" and len(parts) > 3 else ""
