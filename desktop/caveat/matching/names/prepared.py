"""A name taken apart into words, as it is compared."""

from dataclasses import dataclass

from caveat.matching.names.person_name import PersonName
from caveat.matching.names.tokens import Token


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name taken apart.

    Attributes:
        text: The name as given.
        tokens: Its words in order.
        surfaces: The same words as written; empty for the second word of an abbreviation that
            stands for several.
        forms: Normal legal forms stated.
        organisation: Whether a word proves that this is not a person.
        comma: Whether it is written as ``SURNAME, Given``.
        person: Whether it was taken apart as a person's (see `person_prepare`).
        surname: Positions of the surname of a person, where the writing tells it.
        reading: What each part of a person's name is.
    """

    text: str
    tokens: tuple[Token, ...]
    surfaces: tuple[str, ...]
    forms: frozenset[str]
    organisation: bool
    comma: bool = False
    person: bool = False
    surname: frozenset[int] = frozenset()
    reading: PersonName | None = None

    def __hash__(self) -> int:
        """Of the text and the words alone: names are looked up often, and the rest rarely tells."""
        return hash((self.text, self.tokens))
