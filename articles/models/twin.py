"""Which stories may be the same one: an index of their words, and the questions put to the desk."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Shingle(models.Model):
    """A run of words that stands for a story; two stories with several in common are much alike."""

    pk = models.CompositePrimaryKey("mark", "article_id")
    mark = models.BigIntegerField()
    # The primary key is the one index: rows are only ever sought by their marks.
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.mark} in {self.article_id}"


class Twin(models.Model):
    """The question whether two stories are the same one, and the desk's answer, which is remembered."""

    class Answer(models.TextChoices):
        OPEN = "open", "Open"
        JOINED = "joined", "The same story"
        APART = "apart", "Two stories"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="twins", help_text="The later one.")
    other = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="later_twins")
    reason = models.CharField(max_length=200, help_text="Why they may be the same.")
    answer = models.CharField(max_length=6, choices=Answer, default=Answer.OPEN)
    raised_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kept = models.ForeignKey(
        "Article", null=True, blank=True, on_delete=models.CASCADE, related_name="+", help_text="The one that goes on."
    )
    before = models.JSONField(default=dict, blank=True, help_text="What joining changed, so that it can be undone.")

    class Meta:
        ordering = ["-raised_at", "-pk"]
        permissions = [("join_article", "Can join stories that are the same, and part them again")]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="twin_asked_once"),
            models.CheckConstraint(condition=Q(article__gt=F("other")), name="twin_later_first"),
            models.CheckConstraint(condition=~Q(answer="joined") | Q(kept__isnull=False), name="joined_has_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} and {self.other_id}: {self.get_answer_display()}"
