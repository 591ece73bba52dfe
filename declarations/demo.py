"""Declarations of the demonstration, each in another state."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.models import Agency, User
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import SystemActor
from declarations import services
from declarations.models import Declaration
from declarations.services import DeclarationDraft
from entities.models import Entity
from supervision.services.steps import day_of

DAY = timedelta(days=1)
PROOF = b"%PDF-1.4\n%%EOF\n"
# What is declared, by whom it is proved, and how many steps it has taken.
LINES = (
    ("向澄江市慈善会捐赠助学款", "澄江市慈善会", 3),
    ("参加社区消防安全志愿服务", "城西街道办事处", 2),
    ("按期履行政府采购供货合同", "澄江市第一中学", 1),
    ("取得环境管理体系认证", "澄江认证有限公司", 0),
)


def build(*, applicant: User, officer: User, entity: Entity, at: datetime) -> None:
    """One draft, one waiting, one published, one confirmed; leaves alone what stands."""
    if Declaration.objects.exists():
        return
    agency = Agency.objects.get(users=officer)
    kinds = pack_in_force(day_of(at)).self_declaration.kinds.value
    chosen = {"慈善": "社会公益", "志愿": "社会公益", "合同": "合同履约"}
    for number, (title, issuer, steps) in enumerate(LINES):
        kind = next((kind for word, kind in chosen.items() if word in title), kinds[0])
        began = at - (30 * DAY if steps == len(LINES) - 1 else 2 * DAY)
        declaration = services.draft_declaration(
            entity=entity, by=applicant, at=began,
            draft=DeclarationDraft(
                kind=kind if kind in kinds else kinds[0], title=title,
                content=f"{title}，详见附件。",
                issuer=issuer, happened_on=day_of(began) - 20 * DAY, agency=agency,
            ),
            files=[SimpleUploadedFile(f"证明{number}.pdf", PROOF + str(number).encode())],
        )  # fmt: skip
        _bring(declaration, steps, applicant, officer, began, at)


def _bring(
    declaration: Declaration, steps: int, applicant: User, officer: User, began: datetime,
    at: datetime,
) -> None:  # fmt: skip
    if steps >= 1:
        services.submit_declaration(
            declaration=declaration, is_true=True, is_authorised=True, by=applicant, at=began
        )
    if steps >= 2:
        services.approve_declaration(
            declaration=declaration, review="已向证明单位核实", by=officer, at=began
        )
    if steps >= 3:
        services.confirm_declaration(declaration=declaration, by=SystemActor("演示城市"), at=at)
