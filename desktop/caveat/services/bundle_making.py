"""Making a bundle: the published files of what is in service, signed, in one file.

What must never be in it is kept out three times: the files of own and private lists are not kept at
all (`services.originals`), the choice below passes them over, and the query that says which files
may be carried leaves out every file from which a private list was ever read.
"""

import contextlib
import hashlib
import os
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from caveat.domain.bundles import (
    BundledImport,
    BundledList,
    BundleMade,
    LeftOut,
    Manifest,
    Signer,
    Trust,
)
from caveat.domain.lists import Channel, FilePart, PublishedList, Release
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ingest.bundle_file import carried_name, is_bundle, write_bundle
from caveat.proof.bundles import write_manifest
from caveat.services.given_text import name_of, refuse_broken_text
from caveat.services.known_lists import known_lists
from caveat.services.originals import originals_folder
from caveat.services.workspace import Workspace
from caveat.storage import audit, releases
from caveat.storage.encrypted_files import DamagedSealError
from caveat.storage.originals import has_original, published_hashes, read_original

_GZIP = 16 + zlib.MAX_WBITS
_LONG_WORD = 5
_ENDING = re.compile(r"(\.(csv|tsv|txt|xml|json))?(\.(gz|zip))?$", re.IGNORECASE)
_ROLE = "entries"
"""Role of the file of a list that is published as one."""


