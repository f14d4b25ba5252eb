"""The only place where pictures are decoded: a program of its own, run in a child that has no more than it needs.

It is started by path with `-I -S`, imports Pillow alone, reads one job as JSON from standard input and writes one
answer as JSON to standard output. A hostile picture can spoil its answer or end it, and nothing else.
"""

from __future__ import annotations

import base64
import json
import resource
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
}
LIMITS = (
    (resource.RLIMIT_AS, 1024**3),
    (resource.RLIMIT_CPU, 20),
    (resource.RLIMIT_FSIZE, 64 * 1024**2),
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
)
EXIF_NAMES = {
    0x010E: "description", 0x013B: "creator", 0x8298: "copyright", 0x0132: "modified", 0x010F: "make", 0x0110: "model",
}  # fmt: skip
TAKEN, EXIF_IFD, ORIENTATION, IIM_BLOCK = 0x9003, 0x8769, 0x0112, 0x0404


class Refused(Exception):
    """The picture is not taken; the argument is the code of the reason."""


def confine() -> None:
    """Take away what reading a picture does not need, before the first byte of it is read."""
    for kind, most in LIMITS:
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            # macOS knows some of these limits and refuses to set them; the time limit of the parent holds there.
            continue


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    confine()
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
    if image.format == "PNG":
        check_sums(job["picture"])
    if job["sizes"]:
        return {"made": develop(image, job)}
    width, height = upright_size(image)
    block = image.info.get("photoshop") or {}
    return {
        "format": str(image.format),
        "width": width,
        "height": height,
        "xmp": packed(image.info.get("xmp")),
        "iim": packed(block.get(IIM_BLOCK) if isinstance(block, dict) else None),
        "exif": exif(image),
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


def check_sums(path: str) -> None:
    """Refuse a PNG with a part that is not as it was written: Pillow decodes wrong pixels without a word."""
    with open(path, "rb") as stream:
        stream.seek(8)
        while len(head := stream.read(8)) == 8:
            length, kind = int.from_bytes(head[:4], "big"), head[4:]
            body, said = stream.read(length), stream.read(4)
            if len(body) < length or len(said) < 4:
                return  # the end is missing: whether pixels are is for the decoder to say
            if zlib.crc32(kind + body) != int.from_bytes(said, "big"):
                raise Refused("IMAGE_UNREADABLE")
            if kind == b"IEND":
                return


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


def develop(image: Images.Image, job: dict[str, Any]) -> dict[str, int]:
    """Make every size, the largest first and the smaller ones out of the larger, and return their bytes in length."""
    whole_width, whole_height = upright_size(image)
    sizes = sorted(job["sizes"], key=lambda size: -scale(size))
    source = print_of(image, scale(sizes[0]))
    drawn: dict[tuple[Any, ...], Images.Image] = {}
    made = {}
    for size in sizes:
        key = (*size["box"], size["width"], size["height"])
        if key not in drawn:
            drawn[key] = cut(source, size, whole_width, whole_height)
            if size["box"] == [0, 0, whole_width, whole_height]:
                source = drawn[key]
        made[size["name"]] = save(drawn[key], size, job)
    return made


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
