"""``caveat lists update``."""

from typing import Any

import click
from tabulate import tabulate

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.cli.outcomes import outcome_json, to_review
from caveat.domain.updates import AddressUpdate, UpdateOutcome, UpdateReport
from caveat.errors import EnvironmentProblemError

_MEGABYTE = 1_000_000


@click.command("update")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@json_option
@click.pass_context
def update_command(ctx: click.Context, *, codes: tuple[str, ...], as_json: bool) -> None:
    """Fetch lists from their official addresses, then import them.

    Without a CODE: for each list the publication by which it is in service, and the Consolidated
    Screening List, UN, EU and UK for those that are not loaded. CODE is a list (US-SDN) or an
    address of the table (ofac-sdn); an own list_addresses.csv in the data folder takes the place
    of the program's table. Nothing else ever uses the network.
    """
    # Imported late: the library for the network takes 50 ms that no other command needs.
    from caveat.services.updating import update_lists  # noqa: PLC0415

    session: Session = ctx.obj
    report = update_lists(session.workspace, codes, progress=terminal_progress())
    if any(update.report for update in report.addresses):
        session.screener  # noqa: B018  # builds the index now, so that the next search is quick
    if as_json:
        emit_json(_report_json(report))
    else:
        _print_report(report)
    if report.nothing_reached:
        ctx.exit(EnvironmentProblemError.exit_code)
    ctx.exit(0 if all(_went_well(update) for update in report.addresses) else 1)


def _went_well(update: AddressUpdate) -> bool:
    if update.outcome is UpdateOutcome.NOT_MODIFIED:
        return True
    return update.outcome is UpdateOutcome.FETCHED and not (
        update.report and to_review(update.report)
    )


def _report_json(report: UpdateReport) -> dict[str, Any]:
    return {
        "addresses": [
            {
                "address": update.address.key,
                "what": update.address.what,
                "lists": list(update.address.lists),
                "channel": update.address.channel,
                "outcome": update.outcome,
                "bytes": update.received,
                "seconds": round(update.seconds, 3),
                "reason": update.reason or None,
                "kept": update.kept or None,
                "releases": [
                    outcome_json(outcome)
                    for outcome in (update.report.outcomes if update.report else ())
                ],
                "warnings": list(update.report.warnings) if update.report else [],
            }
            for update in report.addresses
        ],
        "seconds": round(report.seconds, 3),
    }


def _print_report(report: UpdateReport) -> None:
    rows = [
        [
            update.address.key,
            update.address.what,
            update.outcome.value,
            f"{update.received / _MEGABYTE:.1f} MB",
            f"{update.seconds:.1f} s",
        ]
        for update in report.addresses
    ]
    click.echo(tabulate(rows, headers=["Address", "Publication", "Outcome", "Received", "Time"]))
    outcomes = [o for update in report.addresses if update.report for o in update.report.outcomes]
    if outcomes:
        table = [
            [
                outcome.list_code,
                outcome.released.isoformat() if outcome.released else "unknown",
                outcome.parties,
                outcome.added,
                outcome.changed,
                outcome.removed,
                outcome.unread,
                "unchanged" if outcome.unchanged else outcome.state.value,
                outcome.reason,
            ]
            for outcome in outcomes
        ]
        headers = ["List", "Released", "Parties", "Added", "Changed", "Removed", "Unread", "State"]
        click.echo()
        click.echo(tabulate(table, headers=[*headers, ""], disable_numparse=[1]))
    for update in report.addresses:
        for warning in update.report.warnings if update.report else ():
            click.echo(f"! {warning}")
        if update.reason:
            click.echo(f"! {update.address.key}: {update.reason}")
        if update.kept:
            click.echo(f"! {update.address.key}: what was fetched is in {update.kept}")
    click.echo(f"{report.seconds:.1f} s")
