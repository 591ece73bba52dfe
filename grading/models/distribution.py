"""How the grades were spread over towns and industries when a run ended."""

from django.db import models

from entities.models import Town
from grading.choices import CreditGrade
from grading.models.run import EvaluationRun


class RunDistribution(models.Model):
    """How many businesses of one town and one section of industry had a grade after a full run.

    A business may move later; what a run found stays.
    """

    run = models.ForeignKey(EvaluationRun, models.CASCADE, related_name="distribution")
    town = models.ForeignKey(Town, models.PROTECT, null=True, related_name="+")
    # Letter of GB/T 4754; empty where the industry is not known.
    section = models.CharField("行业门类", max_length=1, blank=True)
    grade = models.CharField("信用等级", max_length=1, choices=CreditGrade)
    count = models.PositiveIntegerField("主体数")

    class Meta:
        verbose_name = "等级分布"
        verbose_name_plural = "等级分布"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "town", "section", "grade"],
                name="run_distribution_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}{self.grade}: {self.count}"
