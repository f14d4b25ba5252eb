"""The IPTC-IIM block of a picture: the older form of its metadata, in fields of limited length."""

from __future__ import annotations

from collections.abc import Iterator

FIELDS = {  # number of a record 2 field: our name
    5: "title",
    40: "instructions",
    55: "taken",
    60: "taken_time",
    80: "creator",
    85: "job_title",
    90: "city",
    92: "sublocation",
    95: "state",
    101: "country",
    103: "supplier_ref",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright",
    120: "description",
}
UTF_8 = b"\x1b%G"
MARK, HEADER, LONGEST = 0x1C, 5, 0x7FFF


def read(block: bytes) -> dict[str, list[str]]:
    """Return what a block says, by our names. A length that lies ends the reading; what came before it stands."""
    found: dict[str, list[str]] = {}
    is_utf8 = False
    for record, number, value in _fields(block):
        if (record, number) == (1, 90):
            is_utf8 = value == UTF_8
        elif record == 2 and number in FIELDS and (text := _text(value, is_utf8)):
            found.setdefault(FIELDS[number], []).append(text)
    return found


def _fields(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + HEADER <= len(block) and block[at] == MARK:
        length = int.from_bytes(block[at + 3 : at + 5], "big")
        end = at + HEADER + length
        if length > LONGEST or end > len(block):
            return
        yield block[at + 1], block[at + 2], block[at + HEADER : end]
        at = end


def _text(value: bytes, is_utf8: bool) -> str:
    """Decode a value: as declared, else as UTF-8 where it is valid, else as Windows does. Some fill fields with NUL."""
    value = value.strip(b"\0 ")
    if is_utf8:
        return value.decode("utf-8", "replace").strip()
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace").strip()
