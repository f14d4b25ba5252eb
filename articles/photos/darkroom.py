"""The only place where pictures are decoded: a program of its own, run in a child that has no more than it needs.

It is started by path with `-I -S`, imports Pillow alone, reads one job as JSON from standard input and writes one
answer as JSON to standard output. A hostile picture can spoil its answer or end it, and nothing else.
"""

from __future__ import annotations

import base64
import ctypes
import json
import math
import os
import resource
import struct
import sys
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image as Images

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
PIXELS = 50_000_000
METADATA_BYTES = 256 * 1024
EXIF_TEXT = 4000
WHITE = (255, 255, 255)
QUALITY: dict[str, dict[str, Any]] = {
    "WEBP": {"quality": 78, "method": 4},
    "JPEG": {"quality": 80, "progressive": True},
    "AVIF": {"quality": 60, "speed": 8, "max_threads": 1},
}
CPU_SECONDS, CPU_SECONDS_OF_AVIF = 20, 120
LIMITS = (
    (resource.RLIMIT_AS, 1024**3),
    (resource.RLIMIT_FSIZE, 64 * 1024**2),
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
)
EXIF_NAMES = {
    0x010E: "description", 0x013B: "creator", 0x8298: "copyright", 0x0132: "modified", 0x010F: "make", 0x0110: "model",
}  # fmt: skip
TAKEN, EXIF_IFD, ORIENTATION, IIM_BLOCK = 0x9003, 0x8769, 0x0112, 0x0404
# System calls that no picture needs: socket, connect, execve, execveat; by machine, with its audit number.
BARRED = {"x86_64": (0xC000003E, (41, 42, 59, 322)), "aarch64": (0xC00000B7, (198, 203, 221, 281))}
NO_NEW_PRIVILEGES, SECCOMP, SECCOMP_FILTER = 38, 22, 2
LOAD, EQUAL, ANSWER, ALLOW, NOT_PERMITTED = 0x20, 0x15, 0x06, 0x7FFF0000, 0x00050001
C2PA_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
SIDE, LOW = 32, 8  # of the grey miniature, and of the coarsest part of it that makes the hash


class Refused(Exception):
    """The picture is not taken; the argument is the code of the reason."""


