"""What commands that import print: what became of every file, as a table or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from articles import ingest
from articles.folders import Found
from articles.ingest import Filed
from articles.management.terminal import paper

MANY = 20
LISTED = 60
FILED = ("created", "refreshed", "merged", "joined")


def add_options(parser: ArgumentParser) -> None:
    """Declare what every import can be told."""
    parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    parser.add_argument("--json", action="store_true", help="print a machine-readable report instead of the table")
    parser.add_argument("--quiet", action="store_true", help="print only what was refused")


def watched(found: list[Found], console: Console, options: dict[str, Any]) -> Iterable[Found]:
    """Show a progress bar on a terminal when there is much to do."""
    if len(found) < MANY or options["json"] or options["quiet"] or not console.is_terminal:
        return found
    return track(found, description="Importing", console=console, transient=True)


def finish(done: list[Filed], stdout: OutputWrapper, options: dict[str, Any]) -> None:
    """Print the report, and end with status 1 where something was refused."""
    if options["json"]:
        stdout.write(json.dumps([one.as_report() for one in done], ensure_ascii=False, indent=2))
    else:
        report(done, paper(stdout), quiet=options["quiet"], dry_run=options["dry_run"])
    if any(one.outcome == ingest.REFUSED for one in done):
        raise SystemExit(1)


def report(done: list[Filed], console: Console, *, quiet: bool, dry_run: bool) -> None:
    """Print what became of the files, of a great many only those that somebody must look at, and the sums."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("File", "Outcome", "Why", "Remedy"):
        table.add_column(column, overflow="fold")
    brief = quiet or len(done) > LISTED
    for one in done:
        if _needs_eyes(one, quiet=quiet) or not brief:
            table.add_row(*(Text(cell) for cell in _row(one)))
    if table.row_count:
        console.print(table)
    if not quiet:
        console.print(Text(_sums(done, dry_run=dry_run), style="bold"))


def _row(one: Filed) -> tuple[str, str, str, str]:
    if one.outcome in FILED and one.issues:
        codes = ", ".join(dict.fromkeys(issue.code for issue in one.issues))
        return one.file, f"{one.outcome}, needs review", codes, _where(one)
    return one.file, one.outcome, f"{one.code}: {one.reason}" if one.code else one.reason, one.remedy


def _where(one: Filed) -> str:
    return "Look at it among the admin's photos." if one.photo else "Look at it in the admin's queue."


def _sums(done: list[Filed], *, dry_run: bool) -> str:
    filed = [one for one in done if one.outcome in FILED]
    sums = {
        "filed": len(filed),
        "of them need review": sum(bool(one.issues) for one in filed),
        "held": sum(one.outcome == "held" for one in done),
        "unchanged": sum(one.outcome == "unchanged" for one in done),
        "refused": sum(one.outcome == ingest.REFUSED for one in done),
    }
    return ("Dry run, nothing written. " if dry_run else "") + " · ".join(
        f"{count} {name}" for name, count in sums.items()
    )


def _needs_eyes(one: Filed, *, quiet: bool) -> bool:
    return one.outcome == ingest.REFUSED or (not quiet and (one.outcome == "held" or bool(one.issues)))
