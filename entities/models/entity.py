"""One file for each business, by unified social credit code."""

from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from credit_portal.shared.fields import EncryptedTextField
from entities.choices import EntityStatus, PersonRole, SubjectKind
from entities.querysets import EntityQuerySet, NameBigrams, NamedQuerySet


class Town(models.Model):
    """A town, street or park (镇街、园区) of the city."""

    name = models.CharField("名称", max_length=50, unique=True)
    region_code = models.CharField("行政区划代码", max_length=12, blank=True)

    class Meta:
        verbose_name = "镇街"
        verbose_name_plural = "镇街"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Entity(models.Model):
    """A business or other organisation. Never deleted; a wrong code never gets in."""

    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("主体类别", max_length=32, choices=SubjectKind)
    status = models.CharField(
        "登记状态", max_length=16, choices=EntityStatus, default=EntityStatus.ACTIVE
    )
    registered_on = models.DateField("成立日期", null=True, blank=True)
    registrar = models.CharField("登记机关", max_length=200, blank=True)
    industry_code = models.CharField("行业代码", max_length=5, blank=True, help_text="GB/T 4754")
    town = models.ForeignKey(
        Town,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entities",
        verbose_name="所属镇街",
    )
    address = models.CharField("住所", max_length=500, blank=True)
    phone = models.CharField("联系电话", max_length=32, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches",
        verbose_name="所属总机构",
    )  # fmt: skip
    recorded_at = models.DateTimeField("建档时间")
    # Null while the file rests only on a department record that named an unknown code.
    confirmed_at = models.DateTimeField("登记信息核实时间", null=True, blank=True)

    history = HistoricalRecords(verbose_name="主体档案历史")
    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = "主体档案"
        verbose_name_plural = "主体档案"
        constraints = [
            models.CheckConstraint(
                condition=Q(uscc__regex=r"^[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"),
                name="entity_uscc_form",
                violation_error_message="统一社会信用代码格式不正确。",
            )
        ]
        indexes = [
            GinIndex(NameBigrams("name"), name="entity_name_bigrams", fastupdate=False),
            # Who stood in the register at an instant, read in the order of the keys.
            models.Index(fields=["id"], include=["recorded_at"], name="entity_known"),
            # Who is new since the last grading.
            BrinIndex(fields=["recorded_at"], name="entity_recorded", autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"{self.name}({self.uscc})"

    @property
    def is_provisional(self) -> bool:
        """待核实: known only because some record named its code."""
        return self.confirmed_at is None


class FormerName(models.Model):
    """A name an entity bore before; it still finds the file."""

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="former_names")
    name = models.CharField("曾用名", max_length=200)
    replaced_at = models.DateTimeField("更名时间")
    batch = models.ForeignKey("entities.ImportBatch", models.PROTECT, null=True, blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = "曾用名"
        verbose_name_plural = "曾用名"
        ordering = ["-replaced_at"]
        indexes = [
            GinIndex(NameBigrams("name"), name="former_name_bigrams", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A natural person linked to entities; the ID number is encrypted, found by a blind index."""

    name = models.CharField("姓名", max_length=100)
    id_type = models.CharField("证件类型", max_length=50, default="身份证")
    id_number = EncryptedTextField("证件号码")
    id_index = models.CharField("证件号码索引", max_length=64)

    class Meta:
        verbose_name = "关联人员"
        verbose_name_plural = "关联人员"
        constraints = [
            models.UniqueConstraint(fields=["id_index", "id_type"], name="person_unique_id"),
        ]

    def __str__(self) -> str:
        return self.name


class EntityPerson(models.Model):
    """Who stands behind an entity, and since when the register knows."""

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField("身份", max_length=32, choices=PersonRole)
    since = models.DateTimeField("登记时间")
    until = models.DateTimeField("终止时间", null=True, blank=True)

    class Meta:
        verbose_name = "主体关联人员"
        verbose_name_plural = "主体关联人员"
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "role"],
                condition=Q(until__isnull=True, role=PersonRole.LEGAL_REPRESENTATIVE),
                name="entity_one_legal_representative",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.get_role_display()}"
