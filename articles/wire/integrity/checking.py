"""What in an edited story says something else than the wire did. Only blocks that were changed are looked at."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from articles.wire.integrity.facts import TITLES, Fact, Matter, facts, opens_sentence, quotations
from articles.wire.story import Story

WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*")
GAP = re.compile(r"\[[^\]]{0,200}\]|…|\.{3}")
# A block of which so much is found in one of the wire's is an edit of it.
ALIKE = 0.4
# So many changed blocks are looked at, of so many words.
BLOCKS, WORDS = 200, 600
# No paragraph of a story is longer.
LONG = 10_000
NEAR = 0.74
HEADLINE = "Headline"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One fact that differs: where, what the wire sent (empty where it has none such), and what we have."""

    matter: Matter
    where: str
    sent: str
    ours: str

    @property
    def key(self) -> str:
        """Return a name that stays the same for as long as both texts do."""
        return hashlib.sha256("|".join((self.matter, self.sent, self.ours)).encode()).hexdigest()[:12]

    @property
    def told(self) -> str:
        """Return the discrepancy in words, with both texts."""
        before = f"the wire has “{self.sent}”" if self.sent else "the wire has none like it"
        return f"{self.matter} “{self.ours}”, {before}"


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of a story, with what it is called."""

    where: str
    words: str


class Sent:
    """What the wire sent: its texts, and every fact that stands in them."""

    def __init__(self, story: Story) -> None:
        self.texts = list(_texts(story))
        self.known = {_folded(one.words) for one in self.texts}
        every = [fact for one in self.texts for fact in facts(one.words)]
        self.values = {(one.matter, one.value) for one in every}
        self.dates = [one.value for one in every if one.matter is Matter.DATE]
        self.names = Counter(one.value for one in every if one.matter is Matter.NAME)
        self.common = {word for one in self.texts for word in WORD.findall(one.words) if word.islower()}
        self.words = {word.casefold() for one in self.texts for word in WORD.findall(one.words)}
        self.words |= {part for word in self.words for part in re.split(r"[’'-]", word)}
        quoted = [one.value for text in self.texts for one in quotations(text.words)]
        self.quoted = [(set(_said(one).split()), one) for one in quoted]
        self.speech = "\n".join(f" {_said(one)} " for one in quoted)
        self.all = f" {' '.join(_said(one.words) for one in self.texts)} "

    def has(self, fact: Fact) -> bool:
        """Say whether the fact stands somewhere in what was sent."""
        if fact.matter is Matter.DATE and "-" in fact.value:
            return any(_is_same_date(fact.value, one) for one in self.dates)
        return (fact.matter, fact.value) in self.values


def check(sent: Story, ours: Story) -> list[Discrepancy]:
    """Return what our story says otherwise than the wire's, in the order of the page."""
    wire = Sent(sent)
    texts = list(_texts(ours))
    changed = [one for one in texts if _folded(one.words) not in wire.known][:BLOCKS]
    kept = {_folded(one.words) for one in texts}
    dropped = [(set(_said(one.words).split()), one.words) for one in wire.texts if _folded(one.words) not in kept]
    left = wire.names - Counter(one.value for text in texts for one in facts(text.words) if one.matter is Matter.NAME)
    found: dict[str, Discrepancy] = {}
    for text in changed:
        partner = _partner(text.words, dropped)
        for one in (*_quoted(wire, text), *_told(wire, text, partner, left)):
            found.setdefault(one.key, one)
    return list(found.values())


def _texts(story: Story) -> Iterator[Text]:
    parts = [(HEADLINE, story.headline), ("Standfirst", story.standfirst)]
    parts += [("Byline", one.name) for one in story.bylines]
    parts += [("Text", line) for block in story.body for line in block.text.split("\n")]
    for number, picture in enumerate(story.pictures, 1):
        parts += [(f"Photo {number}", picture.title), (f"Photo {number}", picture.caption)]
        parts += [(f"Photo {number} credit", picture.credit.photographer)]
    return (Text(where, words[:LONG]) for where, words in parts if words.strip())


def _folded(text: str) -> str:
    """Return the text without what typography changes: quotation marks, dashes, spaces."""
    return " ".join(re.sub(r"[“”\"‘’']", "'", text).replace("–", "-").replace("—", "-").split())


def _said(text: str) -> str:
    return " ".join(word.casefold().replace("’", "'") for word in WORD.findall(text))


def _partner(text: str, among: list[tuple[set[str], str]]) -> str:
    """Return which of these a text is an edit of, or nothing."""
    words = set(_said(text).split())
    best, most = "", ALIKE
    for theirs, whole in among:
        share = len(words & theirs) / max(1, min(len(words), len(theirs)))
        if share > most:
            best, most = whole, share
    return best


