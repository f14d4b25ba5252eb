"""Corrections as objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Q


class Correction(models.Model):
    """A correction, clarification, apology or withdrawal. It is public once `published_at` has passed."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        APOLOGY = "apology", "Apology"
        ADJUDICATION = "adjudication", "Adjudication"
        WITHDRAWAL = "withdrawal", "Withdrawal"

    class Placement(models.TextChoices):
        UNDER_HEADLINE = "under-headline", "Under the headline"
        FOOTNOTE = "footnote", "At the foot"
        PAGE_ONLY = "page-only", "Corrections page only"

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(help_text="What readers see.")
    what_was_wrong = models.TextField(blank=True, help_text="For the desk, never public.")
    placement = models.CharField(max_length=16, choices=Placement, default=Placement.UNDER_HEADLINE)
    is_significant = models.BooleanField(default=True)
    is_in_headline = models.BooleanField(default=False)
    is_from_wire = models.BooleanField(default=False)
    raised_at = models.DateTimeField(auto_now_add=True)
    raised_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    show_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "-raised_at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="correction_has_text")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


@dataclass(frozen=True, slots=True)
class PublicCorrection:
    """A correction as readers see it, fetched with its story."""

    pk: int
    kind: str
    text: str
    placement: str
    published_at: datetime

    @classmethod
    def of(cls, facts: dict[str, Any]) -> PublicCorrection:
        """Read what the database gathered of one row; a time without a zone is in UTC."""
        at = datetime.fromisoformat(facts["published_at"])
        return cls(**facts | {"published_at": at if at.tzinfo else at.replace(tzinfo=UTC)})

    @property
    def label(self) -> str:
        """Return what kind of correction it is, in words."""
        return str(Correction.Kind(self.kind).label)

    @property
    def is_footnote(self) -> bool:
        """Say whether it stands at the foot of the story."""
        return self.placement == Correction.Placement.FOOTNOTE
