"""Every saved state."""

from django.db import models


class Revision(models.Model):
    """A state of an article as saved: who, when, why, what changed. Never changed, restorable."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField(help_text="The article's version this state is.")
    snapshot = models.JSONField(help_text="The whole state: fields, bylines, captions.")
    changed = models.JSONField(default=list, blank=True, help_text="Names of what changed.")
    event = models.CharField(max_length=20, help_text="imported, edited, published …")
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.article_id} version {self.version}"
