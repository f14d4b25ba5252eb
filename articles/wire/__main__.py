"""The cleaner on its own: `python -m articles.wire FILE… [--out FOLDER]` writes one JSON object a story."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from articles.wire.prediction import predictions
from articles.wire.reading import read

ENDINGS = (".gz", ".txt", ".html", ".htm", ".xml", ".json")


def main(argv: list[str] | None = None) -> int:
    """Clean the files named and write what came of each."""
    options = _options(argv)
    files = [one for path in options.paths for one in _files(path)]
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    for path in files:
        for count, found in enumerate(predictions(read(path.read_bytes(), path.name)), 1):
            name = stem(path.name) + (f"-{count}" if count > 1 else "")
            text = json.dumps({"id": name, **found}, ensure_ascii=False, indent=1)
            if options.out:
                (options.out / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            else:
                print(text)
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m articles.wire", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="captures, saved pages, or folders of them")
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="write one file a story here, not to standard output"
    )
    options = parser.parse_args(argv)
    missing = [str(one) for one in options.paths if not one.exists()]
    if missing:
        parser.error(f"no such file: {', '.join(missing)}")
    return options


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        one for one in path.rglob("*") if one.is_file() and one.name.endswith((".txt", ".html", ".html.gz", ".htm"))
    )


def stem(name: str) -> str:
    """Return the name a prediction is filed under: the file's name without its endings."""
    for end in ENDINGS:
        name = name.removesuffix(end)
    return name


if __name__ == "__main__":
    sys.exit(main())
