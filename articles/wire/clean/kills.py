"""Words of the wire that withdraw a story: the one they stand in, or another that they name.

A message is killed by its own words only where it says that it is a kill. A note that asks for another story names it
by address, catchline, headline or the time it was sent; who files the message finds that story, or raises the alarm.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from articles.wire.clean.lexicon import AGENCIES
from articles.wire.clean.typography import fold
from articles.wire.story import Issue, Kill, Piece, Profile, PubStatus, Story

OPENS = re.compile(r"(?i)^\W{0,4}(?:pa )?(?:mandatory |bulletin )?kill\b.{0,9}[:\-–—]\s{0,9}")
ASKS = re.compile(
    r"(?i)\b(?:please|must)\b.{0,20}\b(?:kill|withdraw)\b(?P<before>.{0,80}?)\b(?:story|item|copy)\b(?P<after>.{0,250})"
)
THIS = re.compile(
    r"(?i)^\W{0,9}(?:all of |the whole of )?(?:this|the above|the following|the attached)\W{0,3}(?:\w{1,12} )?$"
)
MARKED = re.compile(
    r"(?i)^\W{0,4}(?:(?:with|under) the )?(?P<as>slug(?:ged|line)?|catchlined?|head(?:lined?|ed)|titled|called)\b\W{0,4}"
)
STOP = re.compile(
    r"(?i)[,;|(]|[.](?:\s|$)|\b(?:sent|transmitted|issued|moved|timed|filed|which|that|because|as|from|on|until|with|and)\b"
)
SENT = re.compile(
    r"(?i)\b(?:sent|transmitted|issued|moved|timed|filed)\b(?: out)?(?: at)? (?P<hour>[01]\d|2[0-3])[:.]?(?P<minute>[0-5]\d)\b"
)
URI = re.compile(
    r"\b(?:urn:[\w:./@+=-]{6,300}|tag:[\w:./@,+=-]{6,300}|https?://[\w:./@?&+=%-]{6,300}"
    r"|(?P<pa>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:[A-Z]{3}-\d{1,6}-\d{1,4})?)"
)
QUOTED = re.compile(r"[“\"‘](?P<words>[^“”\"‘]{4,250}?)[”\"’](?!\w)")
NAME = re.compile(r"^[A-Z][A-Z&/-]{1,24}(?: [A-Z0-9][\w’'&.-]{0,30}){1,4}$")
SHORT = 2  # so many blocks beside it, and a request is the message's own matter
NOTICE = "KILL_NOTICE"


def says_kill(text: str) -> bool:
    """Say whether a line calls its message a kill, or asks for a story to be withdrawn."""
    return bool(OPENS.search(text) or ASKS.search(text))


def heed(story: Story, piece: Piece, text: str, *, is_note: bool) -> Story:
    """Return the story with what a line of it withdraws: itself, another story, or both."""
    killed = named(text)
    if killed.uri and killed.uri == story.uri:
        killed = Kill(text)
    story = replace(story, kills=joined(story.kills, killed)) if killed.is_named else story
    if not _is_own(story, piece, text, killed, is_note=is_note):
        message = f"The wire asks for another story to be withdrawn: “{text[:120]}”. See that it goes. This one stays."
        kills = joined(story.kills, killed)
        return replace(story, kills=kills, issues=(*story.issues, Issue("KILL_OF_ANOTHER", message, piece.line)))
    message = f"The wire says: “{text[:120]}”. Withdraw the story it names; this message is not for publication."
    return replace(story.doubt(NOTICE, message, piece.line), profile=Profile.ADVISORY, pub_status=PubStatus.CANCELED)


def _is_own(story: Story, piece: Piece, text: str, killed: Kill, *, is_note: bool) -> bool:
    """Say whether the line withdraws the message it stands in. Where its words leave it open, it does."""
    asked = ASKS.search(text)
    if OPENS.search(text) or asked and THIS.search(asked["before"]):
        return True
    others = [one for one in story.body if one.line != piece.line]
    return len(others) <= SHORT if is_note or killed.is_named else True


def joined(kills: tuple[Kill, ...], one: Kill) -> tuple[Kill, ...]:
    """Return the kills with one more; two sayings about one story become one."""
    for at, known in enumerate(kills):
        pairs = [(getattr(known, name), getattr(one, name)) for name in ("uri", "catchline", "headline", "sent")]
        if all(not ours or not theirs or ours == theirs for ours, theirs in pairs):
            uri, catchline, headline, sent = (ours or theirs for ours, theirs in pairs)
            both = Kill(known.raw if known.is_named else one.raw, uri, catchline, headline, sent)
            return (*kills[:at], both, *kills[at + 1 :])
    return (*kills, one)


def named(text: str) -> Kill:
    """Return what a line says of the story that it withdraws."""
    uri, at = URI.search(text), SENT.search(text)
    sent = time(int(at["hour"]), int(at["minute"])) if at else None
    found = (uri["pa"] or uri[0].rstrip(".,;:")) if uri else ""
    catchline, headline = _called(text)
    return Kill(text[:400], found.lower() if uri and uri["pa"] else found, catchline, headline, sent)


def _called(text: str) -> tuple[str, str]:
    """Return the catchline and the headline by which a line calls a story."""
    quoted = QUOTED.search(text)
    headline = quoted["words"].strip(" .,") if quoted else ""
    opened, asked = OPENS.search(text), ASKS.search(text)
    phrases = [asked["after"], asked["before"]] if asked else [text[opened.end() :]] if opened else []
    for phrase in phrases:
        name, title = _of_phrase(phrase, is_title=asked is None)
        if name or title:
            return name, headline or title
    return "", headline


def _of_phrase(phrase: str, *, is_title: bool) -> tuple[str, str]:
    """Read a phrase as a catchline ("POLITICS Harbour"), or as a headline where it is marked as one."""
    marked = MARKED.match(phrase)
    is_head = bool(marked and marked["as"].casefold().startswith(("head", "titled")))
    rest = phrase[marked.end() :] if marked else phrase
    words = (rest if is_head or is_title else STOP.split(rest, maxsplit=1)[0]).strip(" “”\"‘’'.,:;-–—()")
    words = re.sub(r"(?i)^(?:the |pa )+", "", words)
    short = STOP.split(words, maxsplit=1)[0].strip(" .,:-–—")
    if not is_head and _is_catchline(short):
        return short, ""
    if (is_head or is_title) and (words[:1].isupper() or words[:1].isdigit()) and not URI.match(words):
        return "", STOP.split(words, maxsplit=1)[0].strip() if SENT.search(words) else words
    return ("", "")


def _is_catchline(words: str) -> bool:
    first = words.split(" ", 1)[0].casefold()
    if words.isupper() and len(words.split()) > 4:
        return False
    return bool(NAME.match(words)) and not (first in AGENCIES or fold(words) in AGENCIES)
