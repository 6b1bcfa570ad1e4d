"""Given names that stand for one another: spellings, short forms, and the same name elsewhere.

``resources/lexicons/given_names.csv`` puts forms into groups and says how each form belongs to
its group; ``spelling_pairs.csv`` holds spellings that the lists themselves use for one person.
Both help to compare names. Neither is a fact about anybody, and nothing of them is printed as one.
"""

import csv
import hashlib
from enum import IntEnum
from functools import cache, lru_cache

from caveat.matching.names.clean import fold, variant_key
from caveat.resources import resource

_GIVEN = "lexicons/given_names.csv"
_PAIRS = "lexicons/spelling_pairs.csv"
_ARABIC = "lexicons/given_names_arabic.csv"


class Relation(IntEnum):
    """How two forms belong together, the strongest first."""

    SAME = 0
    """The form that heads its group, or the very same word."""
    VARIANT = 1
    """Another spelling or transliteration: Mohammed, Muhammad; Sergei, Serhiy."""
    SHORT = 2
    """A short or pet form: Bill, Sasha, Pepe. One short form may belong to several names."""
    CROSS_LANGUAGE = 3
    """The name that another language has for it: John, Juan, Ivan. Weak: most people keep one."""
    GENDERED = 4
    """The form for the other sex: Aleksandr, Aleksandra. Speaks against, not for."""


_NAMES = {
    "same": Relation.SAME,
    "variant": Relation.VARIANT,
    "short": Relation.SHORT,
    "cross-language": Relation.CROSS_LANGUAGE,
    "gendered": Relation.GENDERED,
}
_SPELT = frozenset({Relation.SAME, Relation.VARIANT})
_EASTERN = frozenset({"ar", "fa", "hi", "bn", "ur"})
_NO_GROUPS = frozenset[int]()


class GivenNames:
    """The three tables.

    Attributes:
        groups: Folded form → the groups it belongs to, and how; in ascending order.
        relations: The same, to be looked up by group.
        learnt: Two folded words in alphabetical order → in how many persons' names the lists use
            the one for the other.
        korean: Groups of Korean syllables.
        eastern: Spelt form → its groups of Arabic, Persian and Indian names.
        arabic: Folded letters of a name in Arabic script → Latin spellings of it.
        written: Group → the folded letters of its names in Arabic script.
        sha256: Hash of the tables.
    """

    def __init__(self, given: str, pairs: str, arabic: str) -> None:
        self.sha256 = hashlib.sha256(f"{given}\0{pairs}\0{arabic}".encode()).hexdigest()
        numbers: dict[str, int] = {}
        found: dict[str, dict[int, Relation]] = {}
        korean: set[int] = set()
        eastern: dict[str, set[int]] = {}
        for row in csv.DictReader(given.splitlines()):
            group = numbers.setdefault(row["group"], len(numbers))
            if row["language"] == "ko":
                korean.add(group)
            if row["language"] in _EASTERN and _NAMES[row["relation"]] in _SPELT:
                eastern.setdefault(row["form"], set()).add(group)
            forms = found.setdefault(row["form"], {})
            forms[group] = min(_NAMES[row["relation"]], forms.get(group, Relation.GENDERED))
        self.relations = found
        self.groups = {form: tuple(sorted(of.items())) for form, of in found.items()}
        self.korean = frozenset(korean)
        self.eastern = {form: frozenset(of) for form, of in eastern.items()}
        self.learnt = {
            (row["one"], row["other"]): int(row["persons"])
            for row in csv.DictReader(pairs.splitlines())
        }
        self.used_for_another = frozenset(word for pair in self.learnt for word in pair)
        self.arabic: dict[str, tuple[str, ...]] = {}
        self.written: dict[int, set[str]] = {}
        for row in csv.DictReader(arabic.splitlines()):
            written = fold(row["written"])
            self.arabic[written] = (*self.arabic.get(written, ()), row["form"])
            for group, how in self.groups.get(row["form"], ()):
                if how in _SPELT:
                    self.written.setdefault(group, set()).add(written)


@cache
def given_names() -> GivenNames:
    """The tables in force."""
    texts = (resource(name).read_text(encoding="utf-8") for name in (_GIVEN, _PAIRS, _ARABIC))
    return GivenNames(*texts)


def groups(folded: str) -> tuple[tuple[int, Relation], ...]:
    """The groups of a folded form and how it belongs to each; empty for an unknown word."""
    return given_names().groups.get(folded, ())


def eastern_groups(folded: str) -> frozenset[int]:
    """The groups of Arabic, Persian and Indian names that a folded word is a spelling of."""
    return given_names().eastern.get(folded, _NO_GROUPS)


def in_arabic(written: str) -> tuple[str, ...]:
    """Latin spellings of a known name in Arabic script, of which the folded letters are given.

    Long vowels tell names apart whose consonants are one: عمر is Omar, عمرو Amr, عامر Amir.
    """
    return given_names().arabic.get(written, ())


@lru_cache(maxsize=65_536)
def written_otherwise(latin: str, written: str) -> bool:
    """Whether a folded name has spellings in Arabic script, and this known one is none of them."""
    known = given_names().written
    spelled = [known.get(group, set()) for group, how in groups(latin) if how in _SPELT]
    return any(spelled) and not any(written in one for one in spelled)


@lru_cache(maxsize=262_144)
def related(one: str, other: str) -> Relation | None:
    """How two folded words belong together as names, or None. Symmetric.

    Where several groups hold both, the strongest relation counts. Patronymics are related as
    their fathers' names are (Vladimirovich, Volodymyrovych).
    """
    if one == other:
        return Relation.SAME
    best = _related(one, other)
    if best is None or best is Relation.CROSS_LANGUAGE:
        return _fathers(one, other) if best is None else best
    return best


