"""What reports to the platform above tell the other rooms when the portal starts."""

from credit_portal.audit.acts import name_acts
from credit_portal.shared.navigation import NavItem, register
from entities.upward import tasks  # noqa: F401 - registers the job kind
from entities.upward.permissions import REPORTING_ROLES


def prepare() -> None:
    """Register the names of acts and the entry of the menu."""
    name_acts(
        {
            "entities.make_upward_report": "生成上报数据",
            "entities.note_upward_report": "登记上报回执",
        }
    )
    register(
        NavItem(
            "数据上报", "upward:list", "upload", roles=REPORTING_ROLES, order=63,
            group="信用档案",
        )
    )  # fmt: skip
