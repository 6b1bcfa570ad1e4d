"""``caveat audit verify``: does the record hold?"""

from dataclasses import asdict

import click

from caveat.cli.context import Session, emit_json, json_option
from caveat.services.audit import verify_audit


@click.group("audit")
def command() -> None:
    """The record: prove that nothing on it was altered."""


@command.command("verify")
@json_option
@click.pass_context
def verify_command(ctx: click.Context, *, as_json: bool) -> None:
    """Check the database, every link of the audit chain, every signature and every content."""
    session: Session = ctx.obj
    verdict = verify_audit(session.workspace)
    if as_json:
        emit_json(asdict(verdict))
    else:
        state = "intact" if verdict.intact else "BROKEN"
        click.echo(f"The record is {state}: {verdict.entries} entries, head {verdict.head}")
        for finding in verdict.findings:
            click.echo(f"! {finding}")
        for note in verdict.notes:
            click.echo(f"  note: {note}")
    ctx.exit(0 if verdict.intact else 1)