def _related(one: str, other: str) -> Relation | None:
    mine = groups(one)
    if not mine:
        return None
    theirs = given_names().relations.get(other)
    if not theirs:
        return None
    found = [
        relation
        for group, how in mine
        if group in theirs and (relation := _through(how, theirs[group])) is not None
    ]
    return min(found) if found else None


def _through(one: Relation, other: Relation) -> Relation | None:
    """The relation of two forms of one group, each of which stands in its own to the head."""
    if one in _SPELT and other in _SPELT:
        return Relation.VARIANT
    if Relation.GENDERED in {one, other}:
        return Relation.VARIANT if one is other else Relation.GENDERED
    if Relation.CROSS_LANGUAGE not in {one, other}:
        return Relation.SHORT
    # Jack and Jean are both John, but nobody is called the one for the other.
    return None if Relation.SHORT in {one, other} else Relation.CROSS_LANGUAGE


_SUFFIXES = (
    ("ovich", "m"), ("evich", "m"), ("ovych", "m"), ("evych", "m"), ("avich", "m"), ("yovych", "m"),
    ("yovich", "m"), ("iovich", "m"), ("ievich", "m"), ("yevich", "m"), ("ovic", "m"),
    ("evic", "m"), ("ovitch", "m"), ("evitch", "m"), ("owicz", "m"), ("ich", "m"), ("ych", "m"),
    ("ovna", "f"), ("evna", "f"), ("ivna", "f"), ("yivna", "f"), ("iivna", "f"), ("ievna", "f"),
    ("yevna", "f"), ("auna", "f"), ("ichna", "f"), ("inichna", "f"), ("aevna", "f"),
    ("euna", "f"), ("eeuna", "f"), ("yeuna", "f"), ("qyzy", "f"), ("qizy", "f"), ("kizy", "f"),
    ("ughli", "m"), ("ugli", "m"), ("uluu", "m"),
    ("ogly", "m"), ("oglu", "m"), ("ogli", "m"), ("oghlu", "m"), ("uulu", "m"), ("uly", "m"),
    ("kyzy", "f"), ("qizi", "f"), ("kizi", "f"), ("gizi", "f"),
)  # fmt: skip
_ANY_SUFFIX = tuple([suffix for suffix, _ in _SUFFIXES])
_ENDINGS = ("", "y", "iy", "i", "ey", "ei", "ay", "ai", "a", "ya", "o")
_SHORTEST_FATHER, _SHORTEST_STEM = 2, 4


@lru_cache(maxsize=65_536)
def father(folded: str) -> tuple[str, frozenset[int]]:
    """What a patronymic says: sex of its bearer and the groups of the father's name.

    ``("m", …)`` or ``("f", …)``; the sex is empty, and the groups too, if the word is none. The
    groups are empty for a father whose name is not in the table.
    """
    sex, known = "", set[int]()
    if not folded.endswith(_ANY_SUFFIX):
        return sex, frozenset()
    for suffix, bearer in _SUFFIXES:
        stem = folded.removesuffix(suffix)
        if stem == folded or len(stem) < _SHORTEST_FATHER:
            continue
        if len(suffix) > _SHORTEST_SUFFIX or (
            suffix == "uly" and len(stem) >= _SHORTEST_BEFORE_ULY
        ):
            sex = bearer
        for ending in _ENDINGS:
            own = {group for group, how in groups(stem + ending) if how in _SPELT}
            known |= own
            sex = bearer if own else sex
    return sex, frozenset(known)


_SHORTEST_BEFORE_ULY = 5
_SHORTEST_SUFFIX = 3
"""A word in -ich is a patronymic only if what stands before it is a name (Ilyich, not Rich)."""


@lru_cache(maxsize=65_536)
def fathers_name(folded: str) -> frozenset[str]:
    """What may be the father's name in a patronymic: ``bolatuly``, ``bolatovich`` → bolat, ….

    Plainly spelled. Empty if the word is no patronymic.
    """
    if not father(folded)[0]:
        return frozenset()
    stems = [folded.removesuffix(suffix) for suffix, _ in _SUFFIXES if folded.endswith(suffix)]
    return frozenset(variant_key(stem) for stem in stems if len(stem) >= _SHORTEST_STEM)


def _fathers(one: str, other: str) -> Relation | None:
    sex, mine = father(one)
    if not sex:
        return None
    opposite, theirs = father(other)
    if not opposite:
        return None
    if mine and theirs:
        if mine.isdisjoint(theirs):
            return None
    elif fathers_name(one).isdisjoint(fathers_name(other)):
        return None  # of a father that no table knows the letters tell
    return Relation.VARIANT if sex == opposite else Relation.GENDERED


def learnt(one: str, other: str) -> int:
    """In how many persons' names the lists use one folded word for the other. Symmetric."""
    return given_names().learnt.get((one, other) if one < other else (other, one), 0)


_SHORTEST_HALF = 3


@lru_cache(maxsize=65_536)
def known_halves(whole: str) -> tuple[tuple[str, str], ...]:
    """The known given names of which a word may be joined; mostly none."""
    cuts = (
        (whole[:at], whole[at:]) for at in range(_SHORTEST_HALF, len(whole) - _SHORTEST_HALF + 1)
    )
    return tuple(cut for cut in cuts if all(map(groups, cut)))


@lru_cache(maxsize=65_536)
def made_of(whole: str, first: str, second: str) -> bool:
    """Whether a word is two names, spelled in any way, joined: ``gholamreza`` of qolam and reza."""
    return any(
        related(one, first) in _SPELT and related(other, second) in _SPELT
        for one, other in known_halves(whole)
    )
