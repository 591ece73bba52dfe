"""What the imports tell the other rooms when the portal starts."""

from credit_portal.accounts.choices import Role
from credit_portal.audit.acts import name_acts
from credit_portal.shared import duties
from credit_portal.shared.navigation import NavItem, register
from entities.imports import tasks  # noqa: F401 - registers the job kind
from entities.imports.duties import DUTIES
from entities.imports.layout import register_layout
from entities.imports.layouts.entities import ENTITIES
from entities.imports.layouts.facts import FACTS
from entities.imports.layouts.penalties import PENALTIES
from entities.imports.layouts.permits import PERMITS
from entities.imports.permissions import IMPORTING_ROLES


def prepare() -> None:
    """Register layouts, duties, names of acts, and the entry in the desk's menu."""
    for layout in (ENTITIES, PENALTIES, PERMITS, FACTS):
        register_layout(layout)
    duties.register(*DUTIES)
    name_acts(
        {
            "entities.receive_file": "接收部门数据文件",
            "entities.import_file": "导入部门数据文件",
            "entities.download_quarantine": "下载待修正行",
            "entities.forget_quarantine": "清除超过保留期限的待修正行和原始文件",
        }
    )
    register(
        NavItem(
            "数据导入",
            "imports:list",
            "upload",
            roles=IMPORTING_ROLES,
            order=60,
            group="信用档案",
            hint="上传行政处罚、行政许可、名单和其他信用信息的数据文件，查看结果，取回待修正的行。",
            daily=frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.COURT_OFFICER}),
        )
    )
