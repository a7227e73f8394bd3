"""Encryption of personal data at rest and blind indexes over it.

AES-256-GCM with the key's id in front (``k1:…``) and table and column as associated data, so that a value
copied to another column does not decrypt. Keys come from the environment (``FIELD_KEYS``, first is current);
a blind index is an HMAC-SHA-256 with a key of its own (``INDEX_KEY``) and the column's name in the message.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
_URL_SAFE, _STANDARD = bytes.maketrans(b"+/", b"-_"), bytes.maketrans(b"-_", b"+/")
_BLOCK = 64
"""Bytes of a block of SHA-256."""


class CannotDecrypt(Exception):
    """The stored value has been altered, moved, or its key is not in the ring. Never holds the value."""


@lru_cache(maxsize=4)
def _ring(keys: tuple[tuple[str, bytes], ...]) -> tuple[str, dict[str, AESGCM]]:
    return keys[0][0], {name: AESGCM(key) for name, key in keys}


def _current_ring() -> tuple[str, dict[str, AESGCM]]:
    return _ring(tuple(settings.FIELD_KEYS.items()))


def encrypt_bytes(data: bytes, place: str) -> bytes:
    """Encrypt ``data`` under the current key for ``place`` (``table.column``); key id and nonce stand in front."""
    name, ring = _current_ring()
    nonce = os.urandom(NONCE_BYTES)
    return name.encode() + b":" + nonce + ring[name].encrypt(nonce, data, place.encode())


def decrypt_bytes(stored: bytes, place: str) -> bytes:
    """Return what was encrypted for ``place``; raise :class:`CannotDecrypt` for anything else."""
    name, _, rest = stored.partition(b":")
    try:
        cipher = _current_ring()[1][name.decode()]
        return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.encode())
    except (KeyError, UnicodeDecodeError, InvalidTag, ValueError) as wrong:
        message = f"A value of {place} cannot be decrypted with the keys of FIELD_KEYS."
        raise CannotDecrypt(message) from wrong


def encrypt(text: str, place: str) -> str:
    """Encrypt ``text`` for a text column; the empty string stays empty."""
    if not text:
        return ""
    name, ring = _current_ring()
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + ring[name].encrypt(nonce, text.encode(), place.encode())
    return f"{name}:{urlsafe_b64encode(sealed).decode()}"


def encrypter(place: str) -> Callable[[str], str]:
    """Return :func:`encrypt` for one place, for many values at once: keys are looked up and nonces drawn less often."""
    name, ring = _current_ring()
    seal, associated, prefix = ring[name].encrypt, place.encode(), f"{name}:"
    nonces = b""

    def encrypt_one(text: str) -> str:
        nonlocal nonces
        if not text:
            return ""
        if not nonces:
            nonces = os.urandom(NONCE_BYTES * 256)
        nonce, nonces = nonces[:NONCE_BYTES], nonces[NONCE_BYTES:]
        sealed = nonce + seal(nonce, text.encode(), associated)
        return prefix + b2a_base64(sealed, newline=False).translate(_URL_SAFE).decode()

    return encrypt_one


def decrypter(place: str) -> Callable[[str], str]:
    """Return :func:`decrypt` for one place, for many values at once: keys are looked up once."""
    ring = {f"{name}:": cipher.decrypt for name, cipher in _current_ring()[1].items()}
    associated = place.encode()

    def decrypt_one(stored: str) -> str:
        if not stored:
            return ""
        cut = stored.find(":") + 1
        try:
            sealed = a2b_base64(stored[cut:].encode().translate(_STANDARD))
            return ring[stored[:cut]](sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated).decode()
        except (KeyError, InvalidTag, ValueError) as wrong:
            message = f"A value of {place} cannot be decrypted with the keys of FIELD_KEYS."
            raise CannotDecrypt(message) from wrong

    return decrypt_one


def decrypt(stored: str, place: str) -> str:
    """Undo :func:`encrypt`; raise :class:`CannotDecrypt` where the value or its place is not right."""
    if not stored:
        return ""
    name, _, rest = stored.partition(":")
    try:
        sealed = urlsafe_b64decode(rest)
        cipher = _current_ring()[1][name]
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode()).decode()
    except (KeyError, InvalidTag, ValueError) as wrong:
        message = f"A value of {place} cannot be decrypted with the keys of FIELD_KEYS."
        raise CannotDecrypt(message) from wrong


def key_name(stored: str) -> str:
    """Return the id of the key that ``stored`` was encrypted with."""
    return stored.partition(":")[0]


def current_key_name() -> str:
    """Return the id of the key that new values are encrypted with."""
    return _current_ring()[0]


def blind_index(text: str, column: str) -> str:
    """Return the index value of ``text`` in ``column``, 43 characters; empty for empty."""
    return indexer(column)(text)


def indexer(column: str) -> Callable[[str], str]:
    """Return :func:`blind_index` for one column, for many values at once."""
    return _indexer(settings.INDEX_KEY, column)


@lru_cache(maxsize=16)
def _indexer(key: bytes, column: str) -> Callable[[str], str]:
    """HMAC (RFC 2104) from two hashes that have the key and the column in them already: a fifth of the time."""
    padded = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\x00")
    inner = sha256(bytes(byte ^ 0x36 for byte in padded) + f"{column}\x00".encode())
    outer = sha256(bytes(byte ^ 0x5C for byte in padded))

    def index(text: str) -> str:
        if not text:
            return ""
        within, around = inner.copy(), outer.copy()
        within.update(text.encode())
        around.update(within.digest())
        return b2a_base64(around.digest(), newline=False).translate(_URL_SAFE)[:43].decode()

    return index
