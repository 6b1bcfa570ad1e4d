import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.bundles import BundledImport, BundledList, Manifest, Signer
from caveat.domain.lists import Channel, FilePart, ReleasedBasis
from caveat.errors import UnreadableFileError
from caveat.proof.bundles import read_manifest, write_manifest
from caveat.proof.canonical import canonical_bytes
from caveat.proof.keys import SigningKey, fingerprint

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
MANIFEST = Manifest(
    made_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    workspace="w1",
    sender=Signer("Ada Example 李", KEY.public, KEY.fingerprint),
    chain_length=7,
    chain_head="c" * 64,
    imports=(
        BundledImport(
            Channel.CSL,
            "CSL, CSV",
            3,
            "https://example.org/list",
            datetime(2026, 11, 21, 8, 30, tzinfo=UTC),
            (FilePart("entries", "list.csv", "a" * 64, 12),),
            (
                BundledList("US-EL", date(2026, 11, 20), ReleasedBasis.GIVEN, 3, 4, 5, 0),
                BundledList("US-DPL", None, ReleasedBasis.UNKNOWN, 1, 1, 0, 1),
            ),
        ),
    ),
)


def test_a_manifest_is_read_back_as_it_was_and_its_signature_holds() -> None:
    text, signature = write_manifest(MANIFEST, KEY)
    assert read_manifest(text, signature) == (MANIFEST, True)


def test_another_key_or_signature_does_not_hold() -> None:
    text, signature = write_manifest(MANIFEST, KEY)
    _, others = write_manifest(MANIFEST, OTHER)
    for said in (others, "", "zz" * 64, signature[:-2] + "00", signature.upper() + "00"):
        manifest, whole = read_manifest(text, said)
        assert not whole
        assert manifest == MANIFEST


def test_a_signature_over_something_else_of_the_same_key_does_not_hold() -> None:
    text, _ = write_manifest(MANIFEST, KEY)
    assert read_manifest(text, KEY.sign(text)) == (MANIFEST, False)


def test_no_altered_manifest_holds() -> None:
    text, signature = write_manifest(MANIFEST, KEY)
    for place in range(len(text)):
        altered = bytearray(text)
        altered[place] ^= 1
        try:
            _, whole = read_manifest(bytes(altered), signature)
        except UnreadableFileError:
            continue
        assert not whole, place


def edited(change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(write_manifest(MANIFEST, KEY)[0])
    change(said)
    return canonical_bytes(said)


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(caveat_bundle=2),
        lambda m: m.update(caveat_bundle="1"),
        lambda m: m.update(more=1),
        lambda m: m.pop("workspace"),
        lambda m: m.update(made_at="yesterday"),
        lambda m: m.update(made_at="2026-11-22T09:00:00"),
        lambda m: m.update(imports={}),
        lambda m: m.update(imports="x"),
        lambda m: m.update(imports=[1]),
        lambda m: m["sender"].update(public_key="00"),
        lambda m: m["sender"].update(fingerprint="0" * 16),
        lambda m: m["sender"].update(operator="x" * 5000),
        lambda m: m["sender"].update(more=1),
        lambda m: m["chain"].update(head="C" * 64),
        lambda m: m["chain"].update(length=-1),
        lambda m: m["chain"].update(length=True),
        lambda m: m["chain"].update(length=1.5),
        lambda m: m["chain"].update(length=10**30),
        lambda m: m["imports"][0].update(channel="post"),
        lambda m: m["imports"][0].update(files=[]),
        lambda m: m["imports"][0].update(lists=[]),
        lambda m: m["imports"][0].update(more=1),
        lambda m: m["imports"][0]["files"][0].update(sha256="../x"),
        lambda m: m["imports"][0]["files"][0].update(size="12"),
        lambda m: m["imports"][0]["files"][0].update(more=1),
        lambda m: m["imports"][0]["lists"][0].update(list="us el"),
        lambda m: m["imports"][0]["lists"][0].update(released="soon"),
        lambda m: m["imports"][0]["lists"][0].update(released=5),
        lambda m: m["imports"][0]["lists"][0].update(released_basis="a dream"),
        lambda m: m["imports"].extend([m["imports"][0]] * 2000),
    ],
)
def test_a_manifest_of_another_shape_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(UnreadableFileError, match="Nothing was changed"):
        read_manifest(edited(change), "00" * 64)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"NaN",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"9" * 10_000,
        b'{"caveat_bundle":1,"caveat_bundle":1}',
        b'{"workspace":"\\ud800"}',
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_is_no_manifest_is_refused_without_a_crash(text: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_manifest(text, "00" * 64)


def test_only_the_one_canonical_text_is_a_manifest() -> None:
    text, signature = write_manifest(MANIFEST, KEY)
    said = json.loads(text)
    doubled = text.replace(b'"workspace":"w1"', b'"workspace":"w2","workspace":"w1"')
    for other in (
        json.dumps(said).encode(),
        json.dumps(said, indent=1, sort_keys=True).encode(),
        text + b"\n",
        b" " + text,
        doubled,
        text.replace("李".encode(), b"\\u674e"),
    ):
        assert other != text
        with pytest.raises(UnreadableFileError, match="canonical"):
            read_manifest(other, signature)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(text: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_manifest(text, "00" * 64)


def test_the_fingerprint_shown_is_that_of_the_key() -> None:
    manifest, _ = read_manifest(*write_manifest(MANIFEST, KEY))
    assert manifest.sender.fingerprint == fingerprint(KEY.public)
