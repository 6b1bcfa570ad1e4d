"""A person's name once it is read: its parts, and what each of them is."""

import json
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a part of a name is."""

    TITLE = "title"
    GIVEN = "given name"
    INITIAL = "initial"
    PATRONYMIC = "patronymic"
    KUNYA = "kunya"
    SURNAME = "surname"
    PARTICLE = "particle"
    """Articles, bin, de, van; and words such as née."""
    GENERATION = "generation"


_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Part:
    """One word, or several that are one name.

    Attributes:
        role: What it is.
        key: What to compare: folded and joined, little words in one spelling (``abdulrahman``).
        first, last: Positions of its words, both included.
        stem: Of surnames what both sexes of a family share; else the key.
        sex: ``m`` or ``f`` where this part tells it.
    """

    role: Role
    key: str
    first: int
    last: int
    stem: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name read.

    Attributes:
        words: The words as given.
        parts: Cover the words in order.
        ordered: Whether the name itself shows which words are the surname (comma, capitals).
        eastern: Whether it reads as a Chinese, Korean or Vietnamese name.
        sex: ``m`` or ``f`` where the parts tell it and do not disagree.
    """

    words: tuple[str, ...]
    parts: tuple[Part, ...]
    ordered: bool = False
    eastern: bool = False
    sex: str = ""

    def __hash__(self) -> int:
        """Of the words alone: names are looked up in every comparison, their parts rarely tell."""
        return hash(self.words)

    def to_json(self) -> str:
        """The name as text that `of_json` reads, in ASCII."""
        parts = [[p.role, p.key, p.first, p.last, p.stem, p.sex] for p in self.parts]
        whole = [self.words, parts, self.ordered, self.eastern, self.sex]
        return _ENCODE(whole)

    @classmethod
    def of_json(cls, text: str | bytes) -> "PersonName":
        """The name that `to_json` wrote."""
        words, parts, ordered, eastern, sex = json.loads(text)
        read = tuple([Part(_ROLES[role], *rest) for role, *rest in parts])
        return cls(tuple(words), read, ordered, eastern, sex)

    @property
    def roles(self) -> tuple[tuple[str, Role], ...]:
        """Every word with the role of its part, in order."""
        return tuple(
            (self.words[i], part.role)
            for part in self.parts
            for i in range(part.first, part.last + 1)
        )

    @property
    def has_joined_words(self) -> bool:
        """Whether several words were read as one part."""
        return any([part.last > part.first for part in self.parts])  # noqa: C419 — asked for often

    def having(self, role: Role) -> tuple[Part, ...]:
        """The parts of a role, in order."""
        return tuple([part for part in self.parts if part.role is role])


def syllables_apart(one: PersonName | None, other: PersonName | None) -> bool:
    """Whether both read as East Asian, and one has a given name written in several words."""
    return (
        one is not None
        and other is not None
        and one.eastern
        and other.eastern
        and any(
            part.role is Role.GIVEN and part.last > part.first
            for part in (*one.parts, *other.parts)
        )
    )
