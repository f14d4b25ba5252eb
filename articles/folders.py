"""The files that paths name, one by one, whatever is wrong with some of them."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.wire.story import Refusal

STDIN = "-"
UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to import, or the reason why it is none."""

    path: str
    name: str
    refusal: Refusal | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the file's bytes. Raises OSError."""
        if self.path == STDIN:
            yield io.BytesIO(sys.stdin.buffer.read())
            return
        # Opened without blocking: a pipe put in place of the file since must not hang the import.
        descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            yield stream


def printable(path: str) -> str:
    """Return a path that can be printed and stored: no control character, no broken byte."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def find(paths: list[str]) -> list[Found]:
    """Return every file that the paths name, folders in the order of their names.

    Hidden files, and those whose name says that they are still being written, are left out.
    """
    return [found for path in paths for found in _find_one(path)]


def _find_one(path: str) -> Iterator[Found]:
    if path == STDIN:
        yield Found(path, "standard input")
    elif os.path.isdir(path) and not os.path.islink(path):
        yield from _walk(path)
    else:
        yield _look(path, Path(path).name or path)


def _walk(folder: str) -> Iterator[Found]:
    for parent, folders, files in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith(UNFINISHED):
                path = os.path.join(parent, name)
                yield _look(path, os.path.relpath(path, folder))


def _look(path: str, name: str) -> Found:
    """Say whether a path is a file that can be read."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return _refused(path, name, "NOT_FOUND", "There is no such file.", "Check the path.")
    except OSError as error:
        return _refused(
            path, name, "UNREADABLE", f"The file cannot be read: {error.strerror}.", "Check its permissions."
        )
    if not stat.S_ISREG(mode):
        kind = "a link" if stat.S_ISLNK(mode) else "no regular file"
        return _refused(path, name, "NOT_A_FILE", f"This is {kind}.", "Import the file itself.")
    return Found(path, printable(name))


def _refused(path: str, name: str, code: str, reason: str, remedy: str) -> Found:
    return Found(path, printable(name), Refusal(code, reason, remedy))
