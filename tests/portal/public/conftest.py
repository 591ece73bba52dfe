"""The public site on one day, with nothing remembered of other tests."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.caching import forget_cached
from tests.factories.entities import NOW


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    forget_cached()
    with time_machine.travel(NOW, tick=False):
        yield
