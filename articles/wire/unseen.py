"""How well the cleaner does on publishers it has never seen: `python -m articles.wire.unseen CORPUS [FOLDER…] [--write]`.

The specimens of one house at a time are kept out, the weights are learnt from all others, and the house is judged by
them. FOLDERs (golden pairs) are learnt from and never judged. `--folds N` keeps houses out in N groups, `--orders 1
--epochs 4` learns less: both are quicker. `--out` keeps what was found, one file a specimen; `--write` puts the table
into the README beside this file.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from articles.wire import prediction, scores
from articles.wire.clean.assemble import assemble
from articles.wire.clean.doubts import doubt
from articles.wire.clean.grammar import Grammar, decide
from articles.wire.clean.weights import KINDS as TABLES
from articles.wire.learning import EPOCHS, ORDERS, Lesson, lesson_of, lessons, table_of
from articles.wire.reading import draft_of, is_story

HOST = re.compile(r"^https?://(?:www\.)?(?P<name>[\w-]+)\.")
# Titles whose pages come out of one system are one house.
HOUSES = {
    "mirror": "reach", "dailystar": "reach", "express": "reach", "independent": "independent", "standard": "independent",
}  # fmt: skip
Row = dict[str, Any]


@dataclass(slots=True)
class Specimen:
    """One specimen with its truth, and the house it comes from."""

    kind: str
    house: str
    truth: Row
    lesson: Lesson


def house(path: Path) -> str:
    """Name the house a specimen comes from: by the address its saved page gives, else by the name of its file."""
    stem = path.name.split(".")[0]
    page = path.with_name(f"{stem}.html.gz")
    draft = draft_of(page.read_bytes()) if page.exists() else None
    found = HOST.match(draft.page.canonical) if draft else None
    name = found["name"] if found else re.split(r"[-_]", stem)[0]
    return HOUSES.get(name, name)


def specimens(corpus: Path, kinds: Iterable[str]) -> Iterator[Specimen]:
    """Yield every specimen of the kinds with its house."""
    houses: dict[str, str] = {}
    for kind in kinds:
        for truth, path in scores.specimens(corpus, kind):
            stem = path.name.split(".")[0]
            houses.setdefault(stem, house(path))
            lesson = lesson_of(path, truth)
            if lesson is not None:
                yield Specimen(kind, houses[stem], truth, lesson)


def groups(known: list[Specimen], folds: int) -> list[set[str]]:
    """Return the houses to keep out together, each group about as large as the others; without folds each by itself."""
    sizes: dict[str, int] = {}
    for one in known:
        sizes[one.house] = sizes.get(one.house, 0) + 1
    ordered = sorted(sizes, key=lambda name: (-sizes[name], name))
    if not folds or folds >= len(ordered):
        return [{name} for name in ordered]
    parts: list[set[str]] = [set() for _ in range(folds)]
    for name in ordered:
        min(parts, key=lambda part: sum(sizes[one] for one in part)).add(name)
    return parts


@dataclass(frozen=True, slots=True)
class Course:
    """How a table is learnt for houses kept out, and from which other lessons."""

    folds: int = 0
    epochs: int = EPOCHS
    orders: int = ORDERS
    more: tuple[Lesson, ...] = ()


def judged(known: list[Specimen], course: Course) -> list[Row]:
    """Predict every specimen by weights learnt without its house."""
    found: dict[str, Row] = {}
    for kind in TABLES:
        mine = [one for one in known if one.lesson.draft.kind == kind]
        more = [one for one in course.more if one.draft.kind == kind]
        for part in groups(mine, course.folds):
            grammar = Grammar(table_of([*outside(mine, part), *more], kind, course.epochs, course.orders))
            found |= {one.lesson.name: predict(one.lesson, grammar) for one in mine if one.house in part}
    return [found[one.lesson.name] for one in known]


def outside(known: list[Specimen], part: set[str]) -> list[Lesson]:
    """Return what may be learnt from when these houses are judged: every lesson of another house."""
    return [one.lesson for one in known if one.house not in part and not one.truth.get("refused")]


def predict(lesson: Lesson, grammar: Grammar) -> Row:
    """Make the story of one specimen by a grammar, in the form that is scored."""
    draft = replace(lesson.draft, units=[*lesson.draft.units], issues=[*lesson.draft.issues])
    story = assemble(draft, decide(draft, grammar=grammar), None)
    return prediction.story(doubt(story, is_page=draft.is_page)) if is_story(story) else prediction.refused(None)


def keep(folder: Path, known: list[Specimen], found: list[Row]) -> None:
    """Write what was found, one file a specimen."""
    folder.mkdir(parents=True, exist_ok=True)
    for one, row in zip(known, found, strict=True):
        text = json.dumps(row, ensure_ascii=False, indent=1)
        (folder / f"{one.lesson.name}.json").write_text(text, encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Print the table of houses kept out, or write it into the README."""
    parser = argparse.ArgumentParser(prog="python -m articles.wire.unseen", description=__doc__)
    parser.add_argument("corpus", type=Path, help="the folder of specimens to judge")
    parser.add_argument("folders", nargs="*", type=Path, help="folders of golden pairs to learn from as well")
    parser.add_argument("--folds", type=int, default=0, help="keep houses out in so many groups; 0: one at a time")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--orders", type=int, default=ORDERS)
    parser.add_argument("--kinds", nargs="+", choices=list(scores.KINDS), default=list(scores.KINDS))
    parser.add_argument("--out", type=Path, help="where to keep what was found")
    parser.add_argument("--write", action="store_true", help="put the table into articles/wire/README.md")
    options = parser.parse_args(argv)
    known = list(specimens(options.corpus, options.kinds))
    course = Course(options.folds, options.epochs, options.orders, tuple(lessons(options.folders)))
    found = judged(known, course)
    if options.out:
        keep(options.out, known, found)
    rows: dict[str, list[Row]] = {kind: [] for kind in options.kinds}
    for one, row in zip(known, found, strict=True):
        rows[one.kind].append(scores.score(one.truth, row))
    text = scores.markdown({kind: scores.averages(values) for kind, values in rows.items()})
    if options.write:
        scores.publish(text, "unseen")
    else:
        sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
