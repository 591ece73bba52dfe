"""What the shipped packs say, with the clause it comes from."""

from typing import Any

import pytest

from credit_portal.policy.choices import (
    BrokenCommitment,
    Certainty,
    CommitmentKind,
    Convenience,
    CreditClass,
    CreditGrade,
    DishonestyLevel,
    DisqualifyingEvent,
    GradeSource,
    InspectionTier,
    NationalGrade,
    PackLevel,
    PenaltyKind,
    RepairWay,
)
from credit_portal.policy.packaged import installed_pack, packaged_sources
from credit_portal.policy.schema.checks import check_fair
from credit_portal.policy.schema.leaves import all_leaves

LOCAL = ("jiangyin", "huaian_district", "yichun", "wuzhong", "jiangxi")
BARRED = (
    Convenience.DEFERRED_DOCUMENTS,
    Convenience.NOTIFIED_COMMITMENT,
    Convenience.FISCAL_FUNDS,
    Convenience.AWARDS,
)
# Pack, path, value, clause, certainty: values that a document states itself.
STATED: list[tuple[str, str, Any, str, str]] = [
    ("jiangyin", "disputes.handling_days", 5, "三(六)", "seen"),
    ("yichun", "disputes.handling_days", 7, "五-2", "seen"),
    ("huaian_district", "disputes.handling_days", 7, "五(四)", "proposal"),
    ("jiangxi", "disputes.handling_days", 7, "(三十二)", "proposal"),
    ("jiangxi", "disputes.measures_suspended", True, "(三十二)", "seen"),
    ("jiangyin", "classes.general.supervision_label", "非重点监管对象", "三(五)", "seen"),
    ("yichun", "classes.general.supervision_label", "重点关注对象", "三-2", "seen"),
    ("jiangyin", "classes.serious.supervision_label", "重点监管对象", "三(五)", "seen"),
    ("jiangyin", "classes.serious.conveniences_barred", BARRED, "三(五)", "seen"),
    ("yichun", "classes.serious.conveniences_barred", BARRED, "三-2", "seen"),
    ("yichun", "classes.trustworthy.other_names", ("诚实守信",), "三-1", "seen"),
    ("jiangyin", "commitments.disqualifying_events", tuple(DisqualifyingEvent), "三(一)", "seen"),
    ("huaian_district", "commitments.ledger_due_day", 5, "二(一)", "seen"),
    ("huaian_district", "commitments.ledger_kinds",
     (CommitmentKind.VOLUNTARY, CommitmentKind.INDUSTRY_SELF_DISCIPLINE,
      CommitmentKind.CREDIT_REPAIR), "二(一)", "seen"),
    ("huaian_district", "publication.court_lists",
     ("失信被执行人", "虚假诉讼失信人"), "五(二)", "seen"),
    ("jiangxi", "interviews.reminder_name", "提示约谈", "(十八)", "seen"),
    ("huaian_district", "interviews.reminder_name", "提醒约谈", "四(二)", "seen"),
    ("yichun", "bans.permanent_allowed", False, "三-2", "seen"),
    ("jiangyin", "bans.permanent_allowed", True, "三(五)", "seen"),
    ("wuzhong", "campaign.plan_by", "09-30", "三(一)", "seen"),
    ("wuzhong", "campaign.summary_by", "12-09", "三(三)", "seen"),
    ("wuzhong", "campaign.case_elements",
     ("时间", "地点", "主体", "做法", "成效"), "三(三)", "seen"),
    ("wuzhong", "authorisation.kinds",
     ("纳税", "水", "电", "气", "不动产", "科技研发"), "二(一)", "seen"),
    ("jiangxi", "grading.poor_result_tasks", ("约谈", "督促整改", "重点监管"), "(十三)", "seen"),
    ("jiangyin", "grading.sources",
     (GradeSource.LOCAL_MODEL, GradeSource.INDUSTRY_RESULT), "三(四)", "seen"),
    ("wuzhong", "grading.sources",
     (GradeSource.NATIONAL_RESULT, GradeSource.INDUSTRY_RESULT), "一、二(二)、二(三)", "seen"),
    ("jiangyin", "repair.ways",
     (RepairWay.VERIFICATION, RepairWay.TRAINING, RepairWay.REPORT), "三(七)", "seen"),
    ("yichun", "self_declaration.kinds",
     ("慈善捐赠", "志愿服务", "荣誉奖励", "信用承诺"), "一-4", "seen"),
]  # fmt: skip
# Path, value: values that hold everywhere, because the national rule binds.
BINDING: list[tuple[str, Any]] = [
    ("repair.decide_days", 3),
    ("repair.total_days", 10),
    ("repair.materials", ("履行义务的证明材料", "信用承诺书")),
    ("repair.ways_required", (RepairWay.RECTIFICATION, RepairWay.COMMITMENT)),
    ("repair.fee_allowed", False),
    ("publication.act_days", 7),
    ("publication.withdrawal_days", 3),
    ("publication.periods.minor.is_published", False),
    ("publication.periods.minor.longest", 3),
    ("publication.periods.general.shortest", 3),
    ("publication.periods.general.longest", 12),
    ("publication.periods.serious.shortest", 12),
    ("publication.periods.serious.longest", 36),
    ("measures.only_listed", True),
    ("measures.bar_needs_item", True),
    ("visibility.personal_score", False),
    ("masking.id_number_public", False),
    ("education.fee_allowed", False),
    ("education.is_condition", False),
]
# What no document says: level of a broken commitment.
PROPOSED_LEVELS = {
    BrokenCommitment.PARTLY_FULFILLED: DishonestyLevel.MINOR,
    BrokenCommitment.NOT_FULFILLED: DishonestyLevel.GENERAL,
    BrokenCommitment.FALSE: DishonestyLevel.GENERAL,
}
# Path, number of items in the document.
COUNTS = [
    ("wuzhong", "campaign.domains", 22),
    ("wuzhong", "campaign.departments", 22),
    ("yichun", "focus.demonstration", 13),
    ("jiangxi", "lists.watch_fields", 9),
    ("jiangxi", "inspection.fields", 12),
    ("jiangxi", "bans.fields", 8),
    ("huaian_district", "bans.fields", 7),
    ("huaian_district", "bans.triggers", 4),
    ("huaian_district", "reports.scenes", 7),
    ("huaian_district", "reports.kinds", 3),
    ("huaian_district", "publication.acts", 10),
    ("jiangxi", "publication.acts", 10),
    ("yichun", "commitments.names", 5),
    ("huaian_district", "commitments.names", 6),
    ("national_2026", "inspection.result_codes", 14),
]


@pytest.mark.parametrize(("code", "path", "value", "clause", "certainty"), STATED)
def test_a_document_says_so(code: str, path: str, value: Any, clause: str, certainty: str) -> None:
    said = installed_pack(code).clauses[path]
    assert (said.value, said.clause, said.certainty) == (value, clause, Certainty(certainty))
    assert said.pack == said.document.code == code


@pytest.mark.parametrize("code", LOCAL)
@pytest.mark.parametrize(("path", "value"), BINDING)
def test_a_national_rule_binds(code: str, path: str, value: Any) -> None:
    said = installed_pack(code).clauses[path]
    assert (said.value, said.pack, said.binding) == (value, "national_2026", True)


@pytest.mark.parametrize("code", ["national_2026", *LOCAL])
def test_levels_of_a_breach_are_a_marked_proposal(code: str) -> None:
    said = installed_pack(code).severity.broken_commitment
    assert {outcome: clause.value for outcome, clause in said.items()} == PROPOSED_LEVELS
    for clause in said.values():
        assert (clause.certainty, clause.basis) == (Certainty.PROPOSAL, "平台建议值")
        assert clause.note == "没有文件规定，建议值"


@pytest.mark.parametrize(("code", "path", "count"), COUNTS)
def test_lists_are_complete(code: str, path: str, count: int) -> None:
    assert len(installed_pack(code).clauses[path].value) == count


def test_every_path_is_answered_by_the_national_pack_or_is_optional() -> None:
    said = packaged_sources()["national_2026"].clauses
    silent = [leaf for path, leaf in all_leaves().items() if path not in said]
    assert all(leaf.optional or leaf.optional_section for leaf in silent)


