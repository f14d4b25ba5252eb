"""What a picture says of itself: XMP before IIM before EXIF, field by field, never over what the desk has written.

In agencies' files the EXIF caption is often the oldest one and the IIM caption the reissued one.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from articles.models import Photo
from articles.photos import iim, xmp
from articles.photos.developing import Seen
from articles.wire import captions
from articles.wire.captions import FileCaption
from articles.wire.clean import credits
from articles.wire.story import Credit

Facts = dict[str, list[str]]
LONGEST, MOST = 4000, 20
# Characters that no database, feed or page can carry, and those that turn the direction of what follows.
STRAY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
COPIED = {  # field of the photo: what the file calls it, first found wins
    "headline": ("headline",),
    "description": ("description",),
    "alt_text": ("alt_text",),
    "credit_line": ("credit",),
    "copyright_notice": ("copyright",),
    "source": ("source",),
    "job_title": ("job_title",),
    "supplier_ref": ("supplier_ref", "title"),
    "instructions": ("instructions",),
    "usage_terms": ("usage_terms",),
    "digital_source_type": ("digital_source_type",),
}
SENTENCE = re.compile(r"(?<=[.!?])\s")
PLACE = ("sublocation", "city", "state", "country")
DATES = ("%Y-%m-%dT%H:%M:%S", "%Y:%m:%d %H:%M:%S", "%Y%m%dT%H%M%S", "%Y-%m-%dT%H%M%S", "%Y%m%d", "%Y-%m-%d", "%Y-%m")


def read(seen: Seen) -> dict[str, Facts]:
    """Return all that was found, by the part of the file it stands in, as text that can be stored anywhere."""
    parts = {
        "xmp": xmp.read(seen.xmp) if seen.xmp else {},
        "iim": iim.read(seen.iim) if seen.iim else {},
        "exif": {name: [text] for name, text in seen.exif.items()},
    }
    return {part: tidied for part, facts in parts.items() if (tidied := _tidy(facts))}


def _tidy(facts: Facts) -> Facts:
    tidied = {name: [clean(value) for value in values[:MOST]] for name, values in facts.items()}
    return {name: kept for name, values in tidied.items() if (kept := [value for value in values if value])}


def clean(text: str) -> str:
    """Return text without what cannot be stored or printed, and no longer than a caption may be."""
    return STRAY.sub("", text[: LONGEST * 2]).strip()[:LONGEST]


def facts(found: dict[str, Facts]) -> Facts:
    """Return each field from the first part that has it."""
    merged: Facts = {}
    for part in ("xmp", "iim", "exif"):
        for name, values in found.get(part, {}).items():
            merged.setdefault(name, values)
    if "taken_time" in merged and "T" not in (day := merged.get("taken", ["T"])[0]):
        merged["taken"] = [f"{day}T{merged['taken_time'][0]}"]
    return merged


def missing(photo: Photo, found: dict[str, Facts]) -> dict[str, Any]:
    """Return values for the photo's fields that are empty and of which the file says something."""
    said = facts(found)
    caption = captions.split(said.get("description", [""])[0])
    values: dict[str, Any] = {
        field: next((said[name][0] for name in names if name in said), "") for field, names in COPIED.items()
    }
    credit = _credit(said, caption)
    values["photographer"], values["agency"] = credit.photographer, credit.agency
    if photo.photographer or photo.agency:
        # A credit is one statement: half of ours with half of theirs would be neither.
        values["photographer"] = values["agency"] = ""
    values["place"] = ", ".join(dict.fromkeys(said[name][0] for name in PLACE if name in said))
    taken = moment(said.get("taken", [""])[0])
    # An old picture that is sent again bears the date of its issue in the fields, its own in the caption.
    values["taken_at"] = (caption.is_file_photo and _at_noon(caption)) or taken or _at_noon(caption)
    values["catchline"] = caption.catchline
    values["restrictions"] = _restrictions(said, caption)
    return {field: _fitting(field, value) for field, value in values.items() if value and not getattr(photo, field)}


def _restrictions(said: Facts, caption: FileCaption) -> str:
    """Return what binds whoever prints the picture, each sentence once, from the caption and the fields for it."""
    fields = [said[name][0] for name in ("instructions", "usage_terms") if name in said]
    binding = [caption.restrictions, *(text for text in fields if captions.binds(text))]
    sentences = [one.strip() for text in binding for one in SENTENCE.split(" ".join(text.split())) if one.strip()]
    return " ".join(dict.fromkeys(sentences))


def _at_noon(caption: FileCaption) -> datetime | None:
    """Return the picture's date as a time: noon is the same day in every zone a British picture comes from."""
    return timezone.make_aware(datetime.combine(caption.taken, time(12))) if caption.taken else None


def _credit(said: Facts, caption: FileCaption) -> Credit:
    """Return photographer and agency. A credit that names the photographer says both."""
    creators = ", ".join(said.get("creator", []))
    line = said.get("credit", [""])[0]
    if not creators and not line:
        return caption.credit
    if "/" in line or not creators:
        credit = captions.house(credits.split(line)[0])
        named = credit.photographer or (creators if creators != credit.agency else "")
        return Credit(named or caption.credit.photographer, credit.agency, line)
    credit = captions.house(credits.split(f"{creators}/{line}" if line else creators)[0])
    if credit.agency or not line:
        return Credit(credit.photographer, credit.agency or caption.credit.agency, line)
    return Credit(creators, line, line)


def _fitting(field: str, value: Any) -> Any:
    """Return the value no longer than its column; the whole of it stays in the photo's metadata."""
    longest: int | None = getattr(Photo._meta.get_field(field), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value


def moment(text: str) -> datetime | None:
    """Return the time a date of a file means; without a zone it is the newsroom's."""
    text = text.strip()
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        found = next((parsed for form in DATES if (parsed := _parsed(text, form))), None)
        if found is None:
            return None
        when = found
    if not 1826 <= when.year <= 2200:  # the first photograph, and no camera's clock
        return None
    return timezone.make_aware(when) if timezone.is_naive(when) else when


def _parsed(text: str, form: str) -> datetime | None:
    for zone in ("%z", ""):
        try:
            return datetime.strptime(text, form + zone)  # noqa: DTZ007 - made aware by moment()
        except ValueError:
            continue
    return None
