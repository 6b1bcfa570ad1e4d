"""What became of each list of an import, as every command that imports shows it."""

from typing import Any

import click
from tabulate import tabulate

from caveat.domain.lists import ImportReport, ReleaseOutcome, ReleaseState


def outcome_json(outcome: ReleaseOutcome) -> dict[str, Any]:
    """One list of an import as a JSON object."""
    return {
        "list": outcome.list_code,
        "released": outcome.released.isoformat() if outcome.released else None,
        "parties": outcome.parties,
        "added": outcome.added,
        "changed": outcome.changed,
        "removed": outcome.removed,
        "unread": outcome.unread,
        "unchanged": outcome.unchanged,
        "state": outcome.state,
        "reason": outcome.reason or None,
        "channel": outcome.channel,
        "accept": outcome.override,
    }


def report_json(report: ImportReport) -> dict[str, Any]:
    """An import as one JSON object."""
    return {
        "releases": [outcome_json(outcome) for outcome in report.outcomes],
        "warnings": list(report.warnings),
        "seconds": round(report.seconds, 3),
    }


def print_report(report: ImportReport) -> None:
    """An import as a table."""
    rows = [
        [
            outcome.list_code,
            outcome.released.isoformat() if outcome.released else "unknown",
            outcome.parties,
            outcome.added,
            outcome.changed,
            outcome.removed,
            outcome.unread,
            outcome.state.value,
            outcome.reason,
        ]
        for outcome in report.outcomes
    ]
    headers = ["List", "Released", "Parties", "Added", "Changed", "Removed", "Unread", "State", ""]
    click.echo(tabulate(rows, headers=headers, disable_numparse=[1]))
    for warning in report.warnings:
        click.echo(f"! {warning}")
    click.echo(f"{report.seconds:.1f} s")


def to_review(report: ImportReport) -> bool:
    """Whether a list was refused, or something else must be looked at."""
    refused = any(outcome.state is ReleaseState.REFUSED for outcome in report.outcomes)
    return refused or bool(report.warnings)
