"""``caveat lists own`` and ``caveat lists template``: lists that the officer keeps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from caveat.cli.context import Session, as_date, emit_json, json_option, terminal_progress
from caveat.cli.mapping import column_index
from caveat.cli.outcomes import print_report, report_json, to_review
from caveat.domain.lists import Duty
from caveat.domain.own_lists import OwnField, OwnListPreview, OwnListSettings
from caveat.services.own_lists import import_own_list, preview_own_list, save_own_list_template

_FIELDS = ", ".join(field.value for field in OwnField)


@click.command("own")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", default="", help="Code of the list: OWN- and letters, digits, hyphens.")
@click.option("--title", default="", help="Title of the list, as shown.")
@click.option("--duty", type=click.Choice([duty.value for duty in Duty]), help="What a hit means.")
@click.option("--kept-by", default="", help="Who keeps the list.")
@click.option("--note", default="", help="What the keeper says about it.")
@click.option("--released", callback=as_date, help="Date of the edition (YYYY-MM-DD).")
@click.option("--sheet", default="", help="The sheet, if not the first with rows.")
@click.option("--header", type=click.IntRange(0), help="Row of the headings, from 1; 0 for none.")
@click.option(
    "mappings",
    "--map",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=f"What a column means: a field ({_FIELDS}) and the column's heading or letter. It takes "
    "the place of every guess for that field and that column; “=COLUMN” leaves a column out.",
)
@json_option
@click.pass_context
def own_command(
    ctx: click.Context,
    *,
    file: Path,
    code: str,
    title: str,
    duty: str | None,
    kept_by: str,
    note: str,
    released: date | None,
    sheet: str,
    header: int | None,
    mappings: Sequence[str],
    as_json: bool,
) -> None:
    """Take any table in as a list of your own: columns are guessed, options correct the guesses.

    A list in the form of the template needs only “caveat lists import”.
    """
    session: Session = ctx.obj
    preview = preview_own_list(file, sheet=sheet, header_row=header)
    settings = preview.settings
    settings = replace(
        settings,
        code=code or settings.code,
        title=title or settings.title,
        duty=Duty(duty) if duty else settings.duty,
        publisher=kept_by or settings.publisher,
        note=note or settings.note,
    )
    guessed = settings.columns
    for mapping in mappings:
        settings = _corrected(settings, preview, mapping, guessed)
    _say(settings, preview)
    report = import_own_list(
        session.workspace, file, settings, released=released, progress=terminal_progress()
    )
    session.screener  # noqa: B018  # builds the index now, so that the next search is quick
    if as_json:
        emit_json(report_json(report))
    else:
        print_report(report)
    ctx.exit(1 if to_review(report) else 0)


@click.command("template")
@click.argument("out", type=click.Path(path_type=Path))
@json_option
def template_command(*, out: Path, as_json: bool) -> None:
    """Write the template of an own list (.xlsx or .csv)."""
    written = save_own_list_template(out)
    if as_json:
        emit_json({"out": str(written)})
    else:
        click.echo(f"Wrote {written}. Fill it in, then: caveat lists import {written.name}")


def _corrected(
    settings: OwnListSettings,
    preview: OwnListPreview,
    mapping: str,
    guessed: Sequence[tuple[int, OwnField]],
) -> OwnListSettings:
    """One mapping applied: it takes the place of every guess for its field and for its column."""
    name, separator, column = mapping.partition("=")
    if not separator or not column.strip():
        raise click.BadParameter("write it as FIELD=COLUMN", param_hint="--map")
    index = column_index(preview.seen, column.strip())
    kept = [(i, field) for i, field in settings.columns if i != index]
    if name.strip():
        try:
            wanted = OwnField(name.strip().lower())
        except ValueError as error:
            raise click.BadParameter(
                f"{name!r} is none of {_FIELDS}", param_hint="--map"
            ) from error
        kept = [item for item in kept if item[1] is not wanted or item not in guessed]
        kept.append((index, wanted))
    return replace(settings, columns=tuple(sorted(kept)))


def _say(settings: OwnListSettings, preview: OwnListPreview) -> None:
    """What is about to be read, so that a wrong guess is seen."""
    headings = {known.index: known.heading or known.letter for known in preview.seen.columns}
    columns = "; ".join(f"{field} = {headings.get(i, i)}" for i, field in settings.columns)
    duty = settings.duty.value
    click.echo(f"{settings.code} “{settings.title}”, duty {duty}. Columns: {columns}", err=True)
