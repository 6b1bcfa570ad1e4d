"""Everything a due-diligence memo prints, gathered before anything is drawn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caveat.domain.cases import Case
from caveat.domain.consequences import Consequences
from caveat.domain.decisions import Disposition
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.parties import Name, PartyRecord, Relation
from caveat.domain.screening import Answer, Hit


class MemoForm(StrEnum):
    """How much of a screening a memo prints."""

    FULL = "full"
    """Everything, every listed text verbatim."""
    SHORT = "short"
    """A block a hit, with its citations; it says what it leaves out."""


@dataclass(frozen=True, slots=True)
class MemoHit:
    """A hit with the listed text verbatim, its decisions and its sourced overlay.

    ``record`` is the listed entry as the cited release prints it. ``not_in_release`` names the
    fields that this release fills for no entry of the list. ``relations`` and ``overlay_names``
    come from the overlay: not published by the list, each with its source.
    """

    hit: Hit
    record: PartyRecord
    not_in_release: tuple[str, ...]
    dispositions: tuple[Disposition, ...]
    relations: tuple[Relation, ...] = ()
    overlay_names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoContent:
    """The facts of a memo. The report room lays them out and computes nothing.

    Attributes:
        number: The memo's own number, ``M-2026-000001``.
        made_at: When the memo was made.
        operator: Who made it.
        answer: The screening as recorded.
        hits: In the order of the answer.
        near_misses: Likewise.
        case: The case it belongs to, if any.
        chain_head: SHA-256 of the audit log's newest entry, the anchor of this memo.
        chain_length: Number of audit entries at that moment.
        program_version: Version that made the memo.
        watermark: Printed across every page, or empty.
        consequences: What the hits mean on the screening's day; None to say nothing of it.
        ownership: Who owns the supplier, and the parties decided to be it, on that day, as known
            by its end; None to say nothing of it.
        form: How much of it is printed.
    """

    number: str
    made_at: datetime
    operator: str
    answer: Answer
    hits: tuple[MemoHit, ...]
    near_misses: tuple[MemoHit, ...]
    case: Case | None
    chain_head: str
    chain_length: int
    program_version: str
    watermark: str = ""
    consequences: Consequences | None = None
    ownership: KnownOwnership | None = None
    form: MemoForm = MemoForm.FULL

    @property
    def is_short(self) -> bool:
        """Whether the short form is printed."""
        return self.form is MemoForm.SHORT
