"""Pictures made for one test each: good ones with Pillow, bad ones byte by byte."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 180, 20), (20, 20, 220), (240, 240, 240)
CORNERS = (RED, GREEN, BLUE, WHITE)  # top left, top right, bottom left, bottom right of an upright picture
UPRIGHT_TO_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip


def quarters(width=640, height=400):
    """Return a picture whose four quarters have the four colours."""
    image = Image.new("RGB", (width, height))
    for at, colour in enumerate(CORNERS):
        image.paste(colour, (at % 2 * width // 2, at // 2 * height // 2, width, height if at > 1 else height // 2))
    return image


def encoded(image, form="JPEG", **how):
    """Return the bytes of a picture."""
    written = BytesIO()
    image.save(written, form, **how)
    return written.getvalue()


def jpeg(width=640, height=400, **how):
    """Return a good JPEG."""
    return encoded(quarters(width, height), quality=92, **how)


def turned(orientation):
    """Return a JPEG whose pixels lie as the orientation says, so that it stands upright when that is honoured."""
    image, exif = quarters(), Image.Exif()
    if orientation in UPRIGHT_TO_STORED:
        image = image.transpose(UPRIGHT_TO_STORED[orientation])
    exif[0x0112] = orientation
    return encoded(image, exif=exif)


def chunk(kind, body):
    """Return one part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_claiming(width, height):
    """Return a PNG of a few bytes that says it is that large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )


def webp_bomb(width=9459, height=9459):
    """Return a WebP of forty bytes, valid to the last pixel, in which every one of very many pixels is the same."""
    bits = length = 0
    # signature, size, no alpha, version, no transform, no cache, one code group; then five codes of one symbol each
    parts = [(0x2F, 8), (width - 1, 14), (height - 1, 14), (0, 1), (0, 3), (0, 1), (0, 1), (0, 1)]
    for symbol in (0x80, 0x40, 0x20, 0xFF):
        parts += [(1, 1), (0, 1), (1, 1), (symbol, 8)]
    for value, size in [*parts, (1, 1), (0, 1), (0, 1), (0, 1)]:
        bits |= value << length
        length += size
    body = bits.to_bytes((length + 7) // 8, "little")
    part = b"VP8L" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(part)) + b"WEBP" + part


def segment(marker, body):
    """Return one segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_segments(picture, *segments):
    """Return a JPEG with more segments after its first marker."""
    return picture[:2] + b"".join(segments) + picture[2:]


def iim(*fields, is_utf8=True):
    """Return the segment of a JPEG that holds IPTC-IIM fields, given as number and bytes."""
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" if is_utf8 else b""
    for number, value in fields:
        block += bytes((0x1C, 2, number)) + struct.pack(">H", len(value)) + value
    block += b"\0" * (len(block) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block)


def packet(inside, doctype=""):
    """Return an XMP packet with these properties."""
    text = (
        f'{doctype}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    return text.encode()


def xmp(inside):
    """Return the segment of a JPEG that holds an XMP packet with these properties."""
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet(inside))


def upload(payload, name="picture.jpg"):
    """Return bytes as the file that a form or a command hands over."""
    return ContentFile(payload, name=name)
