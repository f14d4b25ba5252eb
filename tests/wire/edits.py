"""Random stories, and random edits of them by a wire or a desk, for the laws of the merge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

from articles.wire.merge.order import as_read
from articles.wire.story import Block, Byline, Credit, Kind, Picture, Story

WORDS = (
    "the a of and to in said on for that council minister harbour police train court school river budget vote wall "
    "storm doctor market bridge farm ship letter jury union coach budget’s well-known £12 1,400 3.5 per cent “we” "
    "Monday Tuesday Friday Dunmouth Hale north south early late after before while no one many few 40 90"
).split()
KINDS = (Kind.PARAGRAPH,) * 8 + (Kind.HEADING, Kind.ITEM, Kind.QUOTE)
EDITS = ("insert", "delete", "words", "words", "words", "rewrite", "move", "split", "join", "retype")
ADDING = ("insert", "words", "words", "retype")  # what moves and cuts nothing
PICTURE_EDITS = ("caption", "alt", "credit", "place", "lead", "cut", "add")
ADDING_PICTURES = ("caption", "alt", "credit", "add")


@dataclass
class Editor:
    """Somebody who changes stories at random. Whatever is new bears the editor's mark, so that it can be found."""

    random: Random
    mark: str
    count: int = 0
    edits: tuple[str, ...] = EDITS
    picture_edits: tuple[str, ...] = PICTURE_EDITS

    def word(self) -> str:
        """Return a word nobody else writes."""
        self.count += 1
        return f"{self.mark}{self.count}"

    def text(self, *, is_marked: bool = True) -> str:
        """Return a new paragraph."""
        words = [self.random.choice(WORDS) for _ in range(self.random.randint(4, 30))]
        if is_marked:
            words[self.random.randrange(len(words))] = self.word()
        for at in range(4, len(words) - 1, 9):
            words[at] += self.random.choice(".,;")
        return " ".join(words) + "."

    def reworded(self, text: str) -> str:
        """Return a text with a few words inserted, cut or replaced."""
        words = text.split(" ")
        for _ in range(self.random.randint(1, 3)):
            at = self.random.randrange(len(words))
            how = self.random.choice(("insert", "replace", "cut"))
            if how == "cut" and len(words) > 2:
                del words[at]
            else:
                words[at : at + (how == "replace")] = [self.word()]
        return " ".join(words)

    def edited(self, story: Story, edits: int) -> Story:
        """Return the story after so many edits of its body and pictures."""
        for _ in range(edits):
            change = self.repictured if story.pictures and self.random.random() < 0.25 else self.rewritten
            story = change(story)
        return story

    def rewritten(self, story: Story) -> Story:
        """Return the story with one edit of the body; the pictures stay where a reader sees them."""
        blocks, how = list(story.body), self.random.choice(self.edits)
        if not blocks or how == "insert":
            at = self.random.randint(0, len(blocks))
            blocks.insert(at, Block(self.text(), self.random.choice(KINDS)))
            return replace(story, body=tuple(blocks), pictures=shifted(story.pictures, at, 1))
        at = self.random.randrange(len(blocks))
        one = blocks[at]
        if how == "words":
            blocks[at] = replace(one, text=self.reworded(one.text))
        elif how == "rewrite":
            blocks[at] = replace(one, text=self.text())
        elif how == "retype":
            blocks[at] = replace(one, kind=self.random.choice(KINDS))
        elif how == "move":
            blocks.insert(self.random.randrange(len(blocks)), blocks.pop(at))
        elif how == "split" and " " in one.text:
            words = one.text.split(" ")
            cut = self.random.randrange(1, len(words))
            blocks[at : at + 1] = [replace(one, text=" ".join(half)) for half in (words[:cut], words[cut:])]
            return replace(story, body=tuple(blocks), pictures=shifted(story.pictures, at + 1, 1))
        elif how == "join" and at + 1 < len(blocks):
            blocks[at : at + 2] = [replace(one, text=f"{one.text} {blocks[at + 1].text}")]
            return replace(story, body=tuple(blocks), pictures=shifted(story.pictures, at + 1, -1))
        elif how == "delete":
            del blocks[at]
            return replace(story, body=tuple(blocks), pictures=shifted(story.pictures, at + 1, -1))
        return replace(story, body=tuple(blocks))

    def repictured(self, story: Story) -> Story:
        """Return the story with one edit of its pictures."""
        pictures, how = list(story.pictures), self.random.choice(self.picture_edits)
        at = self.random.randrange(len(pictures))
        one = pictures[at]
        if how == "cut":
            del pictures[at]
        elif how == "add":
            pictures.insert(at, Picture(self.text(), after=self.random.randint(0, len(story.body))))
        elif how == "lead":
            pictures = [replace(other, is_lead=other is one) for other in pictures]
        else:
            pictures[at] = {
                "caption": lambda: replace(one, caption=self.reworded(one.caption)),
                "alt": lambda: replace(one, alt_text=self.text()),
                "credit": lambda: replace(one, credit=Credit(self.word(), "PA", f"{self.mark}{self.count}/PA")),
                "place": lambda: replace(one, after=self.random.randint(0, len(story.body))),
            }[how]()
        return replace(story, pictures=tuple(pictures))


def shifted(pictures: tuple[Picture, ...], at: int, by: int) -> tuple[Picture, ...]:
    """Return the pictures with what stands from a place on moved along; a reader meets them in the order as before."""
    moved = [replace(one, after=one.after + by) if one.after >= max(at, 1) else one for one in pictures]
    page = sorted((n for n, one in enumerate(pictures) if not one.is_lead), key=lambda n: pictures[n].after)
    return tuple(moved[n] for n in as_read(range(len(moved)), page, {n: moved[n].after for n in page}))


def a_story(random: Random) -> Story:
    """Return a story; some of its paragraphs may be the same, some words are anywhere."""
    editor = Editor(random, "base")
    blocks = [
        Block(editor.text(is_marked=random.random() < 0.7), random.choice(KINDS), n)
        for n in range(random.randint(0, 9))
    ]
    if len(blocks) > 2 and random.random() < 0.2:
        blocks.append(replace(blocks[0], line=99))
    pictures = []
    for number in range(random.randint(0, 3)):
        place = random.randint(0, len(blocks)) if number else 0
        reference = f"2.{number}" if random.random() < 0.5 else ""
        pictures.append(Picture(editor.text(), Credit("", "PA", "PA"), "", place, number == 0, "", reference))
    return Story(
        headline=editor.text(), standfirst=editor.text(), bylines=(Byline("By Ann Hale", "Ann Hale"),),
        body=tuple(blocks), pictures=tuple(pictures), version="1",
    )  # fmt: skip


def fielded(editor: Editor, story: Story) -> Story:
    """Return the story with some of its fields edited."""
    random = editor.random
    edits = {
        "headline": editor.text, "standfirst": lambda: editor.reworded(story.standfirst), "section": editor.word,
        "dateline": editor.word, "bylines": lambda: (*story.bylines, Byline("By the desk", editor.word())),
    }  # fmt: skip
    return replace(story, **{name: edit() for name, edit in edits.items() if random.random() < 0.2})  # type: ignore[arg-type]


SEEDS = st.integers(0, 2**48)
EDIT_COUNTS = st.integers(0, 6)
