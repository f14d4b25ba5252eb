"""A plain regex pass over the lines of a capture, as somebody would write it in an afternoon.

It is what the cleaner is measured against, and no part of Newsroom: known furniture goes line by line, the first line
left is the headline, "By …" is the byline, and a line that ends in a credit is a caption. It judges no neighbours,
keeps no ledger and knows no doubt. Its speed is not held back: one compiled pattern a rule, the first that fits wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FURNITURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:an? [\w -]{1,40}(?:icon|mark|symbol|glass)\b.*){3}",
        r"^home(?: [a-z& ]{1,30})?$",
        r"^(?:news|uk news|sport|football|politics|business|world|opinion|lifestyle|weather)$",
        r"^share(?: this(?: article| story| page)?)?(?: (?:on|with|via) \w+)?$",
        r"^(?:facebook|twitter|whatsapp|email|copy link|print|linkedin|pinterest|reddit)$",
        r"^(?:advertisement|hide ad|sponsored|promoted|ad)$",
        r"^(?:read|see|find out) more\b",
        r"^(?:related|recommended|trending|most read|most popular|you may also like|don[’']t miss|top stories)\b",
        r"^more (?:on|from|about)\b",
        r"^(?:sign|log) (?:in|up)\b",
        r"^subscribe\b|\bsubscribe now\b|^already subscribed",
        r"\bnewsletter\b|\bthank you for signing up\b|\bprivacy (?:policy|notice)\b",
        r"\bcookies?\b",
        r"^(?:support us|support our|your support|please consider)\b|\bdonat(?:e|ion)\b",
        r"^(?:play|watch) (?:brightcove )?video$|^watch more of our videos",
        r"^please use chrome\b|^loading audio|^listen to this article",
        r"^\d{1,2}:\d\d$",
        r"^(?:\d+ )?comments?$|^show \d+ comments|^join the (?:discussion|conversation)",
        r"^(?:follow|like) us\b",
        r"^have (?:your say|you got a story)|^got a story\b|^get in touch\b",
        r"^(?:skip to|accessibility links|menu|close|search|expand|back to top)\b",
        r"^(?:published|updated|last updated|posted)\b",
        r"^\d+ (?:minutes?|hours?|days?|weeks?|months?) ago$|^an hour ago$",
        r"^©|\ball rights reserved\b",
        r"^article bookmarked|^find your bookmarks",
        r"^thumbnail for post\b|^featured?-?image\b",
        r"^@\w+$|^https?://\S+$|^pic\.twitter\.com",
        r"^(?:the )?(?:times|guardian|independent|express & star|shropshire star|belfast telegraph)$",
        r"^more to follow\.?$",
        r"[{};]\s*$|@media\b",
    )
)
DATE = re.compile(r"^\s*date (\d{4}-\d\d-\d\d)\s?")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
STAMP = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({MONTHS}) (\d{{4}})")
BYLINE = re.compile(r"^by (?P<names>[A-Z][\w’'.-]+(?:,? [A-Za-z][\w’'.-]+){0,8})$", re.IGNORECASE)
AGENCY = r"(?P<agency>PA|PA [A-Z]\w+|Getty(?: Images)?|AFP|Reuters|AP)"
LABEL = r"(?:Picture|Photo|Photograph|Credit|Image|Pic)s?: ?"
CAPTIONS = (
    re.compile(rf"^(?P<caption>.*?)\s?\((?:{LABEL})?(?P<who>[^()/]{{2,60}}/)?{AGENCY}\)\.?$"),
    re.compile(rf"^(?P<caption>.*?)[\s.-]?{LABEL}(?P<who>[^/:]{{2,60}}/)?{AGENCY}\.?$"),
    re.compile(rf"^(?P<caption>.*?) [-–©] ?(?P<who>[^/]{{2,60}}/)?{AGENCY}\.?$"),
)


@dataclass
class Plain:
    """What the plain pass makes of a capture."""

    headline: str = ""
    byline: str = ""
    date: str = ""
    body: list[str] = field(default_factory=list)
    captions: list[tuple[str, str, str]] = field(default_factory=list)  # caption, photographer, agency


def clean(payload: bytes) -> Plain:
    """Clean one capture, line by line."""
    story = Plain()
    text = payload.decode("utf-8", "replace")
    if found := DATE.match(text):
        story.date, text = found[1], text[found.end() :]
    for line in text.splitlines():
        line = line.strip()
        if line:
            _take(story, line)
    return story


def _take(story: Plain, line: str) -> None:
    if not story.date and (found := STAMP.search(line)) and len(line) < 80:
        story.date = " ".join(found.groups())
    if any(rule.search(line) for rule in FURNITURE):
        return
    if not story.byline and (found := BYLINE.match(line)):
        story.byline = found["names"]
        return
    for form in CAPTIONS:
        if found := form.match(line):
            caption = (found["caption"].strip(), (found["who"] or "").rstrip("/"), found["agency"])
            if caption not in story.captions:
                story.captions.append(caption)
            return
    if not story.headline:
        story.headline = line
    elif line != story.headline:
        story.body.append(line)
