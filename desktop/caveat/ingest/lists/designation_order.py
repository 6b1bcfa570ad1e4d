"""Orders the designations of a party: those still open first.

Whether an entry counts as expired is judged by its first designation, and a listing that ended must
not hide another that is in force.
"""

from collections.abc import Iterable

from caveat.domain.parties import Designation


def open_first(designations: Iterable[Designation]) -> tuple[Designation, ...]:
    """The designations without an end by their date, then the ended ones, the latest end first."""
    given = list(designations)
    current = [each for each in given if not each.ends]
    current.sort(key=lambda each: (not each.listed, each.listed, each.programmes))
    ended = [each for each in given if each.ends]
    ended.sort(key=lambda each: (each.ends, each.listed, each.programmes), reverse=True)
    return (*current, *ended)
