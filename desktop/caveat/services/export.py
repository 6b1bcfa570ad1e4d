"""Writes the result table of a screened book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caveat import __version__
from caveat.domain.book_ties import SupplierTies
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.results import (
    ListStatement,
    ResultHit,
    ResultRow,
    ResultsAbout,
    SearchedLists,
)
from caveat.domain.screening import Answer, Hit
from caveat.domain.suppliers import SupplierRow
from caveat.errors import InputError
from caveat.report.workbook import write_results
from caveat.services.hit_meanings import HitMeanings
from caveat.services.recording import RecordedAnswers
from caveat.services.suppliers import rows_not_taken, supplier_ids, supplier_rows
from caveat.services.workspace import Workspace
from caveat.storage import screenings, suppliers
from caveat.storage.driver import sqlite3

_PAGE = 1000
_SUFFIXES = (".xlsx", ".csv")


def check_export_path(out: Path, *, source: Path | None = None) -> None:
    """Raise `InputError` for a path that cannot take the results, before any work is done.

    ``source`` is the spreadsheet the suppliers come from, which results must never replace.
    """
    if out.suffix.lower() not in _SUFFIXES:
        raise InputError(
            f"Results are written as .xlsx or .csv; {out.name} is neither. Nothing was written."
        )
    if not out.absolute().parent.is_dir():
        raise InputError(f"There is no folder {out.absolute().parent}. Nothing was written.")
    if source is not None and _same_file(out, source):
        raise InputError(
            f"The results would replace {source.name}, the spreadsheet that the suppliers are read "
            "from. Nothing was read or written. Choose another name for the results."
        )


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def export_book(ws: Workspace, book: int, out: Path, *, ties: Sequence[SupplierTies] = ()) -> Path:
    """Write a book's suppliers with their newest screenings as .xlsx or .csv.

    ``ties`` has those of its suppliers that have no hit and are tied to listed parties.

    Every row says when it was screened; a row that was screened on other releases, with another
    engine or other settings than the newest one says so, and that it must be screened again.

    Raises:
        InputError: For another suffix, a folder that does not exist, a book never screened.
        EnvironmentProblemError: Disk or permission; no half-written file is left.
        BrokenRecordError: If the content of a screening is gone or damaged.
    """
    check_export_path(out)
    # One view over all of it: what another window records meanwhile is not half in the table.
    with ws.store.reading() as connection:
        stored = suppliers.book(connection, book)
        own_columns = suppliers.own_columns(connection, book)
        answers = RecordedAnswers(connection)
        grounds = _grounds(connection, answers, book)
        if not grounds:
            raise InputError(
                f"No supplier of “{stored.name}” was screened yet. Nothing was written."
            )
        newest = grounds[0].newest
        table = _Table(ws, connection, answers, book, grounds)
        table.tied = {each.supplier: each for each in ties}
        return write_results(
            out,
            title=stored.name,
            rows=table.rows(),
            hits=table.hits(),
            law=table.law(),
            searched=[ground.searched for ground in grounds],
            not_taken=rows_not_taken(ws, book),
            notes=(*_older_note(grounds), *newest.remarks),
            own_columns=own_columns,
            about=ResultsAbout(
                operator=ws.operator.name,
                made_at=ws.now(),
                program_version=__version__,
                engine=newest.engine,
                file_name=stored.file_name,
                file_sha256=stored.sha256,
                not_covered=newest.not_covered,
            ),
        )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What some rows stand on: the newest answer given on it, and how it differs from the book's.

    ``differs`` is empty for what the newest answer of all stands on.
    """

    key: tuple[str, str, str]
    searched: SearchedLists
    newest: Answer
    differs: str = ""


def _grounds(
    connection: sqlite3.Connection, answers: RecordedAnswers, book: int
) -> tuple[_Ground, ...]:
    """What the rows of a book stand on, the newest first."""
    found: list[_Ground] = []
    for footing in screenings.footings(connection, book):
        answer = answers.read((footing.newest,))[footing.newest]
        ground = _Ground(
            (footing.releases_sha256, footing.engine_version, footing.settings_sha256),
            SearchedLists(
                answer.coverage, answer.engine, footing.suppliers, footing.first, footing.last
            ),
            answer,
        )
        found.append(replace(ground, differs=_differs(ground, found[0])) if found else ground)
    return tuple(found)


def _differs(ground: _Ground, newest: _Ground) -> str:
    """In what a row's ground differs from the newest row's, to follow “Screened on DATE”."""
    engine = ground.searched.engine
    differences = []
    if ground.key[0] != newest.key[0]:
        differences.append("on older lists")
    if engine.version != newest.searched.engine.version:
        differences.append(f"with the engine {engine.version}")
    if engine.threshold != newest.searched.engine.threshold:
        differences.append(f"with the alert line {engine.threshold:g}")
    return ", ".join(differences) or "with other settings"


def _older_note(grounds: Sequence[_Ground]) -> Iterator[str]:
    older = sum(ground.searched.suppliers for ground in grounds[1:])
    if older:
        total = older + grounds[0].searched.suppliers
        yield (
            f"{older} of the {total} suppliers screened were not screened on the same lists, "
            "engine and alert line as the newest; their rows say so, and “Lists searched” names "
            "what each was searched in. Screen the book again."
        )


