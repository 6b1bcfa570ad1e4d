import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.domain.records import AuditEntry, AuditVerdict
from caveat.errors import InputError
from caveat.proof.canonical import canonical
from caveat.proof.chain import next_entry, payload_sha256, verify_chain
from caveat.proof.keys import SigningKey, is_protected, load_key, make_key

PAYLOAD = (b"s" * 16, canonical({"answer": "宁畅"}))


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    return make_key(tmp_path / "keys" / "key.pem")


@pytest.fixture
def chain(key: SigningKey) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(1, 5):
        entries.append(
            next_entry(
                entries[-1] if entries else None,
                at=f"2026-11-22T09:00:0{number}Z",
                kind="screening recorded",
                subject=f"S-2026-{number:06d}",
                operator="Ada",
                payload=payload_sha256(*PAYLOAD),
                key=key,
            )
        )
    return entries


def verdict(
    chain: list[AuditEntry], key: SigningKey, anchors: dict[int, str] | None = None
) -> AuditVerdict:
    return verify_chain(chain, {key.fingerprint: key.public}, lambda _: PAYLOAD, anchors or {})


def test_an_untouched_chain_holds(chain: list[AuditEntry], key: SigningKey) -> None:
    found = verdict(chain, key, {4: chain[3].sha256})
    assert found.intact
    assert found.entries == 4
    assert found.head == chain[-1].sha256


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2026-11-22T10:00:00Z"},
        {"kind": "decision recorded"},
        {"subject": "S-2026-000009"},
        {"operator": "Eve"},
        {"payload_sha256": "0" * 64},
        {"previous": "0" * 64},
        {"sha256": "f" * 64},
        {"signature": "00" * 64},
        {"signature": "not hexadecimal"},
        {"key": "unknown"},
        {"seq": 9},
    ],
)
def test_every_altered_field_is_found(
    chain: list[AuditEntry], key: SigningKey, change: dict[str, object]
) -> None:
    chain[1] = replace(chain[1], **change)  # type: ignore[arg-type]  # by name on purpose
    assert not verdict(chain, key).intact


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_a_removed_entry_is_found(chain: list[AuditEntry], key: SigningKey, removed: int) -> None:
    del chain[removed]
    assert not verdict(chain, key).intact


def test_a_cut_off_end_is_found_by_the_anchor_of_a_memo(
    chain: list[AuditEntry], key: SigningKey
) -> None:
    anchors = {4: chain[3].sha256}
    assert not verdict(chain[:3], key, anchors).intact


def test_a_rewritten_chain_is_found_by_the_anchor_of_a_memo(
    chain: list[AuditEntry], key: SigningKey
) -> None:
    anchors = {2: chain[1].sha256}
    rewritten = [chain[0]]
    for entry in chain[1:]:
        rewritten.append(
            next_entry(
                rewritten[-1],
                at=entry.at,
                kind=entry.kind,
                subject="S-2026-000777",
                operator="Ada",
                payload=entry.payload_sha256,
                key=key,
            )
        )
    assert verdict(rewritten, key).intact
    assert not verdict(rewritten, key, anchors).intact


def test_a_deleted_payload_is_a_note_and_the_chain_still_holds(
    chain: list[AuditEntry], key: SigningKey
) -> None:
    found = verify_chain(chain, {key.fingerprint: key.public}, lambda _: None, {})
    assert found.intact
    assert found.notes == ("4 payloads are no longer stored",)


def test_an_altered_payload_is_found(chain: list[AuditEntry], key: SigningKey) -> None:
    altered = (PAYLOAD[0], PAYLOAD[1] + " ")
    assert not verify_chain(chain, {key.fingerprint: key.public}, lambda _: altered, {}).intact


def test_a_clock_that_ran_backward_is_noted(chain: list[AuditEntry], key: SigningKey) -> None:
    late = next_entry(
        chain[-1],
        at="2020-01-01T00:00:00Z",
        kind="x",
        subject="y",
        operator="Ada",
        payload=payload_sha256(*PAYLOAD),
        key=key,
    )
    found = verdict([*chain, late], key)
    assert found.intact
    assert any("clock ran backward" in note for note in found.notes)


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    first = make_key(tmp_path / "key.pem")
    second = make_key(tmp_path / "key.pem")
    assert first.fingerprint == second.fingerprint == load_key(tmp_path / "key.pem").fingerprint
    assert [path.name for path in tmp_path.iterdir()] == ["key.pem"]


def test_a_key_under_a_passphrase_opens_with_it_only(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    made = make_key(path, "open sesame")
    assert load_key(path, "open sesame").fingerprint == made.fingerprint
    with pytest.raises(InputError, match="passphrase"):
        load_key(path)
    with pytest.raises(InputError, match="wrong"):
        load_key(path, "open barley")


def test_a_passphrase_that_no_key_needs_locks_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    made = make_key(path)
    assert load_key(path, "open sesame").fingerprint == made.fingerprint
    assert not is_protected(path)
    make_key(tmp_path / "other.pem", "open sesame")
    assert is_protected(tmp_path / "other.pem")
    assert not is_protected(tmp_path / "none.pem")


def test_a_disk_without_hard_links_keeps_the_first_of_two_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "key.pem"
    first, second = make_key(path), make_key(path)
    assert first.fingerprint == second.fingerprint == load_key(path).fingerprint
    assert [kept.name for kept in tmp_path.iterdir()] == ["key.pem"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_of_two_programs_on_such_a_disk_neither_replaces_the_others_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other program makes its key between our look and our writing."""
    path, other = tmp_path / "key.pem", tmp_path / "other" / "key.pem"
    theirs = make_key(other)

    def too_late(*_: object, **__: object) -> None:
        path.write_bytes(other.read_bytes())
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", too_late)
    assert make_key(path).fingerprint == theirs.fingerprint


def test_a_damaged_key_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(b"no key")
    with pytest.raises(InputError, match="damaged"):
        load_key(path)
