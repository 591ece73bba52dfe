"""The login of businesses over HTTP: portal, test provider and back, and what must not work."""

from collections.abc import Callable
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import Assurance, MandateKind, Role
from credit_portal.accounts.models import RealNameIdentity, User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.portal.test_provider import keeping, people
from tests.accounts.conftest import Visitor
from tests.factories.accounts import PASSWORD, IdentityFactory, UserFactory
from tests.factories.entities import EntityFactory
from tests.factories.supervision import EntityPersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
KINDS = ["oidc", "ticket"]


@pytest.fixture
def owner() -> people.TestPerson:
    """The legal representative of one business of the register."""
    row = EntityPersonFactory(entity=EntityFactory(name="澄江市云帆精密机械有限公司"))
    row.person.id_number = "990281198811200028"
    row.person.save()
    person = people.by_business(row.entity.uscc)
    assert person
    return person


@pytest.mark.parametrize("kind", KINDS)
def test_a_representative_logs_in_and_acts_for_the_business(
    visitor: Visitor, owner: people.TestPerson, kind: str
) -> None:
    page = visitor.log_in(owner.subject, kind)
    assert urlsplit(page.url).path == "/my/"
    identity = RealNameIdentity.objects.get()
    assert (identity.provider, identity.name, identity.assurance) == (
        kind, owner.name, Assurance.VERIFIED,
    )  # fmt: skip
    assert identity.user.role == Role.ENTERPRISE
    assert viewer_of(identity.user).usccs == set(owner.represents)
    assert identity.user.mandates.get().kind == MandateKind.LEGAL_REPRESENTATIVE
    page = visitor.get("/my/mandates/")
    assert "澄江市云帆精密机械有限公司" in page.text
    assert owner.id_number not in page.text
    assert AuditEntry.objects.filter(act="accounts.log_in").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_second_login_finds_the_same_user(
    new_visitor: Callable[[], Visitor], owner: people.TestPerson, kind: str
) -> None:
    for _ in range(2):
        new_visitor().log_in(owner.subject, kind)
    assert User.objects.count() == 1
    assert AuditEntry.objects.filter(act="accounts.open_identity").count() == 1
    assert AuditEntry.objects.filter(act="accounts.grant_mandate").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_not_verified_sees_no_business_and_reads_what_to_do(
    visitor: Visitor, kind: str
) -> None:
    visitor.log_in("unproved", kind)
    assert not RealNameIdentity.objects.get().is_verified
    assert "请先完成实名认证" in visitor.get("/my/mandates/").text
    assert "请先完成实名认证" in visitor.get("/my/").text


@pytest.mark.parametrize("kind", KINDS)
def test_one_gets_where_one_wanted_but_never_elsewhere(
    new_visitor: Callable[[], Visitor], kind: str
) -> None:
    page = new_visitor().log_in("nobody", kind, next_url="/my/mandates/")
    assert urlsplit(page.url).path == "/my/mandates/"
    page = new_visitor().log_in("nobody", kind, next_url="https://elsewhere.example/")
    assert urlsplit(page.url).path == "/my/"


def test_a_page_of_the_centre_leads_to_the_real_name_login(client: Client) -> None:
    assert client.get("/my/grade/").url == "/login/enterprise/?next=/my/grade/"
    assert client.get("/desk/").url == "/login/?next=/desk/"


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_counts_only_in_the_browser_that_asked(
    new_visitor: Callable[[], Visitor], kind: str
) -> None:
    """No login by a link that somebody else sends (state)."""
    address = new_visitor().answer_of("nobody", kind)
    victim = new_visitor()
    assert "实名登录没有成功" in victim.get(address).text
    assert not User.objects.exists()
    assert AuditEntry.objects.filter(act="accounts.fail_real_name").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_counts_once(visitor: Visitor, kind: str) -> None:
    address = visitor.answer_of("nobody", kind)
    assert urlsplit(visitor.get(address).url).path == "/my/"
    visitor.post("/my/", "/logout/")
    assert "实名登录没有成功" in visitor.get(address).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_stolen_answer_with_another_state_is_refused(visitor: Visitor, kind: str) -> None:
    address = visitor.answer_of("nobody", kind).replace("state=", "state=x")
    assert "实名登录没有成功" in visitor.get(address).text
    assert not User.objects.exists()