class _Table:
    """The rows of a result table. Hits are known once the rows have been drawn."""

    def __init__(
        self,
        ws: Workspace,
        connection: sqlite3.Connection,
        answers: RecordedAnswers,
        book: int,
        grounds: Sequence[_Ground],
    ) -> None:
        self._ws = ws
        self._today = ws.now().date()
        self._connection = connection
        self._answers = answers
        self._grounds = {ground.key: ground for ground in grounds}
        self._ids = supplier_ids(ws, book)
        self._hits: list[ResultHit] = []
        self._meanings = HitMeanings(ws)
        self.tied: Mapping[int, SupplierTies] = {}

    def rows(self) -> Iterator[ResultRow]:
        """One per supplier, in the order of the spreadsheet."""
        for start in range(0, len(self._ids), _PAGE):
            page = supplier_rows(self._ws, self._ids[start : start + _PAGE])
            numbers = [row.screening for row in page if row.screening]
            answers = self._answers.read(numbers)
            keys = screenings.footing_keys(self._connection, numbers)
            decided = screenings.dispositions_of(
                self._connection, [number for number in numbers if answers[number].hits]
            )
            for row in page:
                if row.screening:
                    ground = self._grounds[keys[row.screening]]
                    yield self._row(row, answers[row.screening], decided, ground)
                else:
                    yield ResultRow(row.supplier, row.status)

    def hits(self) -> Iterator[ResultHit]:
        """One per hit of the rows drawn so far."""
        yield from self._hits

    def law(self) -> Iterator[ListStatement]:
        """What the lists of the rows drawn so far mean, in full."""
        yield from self._meanings.statements()

    def _row(
        self,
        row: SupplierRow,
        answer: Answer,
        decided: Mapping[str, tuple[Disposition, ...]],
        ground: _Ground,
    ) -> ResultRow:
        outdated = ""
        if ground.differs:
            day = answer.screened_at.date().isoformat()
            outdated = f"Screened on {day} {ground.differs}: screen again."
        tied = self.tied.get(row.id)
        drawn = ResultRow(
            row.supplier,
            row.status,
            row.screening,
            near_misses=len(answer.near_misses),
            screened_at=answer.screened_at,
            tied=f"{tied.lead}, {tied.detail}" if tied and not answer.alerts else "",
            searched=ground.searched if ground.differs else None,
            outdated=outdated,
        )
        newest = {hit.hit: decided[hit.hit][-1] for hit in answer.hits if hit.hit in decided}
        self._hits += [
            replace(
                _result_hit(drawn, hit, newest.get(hit.hit), self._today),
                meaning=self._meanings.of_hit(answer, hit) if hit.is_alert else None,
            )
            for hit in answer.hits
        ]
        best = max(answer.hits, key=lambda hit: hit.score, default=None)
        if best is None:
            return drawn
        decision = newest.get(best.hit)
        matches = [hit for hit in answer.alerts if not _refuted(newest.get(hit.hit), self._today)]
        return replace(
            drawn,
            meaning=self._meanings.of_row(answer, matches),
            hits=len(answer.alerts),
            best_score=best.score,
            band=best.band,
            best_party=best.party.name,
            best_list=best.party.list_code,
            why=best.because,
            fr_citation=_said(best, "federal_register"),
            licence_requirement=_said(best, "licence_requirement"),
            decision=(
                decision.decision if decision and not _lapsed(decision, self._today) else None
            ),
        )


def _lapsed(decided: Disposition, today: date) -> bool:
    return decided.expires is not None and decided.expires < today


def _refuted(decided: Disposition | None, today: date) -> bool:
    """Whether a decision that still holds says that the hit is a false positive."""
    return (
        decided is not None
        and decided.decision is Decision.FALSE_POSITIVE
        and not _lapsed(decided, today)
    )


def _said(hit: Hit, field: str) -> str:
    """What the designations of a hit print in a field."""
    texts = (str(getattr(cited.designation, field)) for cited in hit.designations)
    return "; ".join(text for text in texts if text)


def _result_hit(row: ResultRow, hit: Hit, decided: Disposition | None, today: date) -> ResultHit:
    effective = _said(hit, "effective")
    reason = decided.reason if decided else ""
    holds = decided is not None
    if decided and _lapsed(decided, today):
        holds = False
        reason = (
            f"The decision “{decided.decision}” expired on {decided.expires} and must be taken "
            f"anew. Its reason was: {reason}"
        )
    return ResultHit(
        row=row.supplier.row,
        supplier=row.supplier.name,
        screening=row.screening,
        hit=hit.hit,
        score=hit.score,
        band=hit.band,
        contradicted=hit.contradicted,
        party=hit.party.name,
        list_code=hit.party.list_code,
        country=hit.party.country,
        why=hit.because,
        licence_requirement=_said(hit, "licence_requirement"),
        licence_policy=_said(hit, "licence_policy"),
        fr_citation=_said(hit, "federal_register"),
        effective=_whole_date(effective),
        decision=decided.decision if decided and holds else None,
        reason=reason,
        operator=decided.operator if decided else "",
        decided_at=decided.decided_at if decided else None,
        screened_at=row.screened_at,
        outdated=row.outdated,
    )


def _whole_date(text: str) -> date | None:
    """A date that is not partial."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
