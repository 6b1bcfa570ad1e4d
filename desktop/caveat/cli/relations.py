"""``caveat relations``: relations between parties that the officer brings in."""

from pathlib import Path
from typing import Any

import click

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.domain.answer_json import time_to_json
from caveat.domain.relation_tables import RowRemark
from caveat.domain.relations import RelationKind, Tie
from caveat.domain.stated_relations import RelationImport, StatedRelation
from caveat.services.relations import (
    TYPEABLE,
    TypedRelation,
    import_relations,
    list_relations,
    save_relation_template,
    type_in,
)
from caveat.services.withdrawn_relations import restore_relation, withdraw_relation

_MOST_ROWS_SAID = 50


@click.group("relations")
def command() -> None:
    """Relations between parties: from your tables and typed in, each with its source."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", default="", help="The sheet, if not the first with the headings.")
@click.option("--preview", is_flag=True, help="Say what would be stored, and store nothing.")
@json_option
@click.pass_context
def import_command(
    ctx: click.Context, *, file: Path, sheet: str, preview: bool, as_json: bool
) -> None:
    """Read a table of relations (.csv .xlsx .xls .xlsb .ods): what ties whom to whom.

    Rows that cannot be used are reported with what to do; the rest is stored.
    """
    session: Session = ctx.obj
    done = import_relations(
        session.workspace,
        session.screener,
        file,
        sheet=sheet,
        preview=preview,
        progress=terminal_progress(),
    )
    if as_json:
        emit_json(_import_json(done, preview=preview))
    else:
        _print_import(done, preview=preview)
    ctx.exit(1 if done.not_used else 0)


@command.command("template")
@click.argument("out", type=click.Path(path_type=Path))
@json_option
def template_command(*, out: Path, as_json: bool) -> None:
    """Write the template of a table of relations (.xlsx or .csv)."""
    written = save_relation_template(out)
    if as_json:
        emit_json({"out": str(written)})
    else:
        click.echo(f"Wrote {written}. Fill it in, then: caveat relations import {written.name}")


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Withdrawn ones too.")
@json_option
@click.pass_context
def list_command(ctx: click.Context, *, everything: bool, as_json: bool) -> None:
    """The relations that were imported or typed in."""
    session: Session = ctx.obj
    found = list_relations(session.workspace, withdrawn=everything)
    if as_json:
        emit_json({"relations": [_stated_json(each) for each in found]})
        return
    for each in found:
        click.echo(f"{each.number}  {tie_line(each.tie)}")
        click.echo(f"      {_whence(each)}")
        if each.withdrawn:
            click.echo(f"      withdrawn by {each.withdrawn.operator}: {each.withdrawn.reason}")
    if not found:
        click.echo("No relations were imported or typed in. See: caveat relations template FILE")


@command.command("add")
@click.argument("subject")
@click.argument("kind", type=click.Choice([kind.value for kind in TYPEABLE]))
@click.argument("object_", metavar="OBJECT")
@click.option("--source", required=True, help="Where it is stated: register, report, page.")
@click.option("--source-date", default="", help="Date of the source, possibly partial.")
@click.option("--source-address", default="", help="Address to look the source up.")
@click.option("--share", default="", help="Of ownership, in percent: 30, 30-40, >50, about 30.")
@click.option("--since", default="", help="Since when it holds: 2026-05-14, 2026-05 or 2026.")
@click.option("--until", default="", help="Until when it held.")
@click.option("--note", default="", help="A note that stays with it.")
@json_option
@click.pass_context
def add_command(
    ctx: click.Context, /, *, kind: str, object_: str, as_json: bool, **said: str
) -> None:
    """State one relation: SUBJECT is KIND OBJECT, such as "A Ltd." "shareholder of" "B Ltd."."""
    session: Session = ctx.obj
    typed = TypedRelation(kind=RelationKind(kind), object=object_, **said)
    stored = type_in(session.workspace, typed)
    if as_json:
        emit_json(_stated_json(stored))
    else:
        click.echo(f"{stored.number}  {tie_line(stored.tie)}")


@command.command("withdraw")
@click.argument("number")
@click.option("--reason", required=True, help="Why it counts no more.")
@json_option
@click.pass_context
def withdraw_command(ctx: click.Context, *, number: str, reason: str, as_json: bool) -> None:
    """Let a relation count no more; it stays on record."""
    session: Session = ctx.obj
    stated = withdraw_relation(session.workspace, number, reason)
    if as_json:
        emit_json(_stated_json(stated))
    else:
        click.echo(f"{stated.number} counts no more. It stays on record.")


@command.command("restore")
@click.argument("number")
@json_option
@click.pass_context
def restore_command(ctx: click.Context, *, number: str, as_json: bool) -> None:
    """Take a withdrawal back: the relation counts again, under a new number."""
    session: Session = ctx.obj
    stated = restore_relation(session.workspace, number)
    if as_json:
        emit_json(_stated_json(stated))
    else:
        click.echo(f"{stated.number}  {tie_line(stated.tie)}")


def tie_line(tie: Tie) -> str:
    """A relation as a line."""
    share = ""
    if tie.share is not None:
        share = f", {tie.share.interval}"
        if tie.share.stated and tie.share.stated.rstrip(" %") != str(tie.share.interval)[:-2]:
            share += f" (“{tie.share.stated}”)"
    since = f", from {tie.period.since}" if tie.period.since else ""
    until = f", to {tie.period.until}" if tie.period.until else ""
    return f"{tie.subject} — {tie.kind} — {tie.object}{share}{since}{until}"


def tie_json(tie: Tie) -> dict[str, Any]:
    """A relation, its source and how far it was checked."""
    share = tie.share
    return {
        "subject": {"kind": tie.subject.kind, "id": tie.subject.key, "name": str(tie.subject)},
        "relation": tie.kind,
        "object": {"kind": tie.object.kind, "id": tie.object.key, "name": str(tie.object)},
        "share": None
        if share is None
        else {
            "low": float(share.interval.low),
            "high": float(share.interval.high),
            "stated": share.stated,
        },
        "since": tie.period.since,
        "until": tie.period.until,
        "basis": tie.basis,
        "evidence": tie.evidence,
        "note": tie.note,
        "source": {
            "title": tie.source.title,
            "publisher": tie.source.publisher,
            "locator": tie.source.locator,
            "date": tie.source.date,
            "url": tie.source.url,
            "mark": tie.source.mark,
        },
    }


def remark_json(remark: RowRemark) -> dict[str, Any]:
    """What is to be said of a row."""
    return {
        "sheet": remark.sheet,
        "row": remark.row,
        "column": remark.column,
        "reason": remark.happened,
        "do": remark.do,
        "used": remark.used,
    }


def print_remarks(remarks: tuple[RowRemark, ...]) -> None:
    """What is to be said of the rows, those not used first named as such."""
    for remark in remarks[:_MOST_ROWS_SAID]:
        column = f", column {remark.column}" if remark.column else ""
        state = "used" if remark.used else "NOT USED"
        click.echo(f"  {state}: row {remark.row:,}{column} {remark.happened}. {remark.do}")
    if len(remarks) > _MOST_ROWS_SAID:
        click.echo(f"  … and {len(remarks) - _MOST_ROWS_SAID:,} more (--json names all)")


def _import_json(done: RelationImport, *, preview: bool) -> dict[str, Any]:
    return {
        "file": done.file_name,
        "sheet": done.sheet,
        "header_row": done.header_row,
        "rows_read": done.rows_read,
        "preview": preview,
        "relations": len(done.ties),
        "stored": done.stored,
        "repeated": done.repeated,
        "rows_not_used": len(done.not_used),
        "remarks": [remark_json(remark) for remark in done.remarks],
        "warnings": list(done.warnings),
        "unknown": list(done.unknown),
    }


def _print_import(done: RelationImport, *, preview: bool) -> None:
    what = "would be stored" if preview else "stored"
    count = len(done.ties) - done.repeated if preview else done.stored
    click.echo(
        f"{done.file_name}: {count:,} relations {what}, from {done.rows_read:,} rows "
        f"(header row {done.header_row})"
    )
    if done.repeated:
        click.echo(f"  {done.repeated:,} are on record already")
    for warning in done.warnings:
        click.echo(f"  note: {warning}")
    print_remarks(done.remarks)


def _stated_json(each: StatedRelation) -> dict[str, Any]:
    withdrawn = each.withdrawn
    return {
        "number": each.number,
        **tie_json(each.tie),
        "file": each.file_name,
        "row": each.tie.row,
        "stored_at": time_to_json(each.at),
        "operator": each.operator,
        "withdrawn": None
        if withdrawn is None
        else {
            "at": time_to_json(withdrawn.at),
            "operator": withdrawn.operator,
            "reason": withdrawn.reason,
        },
    }


def _whence(each: StatedRelation) -> str:
    where = f"{each.file_name}, row {each.tie.row:,}" if each.file_name else "typed in"
    verify = "" if each.tie.source.mark in {"published", "verified"} else " (verify)"
    return f"{where}, by {each.operator}; source: {each.tie.source.title}{verify}"
