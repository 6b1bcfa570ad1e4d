"""``caveat lists changes`` and ``caveat lists channel``."""

from datetime import date
from typing import Any

import click

from caveat.cli.context import Session, as_date, emit_json, json_option
from caveat.domain.changes import ChangedParty, ListChanges, Reconciliation
from caveat.domain.differences import FieldChange
from caveat.domain.lists import CHANNEL_TITLES, Channel, Release
from caveat.services.changes import list_changes
from caveat.services.channels import reconcile, switch_channel

_SHOWN = 50
"""Parties of each kind in the text output unless ``--all``; ``--json`` gives every one."""


@click.command("changes")
@click.argument("code")
@click.option("--from", "from_date", callback=as_date, help="Compare with the edition of this day.")
@click.option("--to", "to_date", callback=as_date, help="The newer edition; default: in service.")
@click.option("--all", "show_all", is_flag=True, help=f"Print more than {_SHOWN} of each kind.")
@json_option
@click.pass_context
def changes_command(
    ctx: click.Context,
    *,
    code: str,
    from_date: date | None,
    to_date: date | None,
    show_all: bool,
    as_json: bool,
) -> None:
    """What changed in a list between two releases: added, removed, changed field by field."""
    session: Session = ctx.obj
    found = list_changes(session.workspace, code, from_date=from_date, to_date=to_date)
    if as_json:
        emit_json(changes_json(found))
    else:
        _print_changes(found, "changed", None if show_all else _SHOWN)


@click.command("channel")
@click.argument("code")
@click.argument("channel", type=click.Choice([c.value for c in Channel if c != Channel.STARTER]))
@click.option("--reason", default="", help="Why; goes on record. Without it nothing is switched.")
@click.option("--all", "show_all", is_flag=True, help=f"Print more than {_SHOWN} of each kind.")
@json_option
@click.pass_context
def channel_command(
    ctx: click.Context, *, code: str, channel: str, reason: str, show_all: bool, as_json: bool
) -> None:
    """Show what a list is by another channel, and with --reason switch to it."""
    session: Session = ctx.obj
    wanted = Channel(channel)
    if reason.strip():
        found = switch_channel(session.workspace, code, wanted, reason)
        session.screener  # noqa: B018  # builds the index now, so that the next search is quick
    else:
        found = reconcile(session.workspace, code, wanted)
    if as_json:
        emit_json(
            {
                **changes_json(found.changes),
                "same_name": found.same_name,
                "switched": found.switched,
            }
        )
    else:
        _print_reconciliation(found, None if show_all else _SHOWN)


def changes_json(found: ListChanges) -> dict[str, Any]:
    """The changes as one JSON object."""
    return {
        "list": found.list.code,
        "title": found.list.title,
        "from": _release_json(found.old) if found.old else None,
        "to": _release_json(found.new),
        "added": [_party_json(party) for party in found.added],
        "removed": [_party_json(party) for party in found.removed],
        "changed": [_party_json(party) for party in found.changed],
        "reworded": found.reworded,
        "unchanged": found.unchanged,
    }


def _release_json(release: Release) -> dict[str, Any]:
    return {
        "released": release.released.isoformat() if release.released else None,
        "channel": release.channel,
        "file_name": release.file_name,
        "sha256": release.sha256,
        "parties": release.parties,
    }


def _party_json(party: ChangedParty) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": party.id,
        "name": party.name,
        "kind": party.kind,
        "country": party.country,
    }
    if party.fields:
        shown["fields"] = [
            {"field": change.field, "old": list(change.old), "new": list(change.new)}
            for change in party.fields
        ]
    return shown


def _edition(release: Release) -> str:
    when = release.released.isoformat() if release.released else "undated"
    return f"{when} ({CHANNEL_TITLES[release.channel]}, {release.file_name})"


def _print_reconciliation(found: Reconciliation, most: int | None) -> None:
    _print_changes(found.changes, "different", most)
    if found.same_name:
        click.echo(
            f"{found.same_name} entries of one are entries of the other under the same name, with "
            "other addresses."
        )
    if found.switched:
        click.echo(f"In service now: {_edition(found.changes.new)}.")
    else:
        click.echo("Nothing was switched. Give --reason to switch; the reason goes on record.")


def _print_changes(found: ListChanges, differing: str, most: int | None) -> None:
    old = _edition(found.old) if found.old else "nothing"
    click.echo(f"{found.list.title} ({found.list.code}): {old} → {_edition(found.new)}")
    click.echo(
        f"{len(found.added)} added, {len(found.removed)} removed, "
        f"{len(found.changed)} {differing}, {found.reworded} reworded, {found.unchanged} the same"
    )
    _print_parties("+", found.added, most)
    _print_parties("-", found.removed, most)
    _print_parties("~", found.changed, most)


def _print_parties(sign: str, parties: tuple[ChangedParty, ...], most: int | None) -> None:
    for party in parties[:most]:
        country = f" [{party.country}]" if party.country else ""
        click.echo(f"{sign} {party.id}  {party.name}{country}")
        for change in party.fields:
            _print_field(change)
    if most is not None and len(parties) > most:
        click.echo(f"{sign} … and {len(parties) - most} more (--all shows them)")


def _print_field(change: FieldChange) -> None:
    click.echo(f"    {change.field}")
    for text in change.old:
        click.echo(f"      was  {text}")
    for text in change.new:
        click.echo(f"      now  {text}")
