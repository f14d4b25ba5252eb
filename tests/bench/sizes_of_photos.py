"""Five WebP widths out of one JPEG of 24 megapixels: the darkroom against Willow and pyvips, each in its own process.

Everybody makes 465, 620, 940, 1240 and 1880 pixels at quality 78 and the default effort. Counted is the processor time
of the whole process, its start too, and the most memory that it held.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import PIL

from tests.bench.rounds import Ratio, verdict
from tests.bench.specimens import ROOT

WIDTHS, QUALITY = (465, 620, 940, 1240, 1880), 78
WIDE, TALL = 6000, 4000
DARKROOM = ROOT / "articles/photos/darkroom.py"
# Willow asks Django for settings where Django is installed; the least there is costs it least.
WILLOW = f"""
import sys
from django.conf import settings
settings.configure()
from willow.image import Image
for width in {WIDTHS}:
    with open(sys.argv[1], "rb") as stream:
        image = Image.open(stream)
        size = image.get_size()
        made = image.resize((width, round(size[1] * width / size[0])))
        with open(f"{{sys.argv[2]}}/{{width}}.webp", "wb") as out:
            made.save_as_webp(out, quality={QUALITY})
"""
VIPS = f"""
import sys
import pyvips
pyvips.cache_set_max(0)
for width in {WIDTHS}:
    pyvips.Image.thumbnail(sys.argv[1], width).webpsave(f"{{sys.argv[2]}}/{{width}}.webp", Q={QUALITY})
"""


@dataclass(frozen=True)
class Lap:
    """What one process took."""

    seconds: float
    megabytes: float


def run(rounds: int) -> str:
    """Race, and return the table and the ratios."""
    missing = [name for name in ("willow", "pyvips") if importlib.util.find_spec(name) is None]
    if missing:
        return f"Photos: {', '.join(missing)} not installed here. Remedy: make bench"
    names = {"darkroom": "darkroom", "Willow": f"Willow {version('willow')}", "pyvips": f"pyvips {version('pyvips')}"}
    laps: dict[str, list[Lap]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture.jpg"
        _draw(picture)
        for number in range(rounds + 1):
            turn = list(names)[number % 3 :] + list(names)[: number % 3]
            for name in turn:
                lap = _lap(name, picture, Path(folder))
                if number:  # the first round warms the disk
                    laps[name].append(lap)
        return _table(names, laps, picture.stat().st_size)


def _draw(picture: Path) -> None:
    """Make a photo of 24 megapixels with the detail of one: a shipped picture, enlarged, under grain."""
    from PIL import Image

    scene = Image.open(ROOT / "articles/samples/pictures/city-rain.jpg").convert("RGB").resize((WIDE, TALL))
    grain = Image.effect_noise((WIDE, TALL), 24).convert("RGB")
    Image.blend(scene, grain, 0.12).save(picture, "JPEG", quality=92)


def _lap(name: str, picture: Path, folder: Path) -> Lap:
    command, job = _command(name, picture, folder)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=_one_thread())
    assert process.stdin is not None
    process.stdin.write(job)
    process.stdin.close()
    peak = 0.0
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        peak = max(peak, _held(process.pid))
        time.sleep(0.003)
    _, status, used = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    made = [folder / f"{width}.webp" for width in WIDTHS]
    assert process.returncode == 0 and all(one.stat().st_size for one in made), name
    for one in made:
        one.unlink()
    return Lap(used.ru_utime + used.ru_stime, peak)


def _held(pid: int) -> float:
    """Return the most memory that a process has held so far, in MB; what wait4 says counts its parent's too."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _one_thread() -> dict[str, str]:
    return os.environ | {"VIPS_CONCURRENCY": "1"}


def _command(name: str, picture: Path, folder: Path) -> tuple[list[str], bytes]:
    if name != "darkroom":
        return [sys.executable, "-c", WILLOW if name == "Willow" else VIPS, str(picture), str(folder)], b""
    sizes = [
        {"name": f"{width}.webp", "format": "WEBP", "box": [0, 0, WIDE, TALL], "width": width,
         "height": round(TALL * width / WIDE)}
        for width in WIDTHS
    ]  # fmt: skip
    pillow = str(Path(PIL.__file__).parents[1])
    job = {"picture": str(picture), "sizes": sizes, "folder": str(folder), "xmp": "", "pillow": pillow}
    return [sys.executable, "-I", "-S", "-B", str(DARKROOM)], json.dumps(job).encode()


def _table(names: dict[str, str], laps: dict[str, list[Lap]], size: int) -> str:
    lines = [
        f"Photos (24 megapixels, {size / 1e6:.1f} MB, five WebP widths; {len(laps['darkroom'])} rounds)",
        f"{'':18}{'seconds':>10}{'MB at most':>13}",
    ]
    for name, label in names.items():
        peak = max(lap.megabytes for lap in laps[name])
        lines.append(f"{label:18}{median(lap.seconds for lap in laps[name]):>10.2f}{peak:>13.0f}")
    for other, most in (("Willow", 1 / 3), ("pyvips", 1.0)):
        found = _ratio(laps["darkroom"], laps[other])
        goal = f"Goal: at most {most:.2f} ×: {verdict(found.middle <= most)}."
        lines.append(f"The darkroom takes {found} the time of {names[other]}. {goal}")
    peak = max(lap.megabytes for lap in laps["darkroom"])
    return "\n".join([*lines, f"Goal: under 100 MB: {verdict(peak < 100)}."])


def _ratio(one: list[Lap], other: list[Lap]) -> Ratio:
    found = [left.seconds / right.seconds for left, right in zip(one, other, strict=True)]
    return Ratio(median(found), min(found), max(found))
