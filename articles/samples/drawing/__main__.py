"""Draw the pictures of the sample stories: `python -m articles.samples.drawing [NAME…]`.

They stand in for press photographs, which nobody may give away with a program.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from articles.samples.drawing import bench, outdoors, places
from articles.samples.drawing.brushes import Canvas

FOLDER = Path(__file__).parents[1] / "pictures"
LARGEST = 155_000
SCENES: dict[str, Callable[[], Canvas]] = {
    "city-rain": places.skyline,
    "courthouse": places.court,
    "harbour-dusk": places.harbour,
    "hospital-evening": places.hospital,
    "viaduct-train": places.viaduct,
    "festival-night": outdoors.festival,
    "laboratory": bench.laboratory,
    "moor-turbines": outdoors.turbines,
    "stadium-floodlit": outdoors.stadium,
    "yacht-swell": outdoors.yacht,
}


def save(name: str, image: Image.Image) -> None:
    """Write the picture as the best JPEG that stays small enough."""
    for quality in range(84, 50, -2):
        stream = BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(stream.getvalue()) <= LARGEST:
            break
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.jpg").write_bytes(stream.getvalue())


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SCENES:
        save(chosen, SCENES[chosen]().finished())
