"""Send a picture to the darkroom, which is another process, and read its answer. Nothing here decodes anything."""

from __future__ import annotations

import base64
import binascii
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import PIL

from articles.photos.rejection import ANSWERS, rejected
from articles.photos.sizes import Size

DARKROOM = Path(__file__).with_name("darkroom.py")
PILLOW = str(Path(PIL.__file__).parents[1])
SECONDS, SECONDS_OF_AVIF = 60, 300
CONTENT_TYPES = {name: f"image/{name.lower()}" for name in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture is, and the metadata it carries, unread."""

    content_type: str
    width: int
    height: int
    xmp: bytes = b""
    iim: bytes = b""
    exif: dict[str, str] = field(default_factory=dict)
    is_animated: bool = False
    is_whole: bool = True
    has_c2pa: bool = False


@dataclass(frozen=True, slots=True)
class Developed:
    """The files of the sizes by spec, and what the picture looks like, in four numbers."""

    files: dict[str, Path]
    look: tuple[int, ...]


def look(picture: Path) -> Seen:
    """Say what a picture is without decoding it. Raises RejectedPhoto."""
    answer = _ask({"picture": str(picture), "sizes": []})
    try:
        return Seen(
            content_type=CONTENT_TYPES[answer["format"]],
            width=int(answer["width"]),
            height=int(answer["height"]),
            xmp=base64.b64decode(answer["xmp"]),
            iim=base64.b64decode(answer["iim"]),
            exif={str(name): str(text) for name, text in answer["exif"].items()},
            is_animated=bool(answer["is_animated"]),
            is_whole=bool(answer["is_whole"]),
            has_c2pa=bool(answer["has_c2pa"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error):
        raise rejected("IMAGE_UNREADABLE") from None


def develop(picture: Path, sizes: Sequence[Size], *, folder: Path, xmp: str) -> Developed:
    """Decode the whole picture and make the sizes in the folder. Raises RejectedPhoto."""
    wanted = [
        {"name": size.spec, "format": size.format, "box": size.box, "width": size.width, "height": size.height}
        for size in sizes
    ]
    answer = _ask({"picture": str(picture), "sizes": wanted, "folder": str(folder), "xmp": xmp})
    made = {size.spec: folder / size.spec for size in sizes}
    if set(answer.get("made", ())) != set(made) or not all(path.is_file() for path in made.values()):
        raise rejected("IMAGE_UNREADABLE")
    seen = answer.get("look")
    if not isinstance(seen, list) or [one for one in seen if not isinstance(one, int)] or len(seen) != 4:
        raise rejected("IMAGE_UNREADABLE")
    return Developed(made, tuple(one & 0xFFFF for one in seen))


def _ask(job: dict[str, Any]) -> dict[str, Any]:
    """Run the darkroom on one job: no environment, no site packages but Pillow, no files but the standard three."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", "-S", "-B", str(DARKROOM)],
            input=json.dumps(job | {"pillow": PILLOW}).encode(),
            capture_output=True,
            timeout=SECONDS_OF_AVIF if any(size["format"] == "AVIF" for size in job["sizes"]) else SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise rejected("IMAGE_TOO_COSTLY") from None
    if done.returncode < 0:
        raise rejected("IMAGE_TOO_COSTLY")
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise rejected("IMAGE_UNREADABLE") from None
    if not isinstance(answer, dict):
        raise rejected("IMAGE_UNREADABLE")
    if code := answer.get("refused"):
        raise rejected(code if code in ANSWERS else "IMAGE_UNREADABLE")
    return answer
