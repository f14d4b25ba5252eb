"""The pictures of a story as HTML and as facts: which files there are of them, and how wide they will stand."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from articles.models import Caption, Photo, Rendition

# The width a picture takes on the page, for the browser to choose a file before it has read the style sheet.
SIZES = {
    "lead": "(min-width: 1140px) 980px, (min-width: 740px) 620px, 100vw",
    "inline": "(min-width: 740px) 620px, 100vw",
    "splash": "(min-width: 980px) 800px, 100vw",
    "card": "(min-width: 980px) 300px, (min-width: 740px) 220px, 34vw",
}
CROPS = {"splash": "16x9", "card": "16x9"}
MODERN = ("image/avif", "image/webp")

Facts = dict[str, Any]


def figure_html(caption: Caption, place: str) -> str:
    """Return the picture with its caption as HTML; without a file only the caption, without both nothing."""
    return render_to_string("articles/_figure.html", {"figure": figure_of(caption, place)})


def figure_of(caption: Caption, place: str) -> Facts:
    """Return what a figure shows."""
    return {
        "title": caption.title,
        "text": caption.text,
        "credit": caption.credit,
        "place": place,
        "is_upright": caption.photo.height > caption.photo.width,
        "picture": picture_of(caption, place),
    }


def picture_of(caption: Caption, place: str) -> Facts | None:
    """Return the picture in the sizes that were made of it, or None where none was."""
    made = _family(caption.photo, place)
    plain = [one for one in made if one.content_type not in MODERN] or made
    if not plain:
        return None
    largest = max(plain, key=lambda one: one.width)
    kinds = [(kind, [one for one in made if one.content_type == kind]) for kind in MODERN]
    return {
        "sources": [[kind, _srcset(ones)] for kind, ones in kinds if ones and plain is not made],
        "src": largest.file.url,
        "width": largest.width,
        "height": largest.height,
        "srcset": _srcset(plain),
        "sizes": SIZES[place],
        "alt": "" if caption.is_decorative else caption.alt_text,
        "is_first": place in ("lead", "splash"),
        "focus": f"fx{_step(caption.photo.focal_x)} fy{_step(caption.photo.focal_y)}",
    }


def lead_card(lead: Caption | None) -> Facts:
    """Return the lead picture as lists and shared links show it; nothing where there is none."""
    if lead is None:
        return {}
    shared = _share_picture(lead.photo)
    share = shared and {
        "url": shared.file.url, "width": shared.width, "height": shared.height, "alt": lead.alt_text,
    }  # fmt: skip
    return {"card": picture_of(lead, "card"), "splash": picture_of(lead, "splash"), "share": share}


def image_of(caption: Caption) -> Facts | None:
    """Return what machines are told of the picture, whole and in its largest size; None where it has not come."""
    largest = widest(caption.photo)
    if largest is None:
        return None
    return {
        "url": largest.file.url,
        "width": largest.width,
        "height": largest.height,
        "caption": caption.text,
        "credit": caption.credit,
        "photographer": caption.photographer,
        "copyright": caption.photo.copyright_notice,
    }


def widest(photo: Photo) -> Rendition | None:
    """Return the largest whole picture that any reader's machine can show, or None. Uses what was fetched."""
    whole = [one for one in photo.renditions.all() if one.content_type == "image/jpeg" and one.spec.startswith("w")]
    return max(whole, key=lambda one: one.width, default=None)


def _share_picture(photo: Photo) -> Rendition | None:
    made = photo.renditions.all()
    return next((one for one in made if one.spec.startswith("share-")), widest(photo))


def _family(photo: Photo, place: str) -> list[Rendition]:
    """Return the renditions of the shape this place wants, or of the whole picture."""
    every = list(photo.renditions.all())
    crop = [one for one in every if place in CROPS and one.spec.startswith(f"{CROPS[place]}-")]
    return crop or [one for one in every if one.spec.startswith("w")]


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{one.file.url} {one.width}w" for one in sorted(renditions, key=lambda one: one.width))


def _step(share: float) -> int:
    """Return the tenth of the picture that the focal point lies in: style sheets know eleven."""
    return round(min(max(share, 0.0), 1.0) * 10)
