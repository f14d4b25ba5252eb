"""Import pictures: files, folders, zip archives, or standard input."""

from __future__ import annotations

import random
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from articles import ingest
from articles.folders import Found, find
from articles.ingest import Filed
from articles.management.reporting import add_options, finish, watched
from articles.management.terminal import paper
from articles.wire.zips import is_zip


class Command(BaseCommand):
    """Exit status: 0 all taken in, 1 something was refused, 2 wrong usage."""

    help = "Import pictures from files, folders, zip archives or, with -, standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, folder or zip archive; - is standard input"
        )
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every picture; one that fails never stops the others."""
        found = find(options["paths"])
        order = {one.path: at for at, one in enumerate(found)}
        # In any order, so that two that import the same folder at once share the work instead of doing it twice.
        shuffled = watched(random.sample(found, len(found)), paper(self.stdout), options)
        taken = [(order[one.path], list(_answer(one, dry_run=options["dry_run"]))) for one in shuffled]
        taken.sort(key=lambda pair: pair[0])
        finish([filed for _, several in taken for filed in several], self.stdout, options)


def _answer(one: Found, *, dry_run: bool) -> Iterator[Filed]:
    if one.refusal:
        yield Filed.refused(one.name, one.refusal)
    else:
        yield from ingest.answered(_import(one, dry_run=dry_run), name=one.name)


def _import(one: Found, *, dry_run: bool) -> Iterator[Filed]:
    with one.open() as stream:
        head = stream.read(4)
        stream.seek(0)
        if is_zip(head):
            yield from ingest.receive_zip(stream, name=one.name, dry_run=dry_run, take=ingest.receive_photo)
        else:
            yield from ingest.receive_photo(stream, name=one.name, dry_run=dry_run)
