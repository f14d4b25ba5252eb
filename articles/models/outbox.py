"""Who is told of what readers see, and what is still to be told."""

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string


def new_secret() -> str:
    """Return a secret for a new subscription."""
    return get_random_string(48)


class Subscription(models.Model):
    """A program of somebody else's that is told of every story published, updated or withdrawn."""

    name = models.CharField(max_length=80)
    url = models.CharField(
        max_length=400, validators=[URLValidator(schemes=["https", "http"])], help_text="Private addresses are refused."
    )
    secret = models.CharField(max_length=80, default=new_secret, help_text="What messages are signed with.")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """One thing to tell one program or hub. The rows are the queue; a row may be sent twice and is never lost."""

    class State(models.TextChoices):
        DUE = "due", "Due"
        SENT = "sent", "Sent"
        GIVEN_UP = "given-up", "Given up"

    subscription = models.ForeignKey(
        Subscription,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="messages",
        help_text="None: the hub.",
    )
    event = models.CharField(max_length=10)
    article_id = models.BigIntegerField()
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=200, blank=True, help_text="What came of the last attempt.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(state="due"), name="messages_due")]

    def __str__(self) -> str:
        return f"{self.event} of story {self.article_id}"
