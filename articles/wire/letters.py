"""A mail becomes stories: its files by the same door as any delivery, and its own copy as a capture is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from articles.wire.clean.headlines import catchline_issue
from articles.wire.decode import Decoded
from articles.wire.draft import Draft, Unit
from articles.wire.embargo import LONDON
from articles.wire.readers import mail
from articles.wire.readers.json_story import looks_like_catchline
from articles.wire.readers.mail import Letter
from articles.wire.story import Issue, Picture, Reading, Refusal, Story

Door = Callable[[bytes, str], Reading]
Copy = Callable[[Draft, Decoded], Reading]
COVERING = 40  # words: a mail that says less beside its files is a note about them
TOPIC = re.compile(r"^[A-Z][A-Z&-]{1,24} ")
NO_COPY = Refusal(
    "NO_STORY", "There is no story in this mail, nor in a file of it that is read.", "Send the story as text."
)
NESTED = 4  # mails in mails
TOO_DEEP = Refusal("TOO_DEEP", "The mail holds mails in mails, too deep to read.", "Send the story alone, as text.")


def read(payload: bytes, decoded: Decoded, *, door: Door, copy: Copy, is_wire: Callable[[str], bool]) -> Reading:
    """Read a mail. `door` reads a file that it carries, `copy` cleans its own text, unless that `is_wire`."""
    letter = mail.read(payload)
    if isinstance(letter, Refusal):
        return Reading(mail.FORM, decoded.text, decoded.encoding, refusal=letter)
    carried, refused = _carried(letter, door)
    text = "" if letter.is_html else letter.text.strip()
    own = door(text.encode("utf-8", "replace"), "") if text and is_wire(text) else _own(letter, decoded, copy)
    if carried and sum(len(block.text.split()) for one in own.stories for block in one.body) < COVERING:
        note = " ".join(letter.text.split())[:2000]
        first = replace(carried[0], ed_note="\n".join(part for part in (carried[0].ed_note, note) if part))
        return _told(replace(own, stories=(first, *carried[1:]), refusal=None, pieces=()), letter)
    if not own.stories and not carried:
        nothing = own.refusal is None or own.refusal.code == "NO_STORY"
        return replace(own, refusal=(refused or NO_COPY) if nothing else own.refusal)
    return _told(replace(own, stories=(*own.stories, *carried), refusal=None, pieces=()), letter)


def _carried(letter: Letter, door: Door) -> tuple[tuple[Story, ...], Refusal | None]:
    """Read the files of the mail; one that gives no story is told, and stops no other."""
    stories: list[Story] = []
    refused = None
    for one in letter.files:
        found = door(one.content, one.name)
        stories += found.stories
        if found.refusal:
            refused = refused or found.refusal
            letter.doubt("ATTACHMENT_REFUSED", f"The attached “{one.name[:80]}” was refused: {found.refusal.reason}")
    return tuple(stories), refused


def _own(letter: Letter, decoded: Decoded, copy: Copy) -> Reading:
    """Read the copy of the mail itself, under its subject."""
    is_name = looks_like_catchline(letter.subject) and bool(TOPIC.match(letter.subject))
    found = _cleaned(letter, decoded, copy, is_headline=False)
    if found.stories and not found.stories[0].headline and letter.subject and not is_name:
        found = _cleaned(letter, decoded, copy, is_headline=True)
    return replace(found, stories=tuple(_filled(one, letter, is_name=is_name) for one in found.stories))


def _cleaned(letter: Letter, decoded: Decoded, copy: Copy, *, is_headline: bool) -> Reading:
    """Clean the copy with the subject above it, as the headline or as what the mail says of itself."""
    draft = letter.draft()
    if letter.subject:
        label = "headline" if is_headline else "furniture"
        draft.units.insert(0, Unit(0, letter.subject, label=label, rule="subject of the mail"))
    if letter.sent:
        draft.page.published = letter.sent.astimezone(LONDON).isoformat()
    text = "\n".join(unit.text for unit in draft.units)
    return copy(draft, Decoded(text, decoded.encoding, ()))


def _filled(story: Story, letter: Letter, *, is_name: bool) -> Story:
    """Return the story with what the header of the mail says of it, and its pictures announced."""
    version = story.version_created or letter.sent
    if is_name:
        story = replace(story, catchline=story.catchline or letter.subject)
        if not story.headline:
            story = replace(story, issues=(*story.issues, catchline_issue(letter.subject)))
    announced = tuple(Picture("", after=len(story.body), supplier_ref=name) for name in letter.pictures)
    if announced:
        names = ", ".join(letter.pictures)[:200]
        message = f"The mail carries {len(announced)} pictures: {names}. Attach their files by hand."
        story = replace(story, issues=(*story.issues, Issue("IMAGE_INLINE", message)))
    return replace(story, version_created=version, pictures=(*story.pictures, *announced))


def _told(reading: Reading, letter: Letter) -> Reading:
    """Return the reading under the mail's name, its doubts with the first story."""
    first = replace(reading.stories[0], issues=(*letter.issues, *reading.stories[0].issues))
    form = mail.FORM if reading.format in ("plain", "html", "") else reading.format
    return replace(reading, format=form, stories=(first, *reading.stories[1:]))