def _quoted(wire: Sent, text: Text) -> Iterator[Discrepancy]:
    for one in quotations(text.words):
        parts = [part for part in map(_said, GAP.split(one.value)) if part]
        if all(f" {part} " in wire.speech for part in parts):
            continue
        # A headline may quote what the wire tells in its own words, one word in marks is seldom speech.
        loose = text.where == HEADLINE or sum(len(part.split()) for part in parts) == 1
        if loose and all(f" {part} " in wire.all for part in parts):
            continue
        yield Discrepancy(Matter.QUOTATION, text.where, _partner(one.value, wire.quoted), one.value)


def _told(wire: Sent, text: Text, partner: str, left: Counter[str]) -> Iterator[Discrepancy]:
    """Yield the facts that took the place of others, or that the wire has not."""
    here = facts(text.words)
    replaced = _replaced(partner, text.words, here) if partner else {}
    shouts = _is_title_case(text)
    for one in here:
        before = replaced.get(one.start)
        if one.matter is Matter.NAME:
            if found := None if shouts else _other_name(wire, text.words, one, left):
                yield Discrepancy(one.matter, text.where, *found)
        elif before is not None and not _is_same(before, one):
            yield Discrepancy(one.matter, text.where, before.text, one.text)
        elif before is None and not wire.has(one):
            yield Discrepancy(one.matter, text.where, "", one.text)


def _is_same(one: Fact, other: Fact) -> bool:
    if one.matter is Matter.DATE and "-" in one.value and "-" in other.value:
        return _is_same_date(one.value, other.value)
    return one.value == other.value


def _is_same_date(one: str, other: str) -> bool:
    pairs = zip(one.split("-"), other.split("-"), strict=False)
    return "-" in other and all(a == b or "*" in (a, b) for a, b in pairs)


def _replaced(old: str, new: str, here: list[Fact]) -> dict[int, Fact]:
    """Return by its place in the new text each fact that stands where another of its kind stood."""
    before, after = list(WORD.finditer(old))[:WORDS], list(WORD.finditer(new))[:WORDS]
    pairs = SequenceMatcher(None, [one[0] for one in before], [one[0] for one in after], autojunk=False)
    theirs = facts(old)
    found: dict[int, Fact] = {}
    for name, a, b, c, d in pairs.get_opcodes():
        if name != "replace":
            continue
        went, came = _within(theirs, before[a:b]), _within(here, after[c:d])
        for matter in (Matter.SUM, Matter.NUMBER, Matter.DATE, Matter.TIME):
            mine = [one for one in came if one.matter is matter]
            yours = [one for one in went if one.matter is matter]
            found |= {one.start: two for one, two in zip(mine, yours, strict=False)}
    return found


def _within(found: list[Fact], words: list[re.Match[str]]) -> list[Fact]:
    if not words:
        return []
    return [one for one in found if one.start < words[-1].end() and one.end > words[0].start()]


def _is_title_case(text: Text) -> bool:
    words = [word for word in WORD.findall(text.words) if word[0].isalpha()]
    return text.where == HEADLINE and len(words) > 3 and sum(word[0].isupper() for word in words) * 2 > len(words)


def _other_name(wire: Sent, words: str, name: Fact, left: Counter[str]) -> tuple[str, str] | None:
    """Return the wire's name that this one stands for, and ours; None where the wire has it or nothing like it."""
    folded = name.value.casefold()
    if _is_known(folded, wire.words):
        return _mispaired(wire, words, name) if name.value in wire.names else None
    among = [one for one in left if not one.casefold().startswith(folded) and not folded.startswith(one.casefold())]
    short = len(name.value) < 5
    near = get_close_matches(name.value, among, 1, 0.6 if short else NEAR)
    if not near or (short and near[0][0] != name.value[0]):
        return None
    if opens_sentence(words, name.start) and SequenceMatcher(None, name.value, near[0]).ratio() < 0.8:
        return None
    return near[0], name.text


def _is_known(word: str, among: Iterable[str]) -> bool:
    known = among if isinstance(among, set) else set(among)
    return word in known or f"{word}s" in known or word.removesuffix("s") in known or word.replace("’", "'") in known


def _mispaired(wire: Sent, words: str, name: Fact) -> tuple[str, str] | None:
    """Return the wire's full name where a surname has got another first name, and ours."""
    found = re.search(r"([^\W\d_a-z]\w{1,40}) $", words[: name.start][-42:])
    if found is None or found[1] not in wire.names or found[1].casefold() in TITLES | wire.common:
        return None
    if f" {found[1]} {name.value}".casefold() in wire.all:
        return None
    every = " \n ".join(one.words for one in wire.texts)
    first = re.findall(rf"\b([^\W\d_a-z]\w{{1,40}}) {re.escape(name.value)}\b", every)
    last = re.findall(rf"\b{re.escape(found[1])} ([^\W\d_a-z]\w{{1,40}})", every)
    # Both halves belong to others, so nobody of that name was spoken of.
    is_other = first and last and all(one in wire.names and one.casefold() not in TITLES for one in (*first, *last))
    return (f"{first[0]} {name.value}", f"{found[1]} {name.value}") if is_other else None
