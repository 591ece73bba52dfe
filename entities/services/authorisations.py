"""A business lets agencies see data, and takes that back whenever it likes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from credit_portal.accounts.choices import PARTNER_KINDS, MandateScope, Role
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.viewers import require_mandate
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.schema.procedures import Authorisation
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.workdays import add_months
from entities.choices import RecordKind
from entities.models import DataAuthorisation, Entity

# The words of the documents → what the register calls it.
KINDS: Mapping[str, RecordKind] = {
    "纳税": RecordKind.TAX_CREDIT, "水": RecordKind.WATER, "电": RecordKind.ELECTRICITY,
    "气": RecordKind.GAS, "不动产": RecordKind.PROPERTY, "科技研发": RecordKind.RESEARCH,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class AuthorisationDraft:
    """What is opened to whom, for what and how long; ``until_on`` is the first day after."""

    kind: RecordKind
    scope: str
    purpose: str
    agencies: Collection[Agency]
    from_on: date
    until_on: date


def policy_on(on: date) -> Authorisation:
    """What the pack in force says of authorisations."""
    return pack_in_force(on).authorisation


def kinds_on(on: date) -> list[RecordKind]:
    """The kinds of data that need an authorisation by the pack in force."""
    return [KINDS[name] for name in policy_on(on).kinds.value if name in KINDS]


def grant_authorisation(
    *, entity: Entity, draft: AuthorisationDraft, by: Actor, at: datetime
) -> DataAuthorisation:
    """Open a kind of data to agencies for a purpose and a period.

    Raises:
        NotAllowed: an official.
        NotVisible: somebody else's business.
        Invalid: no kind of the pack, nobody named, no purpose, or a period longer than allowed.
    """
    _require_own(entity, by)
    _check(draft, timezone.localdate(at))
    authorisation = DataAuthorisation(
        entity=entity, kind=draft.kind, from_on=draft.from_on, until_on=draft.until_on,
        scope=required(draft.scope, "scope", "授权范围"), granted_at=at, granted_by=user_of(by),
        purpose=required(draft.purpose, "purpose", "使用目的"),
    )  # fmt: skip
    with transaction.atomic():
        authorisation.save()
        authorisation.agencies.set(draft.agencies)
        _record(authorisation, "grant_authorisation", by, at)
        _tell(authorisation, "获得信息查询授权", at)
    return authorisation


def withdraw_authorisation(
    *, authorisation: DataAuthorisation, by: Actor, at: datetime
) -> DataAuthorisation:
    """Take it back: from this moment nothing is shown on its ground; no reason is asked.

    Raises:
        NotVisible: somebody else's business.
        Refused: it is taken back already, or the pack lets nobody.
    """
    _require_own(authorisation.entity, by)
    with transaction.atomic():
        rows = DataAuthorisation.objects.select_for_update(of=("self",)).select_related("entity")
        authorisation = rows.get(pk=authorisation.pk)
        if not policy_on(timezone.localdate(at)).revocable.value:
            raise Refused("not_revocable", "现行政策不允许撤回该授权。")
        if authorisation.withdrawn_at:
            raise Refused("already_withdrawn", "该授权已经撤回。")
        authorisation.withdrawn_at = at
        authorisation.save(update_fields=["withdrawn_at"])
        _record(authorisation, "withdraw_authorisation", by, at)
        _tell(authorisation, "信息查询授权已撤回", at)
    return authorisation


def _require_own(entity: Entity, by: Actor) -> None:
    """Data about the business is opened by whoever may do everything for it."""
    require_role(by, {Role.ENTERPRISE})
    require_mandate(by, entity.uscc, MandateScope.ALL)


def _check(draft: AuthorisationDraft, today: date) -> None:
    longest = int(policy_on(today).longest.value)
    if draft.kind not in kinds_on(today):
        raise Invalid("kind_unknown", "现行政策没有这一授权种类。", {"kind": "请重新选择"})
    if not draft.agencies or any(agency.kind in PARTNER_KINDS for agency in draft.agencies):
        raise Invalid("agencies_invalid", "请选择接收单位。", {"agencies": "请选择接收单位"})
    if draft.from_on < today:
        raise Invalid("from_past", "授权不能早于今天开始。", {"from_on": "早于今天"})
    if not draft.from_on < draft.until_on <= add_months(draft.from_on, longest):
        sentence = f"授权期限应在开始日期之后，且不超过{longest}个月。"
        raise Invalid("term_invalid", sentence, {"until_on": sentence})


def _record(authorisation: DataAuthorisation, act: str, by: Actor, at: datetime) -> None:
    codes = authorisation.agencies.order_by("code").values_list("code", flat=True)
    audit.record(
        by=by, act=f"entities.{act}", obj=authorisation, at=at,
        after={
            "uscc": authorisation.entity.uscc, "kind": authorisation.kind, "to": list(codes),
            "until_on": str(authorisation.until_on),
        },
    )  # fmt: skip


def _tell(authorisation: DataAuthorisation, subject: str, at: datetime) -> None:
    state = "withdrawn" if authorisation.withdrawn_at else "granted"
    for agency in authorisation.agencies.all():
        send_message(
            occasion=f"authorisation:{authorisation.pk}:{state}", to=Recipient(agency=agency),
            subject=f"{subject}：{authorisation}", at=at, url=reverse("authorisations:list"),
            text=f"范围：{authorisation.scope}；目的：{authorisation.purpose}",
        )  # fmt: skip
