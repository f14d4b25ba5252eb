"""What was received, for ever."""

from django.db import models
from django.db.models import Q


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
    inbox = models.CharField(max_length=400, blank=True, help_text="The folder the worker watches.")
    default_section = models.ForeignKey("Section", null=True, blank=True, on_delete=models.SET_NULL)
    last_heard = models.DateTimeField(null=True, blank=True)
    quiet_after = models.DurationField(
        null=True, blank=True, help_text="Silence longer than this is shown, as 1:00:00."
    )
    applies_updates = models.BooleanField(
        default=False, help_text="Apply updates without conflicts to published stories by itself."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


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