def make_bundle(
    ws: Workspace,
    out: Path,
    *,
    list_codes: Collection[str] = (),
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> BundleMade:
    """Write the published files of the lists in service into one signed file.

    Private and own lists never enter it, whatever is asked; nor does the starter set.

    Args:
        ws: The workspace.
        out: Where to; an older bundle of that name is replaced, another file is not.
        list_codes: Only these lists; all that are in service by default.
        progress: Told the files done.
        cancel: Asked between files.

    Raises:
        InputError: An unknown or private list was asked for, or there is nothing to carry.
        EnvironmentProblemError: Disk, permission.
        CancelledError: It was cancelled; nothing was left.
    """
    refuse_broken_text("The name of the bundle", out.name)
    if out.exists() and not is_bundle(out):
        raise InputError(
            f"{out.name} is there already and is no bundle. It was left as it is. Choose another "
            "name."
        )
    imports, left_out = _chosen(ws, list_codes, progress, cancel)
    if not imports:
        why = "; ".join(f"{left.list_code}: {left.reason}" for left in left_out)
        raise InputError(
            f"There is nothing that a bundle could carry ({why or 'no list is in service'}). "
            "Nothing was written."
        )
    with ws.store.reading() as connection:
        head = audit.head(connection)
        manifest = Manifest(
            made_at=ws.now(),
            workspace=audit.workspace_id(connection),
            sender=Signer(ws.operator.name, ws.key.public, ws.key.fingerprint, Trust.OWN),
            chain_length=head.seq if head else 0,
            chain_head=head.sha256 if head else "0" * 64,
            imports=imports,
        )
    sha256, size = _write(ws, out, manifest, progress, cancel)
    made = BundleMade(out.name, sha256, size, manifest, left_out)
    with ws.store.writing() as connection:
        codes = sorted(held.list_code for item in imports for held in item.lists)
        files = sorted(part.sha256 for item in imports for part in item.parts)
        said = {"sha256": sha256, "lists": codes, "files": files, "chain": manifest.chain_head}
        ws.append(connection, "bundle made", name_of(out), said)
    return made


def _chosen(
    ws: Workspace, codes: Collection[str], progress: ReportProgress, cancel: CancelToken | None
) -> tuple[tuple[BundledImport, ...], tuple[LeftOut, ...]]:
    """What is in service and may and can be carried, by file; and what is left out."""
    lists = {known.code: known for known in known_lists(ws)}
    _refuse_codes(codes, lists)
    with ws.store.reading() as connection:
        current = releases.in_service(connection)
        publishable = published_hashes(connection)
    groups: dict[tuple[Channel, str], list[Release]] = {}
    left_out = []
    for release in current:
        if codes and release.list_code not in codes:
            continue
        hashes = {part.sha256 for part in _parts(release)}
        why = _not_carried(release, private=lists[release.list_code].private)
        if not why and not hashes <= publishable:
            why = "a private list was read from the same file"
        if why:
            left_out.append(LeftOut(release.list_code, why, by_rule=True))
        else:
            groups.setdefault((release.channel, release.sha256), []).append(release)
    telling = _telling(lists.values())
    imports = []
    for done, group in enumerate(groups.values()):
        if cancel is not None:
            cancel.check()
        progress(Progress("Checking the published files", done, len(groups), group[0].file_name))
        parts = _kept_parts(ws, group[0], telling)
        if isinstance(parts, str):
            left_out += [LeftOut(release.list_code, parts) for release in group]
        else:
            imports.append(_bundled(group, parts))
    return tuple(imports), tuple(left_out)


def _refuse_codes(codes: Collection[str], lists: Mapping[str, PublishedList]) -> None:
    """Raise for a list that is asked for by name and unknown, or private."""
    for code in codes:
        if code not in lists:
            raise InputError(f"There is no list with the code {code}. Nothing was written.")
        if lists[code].private:
            raise InputError(
                f"{code} is a private list: those never enter a bundle. Nothing was written."
            )


def _not_carried(release: Release, *, private: bool) -> str:
    if private:
        return "a private list never enters a bundle"
    if release.channel is Channel.OWN:
        return "an own list is carried by its own file"
    if release.channel is Channel.STARTER:
        return "the starter set is part of the program"
    return ""


def _parts(release: Release) -> tuple[FilePart, ...]:
    """The files of a release; of a single file its size is found when it is read."""
    return release.parts or (FilePart(_ROLE, release.file_name, release.sha256, 0),)


def _telling(lists: Iterable[PublishedList]) -> frozenset[str]:
    """What would tell of a private list: its code, and the longer words of its title."""
    private = [known for known in lists if known.private]
    words = (word for known in private for word in re.findall(r"\w+", known.title.casefold()))
    long = (word for word in words if len(word) >= _LONG_WORD or not word.isascii())
    return frozenset((*long, *(known.code.casefold() for known in private)))


def _name(part: FilePart, telling: Collection[str]) -> str:
    """Under which name a file is carried. She may have named it herself, and not for others."""
    name = carried_name(part.file_name)
    if not any(word in name.casefold() for word in telling):
        return name
    ending = _ENDING.search(name)
    return f"{part.sha256[:16]}{ending[0].lower() if ending else ''}"


def _kept_parts(
    ws: Workspace, release: Release, telling: Collection[str]
) -> tuple[FilePart, ...] | str:
    """The files of a release as they are carried, each held against its hash; or why not."""
    folder = originals_folder(ws.paths)
    found = []
    for part in _parts(release):
        if not has_original(folder, part.sha256):
            return f"its published file {part.file_name} was not kept: import it again"
        size = _size(ws, part.sha256)
        if size is None:
            return f"the kept copy of {part.file_name} is damaged: import the file again"
        found.append(replace(part, file_name=_name(part, telling), size=size))
    return tuple(found)


def _size(ws: Workspace, sha256: str) -> int | None:
    """Size of a kept file; None unless it is the one that its hash names."""
    inflate, digest, size = zlib.decompressobj(_GZIP), hashlib.sha256(), 0
    try:
        for packed in read_original(originals_folder(ws.paths), sha256, ws.store.key):
            piece = inflate.decompress(packed)
            digest.update(piece)
            size += len(piece)
    except (OSError, zlib.error, DamagedSealError):
        return None
    return size if inflate.eof and digest.hexdigest() == sha256 else None


def _bundled(group: list[Release], parts: tuple[FilePart, ...]) -> BundledImport:
    first = group[0]
    return BundledImport(
        channel=first.channel,
        format=first.format,
        parser_version=first.parser_version,
        source_url=first.origin.source_url,
        imported_at=first.imported_at,
        parts=parts,
        lists=tuple(
            BundledList(
                release.list_code,
                release.released,
                release.released_basis,
                release.parties,
                release.names,
                release.addresses,
                release.unread,
            )
            for release in group
        ),
    )


def _write(
    ws: Workspace,
    out: Path,
    manifest: Manifest,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> tuple[str, int]:
    """Write a bundle in one step; its SHA-256 and size."""
    text, signature = write_manifest(manifest, ws.key)
    hashes = sorted({part.sha256 for item in manifest.imports for part in item.parts})

    def files() -> Iterator[tuple[str, Iterator[bytes]]]:
        for done, sha256 in enumerate(hashes):
            if cancel is not None:
                cancel.check()
            progress(Progress("Writing the bundle", done, len(hashes)))
            yield sha256, read_original(originals_folder(ws.paths), sha256, ws.store.key)

    partial = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with partial.open("xb") as file:
            write_bundle(file, text, signature, files())
            file.flush()
            os.fsync(file.fileno())
        with partial.open("rb") as written:
            sha256 = hashlib.file_digest(written, "sha256").hexdigest()
        size = partial.stat().st_size
        partial.replace(out)
    except ValueError as error:
        raise InputError(
            f"{out.name} could not be written: {error}. Nothing was left. Carry fewer lists at a "
            "time, with --list."
        ) from error
    except OSError as error:
        raise EnvironmentProblemError(
            f"{out.name} could not be written to {out.parent} ({error.strerror or error}). Nothing "
            "half-written was left. Make room, or choose another folder."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return sha256, size
