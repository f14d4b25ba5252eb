"""What the desk has ruled on lines of captures, and what of it became a rule of a source."""

from __future__ import annotations

from django.db import models

from articles.models.delivery import Delivery, Source
from articles.wire import rulings, story
from articles.wire.rulings import LABELS


class Fate(models.TextChoices):
    """What a line can be ruled to be."""

    PARAGRAPH = "paragraph", "Paragraph"
    HEADING = "heading", "Crosshead"
    HEADLINE = "headline", "Headline"
    STANDFIRST = "standfirst", "Standfirst"
    BYLINE = "byline", "Byline"
    CAPTION = "caption", "Photo caption"
    CREDIT = "credit", "Photo credit"
    REMOVED = "removed", "Furniture, left out"


assert set(Fate.values) == {str(fate) for fate in LABELS}, "every fate of the desk is one the cleaner knows"


class Ruling(models.Model):
    """One line of one delivery, and what an editor says it is. It outlives every re-cleaning."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="rulings")
    line = models.PositiveIntegerField(help_text="The line of the capture, from 1.")
    text = models.TextField()
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the text without white space.")
    fate = models.CharField(max_length=12, choices=Fate)
    made_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["delivery_id", "line", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "line", "digest"], name="ruling_once_a_line"),
            models.CheckConstraint(condition=models.Q(line__gte=1), name="ruling_has_line"),
        ]

    def __str__(self) -> str:
        return f"Line {self.line} is {self.get_fate_display().lower()}: {self.text[:60]}"


class SourceRule(models.Model):
    """A ruling that holds for every capture of a source, wherever the text stands alone."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="rules")
    text = models.TextField()
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the text without white space.")
    fate = models.CharField(max_length=12, choices=Fate)
    ruling = models.ForeignKey(Ruling, null=True, blank=True, on_delete=models.SET_NULL, related_name="rules")
    made_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["source_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="rule_once_a_source")]

    def __str__(self) -> str:
        return f"{self.source}, always {self.get_fate_display().lower()}: {self.text[:60]}"


def rules_of(source: Source | None) -> tuple[rulings.Ruling, ...]:
    """Return what the desk says of every capture of a source, as the cleaner takes it."""
    if source is None:
        return ()
    said = SourceRule.objects.filter(source=source).order_by("pk").values_list("text", "fate")
    return tuple(rulings.Ruling(text, story.Fate(fate)) for text, fate in said)


def rulings_of(delivery: Delivery) -> tuple[rulings.Ruling, ...]:
    """Return all that the desk says of a delivery: the rules of its source, then its own lines, which overrule them."""
    said = Ruling.objects.filter(delivery=delivery).order_by("pk").values_list("text", "fate", "line")
    own = (rulings.Ruling(text, story.Fate(fate), line) for text, fate, line in said)
    return (*rules_of(delivery.source), *own)
