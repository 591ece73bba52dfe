"""Signed links: whoever holds one got it at the address, and needs no account."""

from datetime import timedelta
from typing import Literal

from django.core import signing

Purpose = Literal["confirm", "leave"]


def sign(purpose: Purpose, subscription_id: int) -> str:
    """A token for one purpose, which is good for nothing else."""
    return signing.dumps(subscription_id, salt=f"subscriptions.{purpose}")


def read(purpose: Purpose, token: str, life: timedelta | None = None) -> int | None:
    """Whose token it is; none if it is forged, for something else, or older than ``life``."""
    try:
        return int(signing.loads(token, salt=f"subscriptions.{purpose}", max_age=life))
    except signing.BadSignature:
        return None
