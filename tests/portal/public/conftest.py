"""The public site on one day, with nothing remembered of other tests."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from tests.factories.entities import NOW


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield
