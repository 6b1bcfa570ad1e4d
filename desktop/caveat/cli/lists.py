"""``caveat lists`` and ``caveat lists import``."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Any, NoReturn

import click
from tabulate import tabulate

from caveat.cli.context import Session, as_date, emit_json, json_option, terminal_progress
from caveat.cli.lists_bundle import (
    bundle_command,
    bundle_json,
    import_one_bundle,
    only_bundle,
    print_bundle,
    signers_command,
)
from caveat.cli.lists_changes import changes_command, channel_command
from caveat.cli.lists_own import own_command, template_command
from caveat.cli.lists_update import update_command
from caveat.cli.outcomes import print_report, report_json, to_review
from caveat.domain.answer_json import time_to_json
from caveat.domain.lists import ImportReport, ListStatus, Override
from caveat.services.encryption import workspace_protection
from caveat.services.lists import import_files, list_formats, list_overview

_NO_REASON = "no reason was given on the command line"
_TITLE, _PUBLISHER = 40, 30
"""Characters of a title and of a publisher in the table; ``--json`` gives them whole."""


@click.group("lists", invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Show every list: release date, age in days, parties, names, SHA-256, state."""
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    statuses = list_overview(session.workspace)
    unprotected = workspace_protection(session.workspace).warnings
    if as_json:
        formats = [asdict(known) for known in list_formats()]
        lists = [_status_json(status) for status in statuses]
        emit_json({"lists": lists, "formats": formats, "protection": list(unprotected)})
    else:
        _print_overview(statuses)
        for warning in unprotected:
            click.echo(f"! {warning}")
    ctx.exit(1 if any("missing from" in w for s in statuses for w in s.warnings) else 0)


def _state(status: ListStatus) -> str:
    if status.release is None:
        return "refused" if status.last_refused else "not loaded"
    return status.release.state.value


def _status_json(status: ListStatus) -> dict[str, Any]:
    release = status.release
    return {
        "list": status.list.code,
        "title": status.list.title,
        "publisher": status.list.publisher,
        "released": release.released.isoformat() if release and release.released else None,
        "released_basis": release.released_basis if release else None,
        "imported_at": time_to_json(release.imported_at) if release else None,
        "age_days": status.age_days,
        "channel": release.channel if release else None,
        "rows": release.rows if release else 0,
        "parties": release.parties if release else 0,
        "names": release.names if release else 0,
        "addresses": release.addresses if release else 0,
        "unread": release.unread if release else 0,
        "file_name": release.file_name if release else None,
        "sha256": release.sha256 if release else None,
        "state": _state(status),
        "duty": status.list.duty,
        "private": status.list.private,
        "warning": "; ".join(status.warnings) or None,
    }


def _print_overview(statuses: tuple[ListStatus, ...]) -> None:
    rows = []
    for status in statuses:
        release = status.release
        rows.append(
            [
                status.list.code,
                shorten(status.list.title, _TITLE, placeholder="…"),
                shorten(status.list.publisher, _PUBLISHER, placeholder="…"),
                release.released.isoformat() if release and release.released else "–",
                "–" if status.age_days is None else status.age_days,
                release.parties if release else 0,
                release.names if release else 0,
                release.sha256[:12] if release else "–",
                _state(status),
            ]
        )
    headers = [
        "Code",
        "List",
        "Publisher",
        "Released",
        "Age",
        "Parties",
        "Names",
        "SHA-256",
        "State",
    ]
    click.echo(tabulate(rows, headers=headers, disable_numparse=[3, 7]))
    for status in statuses:
        if status.warnings:
            click.echo(f"! {status.list.code}: {'; '.join(status.warnings)}")
    untried = [known.name for known in list_formats() if not known.tried]
    if untried:
        click.echo(f"Built from the description, not tried on a real file: {'; '.join(untried)}.")


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("list_code", "--list", default="", help="Take only this list from the files.")
@click.option(
    "--released",
    callback=as_date,
    help="Date of the edition (YYYY-MM-DD) where the file itself states none.",
)
@click.option(
    "--accept-shrink",
    is_flag=True,
    help="Accept a list that lost more than 5 % of its entries, names or addresses.",
)
@click.option(
    "--accept-older", is_flag=True, help="Put an edition into service that is older than today's."
)
@click.option(
    "--confirm-counts",
    is_flag=True,
    help="The counts were compared with the publisher's: accept unusual ones, or those of a format "
    "never tried on a real file.",
)
@click.option(
    "--accept-signer",
    is_flag=True,
    help="Of a bundle: take bundles of the installation that signed it, from now on.",
)
@click.option(
    "--accept-broken-signature",
    is_flag=True,
    help="Of a bundle: take this one although its signature does not hold.",
)
@click.option("--reason", default="", help="Why it is accepted; goes on record.")
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    list_code: str,
    released: date | None,
    accept_shrink: bool,
    accept_older: bool,
    confirm_counts: bool,
    accept_signer: bool,
    accept_broken_signature: bool,
    reason: str,
    as_json: bool,
) -> None:
    """Read published list files, or a bundle; check them; put what is whole into service."""
    session: Session = ctx.obj
    flags = {
        Override.SHRINK: accept_shrink,
        Override.OLDER: accept_older,
        Override.COUNTS: confirm_counts,
    }
    accepted = [override for override, given in flags.items() if given]
    bundle = only_bundle(files, other_options=bool(list_code or released))
    if bundle is not None:
        done = import_one_bundle(
            session,
            bundle,
            accept_signer=accept_signer,
            accept_broken=accept_broken_signature,
            accept=accepted,
            reason=reason.strip() or (_NO_REASON if accepted else ""),
        )
        if not as_json:
            print_bundle(done)
        _show_import(ctx, done.imported, {"bundle": bundle_json(done)}, as_json=as_json)
    report = import_files(
        session.workspace,
        files,
        list_code=list_code,
        released=released,
        accept=accepted,
        reason=reason.strip() or _NO_REASON,
        progress=terminal_progress(),
    )
    _show_import(ctx, report, {}, as_json=as_json)


def _show_import(
    ctx: click.Context, report: ImportReport, more: dict[str, Any], *, as_json: bool
) -> NoReturn:
    session: Session = ctx.obj
    session.screener  # noqa: B018  # builds the index now, so that the next search is quick
    if as_json:
        emit_json({**report_json(report), **more})
    else:
        print_report(report)
    ctx.exit(1 if to_review(report) else 0)


command.add_command(changes_command)
command.add_command(channel_command)
command.add_command(update_command)
command.add_command(bundle_command)
command.add_command(signers_command)
command.add_command(own_command)
command.add_command(template_command)
