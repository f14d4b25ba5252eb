"""Corrections as objects."""

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
