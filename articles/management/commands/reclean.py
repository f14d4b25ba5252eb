"""Clean again what was received: with the cleaner of today and all that the desk has ruled since."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from articles import diff, filing, recleaning
from articles.diff import Mark
from articles.management.terminal import paper
from articles.models import Article, Source
from articles.recleaning import Done
from articles.wire.merge import Change
from articles.workflow import Stale

MANY = 20
LISTED = 60
SIGNS = {Mark.SAME: ("", ""), Mark.GONE: ("[-", "-]"), Mark.NEW: ("{+", "+}")}
STYLES = {Mark.SAME: "", Mark.GONE: "red strike", Mark.NEW: "green"}


class Command(BaseCommand):
    """Exit status: 0 all done, 1 something was refused, 2 wrong usage."""

    help = "Clean stories again from the bytes they came from, and merge the result; no edit of the desk is lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--source", metavar="SLUG", help="every story of one source")
        which.add_argument("--article", metavar="ID", type=int, help="one story")
        which.add_argument("--all", action="store_true", help="every story that came over the wire")
        parser.add_argument(
            "--dry-run", action="store_true", help="show every word that would change and write nothing"
        )
        parser.add_argument("--published", action="store_true", help="change stories too that readers see")
        parser.add_argument("--json", action="store_true", help="print a machine-readable report instead of the table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean every story again; one that fails never stops the others."""
        console = paper(self.stdout)
        dry_run, as_json = options["dry_run"], options["json"]
        keys = _keys(options)
        done: list[Done] = []
        for one in _reclean_all(
            _watched(keys, console, quiet=as_json), dry_run=dry_run, published=options["published"]
        ):
            done.append(one)
            if dry_run and not as_json:
                _show(one, console)
        if as_json:
            self.stdout.write(json.dumps([one.as_report() for one in done], ensure_ascii=False, indent=2))
        else:
            report(done, console, dry_run=dry_run)
        if any(one.outcome == recleaning.REFUSED for one in done):
            raise SystemExit(1)


def _keys(options: dict[str, Any]) -> list[int]:
    """Return the ids of the stories asked for, the newest first."""
    if options["article"] is not None:
        if not Article.objects.filter(pk=options["article"]).exists():
            raise CommandError(f"There is no story {options['article']}.", returncode=2)
        return [options["article"]]
    source = None
    if options["source"] is not None:
        source = Source.objects.filter(slug=options["source"]).first()
        if source is None:
            known = ", ".join(Source.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no source “{options['source']}”. Known: {known}.", returncode=2)
    return list(recleaning.stories_of(source).values_list("pk", flat=True))


def _watched(keys: list[int], console: Console, *, quiet: bool) -> Iterable[int]:
    """Show a progress bar on a terminal when there is much to do."""
    if len(keys) < MANY or quiet or not console.is_terminal:
        return keys
    return track(keys, description="Cleaning", console=console, transient=True)


def _reclean_all(keys: Iterable[int], *, dry_run: bool, published: bool) -> Iterator[Done]:
    for key in keys:
        article = Article.objects.select_related("section", "source__default_section").filter(pk=key).first()
        if article is None:
            continue
        try:
            if dry_run:
                yield recleaning.foresee(article, published=published)
            else:
                yield recleaning.reclean(article, by=None, published=published)
        except Stale:
            reason = "Somebody saved the story at the same moment."
            yield Done(article, recleaning.REFUSED, "STALE", reason, "Run the command again.")
        except DatabaseError as error:
            reason = f"The database did not take it: {type(error).__name__}."
            yield Done(
                article, recleaning.REFUSED, "DATABASE", reason, "See that the database is up, then run it again."
            )


def _show(done: Done, console: Console) -> None:
    """Print every word of a story that would change."""
    if not done.applied and not done.conflicts:
        return
    console.print(Text(f"\n{done.article.pk}  {done.article}", style="bold"))
    for change in done.applied:
        console.print(Text(f"  {filing.what(change)}: {change.what}", style="dim"))
        for line in words(change, coloured=console.is_terminal):
            console.print(Text("    ").append_text(line))
    for conflict in done.conflicts:
        console.print(Text(f"  {filing.what(conflict)}: conflict, ours stays", style="yellow"))
        console.print(Text(f"    ours    {_flat(conflict.ours)}\n    theirs  {_flat(conflict.theirs)}"))


def words(change: Change, *, coloured: bool) -> list[Text]:
    """Return the texts of a change with what went and what is new marked, by colour or by signs."""
    if change.before == change.after:
        return [Text(_flat(change.after))]
    found = []
    for line in diff.words(_flat(change.before), _flat(change.after)):
        text = Text()
        for span in line:
            opening, closing = ("", "") if coloured else SIGNS[span.mark]
            text.append(f"{opening}{span.text}{closing}" if span.text else "", style=STYLES[span.mark])
        if text.plain.strip("[]{}+- "):
            found.append(text)
    return found


def _flat(text: str) -> str:
    return " ".join(text.split()) or ""


def report(done: list[Done], console: Console, *, dry_run: bool) -> None:
    """Print what became of the stories, of a great many only those that somebody must look at, and the sums."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("Story", "Headline", "Outcome", "Why", "Remedy"):
        table.add_column(column, overflow="fold")
    brief = len(done) > LISTED
    for one in done:
        if one.outcome in (recleaning.CONFLICTS, recleaning.REFUSED) or not brief:
            table.add_row(*(Text(cell) for cell in _row(one)))
    if table.row_count:
        console.print(table)
    sums = (recleaning.CHANGED, recleaning.UNCHANGED, recleaning.CONFLICTS, recleaning.REFUSED)
    told = " · ".join(f"{sum(one.outcome == name for one in done)} {name}" for name in sums)
    console.print(Text(("Dry run, nothing written. " if dry_run else "") + told, style="bold"))


def _row(one: Done) -> tuple[str, ...]:
    why, remedy = f"{one.code}: {one.reason}" if one.code else "", one.remedy
    if one.outcome == recleaning.CONFLICTS:
        why = "; ".join(filing.what(conflict) for conflict in one.conflicts)
        remedy = "Ours stays. Look at the story in the admin."
    return str(one.article.pk), str(one.article), one.outcome, why, remedy
