"""What in two persons' names cannot be true of one person."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from caveat.matching.names.belarusian import in_belarus
from caveat.matching.names.given import Relation, father, fathers_name, related
from caveat.matching.names.person_name import PersonName, Role

_SAME_NAME = frozenset({Relation.SAME, Relation.VARIANT, Relation.SHORT})
_ONE_GENERATION = frozenset({"junior", "second"})
_UNLIKE = 0.6
_FEWEST_OF_FIRST = 3
_GENERATION, _PATRONYMIC = Role.GENERATION, Role.PATRONYMIC


def differing(one: PersonName, other: PersonName) -> tuple[str, ...]:
    """Kinds of contradiction: ``generation``, ``patronymic``, ``sex``; empty if none. Symmetric.

    A contradiction counts against; it does not prove that two persons are meant, since lists err.
    """
    found = []
    if _generations_differ(one, other):
        found.append("generation")
    if _fathers_differ(one, other):
        found.append("patronymic")
    if one.sex and other.sex and one.sex != other.sex and not _only_endings_differ(one, other):
        found.append("sex")
    return tuple(found)


@lru_cache(maxsize=16_384)
def _keys(name: PersonName, role: Role) -> tuple[str, ...]:
    """Remembered, since a name asked for is held against many."""
    return tuple([part.key for part in name.parts if part.role is role])


def _generations_differ(one: PersonName, other: PersonName) -> bool:
    mine, theirs = _keys(one, _GENERATION), _keys(other, _GENERATION)
    if bool(mine) != bool(theirs):
        return _is_first(other if mine else one)
    if not mine or not theirs or any(key in theirs for key in mine):
        return False
    return not _ONE_GENERATION.issuperset(mine + theirs)


def _is_first(name: PersonName) -> bool:
    """Whether a name ends in I, which beside a III is no initial: Harold Whitcombe I."""
    last = name.parts[-1]
    return len(name.parts) >= _FEWEST_OF_FIRST and last.role is Role.INITIAL and last.key == "i"


def _fathers_differ(one: PersonName, other: PersonName) -> bool:
    """Ivan Petrovich is not Ivan Pavlovich. Unknown fathers differ only if they look unlike."""
    mine = _keys(one, _PATRONYMIC)
    theirs = _keys(other, _PATRONYMIC) if mine else ()
    return bool(theirs) and all(_two_fathers(a, b) for a in mine for b in theirs)


def _two_fathers(one: str, other: str) -> bool:
    if related(one, other) is not None:
        return False
    near = _near(one, other)
    if father(one)[1] and father(other)[1]:
        # A slip of one letter still is the same father.
        return OSA.distance(one, other) > 1
    return near < _UNLIKE and in_belarus(one) != in_belarus(other)


def _near(one: str, other: str) -> float:
    """How alike two fathers' names are, 0-1, without what makes a patronymic of them."""
    mine, theirs = fathers_name(one), fathers_name(other)
    if not mine or not theirs:
        return OSA.normalized_similarity(one, other)
    return max(OSA.normalized_similarity(a, b) for a in mine for b in theirs)


def _only_endings_differ(one: PersonName, other: PersonName) -> bool:
    """Whether only the ending of a surname tells the sex, while the given names agree.

    Western registers write Ivanova for a man, and Ivanov for his wife.
    """
    if not _rests_on_surname(one) and not _rests_on_surname(other):
        return False
    mine, theirs = _keys(one, Role.GIVEN), _keys(other, Role.GIVEN)
    return any(related(a, b) in _SAME_NAME for a in mine for b in theirs)


def _rests_on_surname(name: PersonName) -> bool:
    return all(part.role is Role.SURNAME for part in name.parts if part.sex)
