"""Deadlines; traits are named as the states they derive."""

from datetime import date, timedelta

import factory

from credit_portal.deadlines.models import Deadline, DeadlinePause
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, TODAY


class DeadlineFactory(factory.django.DjangoModelFactory[Deadline]):
    """Five working days, received today (Friday): the last day is the next Friday."""

    class Meta:
        model = Deadline
        skip_postgeneration_save = True

    class Params:
        late = factory.Trait(
            started_on=TODAY - timedelta(days=14), due_on=TODAY - timedelta(days=7)
        )
        closed = factory.Trait(closed_at=NOW)
        paused = factory.Trait(
            pause=factory.RelatedFactory(
                "tests.factories.deadlines.DeadlinePauseFactory", "deadline"
            )
        )

    rule = "objection_close"
    label = "异议办结"
    basis = "澄信用发〔2020〕11号 三(六)"
    subject = factory.Sequence(lambda n: f"澄异议〔2026〕{n}号")
    url = "/desk/"
    agency = factory.SubFactory(AgencyFactory)
    started_on = TODAY
    days = 5
    due_on = date(2026, 11, 27)
    opened_at = NOW


class DeadlinePauseFactory(factory.django.DjangoModelFactory[DeadlinePause]):
    """Stands still since yesterday."""

    class Meta:
        model = DeadlinePause

    deadline = factory.SubFactory(DeadlineFactory)
    reason = "等待补正"
    from_on = TODAY - timedelta(days=1)
