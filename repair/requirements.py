"""What an application must hold, and what it may hold, by the ways of repair that the pack names.

Order 36 and 国办发〔2025〕22号 ask for two materials everywhere: proof that the obligations are
fulfilled, and a credit commitment. 江阴 三(七), 伊春 五-3, 淮安区 四(六), 江西 (二十六) name more
ways (信用核查, 专题培训, 信用报告, 公益慈善), to choose from: “通过……等方式”.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from credit_portal.policy.choices import RepairWay
from credit_portal.policy.schema import Pack
from entities.fact_types import FactType
from entities.models import CreditRecord
from repair.choices import Channel, ProofKind
from repair.models import RepairApplication, RepairItem, TrainingResult


@dataclass(frozen=True)
class Requirement:
    """One step, whether it is done, and by what; the papers of a window are no way of repair."""

    way: RepairWay | None
    label: str
    is_met: bool
    text: str
    is_required: bool = False

    @property
    def is_missing(self) -> bool:
        """Required and not there."""
        return self.is_required and not self.is_met

    @property
    def is_for_applicant(self) -> bool:
        """To be done before the application is handed in; the commitment is signed with it."""
        return self.way not in (RepairWay.COMMITMENT, RepairWay.VERIFICATION)


def requirements(
    application: RepairApplication, items: list[RepairItem], pack: Pack
) -> list[Requirement]:
    """Every step that is required or offered, in the order of the procedure."""
    required = pack.repair.ways_required.value
    steps = {
        RepairWay.RECTIFICATION: lambda: _rectification(application, items),
        RepairWay.TRAINING: lambda: _training(application, items),
        RepairWay.REPORT: lambda: _file(application, RepairWay.REPORT, ProofKind.REPORT),
        RepairWay.PUBLIC_BENEFIT: lambda: _public_benefit(application, items),
        RepairWay.COMMITMENT: lambda: _commitment(application),
        RepairWay.VERIFICATION: lambda: _verification(application),
    }
    found = [
        replace(step(), is_required=way in required)
        for way, step in steps.items()
        if way in {*required, *pack.repair.ways.value}
    ]
    return found + _signed_papers(application)


def unproven(application: RepairApplication, items: list[RepairItem]) -> Iterator[RepairItem]:
    """Records whose fulfilment neither the register nor a file shows."""
    proven = set(
        application.proofs.filter(kind=ProofKind.FULFILMENT).values_list("item", flat=True)
    )
    for item in items:
        if not item.register_proof and item.pk not in proven:
            yield item


def _rectification(application: RepairApplication, items: list[RepairItem]) -> Requirement:
    label = "履行义务的证明材料"
    missing = [str(item.record) for item in unproven(application, items)]
    if missing:
        return Requirement(RepairWay.RECTIFICATION, label, False, f"尚缺：{'；'.join(missing)}")
    return Requirement(RepairWay.RECTIFICATION, label, True, "各条记录均已提供")


def _training(application: RepairApplication, items: list[RepairItem]) -> Requirement:
    """A course passed after the last of the documents: about the misconduct, not before it."""
    label = "专题培训和测试"
    since = max(item.record.decided_on for item in items)
    passed = TrainingResult.objects.filter(
        entity=application.entity_id, is_passed=True, at__date__gte=since
    ).first()
    if passed is None:
        text = "请学习培训课程并通过测试"
        return Requirement(RepairWay.TRAINING, label, False, text)
    return Requirement(RepairWay.TRAINING, label, True, f"合格证书 {passed.certificate}")


def _signed_papers(application: RepairApplication) -> list[Requirement]:
    """At the window the business signs on paper; an officer's tick is no signature."""
    if application.channel != Channel.WINDOW:
        return []
    papers = (ProofKind.PAPER, ProofKind.COMMITMENT)  # a sheet each
    return [replace(_file(application, None, kind), is_required=True) for kind in papers]


def _file(application: RepairApplication, way: RepairWay | None, kind: ProofKind) -> Requirement:
    is_met = application.proofs.filter(kind=kind).exists()
    text = "已上传" if is_met else f"请上传{kind.label}"
    return Requirement(way, str(kind.label), is_met, text)


def _public_benefit(application: RepairApplication, items: list[RepairItem]) -> Requirement:
    """From the register where the business declared it and it was verified."""
    since = min(item.record.decided_on for item in items)
    declared = CreditRecord.objects.standing().filter(
        entity=application.entity_id, fact_type=FactType.PUBLIC_BENEFIT, decided_on__gte=since
    )
    if found := declared.newest_first().first():
        return Requirement(RepairWay.PUBLIC_BENEFIT, "公益慈善", True, f"库内已有：{found.title}")
    return _file(application, RepairWay.PUBLIC_BENEFIT, ProofKind.PUBLIC_BENEFIT)


def _commitment(application: RepairApplication) -> Requirement:
    signed = application.commitment
    waiting = "提交时登记" if application.channel == Channel.WINDOW else "提交时签署"
    text = f"承诺编码 {signed.code}" if signed else waiting
    return Requirement(RepairWay.COMMITMENT, "信用承诺书", signed is not None, text)


def _verification(application: RepairApplication) -> Requirement:
    waiting = [part.agency.short_name for part in application.parts.select_related("agency")
               if part.verified_at is None]  # fmt: skip
    text = f"由{'、'.join(waiting)}核查" if waiting else "已核查"
    return Requirement(RepairWay.VERIFICATION, "信用核查", not waiting, text)
