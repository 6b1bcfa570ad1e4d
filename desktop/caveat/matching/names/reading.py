"""Reads a name as what it names: a person's by its parts, any other by its words."""

from caveat.domain.parties import PartyKind
from caveat.matching.names.given import Relation, groups
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import PreparedName, prepare

_NAMES = frozenset({WordKind.WORD, WordKind.LETTER})
_FEWEST, _MOST = 2, 5
_MAYBE_PERSON = frozenset({None, PartyKind.UNKNOWN})


def read_name(text: str, kind: PartyKind | None) -> PreparedName:
    """The name taken apart; where the kind is unknown, as what it looks like."""
    if kind is PartyKind.PERSON:
        return prepare_person(text)
    name = prepare(text)
    if kind in _MAYBE_PERSON and looks_personal(name):
        return prepare_person(text)
    return name


def looks_personal(name: PreparedName) -> bool:
    """Whether a name of unknown kind is a person's: ``SURNAME, Given``, or with a given name."""
    if name.organisation:
        return False
    if name.comma:
        return True
    words = [word for word in name.tokens if word.kind is not WordKind.NOISE]
    if not _FEWEST <= len(words) <= _MOST or any(word.kind not in _NAMES for word in words):
        return False
    return any(how <= Relation.SHORT for word in words for _, how in groups(word.roman))


def read_pair(one: str, other: str, kind: PartyKind | None) -> tuple[PreparedName, PreparedName]:
    """Two names taken apart in one way: as persons' only where neither must be another's."""
    first, second = read_name(one, kind), read_name(other, kind)
    if first.person != second.person:
        first, second = (
            name if name.person else prepare_person(name.text) if not name.organisation else name
            for name in (first, second)
        )
        if first.person != second.person:
            first, second = prepare(one), prepare(other)
    return first, second
