"""Keys are derived as the standards say, and do not show themselves."""

import pytest

from caveat.errors import (
    InputError,
)
from caveat.storage.encryption import (
    StoreKey,
    tidy_passphrase,
)


def test_a_key_does_not_show_itself(key: StoreKey) -> None:
    assert key.raw.hex() not in repr(key)
    assert repr(key.raw) not in repr(key)


def test_keys_for_two_purposes_or_salts_differ(key: StoreKey) -> None:
    made = {key.for_purpose("a"), key.for_purpose("b"), key.for_purpose("a", b"x" * 32), key.raw}
    assert len(made) == 4
    assert key.for_purpose("a") == key.for_purpose("a")


def test_a_derived_key_is_hkdf(key: StoreKey) -> None:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # the other way
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    for salt in (b"", b"s" * 32):
        theirs = HKDF(SHA256(), 32, salt or None, b"purpose").derive(key.raw)
        assert key.for_purpose("purpose", salt) == theirs


@pytest.mark.parametrize("bad", ["a\udce9b", "a\0b"])
def test_what_no_keyboard_types_is_no_passphrase(bad: str) -> None:
    with pytest.raises(InputError, match="Nothing was changed"):
        tidy_passphrase(bad)


def test_two_keyboards_type_the_same_passphrase() -> None:
    assert tidy_passphrase("cafe\u0301") == tidy_passphrase("caf\u00e9")
