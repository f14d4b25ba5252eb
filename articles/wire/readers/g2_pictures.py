"""Pictures that come beside a story in one NewsML-G2 message: each goes to the text that it belongs to.

The text may link to the picture or show it, the picture may link to the text, or a package may hold just one text
beside it. What nothing binds stays an item of its own, and so does a picture that may not be used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from articles.wire.readers import newsml_g2
from articles.wire.story import Fate, Issue, Picture, Piece, PubStatus, Story

PICTURES = frozenset({"picture", "graphic"})
TEXTS = frozenset({"text", "composite", ""})
OF_A_HEADLINE = frozenset({"HEADLINE_CAPS", "HEADLINE_CATCHLINE"})


@dataclass(slots=True)
class Entry:
    """One item of a message, its story, and the names by which others may speak of it."""

    item: Element
    story: Story
    kind: str
    names: frozenset[str]
    links: frozenset[str]
    pictures: list[Story] = field(default_factory=list)
    is_attached: bool = False


def stories(root: Element) -> list[Story]:
    """Return the stories of a message, with the pictures that belong to them."""
    entries = [_entry(one) for one in newsml_g2.items(root)]
    texts = [one for one in entries if one.kind in TEXTS]
    for owner, picture in _pairs(root, texts, [one for one in entries if one.kind in PICTURES]):
        if picture.story.pub_status is not PubStatus.USABLE or picture.story.embargo_until:
            message = f"A picture of the story may not be used: the wire says {picture.story.pub_status} of it."
            owner.story = owner.story.doubt("PICTURE_HELD", message)
        elif picture.story not in owner.pictures:
            owner.pictures.append(picture.story)
            picture.is_attached = True
    return [_with_pictures(one.story, one.pictures) for one in entries if not one.is_attached]


def _entry(item: Element) -> Entry:
    meta = next((one for one in item if one.tag == "itemMeta"), None)
    kind = newsml_g2.kind(meta)
    story = newsml_g2.read(item)
    links = {one.get("residref", "") or one.get("href", "") for one in item.iter("link")}
    links |= {one.supplier_ref for one in story.pictures} if kind in TEXTS else set()
    return Entry(item, story, kind, frozenset(_names(item)), frozenset(links - {""}))


def _names(item: Element) -> Iterator[str]:
    """Yield the names of an item: its guid, other ids, and the addresses of its content."""
    if guid := item.get("guid", "").strip():
        yield guid
    yield from (text for one in item.iter("altId") if (text := (one.text or "").strip()))
    for remote in item.iter("remoteContent"):
        yield from (value for name in ("residref", "href") if (value := remote.get(name, "").strip()))


def _pairs(root: Element, texts: Sequence[Entry], pictures: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each text with each picture that something binds to it, in the order of the message."""
    linking: dict[str, list[Entry]] = defaultdict(list)
    named = {name: one for one in texts for name in one.names}
    for text in texts:
        for link in text.links:
            linking[link].append(text)
    packed = _packed(root, named, {name: one for one in pictures for name in one.names})
    for picture in pictures:
        owners = [text for name in picture.names for text in linking.get(name, ())]
        owners += [named[link] for link in picture.links if link in named]
        owners = owners or packed.get(id(picture), [])
        for at in {id(one): one for one in owners}.values():
            yield at, picture


def _packed(root: Element, texts: dict[str, Entry], pictures: dict[str, Entry]) -> dict[int, list[Entry]]:
    """Return the text of each picture that a package puts beside one text alone."""
    found: dict[int, list[Entry]] = {}
    for package in root.iter("packageItem"):
        refs = [one.get("residref", "") or one.get("href", "") for one in package.iter("itemRef")]
        inside = {id(texts[ref]): texts[ref] for ref in refs if ref in texts}
        if len(inside) == 1:
            found |= {id(pictures[ref]): list(inside.values()) for ref in refs if ref in pictures}
    return found


def _with_pictures(story: Story, found: Sequence[Story]) -> Story:
    for one in found:
        story = _attach(story, one)
    return story


def _attach(story: Story, found: Story) -> Story:
    """Return the story with a picture: in its place where the copy shows it, else as the lead, else at the end."""
    offset = len(story.pieces)
    pieces = tuple(_piece(one, offset) for one in found.pieces)
    issues = tuple(
        replace(one, line=one.line + offset if one.line else 0) for one in found.issues if one.code not in OF_A_HEADLINE
    )
    if found.usage_terms:
        message = f"The picture “{found.headline[:60]}” is restricted: {' '.join(found.usage_terms.split())[:200]}"
        issues = (*issues, Issue("PICTURE_RESTRICTED", message))
    note = "\n".join(part for part in (story.ed_note, found.ed_note) if part)
    for picture in found.pictures:
        own = replace(picture, title=picture.title or found.headline, line=picture.line + offset)
        story = replace(story, pictures=_placed(story, own))
    return replace(story, pieces=(*story.pieces, *pieces), issues=(*story.issues, *issues), ed_note=note)


def _piece(one: Piece, offset: int) -> Piece:
    fate = Fate.PICTURE_TITLE if one.fate is Fate.HEADLINE else one.fate
    return replace(one, line=one.line + offset, fate=fate)


def _placed(story: Story, picture: Picture) -> tuple[Picture, ...]:
    shown = next((one for one in story.pictures if one.supplier_ref and one.supplier_ref == picture.supplier_ref), None)
    if shown is not None:
        filled = replace(picture, after=shown.after, is_lead=shown.is_lead, alt_text=shown.alt_text or picture.alt_text)
        filled = replace(filled, caption=shown.caption or picture.caption)
        return tuple(filled if one is shown else one for one in story.pictures)
    if not any(one.is_lead for one in story.pictures):
        return (replace(picture, after=0, is_lead=True), *story.pictures)
    return (*story.pictures, replace(picture, after=len(story.body), is_lead=False))
