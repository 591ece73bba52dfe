"""专题培训: a course to read, a short test, and the certificate of who passed it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from entities.models import Entity
from repair.querysets import CourseQuerySet

LETTERS = "ABCD"


class TrainingCourse(models.Model):
    """A course kept by the lead office; once published its text and questions are fixed."""

    title = models.CharField("课程名称", max_length=100)
    text = models.TextField("课程内容", max_length=20000, help_text="每段一行")
    pass_percent = models.PositiveSmallIntegerField(
        "合格线（百分比）", default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    drafted_at = models.DateTimeField("起草时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用修复培训课程"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at=None) | Q(published_at__isnull=False),
                name="course_retired_was_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_offered(self) -> bool:
        return self.published_at is not None and self.retired_at is None

    @property
    def stage(self) -> str:
        """草稿 / 开课中 / 已停用, for the page."""
        if self.is_draft:
            return "草稿"
        return "开课中" if self.is_offered else "已停用"


class TrainingQuestion(models.Model):
    """One question with up to four answers, of which one is right."""

    course = models.ForeignKey(TrainingCourse, models.CASCADE, related_name="questions")
    text = models.CharField("题目", max_length=300)
    answers = ArrayField(models.CharField(max_length=200), verbose_name="选项", size=len(LETTERS))
    right = models.PositiveSmallIntegerField("正确选项")

    class Meta:
        verbose_name = verbose_name_plural = "测试题"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class TrainingResult(models.Model):
    """One attempt at a test; who passes gets a certificate with a number."""

    course = models.ForeignKey(TrainingCourse, models.PROTECT, related_name="results")
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="training_results", verbose_name="经营主体"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="参加人",
    )  # fmt: skip
    trainee = models.CharField("参加人姓名", max_length=60)
    right_answers = models.PositiveSmallIntegerField("答对")
    questions = models.PositiveSmallIntegerField("题数")
    is_passed = models.BooleanField("合格")
    at = models.DateTimeField("完成时间")

    class Meta:
        verbose_name = verbose_name_plural = "培训结果"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.course} {self.trainee}"

    @property
    def certificate(self) -> str:
        """证书编号; empty where the test was not passed."""
        return f"PX{timezone.localdate(self.at):%Y%m%d}{self.pk:06d}" if self.is_passed else ""
