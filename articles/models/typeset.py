"""What readers see of a story, made when it is saved and not when it is read."""

from django.db import models


class Typeset(models.Model):
    """One story set in type: its text as HTML, and what cards, feeds and machines are told of it.

    Only stories that are out, or will be by the clock, have one. The headline, the times and the section are read
    from the article itself.
    """

    article = models.OneToOneField("Article", primary_key=True, on_delete=models.CASCADE, related_name="typeset")
    edition = models.PositiveSmallIntegerField(help_text="Of the program that set it; an older one is set again.")
    is_stale = models.BooleanField(default=False, help_text="A name or picture on it has changed; it is set again.")
    good_until = models.DateTimeField(null=True, blank=True, help_text="When the rights in a picture of it run out.")
    body = models.TextField(help_text="The text as HTML, the pictures in their places.")
    lead = models.TextField(blank=True, help_text="The lead picture with its caption, as HTML.")
    card = models.JSONField(default=dict, help_text="What a list shows: the trail and the picture in its sizes.")
    bylines = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    images = models.JSONField(default=list, help_text="Every picture, whole, with its credit.")
    words = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["article"], condition=models.Q(is_stale=True), name="to_be_set_again"),
            models.Index(fields=["good_until"], condition=models.Q(good_until__isnull=False), name="good_so_long"),
        ]

    def __str__(self) -> str:
        return f"Story {self.article_id} as set in edition {self.edition}"
