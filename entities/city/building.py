"""From a few numbers to a plan that fits this register: its towns, authorities and rules."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Model

from credit_portal.accounts.models import Agency
from credit_portal.shared.errors import Refused
from entities import catalogue, selectors
from entities.choices import SubjectKind
from entities.city import facts, words
from entities.city.codes import entity_code
from entities.city.loading import load_city
from entities.city.plan import Authority, CityPlan
from entities.models import CreditRecord, Entity, Person, Town


def build_city(
    *, entities: int, records: int, seed: int, on: date, append: bool = False
) -> CityPlan:
    """Fill the register with a fictional city as seen on a day.

    Raises:
        Refused: in production, or where the register holds entities and ``append`` is not said.
    """
    if settings.IS_PRODUCTION:
        raise Refused("production", "正式环境不能生成虚构城市。")
    if not append and Entity.objects.exists():
        raise Refused("register_not_empty", "库中已有主体档案；如要继续追加，请加 --append。")
    if entities < 1 and records:
        raise Refused("no_entities", "没有主体就没有记录：--entities 至少为 1。")
    plan = CityPlan(
        entities=entities,
        records=records,
        seed=seed,
        on=on,
        rules=selectors.record_rules(on),
        scopes=catalogue.scopes(),
        authorities=_authorities(),
        town_ids=_town_ids(),
        first_entity=_next(Entity),
        first_person=_next(Person),
        first_record=_next(CreditRecord),
    )
    load_city(plan)
    return plan


def _next(model: type[Model]) -> int:
    last: dict[str, Any] = model._default_manager.aggregate(last=Max("pk"))
    return (last["last"] or 0) + 1


def _town_ids() -> tuple[int, ...]:
    return tuple(Town.objects.get_or_create(name=name)[0].pk for name in words.TOWNS)


def _authorities() -> dict[str, Authority]:
    """Agencies of the portal where they bear the name, else bodies known by name and code only."""
    known = {agency.name: agency for agency in Agency.objects.all()}
    authorities = {}
    for number, (key, (name, mark)) in enumerate(facts.OFFICES.items(), start=1):
        agency = known.get(name)
        code = agency.uscc if agency else entity_code(-number, SubjectKind.GOVERNMENT_BODY)
        authorities[key] = Authority(name, code, mark, agency.pk if agency else None)
    return authorities
