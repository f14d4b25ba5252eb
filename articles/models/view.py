"""What somebody at the desk wants to come back to."""

from __future__ import annotations

from django.db import models


class SavedView(models.Model):
    """One way of narrowing the queue, under a name. A shared one is for the whole desk."""

    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600, help_text="The filters, as in the queue's address.")
    owner = models.ForeignKey("auth.User", on_delete=models.CASCADE, related_name="+")
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        permissions = [("share_view", "Can share views of the queue with the desk")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="view_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
