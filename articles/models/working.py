"""Who has a story open, and what they have typed and not saved. Neither is a state of the story."""

from django.db import models


class Presence(models.Model):
    """A person who has a story open on the edit page, until the row runs out."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["since"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.user} on {self.article_id}"


class Draft(models.Model):
    """What one person has typed into the form of one story and not saved: one rolling row, never a revision."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(help_text="The article's version that was on the screen.")
    words = models.JSONField(help_text="Names and values of the form's controls.")
    typed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-typed_at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.user}'s draft of {self.article_id}"
