"""The sentences of an answer about another day: what it rests on and what later releases show."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from caveat.domain.past import DateBasis, LaterKnown, LawBasis
from caveat.domain.screening import Hit, Query
from caveat.services.in_force import Start
from caveat.storage.in_force import Edition

_START_DATES = (
    "The dates of {} are start dates as the list prints them: the effective date or that of the "
    "notice, some days later. Check the notice where the days are close."
)
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


def law_remarks(query: Query, law: Sequence[LawBasis], undated: Sequence[Hit]) -> tuple[str, ...]:
    """What an answer about the law of a day rests on, list by list.

    Args:
        query: What was asked.
        law: What each list's entries were taken from.
        undated: Hits of which it is not known whether they were listed by the day.
    """
    if query.in_force is None or not law:
        return ()
    day = query.in_force.isoformat()
    texts = []
    if undated:
        names = "; ".join(f"“{hit.party.name}” ({hit.party.list_code})" for hit in undated)
        texts.append(f"May have been listed only after {day}, as no date is printed: {names}.")
    texts.append(f"What was law on {day}, as far as the releases stored here show it.")
    texts += [
        f"The release of {of} is used of {', '.join(codes)}."
        for of, codes in _by_release(law, after=False).items()
    ]
    texts += [
        f"No release of {day} or before is stored of {', '.join(codes)}: the first one, of {of}, "
        "is used without the entries that it dates later."
        for of, codes in _by_release(law, after=True).items()
    ]
    for said, counts in (
        ("Left out as dated later: {}.", _counts(law, "left_out")),
        ("Added from later releases, as dated by then: {}.", _counts(law, "taken")),
        (
            "Searched though no date is printed, so that they may have been listed later: {}.",
            _counts(law, "without_date", "undated"),
        ),
        (
            _START_DATES,
            ", ".join(basis.list_code for basis in law if basis.start_dates),
        ),
    ):
        if counts:
            texts.append(said.format(counts))
    return tuple(texts)


def _by_release(law: Sequence[LawBasis], *, after: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for basis in law:
        if basis.after is after:
            found[_released(basis.released)].append(basis.list_code)
    return found


def _counts(law: Sequence[LawBasis], *fields: str) -> str:
    """How many entries of which list, with the releases where some were taken from others."""
    said = []
    for basis in law:
        count = sum(getattr(basis, field) for field in fields)
        of = " and ".join(day.isoformat() for day in basis.taken_from) if "taken" in fields else ""
        if count:
            said.append(f"{basis.list_code} {count:,}{f' ({of})' if of else ''}")
    return ", ".join(said)


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
