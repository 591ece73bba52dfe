"""Writes of repair, one function per act."""

from repair.services.decision import (
    find_item_needless,
    grant_contested_item,
    grant_item,
    refuse_item,
)
from repair.services.drafting import (
    attach_proof,
    describe_application,
    draft_application,
)
from repair.services.handling import (
    ask_supplement,
    go_on_without,
    supply_supplement,
    verify_part,
)
from repair.services.notices import issue_notices
from repair.services.reorganisation import end_reorganisation_lift, lift_for_reorganisation
from repair.services.revocation import revoke_repair
from repair.services.submission import (
    forward_application,
    submit_application,
    withdraw_application,
)
from repair.services.training import (
    add_question,
    draft_course,
    publish_course,
    retire_course,
    take_test,
)

__all__ = [
    "add_question",
    "ask_supplement",
    "attach_proof",
    "describe_application",
    "draft_application",
    "draft_course",
    "end_reorganisation_lift",
    "find_item_needless",
    "forward_application",
    "go_on_without",
    "grant_contested_item",
    "grant_item",
    "issue_notices",
    "lift_for_reorganisation",
    "publish_course",
    "refuse_item",
    "retire_course",
    "revoke_repair",
    "submit_application",
    "supply_supplement",
    "take_test",
    "verify_part",
    "withdraw_application",
]
