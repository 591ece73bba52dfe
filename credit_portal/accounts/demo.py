"""Agencies and users of the fictional city 澄江市 (region 990281, which does not exist).

The codes carry valid check digits; those of the departments are the ones of the sample files.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from credit_portal.accounts import services
from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused

BUILDER = SystemActor("演示城市")
REGION = "990281"
PASSWORD = "Chengjiang-2026"  # noqa: S105 - printed on purpose; refused in production

MARKET_SUPERVISION = "market"
_KIND = AgencyKind
# code, name, short name, kind, code of the parent, unified social credit code
AGENCIES = (
    ("credit-office", "澄江市信用办", "信用办", _KIND.LEAD_OFFICE, "", "119902812X8ADWE30H"),
    *(
        (code, f"澄江市{name}", short, _KIND.DEPARTMENT, "credit-office", uscc)
        for code, name, short, uscc in (
            ("market", "市场监督管理局", "市监局", "119902814JURQ28305"),
            ("housing", "住房和城乡建设局", "住建局", "11990281QQ0NE8PR3Q"),
            ("ecology", "生态环境局", "生态局", "11990281FQEFLCR614"),
            ("health", "卫生健康委员会", "卫健委", "11990281DC05G0KB87"),
            ("transport", "交通运输局", "交通局", "119902817JY3WA007Y"),
            ("labour", "人力资源和社会保障局", "人社局", "11990281ER6E31660L"),
            ("tax", "税务局", "税务局", "1199028123F5DPX82N"),
            ("emergency", "应急管理局", "应急局", "119902813F0WTCDK32"),
            ("urban", "城市管理局", "城管局", "11990281G2CJU8J0XF"),
            ("approval", "行政审批局", "审批局", "11990281DFF01DDX0Y"),
        )
    ),
    (
        "service",
        "澄江市政务服务中心",
        "政务中心",
        _KIND.SERVICE_HALL,
        "approval",
        "12990281456P466F03",
    ),
    ("service-main", "澄江市政务服务中心综合大厅", "综合大厅", _KIND.SERVICE_HALL, "service", ""),
    ("service-park", "澄江市政务服务中心园区分厅", "园区分厅", _KIND.SERVICE_HALL, "service", ""),
    *(
        (code, f"澄江市{town}{office}", town, _KIND.TOWN, "credit-office", uscc)
        for code, town, office, uscc in (
            ("town-xuxia", "徐霞镇", "人民政府", "11990281KPHL6NWL80"),
            ("town-gushan", "顾山镇", "人民政府", "11990281C7WBRM21X2"),
            ("town-yuecheng", "月城镇", "人民政府", "11990281A0FPP9GA8W"),
            ("town-changjing", "长泾镇", "人民政府", "11990281TULU9W3W3R"),
            ("town-yunting", "云亭街道", "办事处", "11990281FMY46WX561"),
            ("town-hongqiao", "虹桥镇", "人民政府", "11990281QM76EPKC8C"),
            ("town-huashi", "华士镇", "人民政府", "119902812XTNX3XT4G"),
            ("town-chengxi", "澄西街道", "办事处", "11990281GTWQXCX90X"),
        )
    ),
    ("court", "澄江市人民法院", "法院", _KIND.COURT, "credit-office", "119902813DW9BNQP9K"),
    ("builders", "澄江市建筑业协会", "建筑业协会", _KIND.ASSOCIATION, "", "51990281DDC9UB3Y3P"),
    ("bank", "澄江农村商业银行", "澄江农商行", _KIND.BANK, "", "91990281NTRA6CNK79"),
)


@dataclass(frozen=True)
class DemoUser:
    """One account of the demonstration."""

    username: str
    display_name: str
    role: Role
    agency_code: str = ""
    is_head: bool = False


USERS = (
    DemoUser("xinyong", "陈信", Role.LEAD_OFFICER, "credit-office"),
    DemoUser("xinyong2", "林诚", Role.LEAD_OFFICER, "credit-office", is_head=True),
    DemoUser("shijian", "王监", Role.DEPARTMENT_OFFICER, "market"),
    DemoUser("shijian2", "何市", Role.DEPARTMENT_OFFICER, "market", is_head=True),
    DemoUser("zhujian", "赵建", Role.DEPARTMENT_OFFICER, "housing"),
    DemoUser("shengtai", "钱青", Role.DEPARTMENT_OFFICER, "ecology"),
    DemoUser("chuangkou", "孙敏", Role.WINDOW_OFFICER, "service-main"),
    DemoUser("yuanqu", "周园", Role.WINDOW_OFFICER, "service-park"),
    DemoUser("yuecheng", "吴月", Role.TOWN_OFFICER, "town-yuecheng"),
    DemoUser("fayuan", "郑法", Role.COURT_OFFICER, "court"),
    DemoUser("yinhang", "冯融", Role.PARTNER, "bank"),
    DemoUser("xiehui", "韩协", Role.PARTNER, "builders"),
    DemoUser("qiye", "褚企", Role.ENTERPRISE),
    DemoUser("shenji", "卫审", Role.AUDITOR),
    DemoUser("guanli", "蒋管", Role.ADMINISTRATOR),
    DemoUser("guanli2", "沈理", Role.ADMINISTRATOR),
)


@transaction.atomic
def build_demo_accounts(*, at: datetime) -> None:
    """Create whatever of the demo agencies and users is missing; safe to run twice.

    Raises:
        Refused: in production, where accounts with a known password have no place.
    """
    if settings.IS_PRODUCTION:
        raise Refused("production", "正式环境不能建立演示账号。")
    agencies: dict[str, Agency] = {}
    for row in AGENCIES:
        agencies[row[0]] = _agency(row, agencies, at)
    known = set(User.objects.values_list("username", flat=True))
    for user in USERS:
        if user.username not in known:
            _create(user, agencies.get(user.agency_code), at)


def _agency(
    row: tuple[str, str, str, AgencyKind, str, str], agencies: dict[str, Agency], at: datetime
) -> Agency:
    code, name, short_name, kind, parent, uscc = row
    return Agency.objects.filter(code=code).first() or services.create_agency(
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        parent=agencies.get(parent),
        uscc=uscc,
        region_code=REGION,
        is_market_supervision=code == MARKET_SUPERVISION,
        by=BUILDER,
        at=at,
    )


def _create(user: DemoUser, agency: Agency | None, at: datetime) -> None:
    services.create_user(
        username=user.username,
        display_name=user.display_name,
        role=user.role,
        password=PASSWORD,
        is_head=user.is_head,
        password_is_temporary=False,  # printed for everybody, so that nobody has to change it
        agency=agency,
        by=BUILDER,
        at=at,
    )
