"""Pages that stand: about us, our standards, how to reach us."""

from django.db import models
from django.urls import reverse


class StandingPage(models.Model):
    """A page that the desk writes about itself, in the markup of stories."""

    slug = models.SlugField(max_length=80, unique=True, help_text="The page with the slug “about” is at /about/.")
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="A blank line ends a paragraph, ## begins a crosshead.")
    position = models.PositiveSmallIntegerField(default=100, help_text="Lower numbers come first.")
    is_public = models.BooleanField(default=False, help_text="Readers see it.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "title"]
        verbose_name = "page"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its address."""
        return reverse("about") if self.slug == "about" else reverse("standing", args=[self.slug])
