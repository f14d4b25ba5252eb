"""Where commands print."""

from __future__ import annotations

from typing import IO, Any

from django.core.management.base import OutputWrapper
from rich.console import Console

PIPE_WIDTH = 200


def paper(stream: OutputWrapper) -> Console:
    """Return rich's console over a command's output: as wide as the terminal, and wide where there is none."""
    out: IO[str] = vars(stream)["_out"]
    return Console(file=out, highlight=False, width=None if _is_terminal(out) else PIPE_WIDTH)


def _is_terminal(out: Any) -> bool:
    return bool(getattr(out, "isatty", lambda: False)())
