"""Figures of the whole register: counted once in a while, not for each visitor."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar, cast

from django.core.cache import cache

KEPT_SECONDS = 600
T = TypeVar("T")


def kept(name: str, on: date, count: Callable[[], T]) -> T:
    """What ``count`` found within the last minutes of the same day."""
    return cast(T, cache.get_or_set(f"public:{name}:{on}", count, KEPT_SECONDS))
