"""Ciphers for personal identifiers: SM4-GCM to keep, HMAC-SM3 to find again (GB/T 39786-2021).

The keys come from the environment, never from the database. A ciphertext names its algorithm and
key, ``sm4-gcm:<key id>:<base64 of nonce + ciphertext + tag>``, so that keys can be rotated and the
algorithm changed while old values stay readable.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

ALGORITHM = "sm4-gcm"
NONCE_BYTES = 12
TAG_BYTES = 16
# Used outside production only; a production start without keys is refused (start_checks).
DEVELOPMENT_KEYS = {"development": "00112233445566778899aabbccddeeff"}


class CannotDecrypt(Exception):
    """The ciphertext was changed, or its key is not configured."""


def _keys() -> dict[str, bytes]:
    """Key id → 16 bytes, the first being the key that new values are encrypted with."""
    configured = settings.FIELD_KEYS or DEVELOPMENT_KEYS
    return {key_id: bytes.fromhex(key) for key_id, key in configured.items()}


def encrypt(plain: str) -> str:
    """Encrypt text with the first configured key; the same text gives a new value each time."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(NONCE_BYTES)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(key_id.encode())
    sealed = nonce + encryptor.update(plain.encode()) + encryptor.finalize() + encryptor.tag
    return f"{ALGORITHM}:{key_id}:{base64.b64encode(sealed).decode()}"


def decrypt(stored: str) -> str:
    """The text behind ``stored``.

    Raises:
        CannotDecrypt: the value was tampered with or its key is missing.
    """
    algorithm, _, rest = stored.partition(":")
    key_id, _, payload = rest.partition(":")
    key = _keys().get(key_id)
    if algorithm != ALGORITHM or key is None:
        raise CannotDecrypt(f"no key for {algorithm}:{key_id}")
    sealed = base64.b64decode(payload)
    nonce, body, tag = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:-TAG_BYTES], sealed[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(key_id.encode())
    try:
        return (decryptor.update(body) + decryptor.finalize()).decode()
    except InvalidTag as error:
        raise CannotDecrypt("the stored value was changed") from error


def blind_index(plain: str) -> str:
    """Keyed digest (HMAC-SM3, 64 hex digits) by which an encrypted value is looked up."""
    mac = hmac.HMAC(settings.FIELD_INDEX_KEY.encode(), hashes.SM3())
    mac.update(plain.strip().upper().encode())
    return mac.finalize().hex()
