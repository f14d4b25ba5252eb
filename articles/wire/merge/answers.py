"""An editor's answers to the conflicts of a merge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from articles.wire.clean import bylines, credits
from articles.wire.merge.body import ROWS, Blocks
from articles.wire.merge.sides import slot
from articles.wire.merge.values import Conflict, Merged, Spot, Take
from articles.wire.story import Block, Byline, Credit, Kind, Picture, Story

Choice = Take | str  # one of the two sides, or an editor's own text
BLANK = re.compile(r"\n[^\S\n]{0,99}\n")
Entry = tuple[bool, int]  # is it a picture, and its index in the merged story


def resolve(merged: Merged, choices: Mapping[int, Choice]) -> Story:
    """Return the story with the conflicts answered; `choices` has them by their index in `merged.conflicts`.

    What is not answered stays ours. Own text parts paragraphs with blank lines, empty text removes. Raises ValueError
    for an index without a conflict, for a date that is none, and for own text where only a side can be taken.
    """
    desk = Desk(merged.story)
    for index, choice in sorted(choices.items()):
        if not 0 <= index < len(merged.conflicts):
            raise ValueError(f"There is no conflict {index}: choose one of the {len(merged.conflicts)} listed")
        if choice is not Take.OURS:
            desk.answer(merged.conflicts[index], choice)
    return desk.story()


@dataclass(slots=True)
class Desk:
    """The merged story while answers are put in. Indices stay those of the merged story until the end."""

    merged: Story
    values: dict[str, object] = field(default_factory=dict)
    texts: dict[int, Blocks] = field(default_factory=dict)  # for a block, what stands there instead
    heads: dict[int, Blocks] = field(default_factory=dict)  # what is put in before a block
    pictures: dict[int, Picture | None] = field(default_factory=dict)
    restored: list[tuple[int, Picture]] = field(default_factory=list)
    moves: list[tuple[Entry, int]] = field(default_factory=list)

    def answer(self, conflict: Conflict, choice: Choice) -> None:
        """Put one answer in."""
        place = conflict.place or 0
        if choice is Take.BOTH and not conflict.can_be_both:
            raise ValueError(f"The {conflict.name} cannot be both: take a side")
        if conflict.spot is Spot.FIELD:
            self.values[conflict.name] = _chosen(conflict, choice)
        elif conflict.spot is Spot.BLOCK:
            self._answer_block(conflict, choice, place)
        elif conflict.spot is Spot.PLACE:
            _need_side(conflict, choice)
            self.moves.append(((conflict.name == "picture", place), conflict.sides.target))
        elif conflict.name == "is_lead":
            _need_side(conflict, choice)
            self._lead(place)
        elif conflict.name == "picture":
            self._answer_picture(conflict, choice, place)
        else:
            new = _chosen(conflict, choice)
            old = self._picture(place)
            self.pictures[place] = old and replace(old, **{conflict.name: new})  # type: ignore[arg-type]

    def _answer_block(self, conflict: Conflict, choice: Choice, place: int) -> None:
        ours, theirs = cast(Blocks, conflict.sides.ours), cast(Blocks, conflict.sides.theirs)
        new = theirs if isinstance(choice, Take) else _blocks(choice, (ours or theirs)[0].kind)
        new = (*ours, *theirs) if choice is Take.BOTH else new
        if not ours:
            self.heads[place] = (*self.heads.get(place, ()), *new)
            return
        self.texts |= {place + at: () for at in range(1, len(ours))} | {place: new}

    def _answer_picture(self, conflict: Conflict, choice: Choice, place: int) -> None:
        ours, theirs = cast(Picture | None, conflict.sides.ours), cast(Picture | None, conflict.sides.theirs)
        new: Picture | None = theirs
        if isinstance(choice, str):
            new = replace(cast(Picture, ours or theirs), caption=choice) if choice.strip() else None
        if ours is None:
            self.restored += [(place, replace(new, after=conflict.sides.target))] if new else []
            return
        old = self._picture(place)
        self.pictures[place] = new and old and replace(new, after=old.after, is_lead=old.is_lead)

    def _picture(self, place: int) -> Picture | None:
        return self.pictures.get(place, self.merged.pictures[place])

    def _lead(self, place: int) -> None:
        for at in range(len(self.merged.pictures)):
            if one := self._picture(at):
                self.pictures[at] = replace(one, is_lead=at == place)

    def story(self) -> Story:
        """Return the story with all answers in it."""
        rows = [(at, self._picture(at)) for at in range(len(self.merged.pictures))]
        rows = [row for at in range(len(rows) + 1) for row in (*self._restored_at(at), *rows[at : at + 1])]
        pictures = [one for _, one in rows if one is not None]
        entries = self._moved([at for at, one in rows if one is not None], pictures)
        blocks: list[Block] = []
        for is_picture, at in entries:
            if not is_picture:
                blocks += (*self.heads.get(at, ()), *self.texts.get(at, self.merged.body[at : at + 1]))
            else:
                pictures[at] = replace(pictures[at], after=len(blocks))
        placed = tuple(replace(one, after=slot(one, len(blocks))) for one in pictures)
        return replace(self.merged, **self.values, body=tuple(blocks), pictures=placed)  # type: ignore[arg-type]

    def _restored_at(self, place: int) -> list[tuple[int, Picture]]:
        return [(-1, picture) for at, picture in self.restored if at == place]

    def _moved(self, origins: list[int], pictures: list[Picture]) -> list[Entry]:
        """Return blocks and inline pictures in their order, with what was moved in its new place."""
        size = len(self.merged.body)
        entries: list[Entry] = []
        for at in range(size + 1):
            entries += [(True, n) for n, one in enumerate(pictures) if not one.is_lead and slot(one, size) == at]
            entries.append((False, at))
        for (is_picture, at), target in self.moves:
            entry = (is_picture, origins.index(at) if is_picture and at in origins else at)
            if entry in entries and entry != (False, target):
                entries.remove(entry)
                entries.insert(entries.index((False, target)), entry)
        return entries


def _need_side(conflict: Conflict, choice: Choice) -> None:
    if isinstance(choice, str):
        raise ValueError(f"The {conflict.name} stands at our place or at theirs: take a side, no text")


def _chosen(conflict: Conflict, choice: Choice) -> object:
    """Return the value of a field, of the story or of a picture, that an answer gives it."""
    if isinstance(choice, str):
        return _value(conflict.name, choice)
    ours, theirs = conflict.sides.ours, conflict.sides.theirs
    if choice is Take.THEIRS:
        return theirs
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return (*ours, *(one for one in theirs if one not in ours))
    return f"{ours} {theirs}"


def _value(name: str, text: str) -> object:
    """Return an editor's own text as the value of a field."""
    if name == "date":
        return date.fromisoformat(text.strip()) if text.strip() else None
    if name == "bylines":
        return tuple(one for line in text.splitlines() if line.strip() for one in _bylines(line.strip()))
    if name == "credit":
        return credits.split(text)[0] if text.strip() else Credit()
    return text.strip()


def _bylines(line: str) -> tuple[Byline, ...]:
    return bylines.read(line) or (Byline(line, line),)


def _blocks(text: str, kind: Kind) -> Blocks:
    if kind in ROWS:
        return (Block(text.strip("\n"), kind),) if text.strip() else ()
    return tuple(Block(part.strip(), kind) for part in BLANK.split(text) if part.strip())
