"""What an editor must look at in a finished story: gaps, oddities, and words of the wire that forbid its use.

A doubt never changes the text. Words of an embargo or a kill hold the story: nothing is published on silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from articles.wire import permission
from articles.wire.clean import headlines, kills
from articles.wire.clean.typography import fold
from articles.wire.story import Fate, Issue, Piece, Story

LONG_HEADLINE, LONG_PARAGRAPH, LONG_STORY, MANY_PHOTOS, LONG_BYLINE, MANY_NAMES = 255, 5_000, 500, 50, 200, 10
ALIKE = 5  # doubts of one kind that are shown one by one
ONE_RUN, REPEATABLE = 1_500, 30
EDGE = 4  # how many lines from either end a message of the wire may stand
MARKUP = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")
MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3}")
SHORT_DATE = re.compile(r"^\s{0,9}date\s{1,9}(\d{4}-\d{2}-\d{2})\b")

EMBARGO = re.compile(
    r"(?i)^\W{0,4}(?:strictly )?(?:embargo(?:ed)?\b|not for (?:publication|use|release) (?:before|until)\b)"
)
CORRECTION = re.compile(
    r"^\W{0,4}(?:CORRECTION|CORRECTED|CORRECTN|CORRECTIVE)\b|(?i:^\W{0,4}correction(?: to)?\s{0,2}:)"
)
NOTED = "a note to editors, never printed"  # the evidence by which a reader marks a note that its format names
NOTE = re.compile(r"(?i)^\W{0,4}(?:notes? to editors?\b|eds:|attention editors\b|not for publication\b)")


def doubt(story: Story, *, is_page: bool = False) -> Story:
    """Return the story with every doubt about it, and held where its own words forbid its use.

    On a page (`is_page`) what looks like markup was written as text, and is.
    """
    raised = (issue for look in LOOKS for issue in look(story) if not (is_page and issue.code == "MARKUP_IN_TEXT"))
    found = _first_of_each(raised)
    return _heed(replace(story, issues=(*story.issues, *found)))


def _first_of_each(issues: Iterable[Issue]) -> list[Issue]:
    """Return the first few of each kind and the number of the rest: a thousand alike help nobody."""
    kept: list[Issue] = []
    counts: Counter[str] = Counter()
    for issue in issues:
        counts[issue.code] += 1
        if counts[issue.code] <= ALIKE:
            kept.append(issue)
    rest = [Issue(code, f"… and {count - ALIKE} more like these.") for code, count in counts.items() if count > ALIKE]
    return [*kept, *rest]


def _gaps(story: Story) -> Iterator[Issue]:
    if not story.headline:
        yield Issue("NO_HEADLINE", "The copy brings no headline. Write one.")
    if not story.body:
        yield Issue("NO_BODY", "The copy brings no text beside its headline and captions.")
    for picture in story.pictures:
        if not (picture.credit.photographer or picture.credit.agency):
            yield Issue(
                "CREDIT_MISSING", f"No credit for the picture “{picture.caption[:60]}”. Fill it in.", picture.line
            )


def _sizes(story: Story) -> Iterator[Issue]:
    if len(story.headline) > LONG_HEADLINE:
        yield Issue("HEADLINE_TOO_LONG", f"The headline has {len(story.headline)} characters. Write a shorter one.")
    if len(story.body) > LONG_STORY:
        yield Issue("STORY_TOO_LONG", f"The story has {len(story.body)} paragraphs. Check that it is one story.")
    for block in story.body:
        if len(block.text) > LONG_PARAGRAPH:
            yield Issue("PARAGRAPH_TOO_LONG", f"A paragraph has {len(block.text)} characters. Divide it.", block.line)
    if len(story.pictures) > MANY_PHOTOS:
        yield Issue("MANY_PHOTOS", f"The story has {len(story.pictures)} pictures. Check that they all belong to it.")
    if len(story.bylines) > MANY_NAMES or any(len(one.raw) > LONG_BYLINE for one in story.bylines):
        yield Issue("BYLINE_TOO_LONG", "The byline is unusually long. Check who wrote the story.")


def _structure(story: Story) -> Iterator[Issue]:
    if len(story.body) == 1 and not story.headline and len(story.body[0].text) > ONE_RUN:
        yield Issue(
            "STRUCTURE_UNCLEAR",
            "The whole story is one run of text. Divide it, and write a headline.",
            story.body[0].line,
        )
    seen: set[str] = set()
    for block in story.body:
        if len(block.text) >= REPEATABLE and block.text in seen:
            yield Issue("DUPLICATE_PARAGRAPH", f"A paragraph stands twice: “{block.text[:60]}…”.", block.line)
        seen.add(block.text)
    for piece in story.pieces[:EDGE]:
        if story.date is None and (match := SHORT_DATE.match(piece.text)):
            yield Issue("DATE_INVALID", f"The capture's date {match[1]} is no day of any calendar.", piece.line)


def _letters(story: Story) -> Iterator[Issue]:
    texts = [(story.headline, 0), (story.standfirst, 0), *((block.text, block.line) for block in story.body)]
    texts += [(picture.caption, picture.line) for picture in story.pictures]
    if line := next((line or 1 for text, line in texts if MARKUP.search(text)), 0):
        yield Issue(
            "MARKUP_IN_TEXT",
            "The text holds markup. It is shown as it stands; take it out if it does not belong.",
            line,
        )
    if line := next((line or 1 for text, line in texts if MARKS.search(text)), 0):
        yield Issue("COMBINING_MARKS", "Letters carry heaps of marks. Check that it is meant.", line)
    if story.headline and not any(letter.isalnum() for letter in story.headline):
        yield Issue("HEADLINE_SUSPICIOUS", "The headline has no letter in it. Write one.")
    for byline in story.bylines:
        if len(_scripts(byline.raw)) > 1 or not byline.raw.isprintable():
            yield Issue(
                "BYLINE_UNKNOWN", f"The byline “{byline.raw[:60]}” mixes alphabets or hides characters. Type it anew."
            )


def _scripts(text: str) -> set[str]:
    """Return the alphabets of the letters, as Unicode names them."""
    return {unicodedata.name(letter, "?").split(" ")[0] for letter in text[:LONG_BYLINE] if letter.isalpha()} - {
        "?",
        "FEMININE",
        "MASCULINE",
    }


def _headline(story: Story) -> Iterator[Issue]:
    """Point out a headline that an editor must write: in capitals, or the story's name in the place of one."""
    if headlines.in_capitals(story.headline) and len(story.headline) <= LONG_HEADLINE:
        yield headlines.capitals_issue(story.headline, [block.text for block in story.body])
    if story.catchline and fold(story.headline) == fold(story.catchline):
        yield headlines.catchline_issue(story.headline)


