"""Importing a bundle: published files that another installation signed and carried here.

The receiver believes nothing of what a bundle says: whole or not is decided by hashes, by whom by a
signature, and what the files hold by reading them as any import, under the same guards. The only
things taken over from the sender are where a file came from and, where the file itself states no
date, the date the sender had for it; both are stored as the sender's word.
"""

import contextlib
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from caveat.domain.bundles import BundledImport, BundleReport, BundleSeen, Trust
from caveat.domain.lists import ImportReport, Origin, Override, ReleasedBasis
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.errors import EnvironmentProblemError, InputError, RefusedReleaseError
from caveat.ingest.bundle_file import (
    BundleFile,
    is_bundle,
    open_bundle,
    refuse_other_members,
    unpack,
)
from caveat.proof.bundles import read_manifest
from caveat.services.bundle_signers import accept_signer as put_signer_on_record
from caveat.services.bundle_signers import trust_in
from caveat.services.given_text import name_of, refuse_broken_text
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace

__all__ = ["import_bundle", "is_bundle", "look_at_bundle"]


def look_at_bundle(ws: Workspace, path: Path) -> BundleSeen:
    """What a bundle says it is, whether its signature holds, and whether its signer is known.

    Raises:
        UnreadableFileError: It is no bundle, or not whole.
        EnvironmentProblemError: The disk or a permission is in the way.
    """
    return _seen(ws, open_bundle(path))


