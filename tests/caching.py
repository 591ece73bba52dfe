"""The cache of a test process: its keys stand beside the queues of the others in one database."""

from typing import Any

from django.conf import settings
from django.core.cache import cache


def forget_cached() -> None:
    """Delete the keys of this process only; ``cache.clear()`` would empty every queue as well."""
    client: Any = cache._cache.get_client(write=True)  # type: ignore[attr-defined]
    for key in client.scan_iter(f"{settings.CACHES['default']['KEY_PREFIX']}:*"):
        client.delete(key)
