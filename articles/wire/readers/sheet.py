"""The sheet on which a message becomes a story: blocks, pictures, signals, doubts, and where every part went."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from articles.wire.clean import bylines, credits
from articles.wire.clean.doubts import MARKUP, NOTED
from articles.wire.clean.headlines import profile_of
from articles.wire.clean.typography import fold
from articles.wire.readers.body import Part
from articles.wire.story import Block, Byline, Credit, Fate, Issue, Kind, Picture, Piece, Story

END = re.compile(r"(?i)^\W{0,3}(?P<word>ends?|mfl?|more to follow|more follows)\W{0,3}$")
NEAR = 50  # so many earlier parts of a kind are looked at for a repeat: time stays linear in the input
LAST = 2  # so many paragraphs from the end may be words to the desk
FATES = {
    Kind.HEADING: Fate.HEADING, Kind.ITEM: Fate.ITEM, Kind.QUOTE: Fate.QUOTE, Kind.TABLE: Fate.TABLE,
}  # fmt: skip


@dataclass(slots=True)
class Sheet:
    """What was read of one message so far. `format` opens the name of every rule."""

    format: str
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    signals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    headline: str = ""
    standfirst: str = ""

    def keep(self, text: str, fate: Fate, rule: str, *why: str) -> int:
        """Write a part of the message into the ledger, and return its line."""
        line = len(self.pieces) + 1
        self.pieces.append(Piece(line, text, fate, f"{self.format} {rule}", why))
        return line

    def doubt(self, code: str, message: str, line: int = 0) -> None:
        """Note something the editor must see."""
        self.issues.append(Issue(code, message, line))

    def signal(self, name: str) -> None:
        """Note a signal of the wire, once."""
        if name not in self.signals:
            self.signals.append(name)

    def head(self, text: str, rule: str) -> None:
        """Take a headline; a second one that says the same is a repeat."""
        if not text:
            return
        if self.headline:
            self.keep(text, Fate.REPEAT if fold(text) == fold(self.headline) else Fate.REMOVED, rule)
            return
        self.headline = text
        self.keep(text, Fate.HEADLINE, rule)

    def place(self, text: str, rule: str) -> str:
        """Take a dateline, and return it."""
        if text:
            self.keep(text, Fate.DATELINE, rule)
        return text

    def note(self, text: str, rule: str) -> None:
        """Take a note to editors. It is private; its place is named, so that its words are not taken for copy."""
        if text and text not in self.notes[-NEAR:]:
            self.notes.append(text)
            self.keep(f"{rule}: {text}", Fate.STATUS, rule, NOTED)

    def sign(self, raw: str, rule: str) -> None:
        """Take a byline as received."""
        raw = " ".join(raw.split())
        if not raw:
            return
        if len(self.bylines) > NEAR:
            self.keep(raw, Fate.REMOVED, rule, "more bylines than any story has")
            return
        found = bylines.read(raw)
        line = self.keep(raw, Fate.BYLINE, rule)
        if not found:
            name = re.sub(r"(?i)^by\s+", "", raw)[:120]
            found = (Byline(raw, name),)
            self.doubt("BYLINE_UNKNOWN", f"The byline “{raw[:60]}” has an unusual form. Check the name.", line)
        known = {(one.name, one.organisation) for one in self.bylines}
        self.bylines += [one for one in found if (one.name, one.organisation) not in known]

    def set(self, part: Part, rule: str) -> None:
        """Take a part of the body that is text."""
        fate = FATES.get(part.kind, Fate.PARAGRAPH)
        line = self.keep(part.text, fate, rule)
        self.blocks.append(Block(part.text, part.kind, line))

    def show(self, caption: str, producer: str, rule: str, *, title: str = "", alt: str = "", ref: str = "") -> None:
        """Take a picture where it stands; the credit comes from its own element, else from the end of the caption."""
        if not (caption or producer or ref):
            return
        found = credits.read(caption) if caption else None
        text, credit = (found.caption, found.credit) if found else (caption, Credit())
        if producer:
            own = credits.split(producer)[0]
            credit = own if not found or own.photographer and own.agency else credit
        line = self.keep(caption or ref, Fate.CAPTION, f"{rule} caption")
        if producer:
            self.keep(producer, Fate.CREDIT, f"{rule} credit")
        picture = Picture(text, credit, title, len(self.blocks), False, alt, ref, line)
        flat = fold(text)
        if flat and any(fold(one.caption) == flat for one in self.pictures[-NEAR:]):
            self.pieces[line - 1] = replace(self.pieces[line - 1], fate=Fate.REPEAT)
        else:
            self.pictures.append(picture)

    def lead_in(self, text: str, rule: str) -> None:
        """Take an abstract as standfirst, unless it says what the first paragraph says."""
        if not text:
            return
        first = next((fold(one.text) for one in self.blocks), "")
        cut = fold(text).removesuffix("…").strip()
        if first.startswith(cut) or self.headline and cut == fold(self.headline):
            self.keep(text, Fate.REPEAT, rule, "the first paragraph says the same")
        elif self.standfirst:
            self.keep(text, Fate.REMOVED, rule, "the story has a standfirst already")
        else:
            self.standfirst = text
            self.keep(text, Fate.STANDFIRST, rule)

    def close(self) -> None:
        """Take words to the desk off the end of the body: "ends", "more to follow"."""
        for _ in range(LAST):
            found = END.match(self.blocks[-1].text) if self.blocks else None
            if found is None:
                break
            block = self.blocks.pop()
            at = block.line - 1
            self.pieces[at] = replace(self.pieces[at], fate=Fate.STATUS, rule=f"{self.format} last paragraph")
            self.signal(f"text:{found['word'].casefold()}")
        self.pictures = [replace(one, after=min(one.after, len(self.blocks))) for one in self.pictures]
        if self.pictures and not self.pictures[0].after:
            self.pictures[0] = replace(self.pictures[0], is_lead=True)
        self._look()

    def _look(self) -> None:
        """Point out what an editor must see in the headline and the copy."""
        marked = next((one.line for one in self.blocks if MARKUP.search(one.text)), 0)
        if marked and self.format != "feed":  # a feed's HTML was read: what still looks like it was written as text
            message = "The text holds markup. It is shown as it stands; take it out if it does not belong."
            self.doubt("MARKUP_IN_TEXT", message, marked)

    def story(self, base: Story, more: Iterable[Issue] = ()) -> Story:
        """Return the story: what is on the sheet, and in `base` what the message says of it."""
        return replace(
            base,
            profile=profile_of(base.profile, base.catchline, self.blocks),
            headline=self.headline,
            standfirst=self.standfirst,
            bylines=tuple(self.bylines),
            body=tuple(self.blocks),
            pictures=tuple(self.pictures),
            signals=tuple(self.signals),
            ed_note="\n".join(self.notes),
            issues=(*base.issues, *more, *self.issues),
            pieces=tuple(self.pieces),
        )
