import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.protection import Rekeying
from caveat.domain.screening import Query
from caveat.errors import (
    EnvironmentProblemError,
    InputError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from caveat.paths import Paths
from caveat.proof.canonical import canonical
from caveat.proof.keys import is_protected
from caveat.services.audit import verify_audit
from caveat.services.encryption import (
    change_passphrase,
    decrypt_workspace,
    encrypt_workspace,
)
from caveat.services.operator_keys import operator_key_path
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import conversion
from caveat.storage.encryption import is_encrypted
from sealed import OTHER, PHRASE, PRIVATE, everything, opened
from templates import OPERATOR, Clock


def kinds(ws: Workspace) -> list[str]:
    return [entry.kind for entry in audit_entries(ws)]


def test_after_encrypting_no_file_says_what_was_inside(paths: Paths) -> None:
    found = [name for name, data in everything(paths.data).items() if PRIVATE.encode() in data]
    assert found, "the test must look for something that was there"
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    ws = opened(paths, PHRASE)
    screener = Screener(ws)
    screener.record(screener.screen(Query(PRIVATE, addresses=("Musterweg 7",))))
    ws.store.back_up(paths.backups)
    for name, data in everything(paths.data).items():
        for said in (PRIVATE, PRIVATE.upper(), "Nettrix", "Musterweg", OPERATOR):
            assert said.encode() not in data, (name, said)
    ws.close()
    assert report.did is Rekeying.ENCRYPTED
    assert (len(report.copies), report.left, report.keys_left) == (1, (), ())
    assert any("not overwritten" in note for note in report.notes)
    assert any("memos" in note for note in report.notes)


def test_an_encrypted_workspace_gives_the_same_answers(paths: Paths) -> None:
    queries = (Query("Nettrix"), Query("浪潮"), Query(PRIVATE))

    def answers(passphrase: str) -> list[str]:
        ws = opened(paths, passphrase)
        screener = Screener(ws)
        found = [canonical(answer_to_json(screener.screen(query))) for query in queries]
        ws.close()
        return found

    before = answers("")
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert answers(PHRASE) == before


def test_every_change_of_protection_is_on_record_and_the_record_holds(paths: Paths) -> None:
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    change_passphrase(paths, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    decrypt_workspace(paths, OTHER, operator=OPERATOR, now=Clock())
    ws = opened(paths)
    assert kinds(ws)[:6] == [
        Rekeying.COPIES,
        Rekeying.DECRYPTED,
        Rekeying.COPIES,
        Rekeying.PASSPHRASE,
        Rekeying.COPIES,
        Rekeying.ENCRYPTED,
    ]
    verdict = verify_audit(ws)
    assert verdict.intact, verdict.findings
    ws.close()


def test_it_opens_with_the_passphrase_only(sealed: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PassphraseNeededError) as needed:
        opened(sealed)
    assert not needed.value.of_key
    with pytest.raises(WrongPassphraseError) as wrong:
        opened(sealed, "wrong passphrase")
    assert not wrong.value.of_key
    monkeypatch.setenv("CAVEAT_PASSPHRASE", PHRASE)
    ws = opened(sealed)
    assert ws.encrypted
    assert verify_audit(ws).intact
    ws.close()


def test_a_passphrase_given_to_a_plain_workspace_is_not_asked_of_it(paths: Paths) -> None:
    ws = opened(paths, PHRASE)
    assert not ws.encrypted
    ws.close()


@pytest.mark.parametrize("phrase", ["", "1234567", " " * 20, "  1234567\t\n", "\u3000" * 9])
def test_a_short_passphrase_is_refused_and_nothing_changed(paths: Paths, phrase: str) -> None:
    before = everything(paths.data)
    with pytest.raises(InputError, match="at least 8"):
        encrypt_workspace(paths, phrase, operator=OPERATOR, now=Clock())
    assert everything(paths.data) == before


def test_a_workspace_that_is_open_is_not_encrypted(paths: Paths) -> None:
    ws = opened(paths)
    with pytest.raises(EnvironmentProblemError, match="open in another window"):
        encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    ws.close()
    assert not is_encrypted(paths.workspace)
    assert not is_protected(operator_key_path(paths, OPERATOR))
    assert not list(paths.keys.glob("*.next"))
    ws = opened(paths)
    assert verify_audit(ws).intact
    ws.close()


def test_a_cancelled_encryption_changes_nothing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_STEPS_BETWEEN_LOOKS", 10)
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "Rewriting the workspace":
            cancel.cancel()

    with pytest.raises(CancelledError):
        encrypt_workspace(
            paths, PHRASE, operator=OPERATOR, progress=stop, cancel=cancel, now=Clock()
        )
    ws = opened(paths)
    assert Rekeying.ENCRYPTED not in kinds(ws)
    assert verify_audit(ws).intact
    ws.close()
    assert not list(paths.keys.glob("*.next"))


def test_encrypting_twice_needs_the_passphrase_that_holds(sealed: Paths) -> None:
    report = encrypt_workspace(sealed, PHRASE, operator=OPERATOR, now=Clock())
    assert (report.did, report.copies) == (Rekeying.COPIES, ())
    with pytest.raises(WrongPassphraseError):
        encrypt_workspace(sealed, OTHER, operator=OPERATOR, now=Clock())


def test_a_plain_workspace_has_no_passphrase_to_change_or_take_off(paths: Paths) -> None:
    with pytest.raises(InputError, match="not encrypted"):
        change_passphrase(paths, PHRASE, OTHER, now=Clock())
    with pytest.raises(InputError, match="not encrypted"):
        decrypt_workspace(paths, PHRASE, now=Clock())
