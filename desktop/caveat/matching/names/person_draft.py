"""The words of a person's name, and what each part of it is so far, while it is read."""

from caveat.matching.names import arabic
from caveat.matching.names.clean import fold
from caveat.matching.names.given import Relation, father, groups
from caveat.matching.names.person_name import Part, Role
from caveat.matching.names.person_words import PersonWord, family, person_words
from caveat.matching.names.scanned import unscanned

_SURNAMES_TOO = frozenset({"sayyid", "agha"})
"""Titles that are a surname where nothing else stands before the comma."""
_LATIN_TITLES = frozenset({"mr", "ms", "mrs", "dr", "sr", "jr"})
FORENAMES = frozenset({Relation.SAME, Relation.VARIANT, Relation.SHORT})
"""How a word stands to those that it is another form of as a given name."""


class Draft:
    """A part while its role may still change."""

    __slots__ = ("first", "key", "last", "role", "sex")

    def __init__(self, role: Role, key: str, first: int, last: int, sex: str = "") -> None:
        self.role = role
        self.key = key
        self.first = first
        self.last = last
        self.sex = sex

    def settled(self) -> Part:
        """The part in its role, with the stem and the sex that this role gives it."""
        stem, sex = self.key, self.sex
        if self.role is Role.SURNAME:
            stem, told = family(self.key)
            sex = sex or told
        elif self.role is Role.PATRONYMIC and not sex:
            sex = father(self.key)[0]
        return Part(self.role, self.key, self.first, self.last, stem, sex)


def run_together(parts: list[Draft]) -> list[Draft]:
    """Neighbouring given names as one part."""
    joined: list[Draft] = []
    for part in parts:
        if joined and part.role is Role.GIVEN is joined[-1].role:
            joined[-1].key += part.key
            joined[-1].last = part.last
        else:
            joined.append(part)
    return joined


class NamedWords:
    """The words of one name, and what the tables say of each.

    Attributes:
        words: As written.
        keys: As the tables hold them.
        known: What the table of little words says, if anything.
        comma: How many words stand before the first comma.
        hyphens: Positions of words that a hyphen joins to the word before.
        surname: Positions that a comma, or capitals among small letters, mark as the surname.
    """

    __slots__ = ("comma", "hyphens", "keys", "known", "surname", "words")

    def __init__(self, words: tuple[str, ...], comma: int, hyphens: frozenset[int]) -> None:
        self.words = words
        self.keys = [fold(arabic.without_article(unscanned(word))) for word in words]
        self.known = list(map(_known, self.keys, words))
        self.comma = comma
        self.hyphens = hyphens
        self.surname = self._surname_words()

    def _surname_words(self) -> frozenset[int]:
        """Words that a comma, or capitals among small letters, mark as the surname."""
        if self.comma:
            return frozenset(range(self.comma))
        long = [i for i, word in enumerate(self.words) if len(word) > 1]
        capital = [i for i in long if self.words[i].isupper()]
        return frozenset(capital) if len(capital) < len(long) else frozenset()

    def is_title(self, i: int) -> bool:
        """A title leads a name, or one half of it; a word that is a name too needs two others."""
        known = self.known[i]
        if known is None or known.role != "title":
            return False
        leads = all(self._names_title(k) for k in range(self.comma if i >= self.comma else 0, i))
        others = sum(k is None or k.role in {"servant", "kunya"} for k in self.known)
        if known.ambiguous:
            surname = i == self.comma - 1 and known.canonical in _SURNAMES_TOO
            return leads and others > 1 and i + 1 < len(self.words) and not surname
        return others > 0 and (leads or i < len(self.words) - 1) and i != self.comma - 1

    def _names_title(self, i: int) -> bool:
        known = self.known[i]
        return known is not None and known.role == "title"

    def at(self, i: int) -> PersonWord | None:
        """What the table says of a word, unless a comma stands before it."""
        return self.known[i] if i < len(self.words) and i != (self.comma or -1) else None

    def part(self, role: Role, first: int, last: int, key: str = "") -> Draft:
        """The words from the first to the last as one part; their letters unless told."""
        return Draft(role, key or "".join(self.keys[first : last + 1]), first, last)


def _known(key: str, word: str) -> PersonWord | None:
    """What the table says of a word; عمر is Omar, not Mr, though its consonants are."""
    table = person_words().words
    known = table.get(key) or table.get(fold(word))
    return None if key in _LATIN_TITLES and arabic.ARABIC.search(word) else known


def is_forename(key: str) -> bool:
    """Whether a word is known as a given name."""
    return any(how in FORENAMES for _, how in groups(key))