def import_bundle(
    ws: Workspace,
    path: Path,
    *,
    accept_signer: bool | None = None,
    accept_broken: bool = False,
    accept: Collection[Override] = (),
    reason: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> BundleReport:
    """Take in the files of a bundle, each as any import.

    Args:
        ws: The workspace.
        path: The bundle.
        accept_signer: Take bundles of this installation from now on; goes on record. Only asked
            where it is unknown. A revoked one is refused all the same.
        accept_broken: Take this one bundle although its signature does not hold, so that nobody
            says where it comes from; goes on record. Its files must be whole all the same.
        accept: What may differ from the releases in service, as for `import_files`.
        reason: Why any of this is accepted.
        progress: Told about stages.
        cancel: Cancels between files; what was taken in before stays.

    Raises:
        RefusedReleaseError: Unknown, revoked or broken signature. The lists stay as they are.
        UnreadableFileError: It is no bundle, or not whole.
        InputError: No reason was given for what is accepted.
        EnvironmentProblemError: Disk, permission.
        CancelledError: It was cancelled.
    """
    refuse_broken_text("The reason", reason)
    if ws.read_only:
        raise EnvironmentProblemError(
            "This workspace is open for reading only, so no bundle can be imported. Nothing was "
            "changed. Give yourself write permission for its folder."
        )
    if (accept_signer or accept_broken) and not reason.strip():
        raise InputError(
            "To accept a bundle that would be refused, give a reason: it goes on record. Nothing "
            "was changed."
        )
    bundle = open_bundle(path)
    seen = _seen(ws, bundle)
    manifest = seen.manifest
    needs_signer = seen.whole and manifest.sender.trust is Trust.UNKNOWN
    refusal = _refusal(seen, accept_signer=bool(accept_signer), accept_broken=accept_broken)
    if refusal:
        _record_refusal(ws, seen, path, refusal)
        raise RefusedReleaseError(f"{name_of(path)} was refused: {refusal}")
    with _temporary_folder() as folder:
        carried = [
            (
                item,
                unpack(
                    bundle, item.parts, _made(folder / str(n)), progress=progress, cancel=cancel
                ),
            )
            for n, item in enumerate(manifest.imports)
        ]
        if needs_signer:
            put_signer_on_record(ws, manifest.sender, reason)
        taking = _Taking(ws, seen, frozenset(accept), reason, progress, cancel)
        report = taking.all(carried)
    done = BundleReport(seen, needs_signer, not seen.whole, report)
    _record_import(ws, path, done, reason)
    return done


@dataclass(frozen=True, slots=True)
class _Taking:
    """Every file of a bundle through the very reading and the very guards of an import by hand."""

    ws: Workspace
    seen: BundleSeen
    accept: frozenset[Override]
    reason: str
    progress: ReportProgress
    cancel: CancelToken | None

    def all(self, carried: Sequence[tuple[BundledImport, tuple[Path, ...]]]) -> ImportReport:
        """What importing them did. A file that cannot be read here stops no other.

        Raises:
            InputError: If not one of them could be read.
        """
        reports: list[ImportReport] = []
        refused: list[InputError] = []
        for item, files in carried:
            try:
                reports.append(self._one(item, files))
            except InputError as error:
                refused.append(error)
        if not reports:
            raise refused[0]
        reports.append(ImportReport((), (), tuple(map(str, refused))))
        return ImportReport(
            tuple(name for report in reports for name in report.file_names),
            tuple(outcome for report in reports for outcome in report.outcomes),
            tuple(warning for report in reports for warning in report.warnings),
            sum(report.seconds for report in reports),
        )

    def _one(self, item: BundledImport, files: tuple[Path, ...]) -> ImportReport:
        dated = [held for held in item.lists if held.released is not None]
        told = next((x for x in dated if x.released_basis is not ReleasedBasis.INSIDE), None)
        sender = self.seen.manifest.sender.fingerprint
        return import_files(
            self.ws,
            files,
            released=told.released if told else None,
            released_basis=told.released_basis if told else ReleasedBasis.GIVEN,
            accept=self.accept,
            reason=self.reason,
            origin=Origin(
                source_url=item.source_url,
                carried_by=sender if self.seen.whole else f"unproven: {sender}",
            ),
            progress=self.progress,
            cancel=self.cancel,
        )


def _seen(ws: Workspace, bundle: BundleFile) -> BundleSeen:
    manifest, whole = read_manifest(bundle.manifest, bundle.signature)
    refuse_other_members(bundle, (part for item in manifest.imports for part in item.parts))
    sender = replace(manifest.sender, trust=trust_in(ws, manifest.sender))
    return BundleSeen(bundle.sha256, replace(manifest, sender=sender), whole)


def _refusal(seen: BundleSeen, *, accept_signer: bool, accept_broken: bool) -> str:
    """Why a bundle is not taken; empty when it is."""
    sender = seen.manifest.sender
    who = f"“{sender.name}”, key {sender.fingerprint}"
    if not seen.whole:
        # Whom it names is then nobody's word, so nothing that was decided on that name counts.
        return (
            ""
            if accept_broken
            else "its signature does not hold: it was altered, or was not made by whom it names "
            f"({who}). The lists stay as they are. Ask the sender for a new one; only if you know "
            "why it is broken, accept it with a reason"
        )
    if sender.trust is Trust.REVOKED:
        return f"bundles of {who} are no longer taken here. The lists stay as they are"
    if sender.trust is Trust.UNKNOWN and not accept_signer:
        return (
            f"nobody here knows who signed it ({who}). The lists stay as they are. Compare the key "
            "with the sender, by telephone, and accept the signer with a reason"
        )
    return ""


@contextlib.contextmanager
def _temporary_folder() -> Iterator[Path]:
    """A folder for the unpacked files. They are published ones; still nobody else's business."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="caveat-bundle-", ignore_cleanup_errors=True)
    except OSError as error:
        raise EnvironmentProblemError(
            f"No folder for temporary files can be made ({error.strerror}). Nothing was changed."
        ) from error
    with folder as name:
        yield Path(name)


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    return folder


def _record_refusal(ws: Workspace, seen: BundleSeen, path: Path, why: str) -> None:
    with ws.store.writing() as connection:
        ws.append(connection, "bundle refused", name_of(path), {**_said(seen), "reason": why})


def _record_import(ws: Workspace, path: Path, done: BundleReport, reason: str) -> None:
    said = {
        **_said(done.seen),
        "accepted_signer": done.accepted_signer,
        "accepted_broken_signature": done.accepted_broken,
        "reason": reason.strip(),
        "outcomes": [
            {"list": o.list_code, "state": o.state, "reason": o.reason}
            for o in done.imported.outcomes
        ],
    }
    with ws.store.writing() as connection:
        ws.append(connection, "bundle imported", name_of(path), said)


def _said(seen: BundleSeen) -> dict[str, object]:
    """What the record keeps of a bundle; the sender's head is an anchor of the sender's log."""
    manifest = seen.manifest
    return {
        "sha256": seen.sha256,
        "signature_holds": seen.whole,
        "sender": manifest.sender.name,
        "key": manifest.sender.public_key.hex(),
        "made_at": manifest.made_at.isoformat(),
        "workspace": manifest.workspace,
        "chain": {"length": manifest.chain_length, "head": manifest.chain_head},
    }
