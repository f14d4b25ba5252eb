"""What was received, for ever."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.utils import timezone


def is_inside(folder: str) -> bool:
    """Say whether the name of a folder stays inside the one that holds all inboxes, and is written plainly."""
    return not {"", ".", ".."} & set(folder.split("/")) and "\\" not in folder and "\0" not in folder


class SourceQuerySet(models.QuerySet["Source"]):
    """The sources, as the worker and the desk ask for them."""

    def watched(self) -> SourceQuerySet:
        """Return those whose inbox the worker looks into."""
        return self.exclude(inbox="")

    def quiet(self, at: datetime | None = None) -> SourceQuerySet:
        """Return those that have been silent for longer than they may be."""
        due = ExpressionWrapper(F("last_heard") + F("quiet_after"), output_field=DateTimeField())
        silent = Q(last_heard=None) | Q(due__lt=at or timezone.now())
        return self.filter(quiet_after__isnull=False).annotate(due=due).filter(silent)


class Source(models.Model):
    """Where copy comes from."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", "Upload and paste"
        FOLDER = "folder", "Watched folder"
        PUSH = "push", "Push by HTTP"
        MAIL = "mail", "E-mail"
        FEED = "feed", "Feed"

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.UPLOAD)
    inbox = models.CharField(
        max_length=200,
        blank=True,
        help_text="The folder the worker watches, inside the folder of all inboxes: pa, or pa/sport. Empty for none.",
    )
    default_section = models.ForeignKey("Section", null=True, blank=True, on_delete=models.SET_NULL)
    last_heard = models.DateTimeField(null=True, blank=True)
    quiet_after = models.DurationField(
        null=True, blank=True, help_text="Silence longer than this is shown, as 1:00:00."
    )
    applies_updates = models.BooleanField(
        default=False, help_text="Apply updates without conflicts to published stories by itself."
    )
    trouble = models.CharField(max_length=300, blank=True, help_text="What keeps the worker from its inbox.")
    watched_until = models.DateTimeField(null=True, blank=True, help_text="A worker has the inbox until then.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["inbox"], condition=~Q(inbox=""), name="one_source_an_inbox"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep the inbox inside the folder of all inboxes, and out of any other."""
        if not self.inbox:
            return
        if not is_inside(self.inbox):
            raise ValidationError({"inbox": "Name a folder inside the folder of all inboxes, as pa or pa/sport."})
        for other in Source.objects.watched().exclude(pk=self.pk):
            if f"{self.inbox}/".startswith(f"{other.inbox}/") or f"{other.inbox}/".startswith(f"{self.inbox}/"):
                raise ValidationError({"inbox": f"It would lie inside the inbox of {other}, or that one inside it."})

    @property
    def folder(self) -> Path:
        """Return the inbox on this machine."""
        return Path(settings.INBOX_ROOT) / self.inbox

    @property
    def is_quiet(self) -> bool:
        """Say whether it has been silent for longer than it may be."""
        if self.quiet_after is None:
            return False
        return self.last_heard is None or self.last_heard + self.quiet_after < timezone.now()


class DeliveryToken(models.Model):
    """What another program shows to push deliveries of one source. The token itself is not kept."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80, help_text="Who holds it, as Wire gateway in the machine room.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=8, editable=False, help_text="How it ends.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"


class Delivery(models.Model):
    """The raw bytes of one file as received, under the key of their SHA-256. Never changed, never deleted."""

    class Outcome(models.TextChoices):
        RECEIVED = "received", "Received, not read yet"
        FILED = "filed", "Filed"
        HELD = "held", "Held"
        REFUSED = "refused", "Refused"

    sha256 = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries")
    format = models.CharField(max_length=40, blank=True)
    encoding = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)
    received_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.RECEIVED, db_index=True)
    code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    pieces = models.JSONField(default=list, blank=True, help_text="The ledger of a refused capture.")

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name_plural = "deliveries"
        permissions = [("import_delivery", "Can import wire copy")]
        constraints = [
            models.CheckConstraint(condition=~Q(outcome="refused") | ~Q(code=""), name="refused_has_code"),
        ]

    def __str__(self) -> str:
        return self.file_name or self.sha256[:12]

    @property
    def raw_key(self) -> str:
        """Return where the bytes are in the "raw" store."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class WireVersion(models.Model):
    """One version of one wire story as read. The newest applied one is the base of the next merge."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField(default=1, help_text="Which story of the delivery, from 1.")
    cleaner = models.CharField(max_length=20)
    provider = models.CharField(max_length=80)
    uri = models.CharField(max_length=400)
    version = models.CharField(max_length=80, blank=True)
    version_created = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    story = models.JSONField(help_text="The cleaned story.")
    pieces = models.JSONField(default=list, help_text="The ledger: what became of every line.")
    issues = models.JSONField(default=list, blank=True)
    article = models.ForeignKey(
        "Article", null=True, blank=True, on_delete=models.PROTECT, related_name="wire_versions"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_as = models.PositiveIntegerField(null=True, blank=True, help_text="The article's version it became.")
    match_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["provider", "uri"], name="wire_identity"),
            models.Index(fields=["article", "-applied_at"], name="wire_applied"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "position", "cleaner"], name="wire_version_once"),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(article__isnull=False, applied_as__isnull=False),
                name="applied_to_an_article",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}:{self.uri}" + (f" version {self.version}" if self.version else "")
