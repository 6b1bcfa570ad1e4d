"""``caveat memo``: the due-diligence memo of a screening."""

from pathlib import Path

import click

from caveat.cli.context import Session, emit_json, json_option
from caveat.domain.memo import MemoForm
from caveat.services.connections import Connector
from caveat.services.memos import make_memo


@click.command("memo")
@click.argument("screening")
@click.option("--out", type=click.Path(path_type=Path), help="Where the PDF goes.")
@click.option(
    "--form",
    type=click.Choice([form.value for form in MemoForm]),
    default=MemoForm.FULL.value,
    show_default=True,
    help="short: a block a hit with its citations; the memo says what it leaves out.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, screening: str, out: Path | None, *, form: str, force: bool, as_json: bool
) -> None:
    """Write the memo of a recorded screening (S-2026-000001) as PDF."""
    session: Session = ctx.obj
    connector = Connector(session.workspace, session.screener)
    made = make_memo(
        session.workspace,
        screening,
        out,
        replace=force,
        connector=connector,
        form=MemoForm(form),
    )
    if as_json:
        emit_json(
            {
                "memo": made.memo,
                "screening": made.screening,
                "form": form,
                "out": made.file_name,
                "sha256": made.sha256,
                "advice": list(made.advice),
            }
        )
    else:
        click.echo(f"{made.memo}: {made.file_name}\nSHA-256 {made.sha256}")
        for advice in made.advice:
            click.echo(f"! {advice}")
