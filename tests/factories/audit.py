"""Audit entries."""

import factory

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.clock import now


class AuditEntryFactory(factory.django.DjangoModelFactory[AuditEntry]):
    """An act of the portal itself."""

    class Meta:
        model = AuditEntry

    at = factory.LazyFunction(now)
    actor_label = "系统：测试"
    act = "tests.do_something"
    object_label = factory.Sequence(lambda n: f"对象 {n}")
