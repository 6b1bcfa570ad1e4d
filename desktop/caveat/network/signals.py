"""Signals of time and of management: what the red flags of the law tell an exporter to ask about.

Red flags 24 and 25 of Supplement No. 3 to 15 CFR part 732 are about a new customer whose management
is that of a listed party, or who asks for what was designed for one. A firm that was founded or
renamed soon after a listing, by or beside the party that was listed, is how such a customer looks
from outside. A signal says what to ask; it is no finding.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from caveat.domain.connections import Band, RatedTie
from caveat.domain.events import EventKind, PartyEvent
from caveat.domain.periods import first_day, last_day
from caveat.domain.relations import Basis, PartyRef, RelationKind
from caveat.network.strengths import is_checked

MONTHS = 24
"""So long after a listing a founding or a new name is a signal."""
_OF_PEOPLE = frozenset({RelationKind.OFFICER, RelationKind.FOUNDER})
_IDENTITY = frozenset({RelationKind.SAME_NAME, RelationKind.FORMER_NAME})


@dataclass(frozen=True, slots=True)
class FoundTiming:
    """A founding or renaming within `MONTHS` after a listing.

    Attributes:
        certain: Whether the dates are exact enough to be sure of that.
        ties: What ties the party, or its namesake, to the listed one.
    """

    event: PartyEvent
    listed: PartyRef
    since: str
    certain: bool
    ties: tuple[RatedTie, ...]

    @property
    def checked(self) -> bool:
        """Whether everything was read in its source."""
        return self.event.source.mark in {"published", "verified"} and all(
            is_checked(each.tie) for each in self.ties
        )


@dataclass(frozen=True, slots=True)
class FoundManagement:
    """A person who is officer or founder of both, or has the name of one."""

    person: str
    listed: PartyRef
    ties: tuple[RatedTie, ...]

    @property
    def by_name_only(self) -> bool:
        """Whether it rests on two people having one name."""
        return any(each.tie.kind is RelationKind.SHARED_PERSON for each in self.ties)


def events_of(ties: Iterable[RatedTie]) -> Iterator[PartyEvent]:
    """The foundings and renamings that dated ties tell of."""
    for rated in ties:
        tie = rated.tie
        if tie.kind is RelationKind.FOUNDER and tie.period.since:
            kind, text = EventKind.FOUNDED, f"founded by {tie.subject}"
        elif tie.kind is RelationKind.FORMER_NAME and tie.period.since:
            kind, text = EventKind.RENAMED, f"formerly {tie.subject}"
        else:
            continue
        said = tie.evidence if tie.basis is not Basis.IMPORTED else text
        yield PartyEvent(tie.object, kind, tie.period.since, said or text, tie.source)


def namesakes(start: PartyRef, ties: Iterable[RatedTie]) -> dict[PartyRef, RatedTie | None]:
    """The party asked about and those that strong ties of name make one with it."""
    found: dict[PartyRef, RatedTie | None] = {start: None}
    for rated in ties:
        tie = rated.tie
        if tie.kind in _IDENTITY and rated.band is Band.STRONG and start in _ends(rated):
            found.setdefault(tie.object if tie.subject == start else tie.subject, rated)
    return found


def timing(
    start: PartyRef,
    ties: Sequence[RatedTie],
    events: Iterable[PartyEvent],
    listed_since: Mapping[PartyRef, str],
) -> tuple[FoundTiming, ...]:
    """Where the party asked about was founded or renamed soon after a listing.

    Args:
        start: Who is asked about.
        ties: Those around it.
        events: Foundings and renamings, of anybody.
        listed_since: ISO date of the first listing of every listed party, possibly partial.
    """
    same = namesakes(start, ties)
    found: dict[tuple[str, PartyRef], FoundTiming] = {}
    happened = [event for event in (*events, *events_of(ties)) if event.party in same]
    for rated in ties:
        listed = _listed_end(rated, same, listed_since)
        if listed is None or rated.band is Band.WEAK:
            continue
        for event in happened:
            within = _within(listed_since[listed], event.date)
            if within is None:
                continue
            own = _own_end(rated, same)
            basis = _basis(same[event.party], same[own], rated)
            key = (event.kind, listed)
            known = found.get(key)
            if known is None or _better(basis, known.ties):
                found[key] = FoundTiming(event, listed, listed_since[listed], within, basis)
    return tuple(found.values())


def management(
    start: PartyRef, ties: Sequence[RatedTie], listed: Iterable[PartyRef]
) -> tuple[FoundManagement, ...]:
    """Where officers or founders of the party asked about are those of a listed party."""
    same = namesakes(start, ties)
    wanted = set(listed) - same.keys()
    of_person: dict[PartyRef, list[RatedTie]] = defaultdict(list)
    for rated in ties:
        if rated.tie.kind in _OF_PEOPLE:
            of_person[rated.tie.subject].append(rated)
    found: dict[tuple[str, PartyRef], FoundManagement] = {}
    for each in chain(
        _of_both(same, of_person, wanted), _of_one_name(same, ties, of_person, wanted)
    ):
        found.setdefault((each.person, each.listed), each)
    return tuple(found.values())


_Same = Mapping[PartyRef, RatedTie | None]
_OfPerson = Mapping[PartyRef, Sequence[RatedTie]]


def _of_both(
    same: _Same, of_person: _OfPerson, wanted: Collection[PartyRef]
) -> Iterator[FoundManagement]:
    """People who are officers or founders of both."""
    for person, offices in of_person.items():
        own = [each for each in offices if each.tie.object in same]
        for other in offices:
            if own and other.tie.object in wanted:
                basis = _basis(same[own[0].tie.object], own[0], other)
                yield FoundManagement(str(person), other.tie.object, basis)


def _of_one_name(
    same: _Same,
    ties: Iterable[RatedTie],
    of_person: _OfPerson,
    wanted: Collection[PartyRef],
) -> Iterator[FoundManagement]:
    """People of the one who have the name of a listed person, or of one of a listed party."""
    for rated in ties:
        one, other = _ends(rated)
        if other in same:
            one, other = other, one
        if rated.tie.kind is not RelationKind.SHARED_PERSON or one not in same:
            continue
        if other in wanted:
            yield FoundManagement(rated.tie.note, other, _basis(same[one], rated))
        for office in of_person.get(other, ()):
            if office.tie.object in wanted:
                basis = _basis(same[one], rated, office)
                yield FoundManagement(str(other), office.tie.object, basis)


def _basis(*steps: RatedTie | None) -> tuple[RatedTie, ...]:
    return tuple(each for each in dict.fromkeys(steps) if each is not None)


def _ends(rated: RatedTie) -> tuple[PartyRef, PartyRef]:
    return rated.tie.subject, rated.tie.object


def _listed_end(
    rated: RatedTie, same: Mapping[PartyRef, object], listed_since: Mapping[PartyRef, str]
) -> PartyRef | None:
    """The listed party that a tie leads to from the party asked about or a namesake."""
    one, other = _ends(rated)
    for own, far in ((one, other), (other, one)):
        if own in same and far not in same and listed_since.get(far):
            return far
    return None


def _own_end(rated: RatedTie, same: Mapping[PartyRef, object]) -> PartyRef:
    return rated.tie.subject if rated.tie.subject in same else rated.tie.object


def _better(one: Sequence[RatedTie], other: Sequence[RatedTie]) -> bool:
    return (len(one), -min(each.strength for each in one)) < (
        len(other),
        -min(each.strength for each in other),
    )


def _within(listed: str, happened: str) -> bool | None:
    """Whether something happened from a listing to `MONTHS` after it: surely, perhaps, or None."""
    try:
        first, last = first_day(listed), last_day(listed)
        begun, ended = first_day(happened), last_day(happened)
    except ValueError:  # lists print dates that are none
        return None
    if ended < first or begun > _months_after(last):
        return None
    return begun >= last and ended <= _months_after(first)


def _months_after(day: date) -> date:
    year = min(day.year + MONTHS // 12, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
