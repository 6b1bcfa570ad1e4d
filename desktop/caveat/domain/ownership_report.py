"""Ownership as it is shown: the answers for one company, or for all of a table."""

from dataclasses import dataclass
from datetime import date

from caveat.domain.ownership import OwnershipAnswer
from caveat.domain.ownership_view import ListGap, OwnershipView
from caveat.domain.relation_tables import RowRemark


@dataclass(frozen=True, slots=True)
class OwnershipReport:
    """Who owns one or several companies on a day, under each rule.

    Attributes:
        views: One a company: the rules side by side, what they rest on, who is listed.
        further: Companies of the table that were left out.
        remarks: What is to be said of the rows of a table that was asked about.
        notes: What must be known to read the answers.
        gaps: Lists that the rules count by and that are not all there.
    """

    day: date
    views: tuple[OwnershipView, ...]
    further: int = 0
    remarks: tuple[RowRemark, ...] = ()
    notes: tuple[str, ...] = ()
    gaps: tuple[ListGap, ...] = ()

    @property
    def answers(self) -> tuple[OwnershipAnswer, ...]:
        """The rules side by side, one a company."""
        return tuple(view.answer for view in self.views)

    @property
    def not_used(self) -> tuple[RowRemark, ...]:
        """The remarks of rows that gave no relation."""
        return tuple(remark for remark in self.remarks if not remark.used)
