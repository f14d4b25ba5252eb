"""Show what the cleaner makes of a capture, line by line, and why."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.text import Text

from articles.folders import find
from articles.ingest import IN_MEMORY
from articles.management.terminal import paper
from articles.wire import read
from articles.wire.archive import dump, dump_issues, dump_pieces
from articles.wire.story import Fate, Piece, Reading, Story

STYLES = {Fate.REMOVED: "dim strike", Fate.REPEAT: "dim strike", Fate.HEADLINE: "bold", Fate.PARAGRAPH: ""}
COLOURS = {Fate.REMOVED: "red", Fate.REPEAT: "yellow", Fate.PARAGRAPH: "green"}


class Command(BaseCommand):
    """Exit status: 0 a story was found, 1 refused, 2 wrong usage. Nothing is written to the database."""

    help = "Show what became of each line of a capture, and the rule that decided it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("file", help="the capture; - is standard input")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file and print every piece with its fate, then the stories, then the issues."""
        found = find([options["file"]])
        if len(found) != 1:
            self.stderr.write("Name one file. For many at once, use import_wire --dry-run.")
            raise SystemExit(2)
        if found[0].refusal:
            self.stderr.write(f"{found[0].name}: {found[0].refusal.reason} {found[0].refusal.remedy}")
            raise SystemExit(1)
        with found[0].open() as stream:
            reading = read(stream.read(IN_MEMORY + 1), found[0].name)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(reading), ensure_ascii=False, indent=2))
        else:
            _print(reading, paper(self.stdout))
        if reading.refusal:
            raise SystemExit(1)


def _as_json(reading: Reading) -> dict[str, Any]:
    refusal = reading.refusal
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "refused": {"code": refusal.code, "reason": refusal.reason, "remedy": refusal.remedy} if refusal else None,
        "pieces": dump_pieces(reading.pieces),
        "stories": [
            dump(story) | {"pieces": dump_pieces(story.pieces), "issues": dump_issues(story.issues)}
            for story in reading.stories
        ],
    }


def _print(reading: Reading, console: Console) -> None:
    for piece in reading.pieces if not reading.stories else ():
        console.print(_line(piece))
    for story in reading.stories:
        for piece in story.pieces:
            console.print(_line(piece))
        _print_story(story, console)
    if refusal := reading.refusal:
        console.print(Text(f"\nRefused, {refusal.code}: {refusal.reason} {refusal.remedy}", style="bold red"))


def _line(piece: Piece) -> Text:
    """Return one piece of the capture: its line, its fate, its text, then the rule with the evidence."""
    colour = COLOURS.get(piece.fate, "cyan")
    line = Text(f"{piece.line:>4} ")
    line.append(f"{piece.fate:<13} ", style=colour)
    line.append(" ".join(piece.text.split()), style=STYLES.get(piece.fate, ""))
    reason = "; ".join(dict.fromkeys([piece.rule, *piece.why]))
    line.append(f"  ← {reason}", style="dim")
    return line


def _print_story(story: Story, console: Console) -> None:
    console.rule("The story", align="left")
    console.print(Text(story.headline or "(no headline)", style="bold"))
    rows = {
        "standfirst": story.standfirst,
        "byline": "; ".join(one.raw for one in story.bylines),
        "date": story.date.isoformat() if story.date else "",
        "section": story.section,
    }
    for name, value in rows.items():
        console.print(Text(f"{name:<11}{value or '–'}"))
    for place in range(len(story.body) + 1):
        for picture in (one for one in story.pictures if one.after == place):
            credit = "/".join(part for part in (picture.credit.photographer, picture.credit.agency) if part)
            title = f"{picture.title}: " if picture.title else ""
            console.print(Text(f"\n[photo] {title}{picture.caption} ({credit or 'no credit'})", style="cyan"))
        if place < len(story.body):
            console.print(Text(f"\n{story.body[place].text}"))
    console.rule("The issues", align="left")
    for issue in story.issues:
        console.print(Text(f"{issue.code} (line {issue.line}): {issue.message}", style="yellow"))
    if not story.issues:
        console.print("none")
