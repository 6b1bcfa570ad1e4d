"""``caveat lists bundle``, ``caveat lists signers``, and importing a bundle."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import click
from tabulate import tabulate

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.domain.answer_json import time_to_json
from caveat.domain.bundles import BundledImport, BundleReport, Manifest
from caveat.domain.lists import Override
from caveat.errors import InputError
from caveat.services.bundle_making import make_bundle
from caveat.services.bundle_signers import revoke_signer, signers
from caveat.services.bundles import import_bundle, is_bundle


@click.command("bundle")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("list_codes", "--list", multiple=True, help="Carry only this list. Repeatable.")
@json_option
@click.pass_context
def bundle_command(
    ctx: click.Context, *, out: Path, list_codes: tuple[str, ...], as_json: bool
) -> None:
    """Write the published files of the lists in service into one signed file.

    For a computer without a network: `caveat lists import OUT` takes it in there. Private and own
    lists never enter it. Exit code 1 where a list in service could not be carried.
    """
    session: Session = ctx.obj
    made = make_bundle(session.workspace, out, list_codes=list_codes, progress=terminal_progress())
    if as_json:
        emit_json(
            {
                "bundle": str(out),
                "sha256": made.sha256,
                "bytes": made.size,
                **manifest_json(made.manifest),
                "left_out": [
                    {"list": left.list_code, "reason": left.reason} for left in made.left_out
                ],
            }
        )
    else:
        click.echo(f"{out}: {made.size:,} bytes, SHA-256 {made.sha256}")
        _print_manifest(made.manifest)
        for left in made.left_out:
            click.echo(f"! {left.list_code} is not in it: {left.reason}")
        click.echo(
            f"Signed by “{made.manifest.sender.name}”, key {made.manifest.sender.fingerprint}. "
            "Tell the receiver this key by telephone: it is asked for at the first import."
        )
    ctx.exit(1 if made.could_not_carry else 0)


@click.command("signers")
@click.option("--revoke", default="", help="Take no more bundles signed with this key.")
@click.option("--reason", default="", help="Why; goes on record.")
@json_option
@click.pass_context
def signers_command(ctx: click.Context, *, revoke: str, reason: str, as_json: bool) -> None:
    """Whose bundles are taken here, since when and why."""
    session: Session = ctx.obj
    if revoke:
        revoke_signer(session.workspace, revoke, reason)
    known = signers(session.workspace)
    if as_json:
        emit_json(
            {
                "signers": [
                    {
                        "fingerprint": made.fingerprint,
                        "name": made.name,
                        "decision": made.decision,
                        "at": time_to_json(made.at),
                        "reason": made.reason,
                    }
                    for made in known
                ]
            }
        )
        return
    rows = [
        [made.fingerprint, made.name, made.decision, made.at.date().isoformat(), made.reason]
        for made in known
    ]
    headers = ["Key", "Name", "Decision", "Since", "Reason"]
    click.echo(tabulate(rows, headers=headers, disable_numparse=True))


def only_bundle(files: Collection[Path], *, other_options: bool) -> Path | None:
    """The bundle among the files given; None if there is none.

    Raises:
        InputError: If anything else is given beside it.
    """
    found = [path for path in files if is_bundle(path)]
    if not found:
        return None
    if len(files) > 1 or other_options:
        raise InputError(
            f"{found[0].name} is a bundle. Import it by itself, without --list and --released: "
            "what it holds says that. Nothing was changed."
        )
    return found[0]


def import_one_bundle(
    session: Session,
    path: Path,
    *,
    accept_signer: bool,
    accept_broken: bool,
    accept: Collection[Override],
    reason: str,
) -> BundleReport:
    """Import a bundle for `caveat lists import`."""
    return import_bundle(
        session.workspace,
        path,
        accept_signer=accept_signer,
        accept_broken=accept_broken,
        accept=accept,
        reason=reason,
        progress=terminal_progress(),
    )


def bundle_json(done: BundleReport) -> dict[str, Any]:
    """What stands beside the releases in the JSON of an imported bundle."""
    seen = done.seen
    return {
        "sha256": seen.sha256,
        "signature": "holds" if seen.whole else "does not hold",
        **manifest_json(seen.manifest),
        "trust": seen.manifest.sender.trust,
        "accepted_signer": done.accepted_signer,
        "accepted_broken_signature": done.accepted_broken,
    }


def print_bundle(done: BundleReport) -> None:
    """Say who signed what was imported."""
    sender = done.seen.manifest.sender
    if done.accepted_broken:
        click.echo(
            f"! The signature does not hold; taken all the same, as you said. It names "
            f"“{sender.name}”, key {sender.fingerprint}, which proves nothing."
        )
        return
    trust = "accepted now" if done.accepted_signer else sender.trust.value
    click.echo(
        f"Signed by “{sender.name}”, key {sender.fingerprint} ({trust}), "
        f"{time_to_json(done.seen.manifest.made_at)}."
    )


def manifest_json(manifest: Manifest) -> dict[str, Any]:
    """What a bundle says, for `--json`."""
    return {
        "made_at": time_to_json(manifest.made_at),
        "workspace": manifest.workspace,
        "signer": {"name": manifest.sender.name, "fingerprint": manifest.sender.fingerprint},
        "chain": {"length": manifest.chain_length, "head": manifest.chain_head},
        "files": [_import_json(item) for item in manifest.imports],
    }


def _import_json(item: BundledImport) -> dict[str, Any]:
    return {
        "channel": item.channel,
        "format": item.format,
        "source_url": item.source_url or None,
        "imported_at": time_to_json(item.imported_at),
        "parts": [
            {"file_name": part.file_name, "sha256": part.sha256, "bytes": part.size}
            for part in item.parts
        ],
        "lists": [
            {
                "list": held.list_code,
                "released": held.released.isoformat() if held.released else None,
                "released_basis": held.released_basis,
                "parties": held.parties,
            }
            for held in item.lists
        ],
    }


def _print_manifest(manifest: Manifest) -> None:
    rows = [
        [
            held.list_code,
            held.released.isoformat() if held.released else "unknown",
            held.parties,
            ", ".join(part.file_name for part in item.parts),
        ]
        for item in manifest.imports
        for held in item.lists
    ]
    headers = ["List", "Released", "Parties", "File"]
    click.echo(tabulate(rows, headers=headers, disable_numparse=[1, 3]))
