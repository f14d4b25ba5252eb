"""What happened that matters for safety: who, when, from where. Written once, never changed, never deleted."""

from __future__ import annotations

from django.db import models


class SecurityEvent(models.Model):
    """One line of the security log. It names the account in words, so it outlives the account.

    The database itself refuses to change or delete a line (see the migration that made the table).
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", "Signed in"
        SIGN_IN_FAILED = "sign-in-failed", "Sign-in failed"
        SIGNED_OUT = "signed-out", "Signed out"
        PASSWORD = "password", "Password changed"
        SECOND_FACTOR = "second-factor", "Second factor changed"
        REFUSED = "refused", "Refused, or not there"
        PUBLISHED = "published", "Published"
        SCHEDULED = "scheduled", "Scheduled"
        WITHDRAWN = "withdrawn", "Withdrawn"
        KILLED = "killed", "Killed by the wire"
        HOLD_LIFTED = "hold-lifted", "Hold lifted"
        EMBARGO = "embargo", "Embargo changed"
        ROLE = "role", "Role or account changed"
        EXPORTED = "exported", "Taken out"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    kind = models.CharField(max_length=14, choices=Kind)
    who = models.CharField(max_length=150, blank=True, help_text="The account's name; empty for the system itself.")
    account_id = models.BigIntegerField(null=True, blank=True, db_index=True, help_text="The account's number.")
    address = models.GenericIPAddressField(null=True, blank=True)
    subject = models.CharField(max_length=80, blank=True, help_text="What it was done to, as article 12.")
    what = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [models.CheckConstraint(condition=~models.Q(kind=""), name="security_event_has_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.who or 'the system'}"
