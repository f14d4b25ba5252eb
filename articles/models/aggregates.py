"""What the databases name differently."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, JSONField


class JSONList(Aggregate):
    """Gather the values of a group as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field: Any = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write PostgreSQL's name."""
        return super().as_sql(compiler, connection, function="JSONB_AGG", **context)
