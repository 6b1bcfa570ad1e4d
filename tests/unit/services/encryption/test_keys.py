import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from caveat.errors import (
    WrongPassphraseError,
)
from caveat.paths import Paths
from caveat.proof.keys import is_protected
from caveat.services import encryption, operator_keys
from caveat.services.audit import verify_audit
from caveat.services.encryption import (
    encrypt_workspace,
)
from caveat.services.operator_keys import Passphrases, operator_key_path, prepare_keys
from caveat.services.workspace import open_as
from caveat.storage.encryption import derive_key, salt_of
from sealed import OTHER, PHRASE, opened
from templates import OPERATOR, Clock


def test_the_workspaces_passphrase_protects_the_operators_key(sealed: Paths) -> None:
    path = operator_key_path(sealed, OPERATOR)
    assert is_protected(path)
    ws = opened(sealed, PHRASE)
    assert not any("not kept under a passphrase" in note for note in verify_audit(ws).notes)
    ws.close()


def test_the_key_file_is_no_short_cut_to_the_passphrase(sealed: Paths) -> None:
    """Guessing must cost as much as with the workspace: the secret is not the passphrase."""
    data = operator_key_path(sealed, OPERATOR).read_bytes()
    with pytest.raises(ValueError, match=r"."):
        load_pem_private_key(data, PHRASE.encode())


def test_an_operator_who_is_new_gets_a_key_under_the_same_passphrase(sealed: Paths) -> None:
    ws = opened(sealed, PHRASE, operator="Bob Example")
    assert is_protected(operator_key_path(sealed, "Bob Example"))
    again = open_as(ws, "Carol Example")
    assert again.operator.name == "Carol Example"
    assert is_protected(operator_key_path(sealed, "Carol Example"))
    again.close()
    ws.close()


def test_a_key_without_protection_gets_it_beside_an_encrypted_workspace(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "prepare_keys", lambda *_: ())
    monkeypatch.setattr(encryption, "settle_keys", lambda *_: None)
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    opened(paths, PHRASE).close()
    assert is_protected(operator_key_path(paths, OPERATOR))
    ws = opened(paths, PHRASE)
    assert verify_audit(ws).intact
    ws.close()


def test_a_key_that_had_its_passphrase_before_is_put_under_the_workspaces(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "of the key")
    opened(paths, operator="Bob Example").close()
    report = encrypt_workspace(paths, PHRASE, operator="Bob Example", now=Clock())
    assert report.keys_left == ()
    monkeypatch.delenv("CAVEAT_PASSPHRASE")
    ws = opened(paths, PHRASE, operator="Bob Example")
    assert verify_audit(ws).intact
    ws.close()


def test_a_key_with_a_passphrase_of_its_own_is_left_and_named(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(paths, "of Bob's key", operator="Bob Example").close()
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert report.keys_left == (operator_key_path(paths, "Bob Example").name,)
    with pytest.raises(WrongPassphraseError) as wrong:
        opened(paths, PHRASE, operator="Bob Example")
    assert wrong.value.of_key
    ws = opened(paths, PHRASE, "of Bob's key", operator="Bob Example")
    assert verify_audit(ws).intact
    ws.close()
    monkeypatch.setenv("CAVEAT_KEY_PASSPHRASE", "of Bob's key")
    opened(paths, PHRASE, operator="Bob Example").close()


def test_a_key_made_before_salts_were_kept_still_opens(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = operator_key_path(paths, "Bob Example")
    operator_keys.make_key(path, "of the key")
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "of the key")
    opened(paths, operator="Bob Example").close()
    encrypt_workspace(paths, "of the key", operator="Bob Example", now=Clock())
    opened(paths, operator="Bob Example").close()
    with pytest.raises(ValueError, match=r"."):
        load_pem_private_key(path.read_bytes(), b"of the key")


def test_passphrases_do_not_show_themselves() -> None:
    given = Passphrases(PHRASE, OTHER, derive_key(PHRASE))
    assert PHRASE not in repr(given)
    assert OTHER not in repr(given)


def test_prepared_keys_of_a_change_that_never_was_are_removed(sealed: Paths) -> None:
    before = Passphrases(PHRASE, opened=derive_key(PHRASE, salt_of(sealed.workspace)))
    prepare_keys(sealed.keys, before, Passphrases(OTHER, opened=derive_key(OTHER)))
    assert list(sealed.keys.glob("*.next"))
    opened(sealed, PHRASE).close()
    assert not list(sealed.keys.glob("*.next"))
