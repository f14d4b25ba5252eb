"""Pictures, their place in a story, and the sizes made of them."""

from __future__ import annotations

from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

UNIT = [MinValueValidator(0.0), MaxValueValidator(1.0)]


def originals() -> Storage:
    """Return the private store of originals."""
    return storages["originals"]


class Photo(models.Model):
    """One picture. It may be announced by a capture before its file arrives; then `original` is empty.

    The original is kept byte for byte in a private store, its key is its SHA-256. Readers only get renditions.
    """

    original = models.FileField(storage=originals, blank=True, max_length=200)
    sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)
    content_type = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(max_length=255, blank=True, help_text="As it was delivered.")
    arrived_at = models.DateTimeField(null=True, blank=True, help_text="When the picture itself came.")
    width = models.PositiveIntegerField(default=0, help_text="Upright width in pixels.")
    height = models.PositiveIntegerField(default=0, help_text="Upright height in pixels.")
    focal_x = models.FloatField(default=0.5, validators=UNIT, help_text="0 is the left edge, 1 the right.")
    focal_y = models.FloatField(default=0.4, validators=UNIT, help_text="0 is the top edge, 1 the bottom.")
    # what it looks like: a perceptual hash of 64 bits in four parts, so that an index finds what is nearly the same
    look_1 = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    look_2 = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    look_3 = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    look_4 = models.PositiveIntegerField(null=True, blank=True, db_index=True)
    # what is said about it
    headline = models.CharField(max_length=255, blank=True)
    description = models.TextField(blank=True, help_text="The caption as the wire sent it.")
    alt_text = models.TextField(blank=True)
    photographer = models.CharField(max_length=160, blank=True)
    job_title = models.CharField(max_length=160, blank=True)
    agency = models.CharField(max_length=160, blank=True)
    credit_line = models.CharField(max_length=255, blank=True)
    copyright_notice = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=160, blank=True)
    supplier_ref = models.CharField(max_length=160, blank=True, db_index=True)
    catchline = models.CharField(max_length=160, blank=True, db_index=True)
    caption_key = models.CharField(max_length=64, blank=True, db_index=True, help_text="Equal for equal captions.")
    taken_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=255, blank=True)
    digital_source_type = models.CharField(max_length=120, blank=True)
    metadata = models.JSONField(default=dict, blank=True, help_text="XMP, IIM and EXIF as found.")
    c2pa = models.CharField(max_length=12, blank=True, help_text="Content credentials: present or absent.")
    # what may be done with it
    instructions = models.TextField(blank=True)
    usage_terms = models.TextField(blank=True)
    restrictions = models.TextField(blank=True, help_text="For example: Editorial use only.")
    rights_expire_at = models.DateTimeField(null=True, blank=True)
    issues = models.JSONField(default=list, blank=True, help_text="Doubts about the file that nobody has settled.")
    match_reason = models.CharField(max_length=200, blank=True, help_text="Why the file was taken for this picture.")
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces")
    # its sizes
    sizes_due = models.BooleanField(default=True, help_text="Sizes are missing or to be made anew.")
    sizes_claimed_at = models.DateTimeField(null=True, blank=True, help_text="When a worker began to make them.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(sizes_due=True) & ~Q(original=""), name="photo_sizes_due"),
            models.Index(fields=["-created_at", "-id"], name="photo_library"),
            models.Index(
                fields=["rights_expire_at"], condition=Q(rights_expire_at__isnull=False), name="photo_rights_end"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(original="", sha256__isnull=True) | (~Q(original="") & Q(sha256__isnull=False)),
                name="photo_file_has_hash",
            ),
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1), name="focal_point_inside"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.description[:80] or self.supplier_ref or f"Photo {self.pk}"

    @property
    def has_file(self) -> bool:
        """Say whether the picture itself has arrived."""
        return bool(self.original)

    @property
    def credit(self) -> str:
        """Return the credit as printed, for example "Jordan Pettitt/PA"."""
        return "/".join(part for part in (self.photographer, self.agency) if part)

    @property
    def is_expired(self) -> bool:
        """Say whether its rights have run out, by this machine's clock: for the desk only."""
        return self.rights_expire_at is not None and self.rights_expire_at <= timezone.now()


class Caption(models.Model):
    """One photo's place in one article. Number 1 is the first; the lead stands above the text."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        INLINE = "inline", "In the text"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="captions")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="captions")
    number = models.PositiveSmallIntegerField(help_text="[[photo 2]] in the text is the photo with number 2.")
    role = models.CharField(max_length=6, choices=Role, default=Role.INLINE)
    title = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    photographer = models.CharField(max_length=160, blank=True)
    agency = models.CharField(max_length=160, blank=True)
    credit_as_received = models.CharField(max_length=255, blank=True)
    alt_text = models.TextField(blank=True, help_text="What the picture shows, for those who cannot see it.")
    is_decorative = models.BooleanField(default=False, help_text="The picture adds nothing to the text.")
    restrictions_accepted = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="caption_number_once"),
            models.UniqueConstraint(fields=["article"], condition=Q(role="lead"), name="one_lead_photo"),
            models.CheckConstraint(condition=Q(number__gte=1), name="caption_number_from_1"),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.title or f"Photo {self.number}"

    @property
    def credit(self) -> str:
        """Return the credit as printed, for example "Jordan Pettitt/PA"."""
        return "/".join(part for part in (self.photographer, self.agency) if part)


class RenditionQuerySet(models.QuerySet["Rendition"]):
    """Questions asked of the sizes of photos."""

    def in_rights(self) -> RenditionQuerySet:
        """Return those of photos whose rights have not run out, by the database's own clock."""
        return self.filter(Q(photo__rights_expire_at__isnull=True) | Q(photo__rights_expire_at__gt=Now()))


class Rendition(models.Model):
    """One size and format of a photo, public. Made once, never in a request."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    spec = models.CharField(max_length=40, help_text="For example w620.webp or 16x9-940.jpeg.")
    file = models.FileField(max_length=200, db_index=True)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes.")

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["photo_id", "width", "spec"]
        constraints = [models.UniqueConstraint(fields=["photo", "spec"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.spec}"
