"""How well the cleaner does on specimens with truth: `NEWSROOM_CORPUS=… python -m articles.wire.scores [--write]`.

The truth lies beside each specimen as JSON in the form of `prediction`. A field whose truth is missing is not scored,
unless the truth lists it under "absent": then it must be empty. Body kinds "standfirst" and "optional" are neutral.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from articles.wire.clean.typography import FOLD
from articles.wire.prediction import predictions
from articles.wire.reading import read

KINDS = {
    "captures": ("captures", ".txt"),
    "pages, saved HTML": ("pages", ".html.gz"),
    "pages, block dump": ("pages", ".dump.txt"),
    "pages, lynx dump": ("pages", ".lynx.txt"),
    "pages, split dump": ("pages", ".bs4.txt"),
}
COLUMNS = (
    "headline",
    "standfirst",
    "byline",
    "date",
    "section",
    "para_F1",
    "perfect_body",
    "leak_pct",
    "caption_R",
    "caption_P",
    "credit",
)
# What the cleaner reached. A floor may rise; it never falls unasked.
FLOORS: dict[str, dict[str, float]] = {
    "captures": {"headline": 0.96, "standfirst": 0.96, "byline": 0.96, "date": 0.96, "section": 0.93, "para_F1": 0.95, "perfect_body": 0.93, "leak_pct": 0.5, "caption_R": 0.93, "caption_P": 0.96, "credit": 0.96},
    "pages, saved HTML": {"headline": 0.96, "byline": 0.92, "date": 0.92, "section": 0.84, "para_F1": 0.97, "perfect_body": 0.85, "leak_pct": 0.4, "caption_R": 0.94, "caption_P": 0.88, "credit": 0.9},
    "pages, block dump": {"headline": 0.96, "byline": 0.92, "date": 0.8, "para_F1": 0.97, "perfect_body": 0.8, "leak_pct": 0.3, "caption_R": 0.84, "caption_P": 0.87, "credit": 0.9},
    "pages, lynx dump": {"headline": 0.96, "byline": 0.88, "date": 0.8, "para_F1": 0.97, "perfect_body": 0.7, "leak_pct": 0.3, "caption_R": 0.82, "caption_P": 0.8, "credit": 0.87},
    "pages, split dump": {"headline": 0.96, "byline": 0.88, "date": 0.8, "para_F1": 0.95, "perfect_body": 0.62, "leak_pct": 0.5, "caption_R": 0.8, "caption_P": 0.84, "credit": 0.88},
}  # fmt: skip
README = Path(__file__).with_name("README.md")
AGENCY = re.compile(r"pa(?: (?:wire|images|archive|media|photos|news agency|graphics))?|press association(?: images)?")
Row = dict[str, Any]


def norm(text: str | None) -> str:
    """Return the text as scores compare it: quotes, dashes and spaces aside."""
    flat = unicodedata.normalize("NFKC", text or "").translate(FOLD).replace("…", "...")
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(flat.split()))


def _line(text: str | None) -> str:
    return norm(text).casefold()


def _caption(text: str | None) -> str:
    return _line(text).rstrip(". ")


def _agency(text: str | None) -> str:
    return "pa" if AGENCY.fullmatch(_line(text)) else _line(text)


def _body(story: Row) -> list[tuple[str, str]]:
    blocks = [one if isinstance(one, dict) else {"kind": "p", "text": one} for one in story.get("body") or []]
    return [(one.get("kind", "p"), norm(one.get("text"))) for one in blocks if norm(one.get("text"))]


def score(truth: Row, found: Row) -> Row:
    """Score one prediction against its truth."""
    if truth.get("refused"):
        return {"refused": float(bool(found.get("refused")))}
    result: Row = {}
    for name in ("headline", "standfirst", "section", "date", "agency"):
        wanted = truth.get(name)
        if wanted or name in truth.get("absent", ()):
            right = {_line(wanted), *(_line(one) for one in truth.get(f"{name}_alt") or [])}
            value = _agency(found.get(name)) if name == "agency" else _line(found.get(name))
            result[name] = float(value in ({_agency(wanted)} if name == "agency" else right))
    if truth.get("byline_names") is not None:
        result["byline"] = float(
            sorted(map(_line, truth["byline_names"])) == sorted(map(_line, found.get("byline_names") or []))
        )
    return result | _text(truth, found) | _photos(truth, found)


def _text(truth: Row, found: Row) -> Row:
    free = Counter(text for kind, text in _body(truth) if kind in ("standfirst", "optional"))
    wanted = Counter(text for kind, text in _body(truth) if kind not in ("standfirst", "optional"))
    got = Counter(text for _, text in _body(found))
    got -= Counter({text: count for text, count in free.items() if text not in wanted})
    hits = sum((wanted & got).values())
    misses, extras = sum(wanted.values()) - hits, sum(got.values()) - hits
    f1 = 2 * hits / (2 * hits + misses + extras) if hits or misses or extras else 1.0
    every = [truth.get(name) for name in ("headline", "standfirst", "byline_raw", "section")] + list(
        truth.get("byline_names") or []
    )
    every += [text for _, text in _body(truth)]
    every += [
        photo.get(name)
        for photo in truth.get("photos") or []
        for name in ("title", "caption", "photographer", "agency")
    ]
    said = Counter(word for text in every if text for word in re.findall(r"\w+", _line(text)))
    kept = Counter(word for _, text in _body(found) for word in re.findall(r"\w+", text.casefold()))
    return {"para_F1": f1, "perfect_body": float(f1 == 1.0), "leak": (sum((kept - said).values()), sum(kept.values()))}


def _photos(truth: Row, found: Row) -> Row:
    if truth.get("photos") is None:
        return {}
    pool = list(found.get("photos") or [])
    hits = credited = credits = 0
    for photo in truth["photos"]:
        signed = (_line(photo.get("photographer")), _agency(photo.get("agency")))
        credits += any(signed)
        match = next((one for one in pool if _same(photo, one, signed)), None)
        if match is None:
            continue
        pool.remove(match)
        hits += 1
        credited += any(signed) and signed == (_line(match.get("photographer")), _agency(match.get("agency")))
    return {"photo": (hits, len(pool), len(truth["photos"]) - hits), "credit": (credited, credits)}


def _same(photo: Row, other: Row, signed: tuple[str, str]) -> bool:
    if _caption(photo.get("caption")) != _caption(other.get("caption")):
        return False
    return bool(photo.get("caption")) or signed == (_line(other.get("photographer")), _agency(other.get("agency")))


def specimens(corpus: Path, kind: str) -> Iterator[tuple[Row, Path]]:
    """Yield truth and file of every specimen of a kind."""
    folder, ending = KINDS[kind]
    for path in sorted((corpus / folder).glob(f"*{ending}")):
        truth = path.with_name(path.name.removesuffix(ending) + ".json")
        if truth.exists():
            yield json.loads(truth.read_text(encoding="utf-8")), path


def table(corpus: Path, kind: str) -> dict[str, float]:
    """Score every specimen of a kind and return the averages."""
    return averages(
        score(truth, predictions(read(path.read_bytes(), path.name))[0]) for truth, path in specimens(corpus, kind)
    )


def averages(scored: Iterable[Row]) -> dict[str, float]:
    """Return the averages of scored specimens."""
    rows = list(scored)
    means = {}
    for name in ("refused", "headline", "standfirst", "byline", "date", "section", "agency", "para_F1", "perfect_body"):
        values = [row[name] for row in rows if name in row]
        if values:
            means[name] = sum(values) / len(values)
    total = [sum(row["photo"][at] for row in rows if "photo" in row) for at in range(3)]
    pairs = {
        name: [sum(row[name][at] for row in rows if name in row) for at in range(2)] for name in ("leak", "credit")
    }
    return means | {
        "leak_pct": 100 * pairs["leak"][0] / max(1, pairs["leak"][1]),
        "caption_R": total[0] / max(1, total[0] + total[2]),
        "caption_P": total[0] / max(1, total[0] + total[1]),
        "credit": pairs["credit"][0] / max(1, pairs["credit"][1]),
    }


def markdown(found: dict[str, dict[str, float]]) -> str:
    """Write the averages of each kind as a table for people."""
    lines = [
        "| specimens | " + " | ".join(name.replace("_", " ") for name in COLUMNS) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    for kind, means in found.items():
        cells = [f"{means[name]:.2f}" if name in means else "–" for name in COLUMNS]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def publish(text: str, name: str) -> None:
    """Put a table into the README beside this file, between the marks of its name."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = README.read_text(encoding="utf-8").split(begin, 1)
    README.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Print the table, or write it into the README beside this file."""
    parser = argparse.ArgumentParser(prog="python -m articles.wire.scores", description=__doc__)
    parser.add_argument("corpus", type=Path, help="the folder of specimens")
    parser.add_argument("--write", action="store_true", help="put the table into articles/wire/README.md")
    options = parser.parse_args(argv)
    text = markdown({kind: table(options.corpus, kind) for kind in KINDS})
    if options.write:
        publish(text, "scores")
    else:
        sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
