"""Measure the desk's way in: `python -m tests.bench.filing FILES STORIES`, in an empty database of its own.

import   NITF files of usual length a second, beside a bare bulk insert of the same rows; memory before and after
twins    how long it takes to find a story again in another dress among STORIES, and how often it is found

It fills the database that DATABASE_URL names, or one under NEWSROOM_HOME: give it an empty one of each.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from random import Random
from statistics import median, quantiles
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.dev")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import filing  # noqa: E402
from articles.batches import Incoming, receive_many  # noqa: E402
from articles.filing import twins  # noqa: E402
from articles.models import (  # noqa: E402
    Article,
    ArticleByline,
    Delivery,
    Revision,
    Shingle,
    Source,
    WireVersion,
)
from articles.wire.archive import dump  # noqa: E402
from articles.wire.match import SKETCH, identity  # noqa: E402
from articles.wire.story import Block, Story  # noqa: E402
from tests.bench.child import held  # noqa: E402

SIZE, FILL = 50, 2000
LENGTH = 400  # shingles of a story of usual length
PARAGRAPHS, WORDS = 16, (20, 32)  # about 400 words
NITF = """<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>1 {topic} Story</title>
<docdata management-status="usable"><doc-id id-string="{uuid}HHH-1-1" regsrc="PA"/>
<date.issue norm="20261124T090000Z"/></docdata></head>
<body><body.head><hedline><hl1>{headline}</hl1></hedline>
<byline>By Ann Hale, Press Association Political Correspondent</byline></body.head>
<body.content>{paragraphs}</body.content></body></nitf>"""


class Wire:
    """Makes stories that have no more in common than the words of a language."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        sounds = [a + b for a in "bcdfglmnprst" for b in "aeiou"]
        self.words = ["".join(self.random.choices(sounds, k=self.random.randint(1, 4))) for _ in range(4000)]
        self.weights = [1 / (rank + 10) for rank in range(4000)]

    def paragraph(self) -> str:
        """Return a sentence of usual length."""
        words = self.random.choices(self.words, self.weights, k=self.random.randint(*WORDS))
        return " ".join(words).capitalize() + "."

    def texts(self) -> list[str]:
        """Return the paragraphs of a story."""
        return [self.paragraph() for _ in range(PARAGRAPHS)]

    def nitf(self) -> bytes:
        """Return a story as a file of the wire."""
        number = f"{self.random.getrandbits(128):032x}"
        uuid = "-".join((number[:8], number[8:12], number[12:16], number[16:20], number[20:]))
        paragraphs = "".join(f"<p>{text}</p>" for text in self.texts())
        topic, headline = self.random.choice(self.words).upper(), self.paragraph()[:70].upper()
        return NITF.format(topic=topic, uuid=uuid, headline=headline, paragraphs=paragraphs).encode()


@contextmanager
def opened(content: bytes) -> Iterator[BytesIO]:
    """Give a file of the memory."""
    yield BytesIO(content)


def clocks() -> tuple[float, float]:
    """Return the wall's clock and that of this process."""
    return time.perf_counter(), time.process_time()


def imported(number: int) -> None:
    """Import files, and write the same rows again by bare bulk inserts."""
    source, wire = Source.objects.get(slug="by-hand"), Wire(1)
    list(receive_many((Incoming(f"{at}.xml", lambda: opened(wire.nitf())) for at in range(SIZE)), source=source))
    files = [wire.nitf() for _ in range(number)]
    before, begun = held("VmRSS"), clocks()
    coming = (Incoming(f"{at}.xml", lambda one=one: opened(one)) for at, one in enumerate(files))
    created = sum(one.outcome == "created" for one in receive_many(coming, source=source))
    wall, busy = (now - then for now, then in zip(clocks(), begun, strict=True))
    grown = (held("VmRSS") - before) / 1e6
    bare = copied(number)
    print(f"import: {created} stories, {number / wall:.0f} a second by the wall, {number / busy:.0f} by the processor")
    print(f"import: {wall / bare[0]:.1f} × a bare bulk insert of the same rows by the wall, {busy / bare[1]:.1f} ×")
    print(f"        by the processor; memory grew by {grown:.0f} MB")


def copied(number: int) -> tuple[float, float]:
    """Write the rows of the newest stories once more under other keys, and return the seconds that took."""
    keys = list(Article.objects.order_by("-pk").values_list("pk", flat=True)[:number])
    wall = busy = 0.0
    for at in range(0, number, SIZE):
        rows = _rows(keys[at : at + SIZE])
        begun = clocks()
        with transaction.atomic():
            for model, made in rows:
                model.objects.bulk_create(made)  # type: ignore[attr-defined]
        wall, busy = (total + now - then for total, now, then in zip((wall, busy), clocks(), begun, strict=True))
    return wall, busy


