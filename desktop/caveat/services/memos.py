"""The due-diligence memo of a screening: gathered, written, put on record."""

from collections.abc import Mapping
from pathlib import Path

from caveat import __version__
from caveat.domain.answer_json import time_to_json
from caveat.domain.consequences import Consequences
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.memo import MemoContent, MemoForm, MemoHit
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.records import MemoRow
from caveat.domain.screening import Answer, Hit
from caveat.errors import EnvironmentProblemError, InputError
from caveat.proof.chain import FIRST
from caveat.services.connections import Asked, Connector
from caveat.services.decisions import dispositions
from caveat.services.entries import party_view
from caveat.services.given_text import refuse_broken_text
from caveat.services.ownership_view import Subject, known_ownership
from caveat.services.recording import recorded_answer
from caveat.services.rules import consequences_of
from caveat.services.standpoint import standpoint_beside_record
from caveat.services.workspace import Workspace
from caveat.storage import audit, screenings
from caveat.storage.screenings import NewMemo

_WATERMARK = "STARTER DATA – NOT A SCREENING"


def default_memo_path(ws: Workspace, screening: str, form: MemoForm = MemoForm.FULL) -> Path:
    """Where a memo is proposed to go; an existing memo is never overwritten by default."""
    folder = _memo_folder(ws)
    stem = f"Memo {screening}" + (", short" if form is MemoForm.SHORT else "")
    path, count = folder / f"{stem}.pdf", 1
    while path.exists():
        count += 1
        path = folder / f"{stem} ({count}).pdf"
    return path


def _memo_folder(ws: Workspace) -> Path:
    return Path(ws.settings.memo_folder) if ws.settings.memo_folder else ws.paths.memos


def make_memo(
    ws: Workspace,
    screening: str,
    out: Path | None = None,
    *,
    replace: bool = False,
    connector: Connector | None = None,
    form: MemoForm = MemoForm.FULL,
) -> MemoRow:
    """Write the memo of a recorded screening as PDF, whole or not at all, and record it.

    Args:
        ws: The workspace.
        screening: Its number, ``S-2026-000001``.
        out: Where the PDF goes; by default the memo folder, which is made if need be.
        replace: Whether a file that is there already may be replaced.
        connector: Knows the relations on record; None to print nothing of ownership.
        form: How much of it is printed; what a short one leaves out, it says.

    Raises:
        InputError: Unknown screening, a path that is no PDF, a folder that does not exist, a
            file that is there already.
        EnvironmentProblemError: Disk or permission; no half-written file is left.
    """
    # Imported late: reportlab takes 0.2 s that a search should not wait for.
    from caveat.report.memo import write_memo  # noqa: PLC0415

    answer = recorded_answer(ws, screening)
    path = (out or default_memo_path(ws, screening, form)).absolute()
    refuse_broken_text("The name of the file", str(path))
    if path.suffix.lower() != ".pdf":
        raise InputError(f"A memo is a PDF: {path.name} must end in .pdf. Nothing was written.")
    _check_place(ws, path, replace=replace)
    now = ws.now()
    with ws.store.writing() as connection:
        number = audit.next_number(connection, "M", now.year)
        head = audit.head(connection)
        stored = screenings.stored_screening(connection, screening)
    if stored is None:
        raise InputError(f"There is no screening {screening} in this workspace.")
    decided = dispositions(ws, screening)
    consequences = consequences_of(ws, answer)
    content = MemoContent(
        number=number,
        made_at=now,
        operator=ws.operator.name,
        answer=answer,
        hits=tuple(_memo_hit(ws, hit, decided.get(hit.hit, ())) for hit in answer.hits),
        near_misses=tuple(_memo_hit(ws, hit, ()) for hit in answer.near_misses),
        case=None,
        chain_head=head.sha256 if head else FIRST,
        chain_length=head.seq if head else 0,
        program_version=__version__,
        watermark=_WATERMARK if answer.starter_only else "",
        consequences=consequences,
        ownership=_ownership(ws, connector, answer, decided, consequences) if connector else None,
        form=form,
    )
    written = write_memo(content, path)
    with ws.store.writing() as connection:
        kept = ws.append(
            connection,
            "memo made",
            number,
            {
                "screening": screening,
                "made_at": time_to_json(now),
                "sha256": written.sha256,
                "pages": written.pages,
                "form": form,
                "file_name": path.name,
                "chain_head": content.chain_head,
                "chain_length": content.chain_length,
            },
        )
        screenings.add_memo(
            connection,
            NewMemo(
                number=number,
                screening_id=stored.id,
                made_at=now,
                operator_id=ws.operator.id,
                file_name=str(path),
                sha256=written.sha256,
                pages=written.pages,
                chain_head=content.chain_head,
                chain_length=content.chain_length,
                audit_seq=kept.entry.seq,
            ),
        )
    return MemoRow(
        number,
        screening,
        now,
        ws.operator.name,
        str(path),
        written.sha256,
        tuple(script.advice for script in written.scripts_without_font),
    )


def _ownership(
    ws: Workspace,
    connector: Connector,
    answer: Answer,
    decided: Mapping[str, tuple[Disposition, ...]],
    consequences: Consequences,
) -> KnownOwnership:
    """Who owns the supplier and the hits that may be it, by the lists and rules of the record.

    A false positive is another party: who owns it says nothing of the supplier. What came on
    record after the day of the search does not count, so that every memo of it says the same.
    """
    query = answer.query
    name = next((text for text in (query.name, *query.aliases) if any(map(str.isalnum, text))), "")
    subjects = [Subject("the supplier screened", Asked(name, as_named=True))] if name else []
    for number, hit in enumerate(answer.hits, 1):
        made = decided.get(hit.hit, ())
        if made and made[-1].decision is not Decision.FALSE_POSITIVE:
            words = made[-1].decision.value.replace("-", " ")
            subjects.append(Subject(f"hit {number}, {words}", Asked(hit.party.id)))
    return known_ownership(
        ws,
        connector,
        subjects,
        on=consequences.day,
        at=standpoint_beside_record(ws, answer),
        rules=consequences.book,
    )


def _check_place(ws: Workspace, path: Path, *, replace: bool) -> None:
    if path.parent == _memo_folder(ws).absolute():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblemError(
                f"The folder {path.parent} cannot be made ({error.strerror}). No memo was written."
            ) from error
    elif not path.parent.exists():
        raise InputError(
            f"There is no folder {path.parent}. No memo was written. Make the folder first, or "
            "leave the path out: the memo then goes to the memo folder."
        )
    if path.is_file() and not replace:
        raise InputError(
            f"{path} exists already, and it may be a memo that somebody relies on. No memo was "
            "written. Choose another name, or ask for it to be replaced (--force)."
        )


def _memo_hit(ws: Workspace, hit: Hit, decided: tuple[Disposition, ...]) -> MemoHit:
    view = party_view(ws, hit.party.record)
    absent = hit.designations[0].not_in_release if hit.designations else ()
    return MemoHit(
        hit=hit,
        record=view.record,
        not_in_release=absent,
        dispositions=decided,
        relations=tuple(cited.relation for cited in view.relations),
        overlay_names=tuple(cited.name for cited in view.names if cited.name.source),
    )
