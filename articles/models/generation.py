"""How often what readers see has changed."""

from django.db import models


class Generation(models.Model):
    """One row, whose number rises in every transaction that changes anything readers see."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_generation")]

    def __str__(self) -> str:
        return f"Generation {self.number}"