def test_a_ticket_of_another_service_is_refused(new_visitor: Callable[[], Visitor]) -> None:
    """A ticket given to one browser's question does not answer another's."""
    stolen = parse_qs(urlsplit(new_visitor().answer_of("nobody", "ticket")).query)["ticket"][0]
    visitor = new_visitor()
    own = visitor.answer_of("agent", "ticket")
    ticket = parse_qs(urlsplit(own).query)["ticket"][0]
    assert "实名登录没有成功" in visitor.get(own.replace(ticket, stolen)).text


def test_the_question_carries_state_nonce_and_challenge(visitor: Visitor) -> None:
    page = visitor.post("/login/enterprise/", "/login/enterprise/oidc/?scope=x&auth_params=a%3Db")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 16 for name in ("state", "nonce", "code_challenge"))
    assert set(asked["scope"][0].split()) == {"openid", "profile"}, "nothing from the address"
    assert "a" not in asked


@pytest.mark.parametrize(
    "change",
    [{"nonce": "another"}, {"aud": "another-client"}, {"iss": "https://else.example"}, {"exp": 1},
     {"sub": "agent"}],
)  # fmt: skip
def test_an_id_token_that_does_not_answer_is_refused(visitor: Visitor, change: dict) -> None:
    real = keeping.signed
    with patch(
        "credit_portal.portal.test_provider.views.signed", lambda claims: real(claims | change)
    ):
        page = visitor.log_in("nobody")
    assert "实名登录没有成功" in page.text
    assert not User.objects.exists()


def test_an_id_token_of_another_key_is_refused(visitor: Visitor) -> None:
    real = keeping.signed

    def forged(claims: dict) -> str:
        head, body, signature = real(claims).split(".")
        return f"{head}.{body}.{signature[::-1]}"

    with patch("credit_portal.portal.test_provider.views.signed", forged):
        page = visitor.log_in("nobody")
    assert "实名登录没有成功" in page.text
    assert not User.objects.exists()


def test_without_the_verifier_a_code_is_worth_nothing(visitor: Visitor) -> None:
    """PKCE: whoever reads the code on its way cannot use it."""
    code = parse_qs(urlsplit(visitor.answer_of("nobody")).query)["code"][0]
    answer = visitor.session.post(
        f"{visitor.site}/test-identity/token/",
        {"code": code, "client_id": "credit-portal", "code_verifier": "guessed",
         "redirect_uri": f"{visitor.site}/login/enterprise/oidc/return/"},
    )  # fmt: skip
    assert answer.status_code == 400


def test_giving_up_at_the_provider_is_no_failure_of_the_portal(visitor: Visitor) -> None:
    chosen = visitor.post("/login/enterprise/", "/login/enterprise/oidc/")
    assert "您已取消实名登录" in visitor.post(chosen.url, refuse="1").text


@pytest.mark.parametrize("kind", KINDS)
def test_a_provider_that_is_down_is_said(visitor: Visitor, settings, kind: str) -> None:
    address = visitor.answer_of("nobody", kind)
    gone = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = gone
    settings.PORTAL_TICKET_VALIDATE_URL = gone
    sentence = "暂时无法连接" if kind == "oidc" else "实名登录没有成功"
    assert sentence in visitor.get(address).text
    assert not User.objects.exists()
    if kind == "oidc":
        page = visitor.post("/login/enterprise/", "/login/enterprise/oidc/")
        assert "暂时无法连接" in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_the_session_is_a_new_one(visitor: Visitor, kind: str) -> None:
    """Session fixation: what somebody planted before the login is worth nothing after it."""
    address = visitor.answer_of("nobody", kind)
    before = visitor.session_key
    assert before
    visitor.get(address)
    assert visitor.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_logging_in_ends_the_session_of_the_official_before(visitor: Visitor) -> None:
    official = UserFactory(lead_officer=True)
    visitor.post("/login/", login=official.username, password=PASSWORD)
    assert visitor.get("/desk/").status_code == 200
    visitor.log_in("nobody")
    assert visitor.get("/desk/").status_code == 403
    assert "闻无企" in visitor.get("/my/").text


