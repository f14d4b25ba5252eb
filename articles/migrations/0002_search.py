"""The search index: an FTS5 table on SQLite, a vector with a GIN index on PostgreSQL."""

from django.db import migrations

POSTGRESQL = (
    """CREATE TABLE articles_search (
        article_id bigint PRIMARY KEY REFERENCES articles_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        vector tsvector NOT NULL)""",
    "CREATE INDEX articles_search_vector ON articles_search USING gin (vector)",
)
SQLITE = (
    """CREATE VIRTUAL TABLE articles_search USING fts5(
        headline, standfirst, body, captions, bylines, tokenize = 'porter unicode61 remove_diacritics 2')""",
)


def create(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
