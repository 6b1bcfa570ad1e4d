"""``caveat demo``: the whole job on the built-in starter data."""

from pathlib import Path

import click

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.services.demo import run_demo


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the results.")
@json_option
@click.pass_context
def command(ctx: click.Context, *, out: Path | None, as_json: bool) -> None:
    """Import the sample spreadsheet, screen it, write the result table and a memo.

    Runs in a workspace of its own, made and thrown away: nothing is added to yours.
    """
    session: Session = ctx.obj
    done = run_demo(session.paths, out, progress=terminal_progress())
    if as_json:
        emit_json(
            {
                "suppliers": done.suppliers,
                "with_hits": done.with_hits,
                "hits": done.hits,
                "seconds": round(done.seconds, 3),
                "results": str(done.results),
                "memo": str(done.memo),
                "screening": done.screening,
            }
        )
        return
    click.echo(done.remark)
    click.echo(f"{done.suppliers} sample suppliers screened: {done.with_hits} with hits.")
    for name, score, party, why in done.lines:
        click.echo(f"  {score:5.1f}  {name}\n         {party}: {why}")
    click.echo(f"Result table: {done.results}")
    click.echo(f"Memo:         {done.memo}")
