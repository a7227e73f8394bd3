import base64
import hmac
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from core import crypto
from core.crypto import CannotDecrypt

PLACE = "members_member.phone"
PHONE = "13812348000"


@pytest.fixture
def old_ring() -> Iterator[None]:
    with override_settings(FIELD_KEYS={"t1": settings.FIELD_KEYS["t1"]}):
        yield


def test_the_current_keys_name_stands_in_front() -> None:
    assert crypto.encrypt(PHONE, PLACE)[:3] == "t2:"
    assert crypto.encrypt_bytes(PHONE.encode(), PLACE)[:3] == b"t2:"
    assert crypto.key_name(crypto.encrypt(PHONE, PLACE)) == crypto.current_key_name() == "t2"


def test_empty_stays_empty() -> None:
    assert crypto.encrypt("", PLACE) == ""
    assert crypto.decrypt("", PLACE) == ""


def test_two_encryptions_differ() -> None:
    assert crypto.encrypt(PHONE, PLACE) != crypto.encrypt(PHONE, PLACE)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    assert crypto.decrypt(crypto.encrypt(text, PLACE), PLACE) == text


@given(st.binary())
def test_any_bytes_come_back(data: bytes) -> None:
    assert crypto.decrypt_bytes(crypto.encrypt_bytes(data, PLACE), PLACE) == data


def test_an_old_key_in_the_ring_still_reads(old_ring: None) -> None:
    stored, sealed = crypto.encrypt(PHONE, PLACE), crypto.encrypt_bytes(b"x", PLACE)
    assert stored[:3] == "t1:"
    with override_settings(FIELD_KEYS={"t2": b"2" * 32, "t1": b"1" * 32}):
        assert crypto.decrypt(stored, PLACE) == PHONE
        assert crypto.decrypt_bytes(sealed, PLACE) == b"x"


def altered(stored: str) -> str:
    name, _, rest = stored.partition(":")
    raw = bytearray(base64.urlsafe_b64decode(rest))
    raw[-1] ^= 1
    return f"{name}:{base64.urlsafe_b64encode(raw).decode()}"


@pytest.mark.parametrize("place", ["members_member.national_id", "branches_branch.phone", ""])
def test_a_value_moved_to_another_column_does_not_decrypt(place: str) -> None:
    with pytest.raises(CannotDecrypt):
        crypto.decrypt(crypto.encrypt(PHONE, PLACE), place)
    with pytest.raises(CannotDecrypt):
        crypto.decrypt_bytes(crypto.encrypt_bytes(PHONE.encode(), PLACE), place)


@pytest.mark.parametrize(
    "broken",
    ["13812348000", "t2:", "t2:AAAA", "t2:***", "t9:AAAA", ":", "t2:é", "\ud800", "t2:" + "A" * 64],
)
def test_what_is_no_encryption_is_refused(broken: str) -> None:
    with pytest.raises(CannotDecrypt):
        crypto.decrypt(broken, PLACE)
    with pytest.raises(CannotDecrypt):
        crypto.decrypt_bytes(broken.encode("utf-8", "surrogatepass"), PLACE)


def test_an_altered_value_is_refused_and_the_error_does_not_hold_it() -> None:
    stored = altered(crypto.encrypt(PHONE, PLACE))
    with pytest.raises(CannotDecrypt) as refused:
        crypto.decrypt(stored, PLACE)
    assert str(refused.value) == (
        "A value of members_member.phone cannot be decrypted with the keys of FIELD_KEYS."
    )


def test_blind_index_is_stable_and_its_own_for_each_column() -> None:
    assert crypto.blind_index(PHONE, "phone") == "XhhgZPbGnzRsgz3osWUs3fDii8qF4hr2s19tdK2eEkU"
    assert crypto.blind_index(PHONE, "national_id") != crypto.blind_index(PHONE, "phone")
    assert crypto.blind_index("", "phone") == ""
    with override_settings(INDEX_KEY=b"j" * 32):
        assert crypto.blind_index(PHONE, "phone") != "XhhgZPbGnzRsgz3osWUs3fDii8qF4hr2s19tdK2eEkU"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_many_at_once_are_as_one_by_one(text: str) -> None:
    sealed = crypto.encrypt(text, PLACE)
    assert crypto.decrypter(PLACE)(sealed) == text
    assert crypto.decrypt(crypto.encrypter(PLACE)(text), PLACE) == text
    if text:
        message = f"phone\x00{text}".encode()
        expected = base64.urlsafe_b64encode(hmac.digest(settings.INDEX_KEY, message, "sha256"))[:43].decode()
        assert crypto.blind_index(text, "phone") == crypto.indexer("phone")(text) == expected


@pytest.mark.parametrize("broken", ["13812348000", "t2:", "t2:!!!!", "t9:AAAAAAAAAAAAAAAAAAAA", "t2:无", ":"])
def test_opening_many_refuses_what_opening_one_refuses(broken: str) -> None:
    with pytest.raises(CannotDecrypt):
        crypto.decrypter(PLACE)(broken)
    with pytest.raises(CannotDecrypt):
        crypto.decrypter("members_member.address")(crypto.encrypt(PHONE, PLACE))
