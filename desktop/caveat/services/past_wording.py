"""The sentences of an answer about another day: what it rests on and what later releases show."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from caveat.domain.past import DateBasis, LaterKnown, LawBasis
from caveat.domain.screening import Hit, Query
from caveat.services.in_force import Start
from caveat.storage.in_force import Edition

_NAMED = 5
"""Parties that the remarks name one by one; the rest are counted, and all are in the answer."""
_SAID = {
    DateBasis.EFFECTIVE: "it was listed by {day}: its effective date is {date}",
    DateBasis.START: "it was listed by {day}: its start date is {date}",
    DateBasis.PRINTED: "it was listed by {day}: a release of {date} prints it",
    DateBasis.SOON_AFTER: "its start date {date} lies shortly after {day}. If that is the date of "
    "the notice, it applied earlier",
    DateBasis.NONE: "it carries no date there: whether it was listed on {day} cannot be told",
}


def later_known_text(
    *, name: str, title: str, score: float, day: date, start: Start, edition: Edition
) -> str:
    """What must be said first of a party that the releases of a day lack."""
    said = _SAID[start.basis].format(day=day.isoformat(), date=start.text)
    released = edition.released.isoformat() if edition.released else "unknown date"
    return (
        f"“{name}” ({title}) matches at {score:g} and is not among the hits. By the release of "
        f"{released}, imported here on {edition.imported_at.date().isoformat()}, {said}."
    )


def later_known_remarks(later: Sequence[LaterKnown]) -> tuple[str, ...]:
    """What the answer must say first of all."""
    texts = [known.text for known in later[:_NAMED]]
    if rest := later[_NAMED:]:
        names = "; ".join(f"“{known.name}” ({known.list_code})" for known in rest[: _NAMED * 4])
        more = "" if len(rest) <= _NAMED * 4 else f" and {len(rest) - _NAMED * 4} others"
        texts.append(f"Likewise {len(rest)} more parties of later releases: {names}{more}.")
    return tuple(texts)


def law_remarks(query: Query, law: Sequence[LawBasis]) -> tuple[str, ...]:
    """What an answer about the law of a day rests on, list by list."""
    if query.in_force is None or not law:
        return ()
    day = query.in_force.isoformat()
    plain: dict[str, list[str]] = defaultdict(list)
    special = []
    for basis in law:
        if basis.after or basis.taken or basis.undated:
            special.append(_law_of_list(basis, day))
        else:
            plain[_released(basis.released)].append(basis.title)
    general = (
        f"What was law on {day}, as far as the releases stored here show it: what is printed "
        "without a date of its own counts from its release on, what was taken off between two "
        "releases until the later one."
    )
    texts = [general, *special]
    texts += [f"As the release of {of} prints it: {', '.join(t)}." for of, t in plain.items()]
    if by_start := [basis.title for basis in law if basis.start_dates]:
        texts.append(
            f"The dates of {', '.join(by_start)} are the start dates that the list prints. "
            "Publishers print the effective date or the date of the notice, which may be some "
            "days later: check the notice where the days are close."
        )
    return tuple(texts)


def _law_of_list(basis: LawBasis, day: str) -> str:
    of = _released(basis.released)
    if basis.after:
        text = (
            f"{basis.title}: no release of {day} or before is stored. Used is the first one, of "
            f"{of}, without the {basis.left_out:,} entries that it dates later"
        )
        if basis.without_date:
            text += f"; {basis.without_date:,} of its entries carry no date and are searched"
    else:
        text = f"{basis.title}: the release of {of}"
    if basis.taken:
        days = " and ".join(date_.isoformat() for date_ in basis.taken_from) or "unknown date"
        text += f", and {basis.taken:,} entries of the release of {days} that it dates by then"
    if basis.undated:
        text += (
            f", and {basis.undated:,} entries of the next release without a date, which may have "
            "been listed by then"
        )
    return f"{text}."


def _released(day: date | None) -> str:
    return day.isoformat() if day else "unknown date"


def delisted_text(because: str, last: Edition) -> str:
    """Why a party of the past is shown."""
    when = last.released.isoformat() if last.released else "unknown date"
    return f"{because} Delisted; last printed in the release of {when}."


def delisted_remark(query: Query, delisted: Sequence[Hit]) -> str:
    """That parties of the past are shown, and how; empty where they were not asked for."""
    if not query.include_delisted:
        return ""
    if not delisted:
        return "No delisted party matches, as far as the releases stored here show it."
    parties = "party matches" if len(delisted) == 1 else "parties match"
    return f"{len(delisted)} delisted {parties}: history, shown apart, no alert."
