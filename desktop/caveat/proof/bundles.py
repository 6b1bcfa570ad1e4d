"""The manifest of a bundle: written as canonical JSON, read strictly, signed, verified.

One text for one manifest: what is read is written again and must come out byte for byte, so that
no two readers can understand it differently and nothing hides in it twice.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from caveat.domain.bundles import BUNDLE_FORMAT, BundledImport, BundledList, Manifest, Signer
from caveat.domain.lists import Channel, FilePart, ReleasedBasis
from caveat.errors import UnreadableFileError
from caveat.proof.canonical import canonical_bytes
from caveat.proof.keys import SigningKey, fingerprint, signature_holds

_SIGNED = b"Caveat bundle manifest\n"
"""Before what is signed, so that no signature made for something else passes for this one."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,40}")
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
_MOST_TEXT = 2_000
_MOST_ITEMS = 1_000
_MOST_NUMBER = 10**12


class _NotInOrderError(ValueError):
    """Something in a manifest is not what it must be."""


def write_manifest(manifest: Manifest, key: SigningKey) -> tuple[bytes, str]:
    """The canonical text of a manifest and its signature in hexadecimal."""
    text = canonical_bytes(_to_json(manifest))
    return text, key.sign(_SIGNED + text)


def read_manifest(text: bytes, signature: str) -> tuple[Manifest, bool]:
    """What a manifest says, and whether the signature is that of the sender it names.

    Raises:
        UnreadableFileError: It is not canonical JSON, or of another shape than this program writes.
    """
    try:
        said = json.loads(text)
        if canonical_bytes(said) != text:
            raise _NotInOrderError("it is not in canonical form")
        manifest = _from_json(_Fields(said))
    except (ValueError, RecursionError, OverflowError, UnicodeError) as error:
        why = str(error) if isinstance(error, _NotInOrderError) else "it is no JSON"
        raise UnreadableFileError(
            f"The bundle's table of contents cannot be read: {why}. Nothing was changed. Ask the "
            "sender for a new bundle; if theirs is a newer Caveat, bring this one up to date."
        ) from error
    return manifest, signature_holds(manifest.sender.public_key, signature, _SIGNED + text)


def _to_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "caveat_bundle": BUNDLE_FORMAT,
        "made_at": _time(manifest.made_at),
        "workspace": manifest.workspace,
        "sender": {
            "operator": manifest.sender.name,
            "public_key": manifest.sender.public_key.hex(),
            "fingerprint": manifest.sender.fingerprint,
        },
        "chain": {"length": manifest.chain_length, "head": manifest.chain_head},
        "imports": [
            {
                "channel": item.channel,
                "format": item.format,
                "parser_version": item.parser_version,
                "source_url": item.source_url,
                "imported_at": _time(item.imported_at),
                "files": [
                    {
                        "role": part.role,
                        "file_name": part.file_name,
                        "sha256": part.sha256,
                        "size": part.size,
                    }
                    for part in item.parts
                ],
                "lists": [
                    {
                        "list": held.list_code,
                        "released": held.released.isoformat() if held.released else None,
                        "released_basis": held.released_basis,
                        "parties": held.parties,
                        "names": held.names,
                        "addresses": held.addresses,
                        "unread": held.unread,
                    }
                    for held in item.lists
                ],
            }
            for item in manifest.imports
        ],
    }


def _from_json(said: "_Fields") -> Manifest:
    if said.number("caveat_bundle") != BUNDLE_FORMAT:
        raise _NotInOrderError("it is of a version that this program does not know")
    sender, chain = said.object("sender"), said.object("chain")
    public_key = bytes.fromhex(sender.text("public_key", _PUBLIC_KEY))
    if sender.text("fingerprint") != fingerprint(public_key):
        raise _NotInOrderError("the sender's fingerprint is not that of the key")
    manifest = Manifest(
        made_at=said.time("made_at"),
        workspace=said.text("workspace"),
        sender=Signer(sender.text("operator"), public_key, fingerprint(public_key)),
        chain_length=chain.number("length"),
        chain_head=chain.text("head", _SHA256),
        imports=tuple(_import(item) for item in said.objects("imports")),
    )
    for fields in (sender, chain, said):
        fields.done()
    return manifest


def _import(said: "_Fields") -> BundledImport:
    found = BundledImport(
        channel=Channel(said.text("channel")),
        format=said.text("format"),
        parser_version=said.number("parser_version"),
        source_url=said.text("source_url"),
        imported_at=said.time("imported_at"),
        parts=tuple(_part(item) for item in said.objects("files")),
        lists=tuple(_list(item) for item in said.objects("lists")),
    )
    said.done()
    if not found.parts or not found.lists:
        raise _NotInOrderError("it names a release without a file, or a file without a list")
    return found


def _part(said: "_Fields") -> FilePart:
    found = FilePart(
        said.text("role"),
        said.text("file_name"),
        said.text("sha256", _SHA256),
        said.number("size"),
    )
    said.done()
    return found


def _list(said: "_Fields") -> BundledList:
    released = said.take("released")
    if not isinstance(released, str | None):
        raise _NotInOrderError("a date is no text")
    found = BundledList(
        said.text("list", _CODE),
        date.fromisoformat(released) if released else None,
        ReleasedBasis(said.text("released_basis")),
        said.number("parties"),
        said.number("names"),
        said.number("addresses"),
        said.number("unread"),
    )
    said.done()
    return found


class _Fields:
    """An object of the manifest, read field by field; nothing may be left over."""

    def __init__(self, said: Any) -> None:
        if not isinstance(said, Mapping):
            raise _NotInOrderError("something is no object")
        self._said = dict(said)

    def take(self, name: str) -> Any:
        if name not in self._said:
            raise _NotInOrderError(f"{name} is missing")
        return self._said.pop(name)

    def text(self, name: str, form: "re.Pattern[str] | None" = None) -> str:
        value = self.take(name)
        if not isinstance(value, str) or len(value) > _MOST_TEXT:
            raise _NotInOrderError(f"{name} is no text, or a very long one")
        value.encode()  # a lone surrogate can be written in JSON, but not stored
        if form is not None and not form.fullmatch(value):
            raise _NotInOrderError(f"{name} is not of its form")
        return value

    def number(self, name: str) -> int:
        value = self.take(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_NUMBER:
            raise _NotInOrderError(f"{name} is no number")
        return value

    def time(self, name: str) -> datetime:
        value = datetime.fromisoformat(self.text(name))
        if value.tzinfo is None:
            raise _NotInOrderError(f"{name} has no time zone")
        return value.astimezone(UTC)

    def object(self, name: str) -> "_Fields":
        return _Fields(self.take(name))

    def objects(self, name: str) -> "list[_Fields]":
        value = self.take(name)
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > _MOST_ITEMS:
            raise _NotInOrderError(f"{name} is no list, or a very long one")
        return [_Fields(item) for item in value]

    def done(self) -> None:
        if self._said:
            raise _NotInOrderError(f"it says {', '.join(map(str, self._said))[:100]}, unknown here")


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