def confine(cpu_seconds: int = CPU_SECONDS) -> None:
    """Take away what reading a picture does not need, before the first byte of it is read."""
    for kind, most in (*LIMITS, (resource.RLIMIT_CPU, cpu_seconds)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            # macOS knows some of these limits and refuses to set them; the time limit of the parent holds there.
            continue
    bar_network()


def bar_network() -> None:
    """Let the kernel refuse every socket and every other program from now on, where it is Linux and can."""
    arch, calls = BARRED.get(os.uname().machine, (0, ()))
    if sys.platform != "linux" or not calls:
        return
    many = len(calls)
    steps = [(LOAD, 0, 0, 4), (EQUAL, 0, many + 1, arch), (LOAD, 0, 0, 0)]
    steps += [(EQUAL, many - at, 0, call) for at, call in enumerate(calls)]
    steps += [(ANSWER, 0, 0, ALLOW), (ANSWER, 0, 0, NOT_PERMITTED)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    table = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    system = ctypes.CDLL(None)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.prctl(SECCOMP, SECCOMP_FILTER, table)


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    is_slow = any(size["format"] == "AVIF" for size in job["sizes"])
    confine(CPU_SECONDS_OF_AVIF if is_slow else CPU_SECONDS)
    sys.path.insert(0, job["pillow"])
    try:
        answer = work(job)
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "IMAGE_TOO_COSTLY"}
    json.dump(answer, sys.stdout)


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Read what the picture is and says of itself, or make sizes of it when the job names some."""
    image = open_picture(job["picture"])
    is_whole = check_sums(job["picture"]) if image.format == "PNG" else True
    if job["sizes"]:
        return develop(image, job)
    width, height = upright_size(image)
    block = image.info.get("photoshop") or {}
    return {
        "format": str(image.format),
        "width": width,
        "height": height,
        "xmp": packed(image.info.get("xmp")),
        "iim": packed(block.get(IIM_BLOCK) if isinstance(block, dict) else None),
        "exif": exif(image),
        "is_animated": bool(getattr(image, "is_animated", False)),
        "is_whole": is_whole,
        "has_c2pa": has_c2pa(image, job["picture"]),
    }


def open_picture(path: str) -> Images.Image:
    """Open the picture without decoding a pixel, and refuse what is no picture or too large."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        # Without the list Pillow also tries its forty other decoders, one of which starts Ghostscript.
        image = Image.open(path, formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused("IMAGE_TOO_LARGE") from None
    except UnidentifiedImageError:
        raise Refused(unidentified(path)) from None
    except MemoryError:
        raise
    except Exception:
        # Decoders meet hostile bytes with any error there is: ValueError, SyntaxError, struct.error, OSError.
        raise Refused("IMAGE_UNREADABLE") from None
    if min(image.size) < 1:
        raise Refused("IMAGE_UNREADABLE")
    if image.width * image.height > PIXELS:
        raise Refused("IMAGE_TOO_LARGE")
    return image


def check_sums(path: str) -> bool:
    """Refuse a PNG with a part that is not as it was written: Pillow decodes wrong pixels without a word.

    Say whether its end is there; whether all its pixels are is for the decoder to say.
    """
    with open(path, "rb") as stream:
        stream.seek(8)
        while len(head := stream.read(8)) == 8:
            length, kind = int.from_bytes(head[:4], "big"), head[4:]
            body, said = stream.read(length), stream.read(4)
            if len(body) < length or len(said) < 4:
                return False
            if zlib.crc32(kind + body) != int.from_bytes(said, "big"):
                raise Refused("IMAGE_UNREADABLE")
            if kind == b"IEND":
                return True
    return False


def has_c2pa(image: Images.Image, path: str) -> bool:
    """Say whether the file carries content credentials. They are not judged, and nothing is fetched for them."""
    if image.format == "JPEG":
        parts: list[tuple[str, bytes]] = getattr(image, "applist", [])
        return any(name == "APP11" and b"jumb" in body[:64] for name, body in parts)
    marks = {"PNG": b"caBX", "WEBP": b"C2PA", "AVIF": C2PA_BOX}
    mark = marks.get(str(image.format))
    if mark is None:
        return False
    with open(path, "rb") as stream:
        return mark in stream.read()


def unidentified(path: str) -> str:
    """Tell a damaged picture of a kind we take from a file of another kind, by its first bytes."""
    with open(path, "rb") as stream:
        head = stream.read(16)
    known = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")
    ours = head.startswith(known) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] == b"ftypavif"
    return "IMAGE_UNREADABLE" if ours else "TYPE_NOT_SUPPORTED"


def orientation(image: Images.Image) -> int:
    """Return the EXIF orientation, 1 where there is none that means anything."""
    try:
        found = image.getexif().get(ORIENTATION)
    except Exception:  # EXIF of a stranger fails in any way; the picture is shown as it lies
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def upright_size(image: Images.Image) -> tuple[int, int]:
    """Return width and height as a reader sees them."""
    width, height = image.size
    return (height, width) if orientation(image) >= 5 else (width, height)


def packed(block: Any) -> str:
    """Return a block of metadata for the answer, empty where there is none or far too much."""
    if isinstance(block, str):
        block = block.encode("utf-8", "replace")
    if not isinstance(block, bytes) or len(block) > METADATA_BYTES:
        return ""
    return base64.b64encode(block).decode("ascii")


def exif(image: Images.Image) -> dict[str, str]:
    """Return the few EXIF fields a newsroom reads. Places and serial numbers are not among them."""
    try:
        found = image.getexif()
        fields = {name: found.get(tag) for tag, name in EXIF_NAMES.items()}
        fields["taken"] = found.get_ifd(EXIF_IFD).get(TAKEN)
    except Exception:  # as above: what cannot be read is not said
        return {}
    texts = {name: text if isinstance(text, str) else "" for name, text in fields.items()}
    return {name: text[:EXIF_TEXT] for name, text in texts.items() if text}


def develop(image: Images.Image, job: dict[str, Any]) -> dict[str, Any]:
    """Make every size, the largest first and the smaller ones out of the larger; return their lengths and a hash."""
    whole_width, whole_height = upright_size(image)
    whole = [0, 0, whole_width, whole_height]
    sizes = sorted(job["sizes"], key=lambda size: -scale(size))
    source = print_of(image, scale(sizes[0]))
    drawn: dict[tuple[Any, ...], Images.Image] = {}
    made = {}
    for size in sizes:
        key = (*size["box"], size["width"], size["height"])
        if key not in drawn:
            drawn[key] = cut(source, size, whole_width, whole_height)
            if size["box"] == whole:
                source = drawn[key]
        made[size["name"]] = save(drawn[key], size, job)
    return {"made": made, "look": look(source)}


def look(image: Images.Image) -> list[int]:
    """Return what a picture looks like as four numbers of 16 bits: the signs of its coarsest waves, place by place.

    The same picture in another size, format or tone has nearly the same bits.
    """
    from PIL import Image

    grey = image.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS).tobytes()
    wave = [[math.cos((2 * x + 1) * u * math.pi / (2 * SIDE)) for x in range(SIDE)] for u in range(LOW)]
    rows = [[sum(grey[y * SIDE + x] * wave[u][x] for x in range(SIDE)) for u in range(LOW)] for y in range(SIDE)]
    found = [sum(rows[y][u] * wave[v][y] for y in range(SIDE)) for v in range(LOW) for u in range(LOW)]
    middle = sorted(found[1:])[len(found) // 2]
    bits = [value > middle for value in found]
    return [sum(bit << at for at, bit in enumerate(bits[part : part + 16])) for part in range(0, 64, 16)]


def scale(size: dict[str, Any]) -> float:
    """Return how much smaller than the picture a size is."""
    left, top, right, bottom = size["box"]
    return max(float(size["width"] / (right - left)), float(size["height"] / (bottom - top)))


def print_of(image: Images.Image, wanted: float) -> Images.Image:
    """Decode the whole picture, no larger than wanted where its format can, upright, in plain sRGB."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }  # fmt: skip
    turn, profile = turns.get(orientation(image)), image.info.get("icc_profile")
    image.draft(None, (round(image.width * wanted) or 1, round(image.height * wanted) or 1))
    decode(image)
    plain = flat(shrunk(image, wanted))
    plain = coloured(plain, profile)
    return plain.transpose(turn) if turn is not None else plain


def decode(image: Images.Image) -> None:
    """Read every pixel. Pillow's verify() would pass a truncated file."""
    try:
        image.load()
    except MemoryError:
        raise
    except OSError as error:
        is_cut = "truncated" in str(error) or "broken data stream" in str(error)
        raise Refused("IMAGE_TRUNCATED" if is_cut else "IMAGE_UNREADABLE") from None
    except Exception:  # as in open_picture
        raise Refused("IMAGE_UNREADABLE") from None


def shrunk(image: Images.Image, wanted: float) -> Images.Image:
    """Shrink a large picture that had to be decoded whole, so that what follows needs little memory."""
    factor = int(1 / wanted) if wanted > 0 else 1
    tall = image.height // max(factor, 1)
    if image.format == "JPEG" or factor < 2 or tall < 1 or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    return image.reduce((min(factor, image.width), min(factor, image.height)))


def flat(image: Images.Image) -> Images.Image:
    """Return the picture as RGB of 8 bits on white."""
    from PIL import Image

    if image.mode.startswith("I"):
        # 16 bits of grey: a plain convert() would clip all but the darkest to white.
        image = image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        clear = image.convert("RGBA")
        sheet = Image.new("RGB", image.size, WHITE)
        sheet.paste(clear, mask=clear.getchannel("A"))
        return sheet
    return image.convert("RGB") if image.mode != "RGB" else image


def coloured(image: Images.Image, profile: Any) -> Images.Image:
    """Return the picture in sRGB, which is what a browser assumes of a file without a profile."""
    if not isinstance(profile, bytes) or not 128 <= len(profile) <= METADATA_BYTES or profile[16:20] != b"RGB ":
        return image
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return changed if changed is not None else image


def cut(source: Images.Image, size: dict[str, Any], whole_width: int, whole_height: int) -> Images.Image:
    """Return one size of the picture, or of the part of it that the size shows."""
    from PIL import Image

    across, down = source.width / whole_width, source.height / whole_height
    left, top, right, bottom = size["box"]
    box = (left * across, top * down, min(right * across, source.width), min(bottom * down, source.height))
    return source.resize((size["width"], size["height"]), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def save(image: Images.Image, size: dict[str, Any], job: dict[str, Any]) -> int:
    """Write one file and return its length. Nothing of the original's metadata goes with it but the credit."""
    image.info = {}  # Pillow copies comments, profiles and EXIF from here into the new file
    written = BytesIO()
    image.save(written, size["format"], xmp=job["xmp"].encode("utf-8"), **QUALITY[size["format"]])
    with open(f"{job['folder']}/{size['name']}", "wb") as stream:
        return stream.write(written.getbuffer())


if __name__ == "__main__":
    main()
