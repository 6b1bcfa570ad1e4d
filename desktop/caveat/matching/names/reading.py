"""Reads a name as what it names: a person's by its parts, any other by its words."""

from functools import lru_cache

from caveat.domain.parties import PartyKind
from caveat.matching.names import han
from caveat.matching.names.clean import is_latin
from caveat.matching.names.given import Relation, groups
from caveat.matching.names.han_names import japanese_parted
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_prepare import prepare_person
from caveat.matching.names.prepare import PreparedName, prepare
from caveat.matching.names.surnames import is_hangul_name, parted
from caveat.matching.names.vessels import prepare_vessel

_NAMES = frozenset({WordKind.WORD, WordKind.LETTER})
_FEWEST, _MOST = 2, 5
_EAST_ASIAN, _LONGEST_JAPANESE = 3, 6
_MAYBE_PERSON = frozenset({None, PartyKind.UNKNOWN})


@lru_cache(maxsize=16_384)
def read_name(text: str, kind: PartyKind | None) -> PreparedName:
    """The name taken apart; where the kind is unknown, as what it looks like."""
    if kind is PartyKind.PERSON:
        return prepare_person(text)
    if kind is PartyKind.VESSEL:
        return prepare_vessel(text)
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
    return _could_be_personal(name) and any(
        how <= Relation.SHORT for word in words for _, how in groups(word.roman)
    )


def _could_be_personal(name: PreparedName) -> bool:
    """Whether it is two words or a few more that no table knows as others than names."""
    words = [word for word in name.tokens if word.kind is not WordKind.NOISE]
    return _FEWEST <= len(words) <= _MOST and all(word.kind in _NAMES for word in words)


def _looks_east_asian(name: PreparedName) -> bool:
    """Three characters of which the first is a surname, without a word that the tables know.

    Or a Japanese name of which the tables know both parts, or of four characters.
    """
    text = name.text.strip()
    if len(text) <= _LONGEST_JAPANESE and all(map(han.has_han, text)) and japanese_parted(text):
        return not name.organisation
    if len(text) != _EAST_ASIAN or any(word.kind is not WordKind.WORD for word in name.tokens):
        return False
    if any(word.brands for word in name.tokens):
        return False
    return bool(parted(text) if all(map(han.has_han, text)) else is_hangul_name(text))


def read_pair(one: str, other: str, kind: PartyKind | None) -> tuple[PreparedName, PreparedName]:
    """Two names taken apart in one way: as persons' only where neither must be another's."""
    first, second = read_name(one, kind), read_name(other, kind)
    if kind in _MAYBE_PERSON and not (first.person and second.person):
        for name, beside in ((first, second), (second, first)):
            # 王伟强 beside Wang Weiqiang; beside its own characters it may be a brand.
            if (
                _looks_east_asian(name)
                and _could_be_personal(beside)
                and all(map(is_latin, beside.text.split()))
            ):
                return prepare_person(one), prepare_person(other)
    if first.person != second.person:
        first, second = (
            name if name.person else prepare_person(name.text) if not name.organisation else name
            for name in (first, second)
        )
        if first.person != second.person:
            first, second = prepare(one), prepare(other)
    return first, second