def test_logging_out_ends_the_session(visitor: Visitor) -> None:
    visitor.log_in("nobody")
    key = visitor.session_key
    visitor.post("/my/", "/logout/")
    assert urlsplit(visitor.get("/my/").url).path == "/login/enterprise/"
    assert not Session.objects.filter(session_key=key).exists()


def test_an_official_is_never_reached_by_e_mail_name_or_user_name(visitor: Visitor) -> None:
    """No claim leads to an account that exists: only provider and subject do."""
    official = UserFactory(lead_officer=True, email="chief@example.gov.cn", display_name="闻无企")
    claims = people.NOBODY.claims | {
        "email": official.email, "email_verified": True, "preferred_username": official.username,
        "role": "lead_officer", "is_staff": True,
    }  # fmt: skip
    with patch.object(people.TestPerson, "claims", claims):
        visitor.log_in("nobody")
    identity = RealNameIdentity.objects.get()
    assert identity.user != official
    assert (identity.user.role, identity.user.is_staff) == (Role.ENTERPRISE, False)
    assert visitor.get("/desk/").status_code == 403


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.AUDITOR}])
def test_a_closed_or_promoted_account_does_not_log_in(visitor: Visitor, change: dict) -> None:
    user = IdentityFactory(subject="nobody", name="闻无企", id_number="990281198811200028").user
    User.objects.filter(pk=user.pk).update(**change)
    page = visitor.log_in("nobody")
    assert "该账号已停用" in page.text
    assert urlsplit(visitor.get("/my/").url).path == "/login/enterprise/"


def test_a_subject_that_the_provider_gave_to_somebody_else_is_refused(visitor: Visitor) -> None:
    IdentityFactory(subject="nobody", id_number=people.AGENT.id_number)
    assert "身份证件号码与以往不同" in visitor.log_in("nobody").text


def test_nothing_of_a_person_lies_in_plain_text(visitor: Visitor, owner: people.TestPerson) -> None:
    visitor.log_in(owner.subject)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM accounts_realnameidentity")
        assert cursor.fetchone()[0].startswith("sm4-gcm:")
        cursor.execute("SELECT count(*) FROM socialaccount_socialaccount")
        assert cursor.fetchone()[0] == 0
        cursor.execute(
            "SELECT coalesce(string_agg(row_to_json(a)::text, ''), '') FROM audit_auditentry a"
        )
        assert owner.id_number not in cursor.fetchone()[0]


def test_password_pages_are_not_for_those_who_have_none(visitor: Visitor) -> None:
    visitor.log_in("nobody")
    for name in ("account_change_password", "mfa_index", "account_reauthenticate"):
        page = visitor.get(reverse(name))
        assert urlsplit(page.url).path == "/my/"
        assert "由统一身份认证平台管理" in page.text


def test_what_is_not_configured_is_said_and_not_there(client: Client) -> None:
    assert "实名登录未配置" in client.get("/login/enterprise/").content.decode()
    for name in ("oidc_login", "ticket_login"):
        assert client.post(reverse(f"account_{name}")).status_code == 404
    for name in ("oidc_callback", "ticket_callback"):
        assert client.get(reverse(f"account_{name}")).status_code == 404


def test_a_business_does_not_get_in_by_password_in_production(client: Client, settings) -> None:
    user = UserFactory(enterprise=True)
    settings.PORTAL_ENTERPRISE_PASSWORD_LOGIN = False
    response = client.post("/login/", {"login": user.username, "password": PASSWORD})
    assert response.url == "/login/enterprise/"
    assert "_auth_user_id" not in client.session
    assert "演示账号" not in client.get("/login/enterprise/").content.decode()