LOOKS: tuple[Callable[[Story], Iterator[Issue]], ...] = (_gaps, _sizes, _structure, _headline, _letters)


def _heed(story: Story) -> Story:
    """Hold the story where a line near either end says that it must not be used, or not yet."""
    for piece in _edges(story.pieces):
        text = " ".join(piece.text.split())[:400]
        is_note = NOTED in piece.why
        text = text.removeprefix(f"{piece.rule.partition(' ')[2]}: ") if is_note else text
        if kills.says_kill(text):
            story = kills.heed(story, piece, text, is_note=is_note)
        elif is_note:
            story = _corrected(story, piece) if CORRECTION.search(text) else story
        elif EMBARGO.search(text):
            story = permission.hold(story, text, piece.line)
        elif NOTE.search(text):
            story = story.doubt(
                "NOTE_TO_EDITORS", f"A note to editors: “{text[:120]}”. Take it out before publishing.", piece.line
            )
        elif CORRECTION.search(text):
            story = _corrected(story, piece)
    return story


def _corrected(story: Story, piece: Piece) -> Story:
    """Signal a correction, once."""
    if "sig:correction" in story.signals:
        return story
    message = "The wire corrects an earlier version. See whether readers must be told."
    return replace(story, signals=(*story.signals, "sig:correction")).doubt("CORRECTION", message, piece.line)


def _edges(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Return the first and last lines that are not furniture, and between them what a reader knew for a status."""
    spoken = [piece for piece in pieces if piece.fate not in (Fate.REPEAT, Fate.DATE) and len(piece.text) < 2_000]
    if len(spoken) <= 3 * EDGE:
        return spoken
    between = [piece for piece in spoken[2 * EDGE : -EDGE] if piece.fate is Fate.STATUS]
    return [*spoken[: 2 * EDGE], *between, *spoken[-EDGE:]]
