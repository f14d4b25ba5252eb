"""Import wire copy: files, folders, zip archives, or standard input."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from articles import ingest
from articles.folders import Found, find
from articles.ingest import Filed
from articles.management.terminal import paper
from articles.models import Source

MANY = 20
LISTED = 60
FILED = ("created", "refreshed", "merged")


class Command(BaseCommand):
    """Exit status: 0 all filed, 1 something was refused, 2 wrong usage."""

    help = "Import wire copy from files, folders, zip archives or, with -, standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, folder or zip archive; - is standard input"
        )
        parser.add_argument(
            "--source", default="by-hand", help="the slug of the source the copy came from (%(default)s)"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="print a machine-readable report instead of the table")
        parser.add_argument("--quiet", action="store_true", help="print only what was refused")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every file; one that fails never stops the others."""
        source = _source(options["source"])
        console = paper(self.stdout)
        found = find(options["paths"])
        done = list(_import_all(_watched(found, console, options), source, dry_run=options["dry_run"]))
        if options["json"]:
            self.stdout.write(json.dumps([one.as_report() for one in done], ensure_ascii=False, indent=2))
        else:
            report(done, console, quiet=options["quiet"], dry_run=options["dry_run"])
        if any(one.outcome == ingest.REFUSED for one in done):
            raise SystemExit(1)


def _source(slug: str) -> Source:
    source = Source.objects.select_related("default_section").filter(slug=slug).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no source “{slug}”. Known: {known}. Add one in the admin.", returncode=2)
    return source


def _watched(found: list[Found], console: Console, options: dict[str, Any]) -> Iterable[Found]:
    """Show a progress bar on a terminal when there is much to do."""
    if len(found) < MANY or options["json"] or options["quiet"] or not console.is_terminal:
        return found
    return track(found, description="Importing", console=console, transient=True)


def _import_all(found: Iterable[Found], source: Source, *, dry_run: bool) -> Iterator[Filed]:
    for one in found:
        if one.refusal:
            yield Filed.refused(one.name, one.refusal)
        else:
            yield from ingest.answered(_import(one, source, dry_run=dry_run), name=one.name)


def _import(one: Found, source: Source, *, dry_run: bool) -> Iterator[Filed]:
    with one.open() as stream:
        yield from ingest.receive(stream, name=one.name, source=source, dry_run=dry_run)


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
        return one.file, f"{one.outcome}, needs review", codes, "Look at it in the admin's queue."
    return one.file, one.outcome, f"{one.code}: {one.reason}" if one.code else "", one.remedy


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
