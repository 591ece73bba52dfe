"""The whole pack: every section by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from credit_portal.policy.choices import CreditClass, CreditGrade
from credit_portal.policy.schema.clause import Clause, PackHeader, says
from credit_portal.policy.schema.evaluation import (
    ClassTreatment,
    Disputes,
    Grading,
    Inspection,
    InspectionRate,
    Retention,
)
from credit_portal.policy.schema.facts import (
    Commitments,
    Masking,
    Publication,
    Severity,
    Visibility,
)
from credit_portal.policy.schema.procedures import (
    Appraisal,
    Authorisation,
    Bans,
    Campaign,
    Deadlines,
    Education,
    FocusAreas,
    Interviews,
    Lists,
    Measures,
    Repair,
    Reports,
    SelfDeclaration,
    Terms,
)


@dataclass(frozen=True, kw_only=True)
class PackBody:
    """The sections, in the order in which the pages show them."""

    grading: Grading = says("信用评价")
    classes: Mapping[CreditClass, ClassTreatment] = says("信用类别")
    inspection: Inspection = says("抽查检查")
    severity: Severity = says("失信程度")
    publication: Publication = says("公示公开")
    commitments: Commitments = says("信用承诺")
    disputes: Disputes = says("异议处理")
    repair: Repair = says("信用修复")
    lists: Lists = says("名单管理")
    measures: Measures = says("失信惩戒措施")
    bans: Bans = says("市场和行业禁入")
    interviews: Interviews = says("约谈整改")
    visibility: Visibility = says("评价结果查询")
    masking: Masking = says("脱敏")
    retention: Retention = says("保存期限")
    reports: Reports = says("信用报告")
    self_declaration: SelfDeclaration = says("自主申报")
    authorisation: Authorisation = says("授权归集")
    education: Education = says("诚信教育")
    focus: FocusAreas = says("重点领域")
    campaign: Campaign | None = says("专项工作")
    appraisal: Appraisal = says("单位评分")
    deadlines: Deadlines = says("期限目录")
    terms: Terms = says("用语")


@dataclass(frozen=True, kw_only=True)
class Pack(PackBody):
    """A resolved pack: what holds for a region on a day, every value with its source.

    ``edition`` names pack and version of the whole chain, e.g. ``jiangyin@1+national_2026@1``;
    two packs with the same edition say the same.
    """

    header: PackHeader
    edition: str
    clauses: Mapping[str, Clause[Any]] = field(repr=False)

    def rate_of(self, grade: CreditGrade) -> InspectionRate:
        """比例和频次 for a grade."""
        return self.inspection.rates[self.inspection.tiers.value[grade]]

    def class_of(self, grade: CreditGrade) -> CreditClass:
        """类别 of a grade."""
        return self.grading.grade_classes.value[grade]


SECTION_LABELS: Mapping[str, str] = {f.name: f.metadata["label"] for f in fields(PackBody)}
