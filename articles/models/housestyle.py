"""House style: what the desk writes, in place of what, and why."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from articles.wire import housestyle

MOST = 500  # rules that are looked for
# Words, not markup: a replacement never makes a link, a list or a photo's place.
WORDS = RegexValidator(
    r"^(?![-+=~]|\d{1,9}[.)])[^\x00-\x1f\x7f\\*_\[\]<>#|`]+\Z",
    "Write plain words: no marks of markup, nothing that would begin a list.",
)


class StyleRule(models.Model):
    """One replacement that editors are offered, place by place. Nothing is replaced by itself."""

    find = models.CharField("from", max_length=120, validators=[WORDS], help_text="Literal words, no pattern.")
    put = models.CharField("to", max_length=120, validators=[WORDS])
    reason = models.CharField(max_length=200, help_text="Editors see it, and it is kept in the story's history.")
    whole_word = models.BooleanField(default=True, help_text="“cat” is not found in “catalogue”.")
    match_case = models.BooleanField(default=False, help_text="Found only with these capitals.")
    in_quotations = models.BooleanField("also inside quotations", default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["find", "pk"]
        verbose_name = "house style rule"
        constraints = [models.UniqueConstraint(fields=["find", "match_case"], name="style_once")]

    def __str__(self) -> str:
        return f"{self.find} → {self.put}"

    def clean(self) -> None:
        """Ask for two texts that differ."""
        if self.find == self.put:
            raise ValidationError({"put": "“From” and “to” are the same."})


def style_rules() -> list[housestyle.Rule]:
    """Return the rules in force, as the finder takes them."""
    names = ("pk", "find", "put", "reason", "whole_word", "match_case", "in_quotations")
    return [housestyle.Rule(*one) for one in StyleRule.objects.filter(is_active=True).values_list(*names)[:MOST]]
