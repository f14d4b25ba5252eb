"""Full-text search behind one door: FTS5 on SQLite, tsvector on PostgreSQL.

The index holds every story, the callers' queryset decides who may see it. It is written in the transaction
that saves the story. This is the one module that speaks SQL by hand; words only ever travel as parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from articles.models import Article, Byline

Articles = TypeVar("Articles", bound=QuerySet[Article])
WORD = re.compile(r"\w{1,60}")
POSSESSIVE = re.compile(r"[’']s\b", re.IGNORECASE)
WORDS = 12
# PostgreSQL refuses a vector of over 1 MB; these many characters of distinct words stay below it.
LIMITS = (1_000, 10_000, 200_000, 50_000, 5_000)

FIND_POSTGRESQL = "SELECT article_id FROM articles_search WHERE vector @@ websearch_to_tsquery('english', %s)"
FIND_SQLITE = "SELECT rowid FROM articles_search WHERE articles_search MATCH %s"
PUT_POSTGRESQL = """
    INSERT INTO articles_search (article_id, vector) VALUES (%s,
        setweight(to_tsvector('english', %s), 'A') || setweight(to_tsvector('english', %s), 'B') ||
        setweight(to_tsvector('english', %s), 'C') || setweight(to_tsvector('english', %s), 'D') ||
        setweight(to_tsvector('english', %s), 'B'))
    ON CONFLICT (article_id) DO UPDATE SET vector = excluded.vector"""
PUT_SQLITE = """
    INSERT INTO articles_search (rowid, headline, standfirst, body, captions, bylines)
    VALUES (%s, %s, %s, %s, %s, %s)"""


def find(articles: Articles, words: str) -> Articles:
    """Return those of the articles that hold every one of the words, in any form of them.

    Nothing searchable in the words finds nothing. The order is the caller's.
    """
    wanted = WORD.findall(POSSESSIVE.sub("", words))[:WORDS]
    if not wanted:
        return articles.none()
    statement = FIND_POSTGRESQL if connection.vendor == "postgresql" else FIND_SQLITE
    # Each word in quotation marks: nothing in it is read as the index's own language.
    return articles.filter(pk__in=RawSQL(statement, [" ".join(f'"{word}"' for word in wanted)]))  # noqa: S611


def index(article: Article) -> None:
    """Write what can be found of the article. Call it in the transaction that saves it."""
    captions = " ".join(f"{one.title} {one.text}" for one in article.captions.all())
    bylines = " ".join(f"{one.byline.name} {one.byline.organisation}" for one in article.article_bylines.all())
    row = _row(article, captions, bylines)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(PUT_POSTGRESQL, row)
            return
        cursor.execute("DELETE FROM articles_search WHERE rowid = %s", [article.pk])
        cursor.execute(PUT_SQLITE, row)


def index_new(rows: Iterable[tuple[Article, Iterable[Byline]]]) -> None:
    """Write what can be found of articles just made, that have bylines and no pictures yet."""
    texts = ((one, " ".join(f"{by.name} {by.organisation}" for by in signed)) for one, signed in rows)
    put = [_row(one, "", bylines) for one, bylines in texts]
    with connection.cursor() as cursor:
        cursor.executemany(PUT_POSTGRESQL if connection.vendor == "postgresql" else PUT_SQLITE, put)


def _row(article: Article, captions: str, bylines: str) -> list[int | str]:
    texts = [article.headline, article.standfirst, article.body, captions, bylines]
    return [article.pk, *(text[:limit] for text, limit in zip(texts, LIMITS, strict=True))]
