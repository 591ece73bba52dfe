"""准入前诚信教育 noted; it asks nothing of the business and stops nothing."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.campaigns.models import EducationTalk
from credit_portal.campaigns.permissions import NOTING_ROLES
from credit_portal.campaigns.selectors import occasions_of
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, required
from credit_portal.shared.history import user_of


@transaction.atomic
def note_talk(
    *, agency: Agency, on: date, occasion: str, people: int, material: str, business: str = "",
    is_signed: bool = False, note: str = "", by: Actor, at: datetime,
) -> EducationTalk:  # fmt: skip
    """Note one talk (江西 四: free, and no condition of entry).

    Raises:
        NotAllowed: another role, or another agency.
        Invalid: an occasion that the pack does not name, a day to come, nobody there.
    """
    require_role(by, NOTING_ROLES)
    require_agency(by, agency)
    day = timezone.localdate(at)
    if occasion not in occasions_of(pack_in_force(day)):
        raise Invalid(
            "occasion_unknown", "请选择政策规定的教育时机或者对象。", {"occasion": "请选择"}
        )
    if on > day:
        raise Invalid("day_to_come", "日期不能晚于今天。", {"on": "不能晚于今天"})
    if people < 1:
        raise Invalid("nobody", "人数应为正数。", {"people": "应为正数"})
    talk = EducationTalk.objects.create(
        agency=agency, on=on, occasion=occasion, people=people, business=business.strip(),
        material=required(material, "material", "教育材料"), is_signed=is_signed,
        note=note.strip(), noted_by=user_of(by), noted_at=at,
    )  # fmt: skip
    audit.record(
        by=by, act="campaigns.note_talk", obj=talk, at=at,
        after={"occasion": occasion, "people": people},
    )  # fmt: skip
    return talk
