"""Links by which somebody without an account reads one version of a story, and what they answered."""

from django.db import models
from django.db.models import Q


class PreviewLink(models.Model):
    """A link to one revision. Its address is signed; it ends by time or by hand."""

    revision = models.ForeignKey("Revision", on_delete=models.CASCADE, related_name="links")
    key = models.CharField(max_length=32, unique=True, editable=False)
    reader = models.CharField(max_length=120, help_text="For whom it was made.")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"For {self.reader}: {self.revision}"


class PreviewNote(models.Model):
    """What somebody answered who read a preview."""

    class Verdict(models.TextChoices):
        RIGHT = "right", "Looks right"
        COMMENT = "comment", "Comment"

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="notes")
    name = models.CharField(max_length=120)
    verdict = models.CharField(max_length=8, choices=Verdict)
    text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(verdict="comment") | ~Q(text=""), name="comment_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_verdict_display()}"
