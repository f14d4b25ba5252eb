"""Who wrote it."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse


class Byline(models.Model):
    """A person or an agency. `organisation` is the employer of a person, empty for an agency."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"

    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    role = models.CharField(max_length=120, blank=True, help_text="Usual role, for example Political Correspondent.")
    organisation = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["name", "organisation"]
        constraints = [
            models.UniqueConstraint(Lower("name"), Lower("organisation"), name="byline_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="byline_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name

    def get_absolute_url(self) -> str:
        """Return the address of the list of what they wrote."""
        return reverse("byline", args=[self.slug])