def _rows(keys: list[int]) -> list[tuple[type[Any], list[Any]]]:
    """Return copies of stories and of all that hangs on them, to be inserted in this order."""
    articles = list(Article.objects.filter(pk__in=keys))
    versions = list(WireVersion.objects.filter(article__in=keys).select_related("delivery"))
    deliveries = [one.delivery for one in versions]
    signed, states = (list(model.objects.filter(article__in=keys)) for model in (ArticleByline, Revision))
    marks = list(Shingle.objects.filter(article__in=keys))
    new = {one.pk: one for one in articles}
    shift = 10**9
    for one in articles:
        one.pk, one.wire_uri = one.pk + shift, f"{one.wire_uri}+"
    for one in deliveries:
        one.pk, one.sha256 = one.pk + shift, one.sha256[::-1]
    for row in (*versions, *signed, *states):
        row.pk, row.article = row.pk + shift, new[row.article_id]
    for row in versions:
        row.delivery, row.uri = row.delivery, f"{row.uri}+"
    shingles = [Shingle(mark=-one.mark - 1, article=new[one.article_id]) for one in marks]
    return [(Delivery, deliveries), (Article, articles), (ArticleByline, signed), (Revision, states),
            (WireVersion, versions), (Shingle, shingles)]  # fmt: skip


def found_again(number: int) -> None:
    """Fill the desk with stories, then look for some of them in another dress.

    Real are the first and the last 200. The rest stand there by their rows: the marks of a story of usual length that
    has nothing in common with another are drawn as chance draws them.
    """
    wire = Wire(2)
    kept = _real(wire, 0)
    begun = time.perf_counter()
    for at in range(400, number, FILL):
        _stand_in(wire, at, min(FILL, number - at))
    print(f"twins: among {Article.objects.count()} stories, {Shingle.objects.count()} marks, "
          f"filled in {time.perf_counter() - begun:.0f} s")  # fmt: skip
    kept += _real(wire, 10**6)
    laps, hits = [], 0
    for story in kept:
        texts = [block.text for block in story.body]
        dress = Story(headline="Another", body=tuple(map(Block, (*texts[:2], *texts[5:], wire.paragraph()))))
        lap, asked = look(dress)
        laps.append(lap)
        hits += asked
    others = [look(Story(body=tuple(map(Block, wire.texts())))) for _ in range(200)]
    print(f"twins: found {hits} of {len(kept)} in another dress; median {median(laps) * 1000:.1f} ms, "
          f"95 of 100 within {quantiles(laps, n=20)[-1] * 1000:.1f} ms, longest {max(laps) * 1000:.1f} ms")  # fmt: skip
    print(f"twins: {sum(asked for _, asked in others)} of {len(others)} new stories were taken for another; "
          f"median {median(lap for lap, _ in others) * 1000:.1f} ms")  # fmt: skip


def _real(wire: Wire, at: int) -> list[Story]:
    found = []
    for part in range(0, 200, SIZE):
        stories = [Story(headline=wire.paragraph()[:70], body=tuple(map(Block, wire.texts()))) for _ in range(SIZE)]
        _file(stories, at + part)
        found += stories
    return found


def _stand_in(wire: Wire, at: int, number: int) -> None:
    """Write articles with the marks of stories that nobody wrote."""
    highest = 2**32 * SKETCH // LENGTH
    with transaction.atomic():
        rows = Article.objects.bulk_create(
            Article(headline=f"Stand-in {at + one}", provider="bench", wire_uri=f"bench:{at + one}")
            for one in range(number)
        )
        marks = (
            Shingle(mark=mark, article_id=row.pk)
            for row in rows
            for mark in {wire.random.randrange(highest) for _ in range(twins.STORED)}
        )
        Shingle.objects.bulk_create(marks, batch_size=5000, ignore_conflicts=True)


def _file(stories: list[Story], at: int) -> None:
    with transaction.atomic():
        deliveries = Delivery.objects.bulk_create(
            Delivery(sha256=f"{at + number:064x}", file_name="x", size=1) for number in range(len(stories))
        )
        versions = [
            WireVersion(delivery=each, cleaner="1", story=dump(one))
            for each, one in zip(deliveries, stories, strict=True)
        ]
        filing.file_all(
            [filing.Entry(one, version, None, None) for one, version in zip(stories, versions, strict=True)]
        )


def look(story: Story) -> tuple[float, bool]:
    """Index a story of a new article and ask about it; return the seconds, and whether there was a question."""
    with transaction.atomic():
        provider, uri = identity(story)
        article = Article.objects.create(headline="x", provider=provider, wire_uri=uri, publish_at=timezone.now())
        begun = time.perf_counter()
        asked = twins.ask(article, story, twins.index(article, story))
        lap = time.perf_counter() - begun
        transaction.set_rollback(True)
    return lap, bool(asked)


def main(files: int, stories: int) -> None:
    """Run both parts."""
    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.exit("There are stories in this database already. Remedy: name an empty one.")
    print(f"{connection.vendor}, {SIZE} stories a batch")
    if files:
        imported(files)
    if stories:
        found_again(stories)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
