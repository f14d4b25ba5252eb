"""The files inside a zip archive. One bad member refuses the whole archive, before anything is unpacked."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.wire.story import Refusal

MEMBERS = 500
UNPACKED = 200 * 1024 * 1024
MEMBER = 30 * 1024 * 1024
RATIO = 200
SAFE_NAME = re.compile(r"[\w\-.,()'&+#@!\[\]{}= /]{1,240}")
NESTED = (".zip", ".tar", ".tgz", ".tar.gz", ".7z", ".rar")
IGNORED = re.compile(r"(?:__MACOSX/.{0,400}|(?:.{0,400}/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini))")
REMEDY = "Unpack it on your own machine, check what is inside, and import the files."
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, unpacked."""

    name: str
    content: bytes


class Rejected(Exception):
    """The archive must not be unpacked."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(code, reason, REMEDY)


def is_zip(head: bytes) -> bool:
    """Say whether bytes begin as a zip archive does."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def members(archive: BinaryIO) -> Iterator[Member]:
    """Yield the files of an archive, in its order.

    Names, sizes, kinds and checksums of all are checked before the first is yielded. Raises Rejected.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = _checked(opened)
            if broken := opened.testzip():
                raise Rejected("ZIP_BROKEN", f"The zip archive is damaged: {broken} is not what was packed.")
            for entry in entries:
                yield Member(entry.filename, _content(opened, entry))
    except BROKEN as error:
        raise Rejected("ZIP_BROKEN", f"The zip archive cannot be read: {type(error).__name__}.") from error


def _checked(opened: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members worth reading, or refuse the archive."""
    entries = opened.infolist()
    if len(entries) > MEMBERS:
        raise Rejected("ZIP_TOO_MANY", f"The zip archive holds {len(entries)} files; the limit is {MEMBERS}.")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise Rejected("ZIP_NAME", "The zip archive holds two files of the same name.")
    for entry in entries:
        _check_name(entry)
        _check_size(entry)
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Rejected("ZIP_TOO_LARGE", f"Unpacked, the zip archive is over {UNPACKED // 2**20} MB.")
    files = [entry for entry in entries if not entry.is_dir() and not IGNORED.fullmatch(entry.filename)]
    if not files:
        raise Rejected("EMPTY", "The zip archive holds no files.")
    return files


def _check_name(entry: zipfile.ZipInfo) -> None:
    """Refuse every name that could point outside the archive or confuse a person."""
    # orig_filename is what was stored: zipfile cuts the other at NUL and turns separators.
    for name in (entry.filename, entry.orig_filename):
        parts = name.rstrip("/").split("/")
        if not SAFE_NAME.fullmatch(name) or name.startswith("/") or any(not part.strip(". ") for part in parts):
            raise Rejected(
                "ZIP_PATH", "The zip archive holds a file whose path points outside it or cannot be trusted."
            )
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Rejected("ZIP_LINK", f"The zip archive holds a link or device: {entry.filename}.")
    if entry.filename.casefold().endswith(NESTED):
        raise Rejected("ZIP_NESTED", f"The zip archive holds another archive: {entry.filename}.")


def _check_size(entry: zipfile.ZipInfo) -> None:
    """Refuse locked members and bombs by what the directory says."""
    if entry.flag_bits & 0x1:
        raise Rejected("ZIP_ENCRYPTED", f"The zip archive is locked with a password: {entry.filename}.")
    if entry.file_size > MEMBER:
        raise Rejected("ZIP_TOO_LARGE", f"{entry.filename} is over {MEMBER // 2**20} MB unpacked.")
    if entry.file_size > 2**20 and entry.file_size > RATIO * max(1, entry.compress_size):
        raise Rejected("ZIP_BOMB", f"{entry.filename} unpacks to more than {RATIO} times its size.")


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one member, no further than the directory promised."""
    with opened.open(entry) as member:
        content = member.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise Rejected("ZIP_LIES", f"{entry.filename} is not of the size the zip archive says.")
    return content
