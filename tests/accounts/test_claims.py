"""What providers tell, in the portal's words."""

from typing import Any

import pytest
from django.conf import settings

from credit_portal.accounts.choices import Assurance
from credit_portal.accounts.claims import Claims, read_claims
from credit_portal.accounts.rules import clean_id_number, is_id_number
from credit_portal.shared.claim_names import ClaimNames
from credit_portal.shared.errors import Invalid
from tests.factories.entities import make_uscc

NUMBER = "990281198811200028"
TOLD = {
    "name": " 闻无企 ", "id_number": "990281 19881120 0028", "real_name_level": 2,
    "legal_representative_of": [make_uscc(1), "no code", make_uscc(2).lower()],
}  # fmt: skip


def read(**changes: Any) -> Claims:
    names = settings.PORTAL_CLAIM_NAMES
    return read_claims(TOLD | changes, provider="oidc", subject="a", names=names)


def test_a_verified_person() -> None:
    assert read() == Claims(
        "oidc", "a", Assurance.VERIFIED, "闻无企", NUMBER, frozenset({make_uscc(1), make_uscc(2)})
    )


@pytest.mark.parametrize("level", ["1", "", None, "0", "22", "verified"])
def test_below_verified_nothing_is_taken_over_but_the_name(level: str | None) -> None:
    assert read(real_name_level=level) == Claims("oidc", "a", Assurance.BASIC, "闻无企")


def test_strong() -> None:
    assert read(real_name_level="3").assurance == Assurance.STRONG


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": None}, {"id_number": ""}, {"id_number": NUMBER[:-1] + "1"}]
)
def test_a_verified_person_without_name_or_number_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        read(**change)


@pytest.mark.parametrize("value", [None, 7, {"a": 1}, [], "", [None, 3]])
def test_codes_in_no_known_form_are_none(value: Any) -> None:
    assert read(legal_representative_of=value).represents == frozenset()


def test_codes_as_one_text() -> None:
    both = f"{make_uscc(1)}, {make_uscc(2)}"
    assert read(legal_representative_of=both).represents == {make_uscc(1), make_uscc(2)}


def test_the_names_of_another_provider() -> None:
    names = ClaimNames("xm", "sfzh", "rzjb", "qy", frozenset({"L2"}), frozenset({"L3"}))
    told = {"xm": "闻无企", "sfzh": NUMBER, "rzjb": "L3", "qy": make_uscc(1)}
    found = read_claims(told, provider="ticket", subject="7", names=names)
    assert found == Claims(
        "ticket", "7", Assurance.STRONG, "闻无企", NUMBER, frozenset({make_uscc(1)})
    )


def test_no_subject_no_login() -> None:
    with pytest.raises(Invalid):
        read_claims(TOLD, provider="oidc", subject="", names=settings.PORTAL_CLAIM_NAMES)


@pytest.mark.parametrize(
    ("number", "is_right"),
    [(NUMBER, True), (NUMBER[:-1] + "9", False), ("11010519491231002X", True), ("H12345678", True),
     ("123", False), ("", False), ("990281198811200028X", False)],
)  # fmt: skip
def test_id_numbers(number: str, is_right: bool) -> None:
    assert is_id_number(number) is is_right
    assert clean_id_number(f" {number.lower()} ") == number
