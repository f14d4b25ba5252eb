"""Import wire copy: files, folders, zip archives, or standard input."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import ingest
from articles.batches import Incoming, receive_many
from articles.folders import STDIN, Found, find
from articles.ingest import Filed
from articles.management.reporting import add_options, finish, watched
from articles.management.terminal import paper
from articles.models import Source


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
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every file; one that fails never stops the others."""
        source = _source(options["source"])
        console = paper(self.stdout)
        found = find(options["paths"])
        done = list(_import_all(watched(found, console, options), source, dry_run=options["dry_run"]))
        finish(done, self.stdout, options)


def _source(slug: str) -> Source:
    source = Source.objects.select_related("default_section").filter(slug=slug).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no source “{slug}”. Known: {known}. Add one in the admin.", returncode=2)
    return source


def _import_all(found: Iterable[Found], source: Source, *, dry_run: bool) -> Iterator[Filed]:
    for is_file, run in groupby(found, key=lambda one: not one.refusal and one.path != STDIN):
        if is_file and not dry_run:
            yield from receive_many((Incoming(one.name, one.open) for one in run), source=source)
            continue
        for one in run:
            if one.refusal:
                yield Filed.refused(one.name, one.refusal)
            else:
                yield from ingest.answered(_import(one, source, dry_run=dry_run), name=one.name)


def _import(one: Found, source: Source, *, dry_run: bool) -> Iterator[Filed]:
    with one.open() as stream:
        yield from ingest.receive(stream, name=one.name, source=source, dry_run=dry_run)
