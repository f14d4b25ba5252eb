"""Where stories stand in the lists that readers leaf through, and where the pages of a list begin."""

from django.db import models


class Listing(models.Model):
    """One story's place in one list: the front page, a section, a byline, a topic, or the takes of one story.

    A row says where the story would stand. Whether readers may see it is asked of the article, each time.
    """

    list = models.CharField(max_length=60, help_text="For example front, section-3 or byline-12.")
    at = models.DateTimeField()
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="listings")

    class Meta:
        ordering = ["list", "-at", "-article"]
        indexes = [models.Index(fields=["list", "-at", "-article"], name="place_in_list")]
        constraints = [models.UniqueConstraint(fields=["article", "list"], name="once_in_a_list")]

    def __str__(self) -> str:
        return f"{self.list}: {self.article_id}"


class PageBreak(models.Model):
    """The oldest story of a page of a list. Pages count from the oldest, so what page 7 shows stays page 7.

    Page 1 begins before everything and has no row. The newest page stays open until it holds two pages' worth.
    """

    list = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    article_id = models.BigIntegerField(help_text="The story the page begins with; it may have gone since.")

    class Meta:
        ordering = ["list", "number"]
        constraints = [models.UniqueConstraint(fields=["list", "number"], name="page_once_a_list")]

    def __str__(self) -> str:
        return f"{self.list}, page {self.number}"
