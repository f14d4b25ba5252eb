"""Which sizes are made of a photo, and what each shows of it. Nothing is ever larger than the original."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Photo

WIDTHS = (465, 620, 940, 1240, 1880)
CROP_WIDTHS = (465, 620, 940)
CROPS = {"16x9-": 16 / 9, "5x4-": 5 / 4}
SHARE_WIDTH = 1200
AT_ONCE, LATER = ("webp", "jpeg"), ("avif",)  # AVIF takes ten times as long to write: the worker makes it
TALLEST = 4096  # a picture of one pixel by thirty thousand must not stop a browser
MAKE = 1  # raise it when the same spec is to be made differently: every photo is then made anew

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Size:
    """One file to make: the part of the upright original it shows, and its own width and height."""

    spec: str
    format: str
    box: Box
    width: int
    height: int

    @property
    def content_type(self) -> str:
        """Return the type it is served with."""
        return f"image/{self.format.lower()}"

    def name(self, credit: str) -> str:
        """Return the file's name: another crop or another credit is another file."""
        shape, _, extension = self.spec.rpartition(".")
        edition = hashlib.sha256(f"{MAKE} {self} {credit}".encode()).hexdigest()[:10]
        return f"{shape}-{edition}.{extension}"


def plan(photo: Photo, formats: Sequence[str] = AT_ONCE) -> list[Size]:
    """Return every size of a photo whose file has arrived, in these formats."""
    whole = (0, 0, photo.width, photo.height)
    sizes = [*_steps("w", whole, WIDTHS, formats)]
    for name, ratio in CROPS.items():
        sizes += _steps(name, crop(photo, ratio), CROP_WIDTHS, formats)
    shared = [one for one in formats if one == "jpeg"]  # what others fetch to show a link must be what all can read
    return [*sizes, *_steps("share-", crop(photo, 1200 / 630), (SHARE_WIDTH,), shared)]


def crop(photo: Photo, ratio: float) -> Box:
    """Return the largest part of the photo of that shape that lies around its focal point."""
    width, height = float(photo.width), float(photo.height)
    across, down = (height * ratio, height) if width / height > ratio else (width, width / ratio)
    left = min(max(photo.focal_x * width - across / 2, 0.0), width - across)
    top = min(max(photo.focal_y * height - down / 2, 0.0), height - down)
    return (round(left, 2), round(top, 2), round(left + across, 2), round(top + down, 2))


def _steps(prefix: str, box: Box, widths: Sequence[int], formats: Sequence[str]) -> Iterator[Size]:
    """Yield a size for every width, up to the first that the picture does not fill; that one has its own width."""
    across, down = box[2] - box[0], box[3] - box[1]
    for width in widths:
        scale = min(width / across, TALLEST / down, 1.0)
        for name in formats:
            size = max(1, round(across * scale)), max(1, round(down * scale))
            yield Size(f"{prefix}{width}.{name}", name.upper(), box, *size)
        if across <= width or down * width >= TALLEST * across:
            return