@pytest.mark.parametrize("code", LOCAL)
def test_a_local_pack_quotes_its_own_document_only(code: str) -> None:
    source = packaged_sources()[code]
    assert set(source.documents) == {code}
    assert not any(clause.binding for clause in source.clauses.values())
    assert {clause.certainty for clause in source.clauses.values()} <= {
        Certainty.SEEN, Certainty.PROPOSAL,
    }  # fmt: skip


def test_levels_of_the_packs() -> None:
    levels = {code: source.level for code, source in packaged_sources().items()}
    assert levels == {
        "national_2026": PackLevel.NATIONAL,
        "jiangxi": PackLevel.PROVINCE,
        "jiangyin": PackLevel.CITY,
        "yichun": PackLevel.CITY,
        "wuzhong": PackLevel.CITY,
        "huaian_district": PackLevel.DISTRICT,
    }


@pytest.mark.parametrize("code", ["national_2026", *LOCAL])
def test_no_class_gets_more_than_a_better_one(code: str) -> None:
    assert check_fair(installed_pack(code)) == {}


@pytest.mark.parametrize("code", ["national_2026", *LOCAL])
def test_grades_map_to_classes_everywhere(code: str) -> None:
    pack = installed_pack(code)
    classes = {grade: pack.class_of(grade) for grade in CreditGrade}
    assert classes == {
        CreditGrade.A: CreditClass.TRUSTWORTHY,
        CreditGrade.B: CreditClass.TRUSTWORTHY,
        CreditGrade.C: CreditClass.MINOR,
        CreditGrade.D: CreditClass.GENERAL,
        CreditGrade.E: CreditClass.SERIOUS,
    }
    assert set(pack.grading.national_grades.value) == set(NationalGrade)


@pytest.mark.parametrize(
    ("code", "ratios"),
    [
        ("jiangyin", [5, 5, 10, 30, 100]),
        ("yichun", [5, 5, 10, 30, 100]),
        ("huaian_district", [3, 5, 10, 30, 30]),
        ("wuzhong", [5, 5, 10, 30, 30]),
        ("jiangxi", [5, 5, 10, 30, 30]),
    ],
)
def test_ratios_by_grade(code: str, ratios: list[int]) -> None:
    pack = installed_pack(code)
    assert [pack.rate_of(grade).ratio.value for grade in CreditGrade] == ratios
    assert all(rate.ratio_low.value > 0 for rate in pack.inspection.rates.values())


@pytest.mark.parametrize(
    ("code", "count"), [("jiangyin", 4), ("yichun", 4), ("huaian_district", 4), ("wuzhong", 3),
                        ("jiangxi", 3)],
)  # fmt: skip
def test_number_of_tiers(code: str, count: int) -> None:
    assert len(set(installed_pack(code).inspection.tiers.value.values())) == count


def test_typed_access() -> None:
    pack = installed_pack("jiangyin")
    assert pack.disputes.handling_days.source == "澄信用发〔2020〕11号 三(六)"
    assert pack.inspection.rates[InspectionTier.STRICT].case_approval.value is True
    kinds = pack.severity.by_penalty_kind
    assert kinds[PenaltyKind.WARNING].value == DishonestyLevel.MINOR
    assert kinds[PenaltyKind.SUSPEND_LICENCE].certainty == Certainty.UNCONFIRMED
    assert kinds[PenaltyKind.DOWNGRADE].certainty == Certainty.UNCONFIRMED
    assert pack.campaign is None
    assert installed_pack("wuzhong").campaign is not None
    assert pack.edition == "jiangyin@1+national_2026@1"


def test_the_older_repair_rule_stands_beside_the_one_in_force() -> None:
    repair = installed_pack("national_2026").repair
    assert repair.valid_from.value.isoformat() == "2026-04-01"
    assert repair.former.valid_until.value.isoformat() == "2026-03-31"
    assert (repair.former.shortest.value, repair.former.longest.value) == (3, 36)
    assert repair.former.safety_shortest.value == 12


def test_measures_are_a_list_with_an_edition_that_is_not_confirmed() -> None:
    measures = installed_pack("national_2026").measures
    assert measures.edition.value == "2024年版"
    assert measures.items.certainty == Certainty.UNCONFIRMED
    assert all(item.name and item.code for item in measures.items.value)
