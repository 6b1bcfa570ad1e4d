"""Relations that the officer brings in: tables with a preview of their rows, or typed in.

Nothing is ever deleted: a relation that is withdrawn counts no more and stays on record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.relation_tables import RelationTable, RowRemark
from caveat.domain.relations import Basis, PartyRef, Tie
from caveat.domain.stated_relations import RelationImport, StatedRelation
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ingest.relations.read import read_relations
from caveat.report.relation_template import write_relation_template
from caveat.services.given_text import name_of
from caveat.services.known_parties import KnownParties
from caveat.services.like_names import MOST_ASKED, likely_words
from caveat.services.list_reading import without_cycle_search
from caveat.services.name_readings import kept_readings, read_ahead
from caveat.services.screening import Screener
from caveat.services.typed_relation import TYPEABLE, TypedRelation, stated_tie
from caveat.services.workers import run_limited
from caveat.services.workspace import Workspace
from caveat.storage import relations
from caveat.storage.digests import relations_digest
from caveat.storage.driver import sqlite3
from caveat.storage.relations import Intake

__all__ = [
    "TYPEABLE",
    "TypedRelation",
    "import_relations",
    "list_relations",
    "save_relation_template",
    "type_in",
]

_UNTIL_THEN = "Until then it is kept by its name and not counted as listed."
_SECONDS = 120.0
_MEMORY_MIB = 2048


def save_relation_template(out: Path) -> Path:
    """Write the template of a table of relations, as ``.xlsx`` or ``.csv``.

    Raises:
        InputError: The suffix is another.
        EnvironmentProblemError: Disk, permission or path.
    """
    return write_relation_template(out)


def import_relations(
    ws: Workspace,
    screener: Screener,
    path: Path,
    *,
    sheet: str = "",
    preview: bool = False,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> RelationImport:
    """Read a table of relations and store those that it does not share with the record.

    Rows that cannot be used are reported, each with what is wrong and what to do; the rest is
    stored.

    Args:
        ws: The workspace.
        screener: Knows who is listed.
        path: A text or a workbook, in the form of the template or with headings like it.
        sheet: A sheet by name; empty for the first that has the headings.
        preview: Only say what would be stored.
        progress: Told about rows.
        cancel: Cancels; nothing is stored.

    Raises:
        UnreadableFileError: The file is damaged, protected, too large or no table.
        InputError: No row of headings, no such sheet, or no row that can be used.
        EnvironmentProblemError: The file cannot be opened, or nothing can be stored.
        CancelledError: It was cancelled.
    """
    if not preview:
        refuse_read_only(ws)
    table = read_table(path, sheet=sheet, progress=progress, cancel=cancel)
    if not table.ties and not preview:
        raise InputError(_nothing_to_use(table))
    loaded = screener.loaded_index(progress, cancel)
    with (
        without_cycle_search(),
        ws.store.reading() as connection,
        kept_readings(ws) as readings,
    ):
        given = (end.name for tie in table.ties for end in (tie.subject, tie.object))
        read_ahead(readings, given, cancel)
        known = KnownParties(connection, loaded, readings.of)
        on_record = _on_record(connection)
        unknown = _unknown(table.ties, known)
        likely = likely_words(known, unknown)
    fresh = [tie for tie in table.ties if _content(tie) not in on_record]
    done = RelationImport(
        file_name=table.file_name,
        sheet=table.sheet,
        header_row=table.header_row,
        rows_read=table.rows_read,
        stored=0,
        ties=_looked_up(table.ties, known),
        remarks=_with_unknown(table, unknown, likely),
        warnings=table.warnings,
        unknown=unknown,
        repeated=len(table.ties) - len(fresh),
    )
    if preview or not fresh:
        return done
    intake = Intake(
        Basis.IMPORTED,
        table.file_name,
        table.sha256,
        table.sheet,
        table.rows_read,
        len(table.not_used),
    )
    _store(ws, "relations imported", table.file_name, intake, fresh)
    return replace(done, stored=len(fresh))


def read_table(
    path: Path,
    *,
    sheet: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> RelationTable:
    """Read a table of relations in a process of its own; names are kept as given.

    Raises:
        UnreadableFileError: The file is damaged, protected, too large or no table.
        InputError: There is no such file or sheet, or no row of headings in it.
        EnvironmentProblemError: The file cannot be opened.
        CancelledError: It was cancelled.
    """
    table = run_limited(
        read_relations,
        path,
        sheet=sheet,
        seconds=_SECONDS,
        memory_mib=_MEMORY_MIB,
        progress=progress,
        cancel=cancel,
    )
    return replace(table, file_name=name_of(path))


def type_in(ws: Workspace, typed: TypedRelation) -> StatedRelation:
    """Store one relation that the officer states, with its source.

    Raises:
        InputError: A name, the source, a share or a date is missing or wrong; nothing is stored.
        EnvironmentProblemError: Nothing can be stored.
    """
    refuse_read_only(ws)
    tie = stated_tie(typed)
    _store(ws, "relation typed in", str(typed.kind), Intake(Basis.TYPED), [tie])
    with ws.store.reading() as connection:
        return relations.stated_relations(connection)[-1]


def list_relations(ws: Workspace, *, withdrawn: bool = False) -> tuple[StatedRelation, ...]:
    """The relations that the officer brought in, oldest first; those that count, or all."""
    with ws.store.reading() as connection:
        return relations.stated_relations(connection, withdrawn=withdrawn)


def refuse_read_only(ws: Workspace) -> None:
    """Say so before anything is done that could not be stored.

    Raises:
        EnvironmentProblemError: If the workspace is open for reading only.
    """
    if ws.read_only:
        raise EnvironmentProblemError(
            "This workspace is open for reading only, so no relations can be stored. "
            "Nothing was changed. Give yourself write permission for its folder."
        )


def _store(ws: Workspace, kind: str, subject: str, intake: Intake, ties: Sequence[Tie]) -> None:
    with ws.store.writing() as connection:
        intake_id = relations.add_relations(
            connection, intake, ties, operator=ws.operator.id, at=ws.now()
        )
        ws.append(
            connection,
            kind,
            subject,
            {
                "file_name": intake.file_name,
                "sha256": intake.sha256,
                "relations": len(ties),
                "rows_not_used": intake.rows_not_used,
                "stored": relations_digest(connection, intake_id),
            },
        )


def _content(tie: Tie) -> tuple[object, ...]:
    """What a relation says, whoever says it: not the row it stood in."""
    share = None if tie.share is None else (tie.share.interval, tie.share.stated)
    cited = tie.source.title, tie.source.date, tie.source.url
    return tie.subject, tie.kind, tie.object, share, tie.period, cited, tie.note


def _on_record(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    return {_content(stated.tie) for stated in relations.stated_relations(connection)}


def _looked_up(ties: Iterable[Tie], known: KnownParties) -> tuple[Tie, ...]:
    return tuple(resolved(ties, known))


def resolved(ties: Iterable[Tie], known: KnownParties) -> Iterable[Tie]:
    """Ties with their ends looked up. One whose ends turn out to be one party is left out."""
    resolve = known.resolved
    for tie in ties:
        subject, other = resolve(tie.subject), resolve(tie.object)
        if subject == other:
            continue
        same = _is_same(subject, tie.subject) and _is_same(other, tie.object)
        yield tie if same else replace(tie, subject=subject, object=other)


def _is_same(found: PartyRef, named: PartyRef) -> bool:
    return found is named or (found == named and found.name == named.name)


def _unknown(ties: Iterable[Tie], known: KnownParties) -> tuple[str, ...]:
    names = dict.fromkeys(end.name for tie in ties for end in (tie.subject, tie.object))
    return tuple(name for name in names if not known.is_somebody(name))


def _with_unknown(
    table: RelationTable, unknown: Sequence[str], likely: Mapping[str, str]
) -> tuple[RowRemark, ...]:
    """The remarks of a table with one, at its first row, for everybody who is not known."""
    rows: dict[str, list[int]] = {name: [] for name in unknown}
    for tie in table.ties:
        for end in (tie.subject, tie.object):
            if end.name in rows:
                rows[end.name].append(tie.row)
    not_asked = set(unknown[MOST_ASKED:])
    more = [
        RowRemark(
            file=table.file_name,
            sheet=table.sheet,
            row=named[0],
            column="",
            happened=_not_known(name, likely.get(name, ""), asked=name not in not_asked)
            + (f" (named in {len(named):,} rows)" if len(named) > 1 else ""),
            do=f"Make sure: if it is, write the name as it is there. {_UNTIL_THEN}"
            if name in likely
            else "It is kept by its name. If it should be known, write the name as it is there.",
            used=True,
        )
        for name, named in rows.items()
    ]
    return tuple(sorted((*table.remarks, *more), key=lambda remark: remark.row))


def _not_known(name: str, likely: str, *, asked: bool) -> str:
    if likely:
        return f"names somebody who may be listed under another spelling: “{name}” may be {likely}"
    said = f"names somebody who is neither listed nor a supplier here: “{name}”"
    return said if asked else f"{said} by the exact name; other spellings were not looked for"


def _nothing_to_use(table: RelationTable) -> str:
    first = next(iter(table.not_used), None)
    said = f" Row {first.row:,} {first.happened}. {first.do}" if first else ""
    return (
        f"{table.file_name} holds no relation that can be used ({table.rows_read:,} rows read). "
        f"Nothing was stored.{said}"
    )
