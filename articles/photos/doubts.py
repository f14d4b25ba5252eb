"""What the desk should look at in a picture that was taken: Issues, never silent guesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from articles.photos.developing import Seen
from articles.wire.story import Issue

Facts = Mapping[str, list[str]]
SMALL = 32  # pixels: what is smaller on both sides counts readers and shows nothing
STRIP = 10  # times as long as wide
CLIP = 80
PARTS = {"xmp": "XMP", "iim": "IPTC", "exif": "EXIF"}
COMPARED = {  # what the file calls it: what the desk calls it, the bytes that fit into the field of IPTC-IIM
    "description": ("caption", 2000),
    "creator": ("photographer", 32),
    "job_title": ("job title", 32),
    "credit": ("credit", 32),
    "copyright": ("copyright notice", 128),
    "headline": ("headline", 256),
    "source": ("source", 32),
    "instructions": ("instructions", 256),
}
ENDINGS = {"image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"), "image/png": (".png",), "image/webp": (".webp",),
           "image/gif": (".gif",), "image/avif": (".avif",)}  # fmt: skip
MADE_BY_MACHINE = ("trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia", "algorithmicmedia")


def doubts(seen: Seen, found: Mapping[str, Facts], name: str) -> list[Issue]:
    """Return everything about a picture's file that somebody should know before it is used."""
    return [*_of_the_file(seen, name), *_of_what_it_says(found)]


def _of_the_file(seen: Seen, name: str) -> Iterator[Issue]:
    ending = PurePath(name).suffix.casefold()
    if any(ending in known for known in ENDINGS.values()) and ending not in ENDINGS[seen.content_type]:
        kind = seen.content_type.removeprefix("image/").upper()
        yield Issue("TYPE_MISMATCH", f"The file is named {ending} and is a {kind}.")
    if seen.is_animated:
        yield Issue("IMAGE_ANIMATED", "The file is an animation. Only its first picture is used.")
    if not seen.is_whole:
        yield Issue("IMAGE_TRUNCATED", "The end mark of the file is missing; all of the picture is there.")
    if max(seen.width, seen.height) < SMALL:
        yield Issue("IMAGE_TOO_SMALL", f"The picture is {seen.width} × {seen.height} pixels: too small to print.")
    elif max(seen.width, seen.height) > STRIP * min(seen.width, seen.height):
        yield Issue("IMAGE_SHAPE", f"The picture is a strip of {seen.width} × {seen.height} pixels.")


def _of_what_it_says(found: Mapping[str, Facts]) -> Iterator[Issue]:
    for field, (name, fits) in COMPARED.items():
        said = {part: ", ".join(found[part][field]) for part in PARTS if field in found.get(part, {})}
        first = next(iter(said), "")
        for part, text in said.items():
            if not _agree(said[first], text, fits):
                message = f"{PARTS[first]} and {PARTS[part]} differ in the {name}: “{_clip(said[first])}” is used,"
                yield Issue("METADATA_DIFFERS", f"{message} not “{_clip(text)}”.")
    kinds = [text for facts in found.values() for text in facts.get("digital_source_type", [])]
    if any(kind.rsplit("/", 1)[-1].casefold() in MADE_BY_MACHINE for kind in kinds):
        yield Issue("MADE_BY_MACHINE", "The file says that the picture was made or changed by a trained machine.")


def _agree(one: str, other: str, fits: int) -> bool:
    """Say whether two parts of a file say the same; the older form cuts texts, and knows one maker of several."""
    ours, theirs = (" ".join(text.split()).casefold() for text in (one, other))
    shorter, longer = sorted((ours, theirs), key=len)
    is_cut = len(shorter.encode()) >= fits - 4 or longer.startswith(f"{shorter}, ")
    return ours == theirs or (is_cut and longer.startswith(shorter))


def _clip(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= CLIP else f"{flat[:CLIP].rsplit(' ', 1)[0]}…"
