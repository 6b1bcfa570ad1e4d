import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from caveat import logs
from caveat.domain.answer_json import answer_to_json
from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.protection import Rekeying
from caveat.domain.screening import Query
from caveat.domain.suppliers import SheetReading, SupplierField
from caveat.errors import (
    EnvironmentProblemError,
    InputError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from caveat.paths import Paths, default_paths
from caveat.proof.canonical import canonical
from caveat.proof.keys import is_protected
from caveat.services import encryption, index_building, operator_keys
from caveat.services.audit import verify_audit
from caveat.services.batch import screen_book
from caveat.services.encryption import (
    change_passphrase,
    decrypt_workspace,
    encrypt_workspace,
    folder_protection,
    workspace_protection,
)
from caveat.services.operator_keys import Passphrases, operator_key_path, prepare_keys
from caveat.services.originals import originals_folder
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.suppliers import import_suppliers
from caveat.services.workspace import Workspace, open_as, open_workspace
from caveat.storage import conversion, originals
from caveat.storage.encryption import derive_key, is_encrypted, salt_of
from templates import OPERATOR, Clock

PHRASE = "correct horse battery"
OTHER = "staple and so forth"
PRIVATE = "Zuvanari Quellwerk"


@pytest.fixture(autouse=True)
def _no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CAVEAT_PASSPHRASE", "CAVEAT_KEY_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def paths(home: Path) -> Paths:
    """A closed plain workspace that holds a name nobody else may read, and a backup of it."""
    paths = default_paths(home)
    ws = opened(paths)
    shutil.rmtree(paths.backups)
    screener = Screener(ws)
    screener.record(screener.screen(Query(PRIVATE)))
    ws.store.back_up(paths.backups)
    ws.close()
    return paths


@pytest.fixture
def sealed(paths: Paths) -> Paths:
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    return paths


def opened(
    paths: Paths, passphrase: str = "", key_passphrase: str = "", operator: str = OPERATOR
) -> Workspace:
    return open_workspace(
        paths,
        operator=operator,
        passphrase=passphrase,
        key_passphrase=key_passphrase,
        now=Clock(),
    )


@pytest.fixture
def sealed_ws(sealed: Paths) -> Iterator[Workspace]:
    ws = opened(sealed, PHRASE)
    yield ws
    ws.close()


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


# Passphrase changed -------------------------------------------------------------------------------


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


# The operators' keys ------------------------------------------------------------------------------


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


# What lies beside it ------------------------------------------------------------------------------


def test_plain_copies_that_remain_are_named_and_done_the_next_time(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    (backup,) = paths.backups.glob("*.sqlite")

    def full(*_: object) -> None:
        raise EnvironmentProblemError("The disk is full. Nothing of this step was stored.")

    monkeypatch.setattr(encryption, "convert_copy", full)
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert [(left.name, left.reason) for left in report.left] == [(backup.name, "The disk is full")]
    protection = folder_protection(paths)
    assert protection.plain_copies == (backup.name,)
    assert any("plain copies remain" in warning for warning in protection.warnings)
    monkeypatch.undo()
    again = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert again.copies == (backup.name,)
    assert folder_protection(paths).warnings == ()
    ws = opened(paths, PHRASE)
    assert verify_audit(ws).intact
    ws.close()


def test_a_damaged_backup_stays_and_is_named(paths: Paths) -> None:
    (backup,) = paths.backups.glob("*.sqlite")
    damaged = bytearray(backup.read_bytes())
    damaged[4096 * 2 :] = os.urandom(len(damaged) - 4096 * 2)
    backup.write_bytes(damaged)
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert [left.name for left in report.left] == [backup.name]
    assert backup.read_bytes() == damaged


@pytest.mark.parametrize("name", ["caveat-2026.partial", "caveat-2026.sqlite.new"])
def test_a_half_made_plain_backup_is_removed(paths: Paths, name: str) -> None:
    (paths.backups / name).write_bytes(PRIVATE.encode())
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert not (paths.backups / name).exists()


def test_a_backup_of_another_passphrase_is_told_apart(sealed: Paths, tmp_path: Path) -> None:
    (backup,) = sealed.backups.glob("*.sqlite")
    kept = tmp_path / "kept.sqlite"
    shutil.copy(backup, kept)
    change_passphrase(sealed, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    shutil.copy(kept, sealed.backups / "caveat-2026-01-01T000000Z.sqlite")
    protection = folder_protection(sealed)
    assert protection.other_copies == ("caveat-2026-01-01T000000Z.sqlite",)
    assert any("another passphrase" in warning for warning in protection.warnings)


def test_an_old_backup_put_back_opens_with_the_passphrase_of_its_day(sealed: Paths) -> None:
    (backup,) = sealed.backups.glob("*.sqlite")
    old = backup.read_bytes()
    change_passphrase(sealed, PHRASE, OTHER, operator=OPERATOR, now=Clock())
    sealed.workspace.write_bytes(old)
    with pytest.raises(WrongPassphraseError) as of_key:
        opened(sealed, PHRASE)
    assert of_key.value.of_key, "the key is under the newer passphrase"
    opened(sealed, PHRASE, OTHER).close()


def test_decrypting_brings_everything_back(sealed: Paths) -> None:
    report = decrypt_workspace(sealed, PHRASE, operator=OPERATOR, now=Clock())
    assert (report.did, len(report.copies), report.left) == (Rekeying.DECRYPTED, 1, ())
    ws = opened(sealed)
    assert not ws.encrypted
    assert not is_protected(operator_key_path(sealed, OPERATOR))
    ws.close()
    (backup,) = sealed.backups.glob("*.sqlite")
    assert not is_encrypted(backup)


# The index and the workers ------------------------------------------------------------------------


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The halves of an index that were built in this process."""
    made: list[str] = []
    build = index_building.build_part

    def counted(parties: Any, part: Any, **keywords: Any) -> Any:
        made.append(str(part))
        return build(parties, part, **keywords)

    monkeypatch.setattr(index_building, "build_part", counted)
    return made


def test_the_index_is_kept_encrypted_and_loaded_by_the_next_start(
    sealed: Paths, builds: list[str]
) -> None:
    for _ in range(2):
        ws = opened(sealed, PHRASE)
        Screener(ws).prepare()
        ws.close()
    assert len(builds) == len(set(builds)) == 2
    assert {path.suffix for path in sealed.cache.glob("index-*")} == {".sealed"}


def test_the_plain_index_goes_when_the_workspace_is_encrypted(paths: Paths) -> None:
    assert {path.is_dir() for path in paths.cache.glob("index-*")} == {True}
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert not list(paths.cache.glob("index-*"))


def test_a_worker_builds_the_index_of_an_encrypted_workspace(
    sealed_ws: Workspace, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_building, "_HERE_BELOW", 0)
    screener = Screener(sealed_ws)
    screener.prepare()
    assert builds == [], "built here, not by the worker"
    assert screener.screen(Query("Nettrix")).alerts


def test_workers_screen_a_book_of_an_encrypted_workspace_and_nobody_sees_the_key(
    sealed_ws: Workspace, tmp_path: Path
) -> None:
    sheet = tmp_path / "suppliers.csv"
    lines = [f"Bäckerei Nr. {number} Musterstadt,DE" for number in range(60)]
    sheet.write_text("\n".join(("Name,Country", *lines, "Nettrix,CN", "")), encoding="utf-8")
    columns = ((0, SupplierField.NAME), (1, SupplierField.COUNTRY))
    book = import_suppliers(sealed_ws, sheet, SheetReading("", 1, columns)).book.id
    key = sealed_ws.store.key
    assert key is not None
    seen: list[bytes] = []

    def look(_progress: Progress) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            for name in ("cmdline", "environ"):
                try:
                    if (process / "status").read_text().find(f"PPid:\t{os.getpid()}\n") > 0:
                        seen.append((process / name).read_bytes())
                except OSError:
                    continue

    report = screen_book(sealed_ws, Screener(sealed_ws), book, progress=look)
    assert (report.screened, report.with_hits) == (61, 1)
    if sys.platform == "linux":
        assert any(b"worker_process" in words for words in seen)
    for words in seen:
        assert key.raw.hex().encode() not in words
        assert key.raw not in words
        assert PHRASE.encode() not in words


# Killed -------------------------------------------------------------------------------------------


_ENCRYPTING = """
import sys
from pathlib import Path
from caveat.paths import default_paths
from caveat.services.encryption import decrypt_workspace, encrypt_workspace
paths = default_paths(Path(sys.argv[1]))
print("go", flush=True)
while True:
    encrypt_workspace(paths, sys.argv[2], operator=sys.argv[3])
    decrypt_workspace(paths, sys.argv[2], operator=sys.argv[3])
"""


@pytest.mark.parametrize("after", [0.15, 0.31, 0.52, 0.74, 1.1])
def test_killed_at_any_moment_the_workspace_opens_and_the_record_holds(
    paths: Paths, after: float
) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", _ENCRYPTING, str(paths.data), PHRASE, OPERATOR],
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"go\n"
        time.sleep(after)
        process.kill()
    encrypted = is_encrypted(paths.workspace)
    ws = opened(paths, PHRASE)
    assert ws.encrypted == encrypted
    verdict = verify_audit(ws)
    assert verdict.intact, verdict.findings
    ws.close()
    assert not list(paths.data.glob("*.new*"))
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert folder_protection(paths).warnings == ()
    found = [name for name, data in everything(paths.data).items() if PRIVATE.encode() in data]
    assert found == []


# How it is said -----------------------------------------------------------------------------------


def test_private_lists_in_a_plain_workspace_are_warned_about(
    ws: Workspace, add_private_list: Callable[[Workspace, str], None]
) -> None:
    assert workspace_protection(ws).warnings == ()
    add_private_list(ws, "Letters of the ministry")
    protection = workspace_protection(ws)
    assert protection.private_lists == ("Letters of the ministry",)
    assert any("not encrypted" in w and "Letters" in w for w in protection.warnings)


def test_private_lists_in_an_encrypted_workspace_are_no_reason_to_warn(
    sealed_ws: Workspace, add_private_list: Callable[[Workspace, str], None]
) -> None:
    add_private_list(sealed_ws, "Letters of the ministry")
    protection = workspace_protection(sealed_ws)
    assert (protection.encrypted, protection.key_protected) == (True, True)
    assert protection.warnings == ()


@pytest.fixture
def add_private_list() -> Callable[[Workspace, str], None]:
    def add(ws: Workspace, title: str) -> None:
        with ws.store.writing() as connection:
            import_id = connection.execute("SELECT max(id) FROM list_import").fetchone()[0]
            connection.execute(
                "INSERT INTO list_definition (import_id, list_code, title, publisher, url, "
                "published_every_days, duty, private, note) "
                "VALUES (?, 'OWN-X', ?, 'us', '', 30, 'deny', 1, '')",
                (import_id, title),
            )

    return add


def test_opening_an_encrypted_workspace_keeps_the_words_of_errors_out_of_logs(
    sealed: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_private", False)
    opened(sealed, PHRASE).close()
    trace = logs.write_trace(sealed.logs, ValueError(PRIVATE))
    assert trace
    assert PRIVATE not in trace.read_text(encoding="utf-8")
    assert "builtins.ValueError" in trace.read_text(encoding="utf-8")


def test_a_kept_file_that_cannot_be_written_stays_and_is_named(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an old edition the copy here may be the last one."""
    folder = originals_folder(paths)
    folder.mkdir(exist_ok=True)
    kept = folder / f"{'a' * 64}.gz"
    kept.write_bytes(b"published")
    half = folder / f"{'b' * 64}.7.partial"
    half.write_bytes(b"publ")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(originals, "write_sealed", full)
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert kept.read_bytes() == b"published"
    assert not half.exists()
    assert [(copy.name, copy.reason) for copy in report.left] == [
        ("originals", "1 published files cannot be written")
    ]
    assert kept.name in folder_protection(paths).plain_copies
