"""What the test provider remembers for a minute, and how it signs."""

import base64
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.core.cache import cache

SECONDS = 60
KEY, KEY_ID, KEY_SECONDS = "test-provider:key", "test", 24 * 3600


def keep(kind: str, content: dict[str, Any]) -> str:
    """Put something away under a new random name."""
    name = secrets.token_urlsafe(24)
    cache.set(f"test-provider:{kind}:{name}", content, SECONDS)
    return name


def take(kind: str, name: str) -> dict[str, Any] | None:
    """Get it back, once."""
    key = f"test-provider:{kind}:{name}"
    content: dict[str, Any] | None = cache.get(key)
    return content if content is not None and cache.delete(key) else None


def public_keys() -> dict[str, Any]:
    """The key by which tokens are checked (RFC 7517)."""
    numbers = _key().public_key().public_numbers()
    key = {"kty": "RSA", "kid": KEY_ID, "use": "sig", "alg": "RS256"}
    return {"keys": [key | {"n": _number(numbers.n), "e": _number(numbers.e)}]}


def signed(claims: dict[str, Any]) -> str:
    """A token of the claims (RFC 7515, RS256)."""
    parts = [_encoded({"alg": "RS256", "kid": KEY_ID, "typ": "JWT"}), _encoded(claims)]
    text = ".".join(parts)
    signature = _key().sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{_base64(signature)}"


def _key() -> rsa.RSAPrivateKey:
    """One key for all processes, drawn when it is first needed."""
    stored: Any = cache.get_or_set(KEY, _new_key, KEY_SECONDS)
    key = serialization.load_pem_private_key(stored, password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _new_key() -> bytes:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _encoded(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, ensure_ascii=False).encode())


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
