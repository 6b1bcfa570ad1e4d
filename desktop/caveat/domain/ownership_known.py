"""As of when, and by which lists, it is told who owns whom: what is not there is said."""

from collections.abc import Iterator, Sequence
from datetime import date

from caveat.domain.list_names import list_name, list_names
from caveat.domain.ownership import RuleAnswer
from caveat.domain.ownership_view import KnownOwnership, ListGap

NO_PROOF = "That no listed holder is known is no proof that there is none."


def as_of_words(day: date) -> str:
    """What does not count where the knowledge of another day answers."""
    return (
        f"As known here on {day}: the lists that were in service, and the relations that were on "
        "record, by the end of that day (UTC). What came later does not count."
    )


def later_words(changed: int, day: date) -> str:
    """That relations came or went after the day whose knowledge answers; empty for none."""
    if not changed:
        return ""
    came, they = ("relation", "it does") if changed == 1 else ("relations", "they do")
    return (
        f"{changed:,} {came} came on record here, or {'was' if changed == 1 else 'were'} "
        f"withdrawn, after {day}: {they} not count here. Search anew to count what is known now."
    )


def gap_words(gaps: Sequence[ListGap]) -> Iterator[str]:
    """What follows from lists that are not all there."""
    missing = [gap.list_code for gap in gaps if not gap.starter]
    starter = [gap.list_code for gap in gaps if gap.starter]
    if missing:
        yield (
            f"Not loaded here: {list_names(missing)}. A holder who stands there alone counts as "
            "not listed. Load what is missing before relying on a figure."
        )
    if starter:
        yield (
            f"Only the starter set of {list_names(starter)} is in service: most of its parties "
            "count as not listed."
        )


def lists_words(known: KnownOwnership) -> str:
    """By which editions of which lists it is told who is listed."""
    if not known.lists:
        return "No list that a rule counts by is in service."
    named = ", ".join(
        f"{list_name(each.list_code)} of {each.released or 'unknown date'}" for each in known.lists
    )
    return f"Who is listed is told by {named}."


def missing_words(gaps: Sequence[ListGap]) -> str:
    """The lists that are not all there, in short; empty for none."""
    missing = [gap.list_code for gap in gaps if not gap.starter]
    starter = [gap.list_code for gap in gaps if gap.starter]
    words = [f"without {list_names(missing)}, not loaded"] if missing else []
    words += [f"of {list_names(starter)} only with the starter set"] if starter else []
    return ", and ".join(words)


def is_counted(each: RuleAnswer, gaps: Sequence[ListGap]) -> bool:
    """Whether any list that a rule counts by is there; else its figures say nothing."""
    missing = {gap.list_code for gap in gaps if not gap.starter}
    return not missing.issuperset(each.rule.lists)
