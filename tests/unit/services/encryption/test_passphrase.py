import pytest

from caveat.errors import (
    WrongPassphraseError,
)
from caveat.paths import Paths
from caveat.services import encryption
from caveat.services.audit import verify_audit
from caveat.services.encryption import (
    change_passphrase,
)
from caveat.services.operator_keys import operator_key_path
from caveat.storage.encryption import salt_of
from sealed import OTHER, PHRASE, everything, opened
from templates import OPERATOR, Clock


def test_the_old_passphrase_opens_nothing_any_more(sealed: Paths) -> None:
    before = operator_key_path(sealed, OPERATOR).read_bytes()
    change_passphrase(sealed, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    with pytest.raises(WrongPassphraseError):
        opened(sealed, PHRASE)
    (backup,) = sealed.backups.glob("*.sqlite")
    assert salt_of(backup) == salt_of(sealed.workspace)
    assert operator_key_path(sealed, OPERATOR).read_bytes() != before
    ws = opened(sealed, OTHER)
    assert verify_audit(ws).intact
    ws.close()


def test_a_change_with_the_wrong_old_passphrase_changes_nothing(sealed: Paths) -> None:
    before = everything(sealed.data)
    with pytest.raises(WrongPassphraseError):
        change_passphrase(sealed, OTHER, "something entirely new", now=Clock())
    assert everything(sealed.data) == before


@pytest.mark.parametrize("exchanged", [True, False])
def test_killed_between_file_and_keys_both_still_open(
    sealed: Paths, monkeypatch: pytest.MonkeyPatch, *, exchanged: bool
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(encryption, "settle_keys", lambda *_: None)
    monkeypatch.setattr(encryption, "keep_head" if exchanged else "convert", die)
    with pytest.raises(Killed):
        change_passphrase(sealed, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    assert list(sealed.keys.glob("*.next"))
    monkeypatch.undo()
    ws = opened(sealed, OTHER if exchanged else PHRASE)
    assert verify_audit(ws).intact
    ws.close()
    assert not list(sealed.keys.glob("*.next"))
    with pytest.raises(WrongPassphraseError):
        opened(sealed, PHRASE if exchanged else OTHER)
