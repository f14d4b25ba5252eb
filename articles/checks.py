"""System checks that name their remedy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.database)
def sqlite_waits(**_: Any) -> list[CheckMessage]:
    """Make sure that two writers on SQLite wait for each other instead of losing a story."""
    database: dict[str, Any] = settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"] or database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE":
        return []
    return [
        Error(
            "SQLite is not set to IMMEDIATE transactions: two imports at once could lose a story.",
            hint='Set OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20} for the database.',
            id="newsroom.E001",
        )
    ]
