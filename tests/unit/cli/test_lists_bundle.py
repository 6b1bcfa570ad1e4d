from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from templates import OPERATOR, rows, write_csl

Caveat = Callable[..., Any]
BUNDLE_KEYS = {
    "bundle",
    "sha256",
    "bytes",
    "made_at",
    "workspace",
    "signer",
    "chain",
    "files",
    "left_out",
}


@pytest.fixture
def sender(caveat: Caveat, tmp_path: Path) -> Caveat:
    file = write_csl(tmp_path / "consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    done = caveat("--operator", OPERATOR, "lists", "import", file, "--released", "2026-11-20")
    assert done.code in {0, 1}, done.err
    return caveat


@pytest.fixture
def bundle(sender: Caveat, tmp_path: Path) -> Path:
    done = sender("--operator", OPERATOR, "lists", "bundle", tmp_path / "lists.bundle")
    assert done.code == 0, done.err
    return tmp_path / "lists.bundle"


@pytest.fixture
def away(caveat: Caveat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caveat]:
    """The command line on the other computer."""

    def command(*arguments: str | Path) -> Any:
        monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "away"))
        return caveat("--operator", "Bob Receiver", *arguments)

    return command  # type: ignore[return-value]  # a plain function


def test_a_bundle_is_made_refused_accepted_and_known(
    sender: Caveat, away: Caveat, tmp_path: Path
) -> None:
    out = tmp_path / "lists.bundle"
    made = sender("--operator", OPERATOR, "lists", "bundle", out, "--json")
    assert made.code == 0, made.err
    assert set(made.json) == BUNDLE_KEYS
    assert {held["list"] for file in made.json["files"] for held in file["lists"]} == {
        "US-EL",
        "US-DPL",
    }
    key = made.json["signer"]["fingerprint"]

    refused = away("lists", "import", out, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert key in refused.err

    taken = away("lists", "import", out, "--accept-signer", "--reason", "called Ada", "--json")
    assert taken.code == 0, taken.err
    said = taken.json["bundle"]
    assert (said["signer"]["fingerprint"], said["signature"]) == (key, "holds")
    assert said["accepted_signer"]
    assert {r["list"]: r["state"] for r in taken.json["releases"]} == {
        "US-EL": "in service",
        "US-DPL": "in service",
    }

    known = away("lists", "signers", "--json").json["signers"]
    assert [(s["fingerprint"], s["decision"], s["reason"]) for s in known] == [
        (key, "accepted", "called Ada")
    ]
    assert away("lists", "import", out, "--json").json["bundle"]["trust"] == "known"

    revoked = away("lists", "signers", "--revoke", key, "--reason", "stolen")
    assert "revoked" in revoked.out
    again = away("lists", "import", out, "--accept-signer", "--reason", "still")
    assert (again.code, "no longer taken" in again.err) == (2, True)
    assert away("audit", "verify").code == 0


def test_in_words_it_says_who_signed_and_what_is_inside(
    sender: Caveat, away: Caveat, tmp_path: Path
) -> None:
    made = sender("--operator", OPERATOR, "lists", "bundle", tmp_path / "b")
    assert OPERATOR in made.out
    assert "US-DPL" in made.out
    taken = away("lists", "import", tmp_path / "b", "--accept-signer", "--reason", "called Ada")
    assert f"Signed by “{OPERATOR}”" in taken.out
    assert "accepted now" in taken.out
    assert "US-DPL" in taken.out


def test_a_bundle_is_told_by_its_content_and_imported_by_itself(
    away: Caveat, bundle: Path, tmp_path: Path
) -> None:
    renamed = bundle.rename(tmp_path / "consolidated.csv.gz")
    other = write_csl(tmp_path / "other.csv", rows("US-EL", 3))
    for more in ((other,), ("--list", "US-EL"), ("--released", "2026-11-20")):
        done = away("lists", "import", renamed, *more)
        assert (done.code, "by itself" in done.err) == (2, True)
    done = away("lists", "import", renamed, "--accept-signer", "--reason", "called Ada")
    assert done.code == 0, done.err


def test_a_signature_that_does_not_hold_needs_its_own_word(away: Caveat, bundle: Path) -> None:
    import zlib  # noqa: PLC0415  # beside its only use

    from caveat.ingest.bundle_file import open_bundle  # noqa: PLC0415

    signature = open_bundle(bundle).signature.encode()
    forged = b"00" * 64
    data = bundle.read_bytes().replace(signature, forged)
    old, new = (zlib.crc32(text).to_bytes(4, "little") for text in (signature, forged))
    bundle.write_bytes(data.replace(old, new))
    refused = away("lists", "import", bundle, "--accept-signer", "--reason", "called Ada")
    assert (refused.code, "signature does not hold" in refused.err) == (2, True)
    taken = away(
        "lists", "import", bundle, "--accept-broken-signature", "--reason", "told so", "--json"
    )
    assert taken.code == 0, taken.err
    assert taken.json["bundle"]["signature"] == "does not hold"
    assert taken.json["bundle"]["accepted_broken_signature"]


def test_what_cannot_be_carried_is_named_with_exit_code_one(
    sender: Caveat, home: Path, tmp_path: Path
) -> None:
    un = home.parent / "more.csv"
    write_csl(un, [*rows("US-UVL", 30), *rows("US-MEU", 30)])
    assert sender("lists", "import", un, "--released", "2026-11-21").code in {0, 1}
    import hashlib  # noqa: PLC0415  # beside its only use

    name = hashlib.sha256(un.read_bytes()).hexdigest()
    (home / "originals" / f"{name}.gz").unlink()
    done = sender("lists", "bundle", tmp_path / "b", "--json")
    assert done.code == 1
    assert {left["list"] for left in done.json["left_out"]} >= {"US-UVL", "US-MEU"}


def test_a_new_workspace_has_nothing_to_carry(caveat: Caveat, tmp_path: Path) -> None:
    done = caveat("lists", "bundle", tmp_path / "b")
    assert (done.code, "nothing that a bundle could carry" in done.err) == (2, True)
    assert not (tmp_path / "b").exists()


def test_private_lists_that_lie_unprotected_are_told_with_the_lists(
    caveat: Caveat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letters.csv"
    path.write_text(
        "list,OWN-LETTERS\ntitle,Letters of the ministry\nkept by,us\nduty,deny\n\n"
        "party,country\nZuvanari Quellwerk,DE\n",
        encoding="utf-8",
    )
    assert "encrypt" not in caveat("--operator", OPERATOR, "lists").out
    caveat("--operator", OPERATOR, "lists", "import", path)
    told = caveat("--operator", OPERATOR, "lists")
    assert "caveat workspace encrypt" in told.out
    assert "Letters of the ministry" in told.out
    as_json = caveat("--operator", OPERATOR, "lists", "--json").json
    assert len(as_json["protection"]) == 1
    assert caveat("--operator", OPERATOR, "workspace", "status").code == 1
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "correct horse battery")
    assert caveat("--operator", OPERATOR, "workspace", "encrypt").code == 0
    assert caveat("--operator", OPERATOR, "lists", "--json").json["protection"] == []
