"""The frozen values that wire copy becomes. No Django here, and no reading of bytes.

Names follow IPTC (ninjs, NewsML-G2) where IPTC has one. Offsets are in characters of the decoded text,
lines count from 1, and times are aware `datetime` values.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum


class Kind(StrEnum):
    """What a block of the body is."""

    PARAGRAPH = "p"
    HEADING = "heading"
    ITEM = "li"
    QUOTE = "quote"
    TABLE = "table"
    PRE = "pre"


class Fate(StrEnum):
    """What became of one piece of the received text."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    PICTURE_TITLE = "picture title"
    CAPTION = "caption"
    CREDIT = "credit"
    STATUS = "status"  # embargo, kill, "ends", "more to follow": read, never printed
    REPEAT = "repeat"  # said before; the first one was kept
    REMOVED = "removed"  # furniture


KEPT = frozenset(set(Fate) - {Fate.REPEAT, Fate.REMOVED})


class PubStatus(StrEnum):
    """The wire's own word on whether a story may be used (IPTC pubStatus)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    EMBARGOED = "embargoed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"


class Profile(StrEnum):
    """What kind of message it is."""

    STORY = "story"
    ALERT = "alert"
    ADVISORY = "advisory"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt the editor must see. `line` is the line of the capture, 0 for the whole of it."""

    code: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of received text, whole or part of a line, with its fate and the rule that decided it.

    The pieces of a reading, in order, hold every visible character received: that is the ledger.
    `text` is as received, `why` names the evidence in words an editor understands.
    """

    line: int
    text: str
    fate: Fate
    rule: str
    why: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Say whether the text went into the story."""
        return self.fate in KEPT


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that did not go into the story."""

    text: str
    rule: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: plain text, or for a table rows of tab-separated cells, one a line."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    line: int = 0


@dataclass(frozen=True, slots=True)
class Byline:
    """One person or one agency. An agency-only byline has no `name`, only an `organisation`."""

    raw: str
    name: str = ""
    role: str = ""
    organisation: str = ""

    @property
    def is_organisation(self) -> bool:
        """Say whether the byline names an agency and no person."""
        return not self.name


@dataclass(frozen=True, slots=True)
class Credit:
    """Who took the picture and who supplied it. `raw` is the credit as received."""

    photographer: str = ""
    agency: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the wire announced it. `after` counts the body blocks that stand before it; 0 is the lead place."""

    caption: str
    credit: Credit = Credit()
    title: str = ""
    after: int = 0
    is_lead: bool = False
    alt_text: str = ""
    supplier_ref: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject code as received."""

    code: str
    name: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Kill:
    """Another story that a message withdraws, as far as its words name it. Empty text is "not said"."""

    raw: str  # the words of the wire
    uri: str = ""
    catchline: str = ""
    headline: str = ""
    sent: time | None = None  # by London's clock, on the day of the message or one before

    @property
    def is_named(self) -> bool:
        """Say whether there is anything to find the story by, beside the time it was sent."""
        return bool(self.uri or self.catchline or self.headline)


@dataclass(frozen=True, slots=True)
class Story:
    """One cleaned story. Empty text and None mean "not said", never "unknown to us but guessed"."""

    headline: str = ""
    standfirst: str = ""
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    date: date | None = None
    section: str = ""
    body: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    language: str = "en-GB"
    # identity and version, as the wire gives them
    provider: str = ""
    uri: str = ""
    version: str = ""
    version_created: datetime | None = None
    catchline: str = ""
    # may it be used
    profile: Profile = Profile.STORY
    pub_status: PubStatus = PubStatus.USABLE
    embargo_until: datetime | None = None
    embargo_raw: str = ""
    signals: tuple[str, ...] = ()
    kills: tuple[Kill, ...] = ()  # other stories; one that is killed itself has the status canceled
    urgency: int = 0
    ed_note: str = ""  # private, never public
    subjects: tuple[Subject, ...] = ()
    usage_terms: str = ""
    copyright_holder: str = ""
    # the doubts, and where every character went
    issues: tuple[Issue, ...] = ()
    pieces: tuple[Piece, ...] = field(default=(), repr=False)

    @property
    def agency(self) -> str:
        """Return the agency that signed the story, or empty text. Never taken from a picture credit."""
        return next((one.organisation for one in self.bylines if one.organisation), "")

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Return what did not go into the story, in order."""
        return tuple(Removed(one.text, one.rule, one.line) for one in self.pieces if not one.is_kept)

    def doubt(self, code: str, message: str, line: int = 0) -> Story:
        """Return the story with one more issue."""
        return replace(self, issues=(*self.issues, Issue(code, message, line)))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was imported, and what to do about it."""

    code: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What `wire.read` made of one delivery: stories, or a refusal with the ledger of what was seen."""

    format: str
    text: str = field(default="", repr=False)
    encoding: str = ""
    stories: tuple[Story, ...] = ()
    refusal: Refusal | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
