"""Reads East Asian names: one surname, and syllables that are one given name."""

from caveat.matching.names.cyrillic_east import readings
from caveat.matching.names.given import given_names, groups
from caveat.matching.names.person_draft import FORENAMES, Draft, NamedWords, run_together
from caveat.matching.names.person_name import Role
from caveat.matching.names.surnames import is_surname, is_vietnamese, surnames, syllables
from caveat.matching.names.tokens import CYRILLIC, way_of

_MOST_EASTERN = 4
_MIDDLE = {"van": "m", "thi": "f"}
"""Vietnamese middle names that say no more than the sex."""


def eastern_parts(name: NamedWords) -> list[Draft]:
    """The parts of an East Asian name, titles included; none of any other name."""
    start, size = 0, len(name.words)
    while start < size and name.known[start] is not None and name.is_title(start):
        start += 1
    if not 1 < size - start <= _MOST_EASTERN:
        return []
    rest = range(start, size)
    if not _is_surname(name, start) and not _is_surname(name, size - 1):
        return []
    vietnam = not {name.keys[start], name.keys[-1]}.isdisjoint(surnames().vietnamese)
    if not all(_may_be_eastern(name, i) or (vietnam and _is_vietnamese(name, i)) for i in rest):
        return []
    place = _eastern_surname(name, rest)
    if place is None:
        return []
    titles = [name.part(Role.TITLE, i, i) for i in range(start)]
    surname = name.part(Role.SURNAME, place, place)
    given = range(start + 1, rest[-1] + 1) if place == start else range(start, place)
    middle = _vietnamese_middle(name, given, place)
    if middle:
        others = [name.part(Role.GIVEN, i, i) for i in given if i != middle.first]
        parts = sorted([*others, middle, surname], key=lambda part: part.first)
        return [*titles, *run_together(parts)]
    own = name.part(Role.GIVEN, given[0], given[-1])
    return [*titles, *([surname, own] if place == start else [own, surname])]


def _vietnamese_middle(name: NamedWords, given: range, place: int) -> Draft | None:
    """Van of men and Thi of women, beside a Vietnamese surname: little words, and common."""
    if len(given) < 2 or name.keys[place] not in surnames().vietnamese:  # noqa: PLR2004 — no other is left
        return None
    for i in (given[0], given[-1]):
        if name.keys[i] in _MIDDLE and abs(i - place) == 1:
            return Draft(Role.PARTICLE, name.keys[i], i, i, _MIDDLE[name.keys[i]])
    i = given[0]
    if name.keys[i] in _MIDDLE:
        return Draft(Role.PARTICLE, name.keys[i], i, i, _MIDDLE[name.keys[i]])
    return None


def _eastern_surname(name: NamedWords, rest: range) -> int | None:
    first, last = rest[0], rest[-1]
    marked = [i for i in rest if i in name.surname]
    if len(marked) == 1 and marked[0] in {first, last} and _is_surname(name, marked[0]):
        return marked[0]
    if marked or name.comma:
        return None
    if first + 1 in name.hyphens and last not in name.hyphens:
        return last if _is_surname(name, last) else None
    return first if _is_surname(name, first) else None


def _may_be_eastern(name: NamedWords, i: int) -> bool:
    key = name.keys[i]
    if len(key) < 2 and i == 0 and not name.surname:  # noqa: PLR2004 — an initial
        return False
    if not syllables(key) and not is_surname(key) and not _read(name, i):
        return False
    korean = given_names().korean
    western = any(how in FORENAMES and of not in korean for of, how in groups(key))
    return not western or is_surname(key)


def _is_surname(name: NamedWords, i: int) -> bool:
    return is_surname(name.keys[i]) or any(map(is_surname, _read(name, i)))


def _read(name: NamedWords, i: int) -> frozenset[str]:
    """The readings of a word in Cyrillic letters."""
    key = name.keys[i]
    return readings(key) if way_of(name.words[i]) == CYRILLIC else frozenset()


def _is_vietnamese(name: NamedWords, i: int) -> bool:
    return len(name.keys[i]) > 1 and is_vietnamese(name.keys[i]) and not groups(name.keys[i])
