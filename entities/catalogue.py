"""The catalogue as it is first installed; the desk may change it afterwards.

Categories are those of the 全国公共信用信息基础目录 (2024: thirteen). Seven of the names were seen
in published texts; an item of another category stays marked until somebody compared it.
"""

from datetime import datetime

from django.db import transaction

from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.history import create_with_history
from entities.choices import PublicationScope, RecordCategory, RecordKind
from entities.models import CatalogueItem

EDITION = "2024"
SEEN_CATEGORIES = frozenset(
    {
        RecordCategory.REGISTRATION,
        RecordCategory.JUDICIAL,
        RecordCategory.ADMINISTRATION,
        RecordCategory.PROFESSION,
        RecordCategory.ABNORMAL,
        RecordCategory.COMPLIANCE,
        RecordCategory.INTELLECTUAL_PROPERTY,
    }
)
DOUBLE_PUBLICITY = "发改办财金〔2018〕424号（双公示）"
EIGHT_ACTS = "赣发改财金〔2020〕520号 三十；淮政办发〔2020〕80号 五(二)"
COMMITMENTS = "淮政办发〔2020〕80号 二(一)；澄信用发〔2020〕11号 三(一)"

AUTHORISED_DATA = "国办发〔2021〕52号；吴忠市实施方案 二(一)"
UTILITIES = (
    RecordKind.WATER, RecordKind.ELECTRICITY, RecordKind.GAS, RecordKind.PROPERTY,
    RecordKind.RESEARCH,
)  # fmt: skip

_Kind, _Category, _Scope = RecordKind, RecordCategory, PublicationScope
# kind, category, scope, basis
ITEMS: tuple[tuple[RecordKind, RecordCategory, PublicationScope, str], ...] = (
    (_Kind.PENALTY, _Category.ADMINISTRATION, _Scope.PUBLIC, DOUBLE_PUBLICITY),
    (_Kind.PERMIT, _Category.ADMINISTRATION, _Scope.PUBLIC, DOUBLE_PUBLICITY),
    (_Kind.ENFORCEMENT, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.CONFIRMATION, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.LEVY, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.PAYMENT, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.ADJUDICATION, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.COMPENSATION, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.REWARD, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.INSPECTION, _Category.ADMINISTRATION, _Scope.PUBLIC, EIGHT_ACTS),
    (_Kind.COMMITMENT, _Category.COMMITMENT, _Scope.PUBLIC, COMMITMENTS),
    (_Kind.COMMITMENT_FULFILMENT, _Category.COMMITMENT, _Scope.PUBLIC, COMMITMENTS),
    (_Kind.COMMITMENT_BREACH, _Category.COMMITMENT, _Scope.PUBLIC, COMMITMENTS),
    (_Kind.LISTING, _Category.SERIOUS_LIST, _Scope.PUBLIC, "国办发〔2020〕49号"),
    (_Kind.ABNORMAL, _Category.ABNORMAL, _Scope.PUBLIC, "企业信息公示暂行条例"),
    (_Kind.JUDGMENT_DEBT, _Category.JUDICIAL, _Scope.PUBLIC, "淮政办发〔2020〕80号 五(二)"),
    (_Kind.COMPLAINT, _Category.COMPLIANCE, _Scope.GOVERNMENT, ""),
    (_Kind.CONTRACT, _Category.CONTRACT, _Scope.GOVERNMENT, ""),
    (_Kind.HONOUR, _Category.HONOUR, _Scope.PUBLIC, ""),
    (_Kind.SELF_DECLARATION, _Category.VOLUNTARY, _Scope.AUTHORISED,
     "赣发改财金〔2020〕520号 十一"),
    (_Kind.TAX_CREDIT, _Category.EVALUATION, _Scope.AUTHORISED, "纳税信用管理办法"),
    (_Kind.ANNUAL_REPORT, _Category.ABNORMAL, _Scope.PUBLIC, "企业信息公示暂行条例"),
    (_Kind.RECTIFICATION, _Category.COMPLIANCE, _Scope.GOVERNMENT, ""),
    (_Kind.INTERVIEW, _Category.COMPLIANCE, _Scope.GOVERNMENT, ""),
    *((kind, _Category.VOLUNTARY, _Scope.AUTHORISED, AUTHORISED_DATA) for kind in UTILITIES),
)  # fmt: skip


def categories() -> dict[str, str]:
    """Kind of record → category: as the desk has it, else as it would be installed."""
    return {kind.value: category.value for kind, category, _, _ in ITEMS} | _installed("category")


def scopes() -> dict[str, str]:
    """Kind of record → who may see it, in the same way."""
    return {kind.value: scope.value for kind, _, scope, _ in ITEMS} | _installed("scope")


def _installed(column: str) -> dict[str, str]:
    return dict(CatalogueItem.objects.order_by().values_list("kind", column))


def install_catalogue(*, by: Actor, at: datetime) -> int:
    """Add the items that are missing, leave the others as they are; returns how many were added."""
    with transaction.atomic():
        known = set(CatalogueItem.objects.values_list("kind", flat=True))
        missing = [
            CatalogueItem(
                kind=kind, name=kind.label, category=category, edition=EDITION, scope=scope,
                basis=basis, is_confirmed=category in SEEN_CATEGORIES,
            )
            for kind, category, scope, basis in ITEMS
            if kind not in known
        ]  # fmt: skip
        if missing:
            create_with_history(missing, by=by, at=at)
            audit.record(
                by=by,
                act="entities.install_catalogue",
                object_type="entities.catalogueitem",
                after={"edition": EDITION, "kinds": [item.kind for item in missing]},
                at=at,
            )
    return len(missing)
