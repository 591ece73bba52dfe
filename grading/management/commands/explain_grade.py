"""``manage.py explain_grade``: why a business has its grade, on any day, as known at any moment."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities import uscc
from entities.models import Entity
from grading.explanation import explain
from grading.passport.document import Passport, passport_of


class Command(BaseCommand):
    help = "说明一个主体在某一日期的信用等级；可指定数据截至的时刻"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uscc", help="统一社会信用代码")
        parser.add_argument("--on", type=date.fromisoformat, help="评价日期，缺省为今天")
        parser.add_argument("--known-at", type=_instant, help="数据截至的时刻，缺省为现在")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or clock.today()
        known_at = options["known_at"] or clock.now()
        try:
            passport = passport_of(explain(_entity(options["uscc"]), on, known_at))
        except DomainError as error:
            raise CommandError(error.message) from error
        text = passport.as_json().decode() if options["json"] else _as_text(passport)
        self.stdout.write(text, ending="")


def _instant(text: str) -> datetime:
    """A moment with a zone; without one that of the portal is meant."""
    moment = datetime.fromisoformat(text)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def _entity(code: str) -> Entity:
    entity = Entity.objects.filter(uscc=uscc.normalise(code)).first()
    if entity is None:
        raise CommandError(f"没有统一社会信用代码为 {code} 的主体档案，请核对代码。")
    return entity


def _as_text(passport: Passport) -> str:
    content = passport.content
    mark = f"（{content['mark']}）" if content["mark"] else ""
    lines = [f"{content['name']} {content['uscc']}{mark}", *content["why"]]
    for line in content["lines"]:
        lines.append(
            f"  {line['indicator']} {line['counted_points']:+d}（{line['points']:+d}）"
            f" {line['reason']} {line['document_number']}"
        )
    return "\n".join([*lines, *content["lifts"], content["change"], ""])
