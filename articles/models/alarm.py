"""What somebody at the desk must see before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from articles.models.article import Article


class Alarm(models.Model):
    """A kill by the wire. It stands on top of the queue until an editor says that it was seen to."""

    article = models.ForeignKey(
        "Article", null=True, blank=True, on_delete=models.CASCADE, related_name="alarms", help_text="What is killed."
    )
    version = models.ForeignKey(
        "WireVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="The message."
    )
    uri = models.CharField(
        max_length=400, blank=True, db_index=True, help_text="Of a killed story that has not come yet: it is kept out."
    )
    message = models.TextField()
    candidates: models.ManyToManyField[Article, Article] = models.ManyToManyField(
        "Article", blank=True, related_name="+", help_text="What may be meant, where the wire does not say it clearly."
    )
    raised_at = models.DateTimeField(auto_now_add=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True, db_index=True)
    acknowledged_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-raised_at", "-pk"]
        permissions = [("acknowledge_alarm", "Can acknowledge an alarm")]

    def __str__(self) -> str:
        return self.message[:80]
