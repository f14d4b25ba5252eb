"""Where a story runs, and what it is about."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse


class Section(models.Model):
    """A part of the paper: Politics, Sport, Business."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=100, help_text="Lower numbers come first in the menu.")
    accent = models.CharField(
        max_length=12,
        choices=[
            ("news", "News"),
            ("sport", "Sport"),
            ("culture", "Culture"),
            ("life", "Life"),
            ("opinion", "Opinion"),
        ],
        default="news",
        help_text="The colour of the section's name.",
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="section_name_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the section's list."""
        return reverse("section", args=[self.slug])


class Topic(models.Model):
    """A subject in the IPTC Media Topics, or one of the desk's own."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    code = models.CharField(max_length=60, blank=True, help_text="IPTC code, for example medtop:20000593.")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="narrower")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("code", condition=~models.Q(code=""), name="topic_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the list of stories on it."""
        return reverse("topic", args=[self.slug])
