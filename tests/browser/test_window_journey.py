"""The window by keyboard alone: a scanned code, a letter, the signed scan, the next business."""

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from commitments import defaults
from commitments.choices import CommitmentKind, Status
from commitments.models import Commitment
from credit_portal.accounts.models import User
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from tests.commitments.conftest import PDF
from tests.factories.accounts import UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import EntityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer() -> User:
    defaults.install(by=SystemActor("测试"), at=now())
    return UserFactory(window_officer=True)


def test_from_the_scanned_code_to_the_next_business(open_page, officer, tmp_path: Path) -> None:
    entity = EntityFactory(name="澄江市锦程物业服务有限公司")
    page = open_page("/desk/window/", user=officer)
    expect(page.locator("input[name=q]:focus")).to_be_visible()
    page.keyboard.type(entity.uscc)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/window/{entity.uscc}/")

    with page.expect_response("**/letter/"):
        page.keyboard.press("2")  # the first item of kind 2, 容缺受理
    page.wait_for_selector("#id_supplement_due_on")
    assert page.evaluate("document.activeElement.id") == "id_item"
    assert entity.name in page.input_value("#id_content")

    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk/window/done/*/")
    commitment = Commitment.objects.get()
    assert commitment.status == Status.REGISTERED
    with page.context.expect_page() as letter:
        page.keyboard.press("p")
    assert letter.value.url.endswith("letter.pdf")

    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PDF)
    letter.value.close()
    page.set_input_files("#id_file", scan)
    page.get_by_role("button", name="上传").click()
    page.get_by_text("已上传").wait_for()
    page.keyboard.press("n")
    page.wait_for_url("**/desk/window/")


def test_a_double_click_registers_once(open_page, officer) -> None:
    page = open_page(f"/desk/window/{EntityFactory().uscc}/", user=officer)
    page.fill("#id_matter", "守法诚信经营")
    page.get_by_role("button", name="登记并打印").dblclick()
    page.wait_for_url("**/desk/window/done/*/")

    assert Commitment.objects.count() == 1


def test_fast_fingers_do_not_outrun_the_letter(open_page, officer) -> None:
    page = open_page(f"/desk/window/{EntityFactory().uscc}/", user=officer)
    on_its_way: list[Route] = []
    page.route("**/letter/", lambda route: on_its_way.append(route))
    page.select_option("#id_kind", CommitmentKind.VOLUNTARY)
    page.fill("#id_matter", "守法诚信经营")
    page.keyboard.press("Control+Enter")
    assert not Commitment.objects.exists()

    on_its_way[0].continue_()
    page.wait_for_url("**/desk/window/done/*/")
    commitment = Commitment.objects.get()
    assert (commitment.kind, commitment.matter) == (CommitmentKind.VOLUNTARY, "守法诚信经营")


def test_the_pages_are_accessible(walk, officer) -> None:
    commitment = CommitmentFactory(agency=officer.agency, overdue=True)
    file = f"/desk/commitments/{commitment.pk}/"
    paths = [
        "/desk/window/?q=澄江",
        f"/desk/window/{commitment.entity.uscc}/",
        f"/desk/window/done/{commitment.pk}/",
        "/desk/commitments/",
        file,
        f"{file}breach/",
        f"{file}supplement/",
        "/desk/ledgers/",
    ]
    EntityFactory()  # two hits
    walk(paths, user=officer)


def test_the_catalogue_is_accessible(walk) -> None:
    catalogue = "/desk/commitments/catalogue/"
    walk([catalogue, f"{catalogue}letters/new/"], user=UserFactory(lead_officer=True))
