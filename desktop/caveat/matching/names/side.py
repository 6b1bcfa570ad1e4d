"""What a comparison needs of one name, made once per name."""

from dataclasses import dataclass, field
from functools import lru_cache

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_name import PersonName
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.tokens import Token

SILENT = frozenset({WordKind.NOISE, WordKind.FORM, WordKind.TITLE})
"""Kinds of words that say nothing of who is named."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names.

    Attributes:
        tokens: Its words in order.
        forms: Normal legal forms stated.
        person: Whether it was taken apart, and is compared, as a person's name.
        surname: Positions of the surname where the writing tells it (``SURNAME, Given``).
        reading: What each part of a person's name is, where it was read.
        head: Position of the first word that we do not know, usually the trade name; -1 for none.
        spoken: All words that say something, in Latin letters, without spaces.
        acronym: Whether nothing but abbreviations is said.
        script: Of the first word in another alphabet than the Latin: ``a`` Arabic or Hebrew, ``h``
            Chinese, ``s`` kana, ``r`` any other; else empty.
        words: How many words say something.
        order: What puts any two names into one order.
    """

    tokens: tuple[Token, ...]
    forms: frozenset[str]
    person: bool = False
    surname: frozenset[int] = frozenset()
    reading: PersonName | None = field(default=None, compare=False)
    head: int = field(init=False, compare=False)
    spoken: str = field(init=False, compare=False)
    acronym: bool = field(init=False, compare=False)
    script: str = field(init=False, compare=False)
    words: int = field(init=False, compare=False)
    order: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        head = -1
        spoken = []
        for i, word in enumerate(self.tokens):
            if head < 0 and word.kind is WordKind.WORD:
                head = i
            if word.kind not in SILENT:
                spoken.append(word)
        fill = object.__setattr__
        fill(self, "head", head)
        fill(self, "spoken", "".join([word.roman or word.lemma for word in spoken]))
        fill(self, "script", next((word.code[0] for word in self.tokens if word.foreign), ""))
        fill(self, "acronym", _is_acronym(spoken))
        fill(self, "words", len(spoken))
        fill(self, "order", tuple([word.code for word in self.tokens]))


@lru_cache(maxsize=16_384)
def side_of(name: PreparedName) -> Side:
    """What the comparison needs of a prepared name."""
    if not name.person:
        return _organisation(name.tokens, name.forms)
    return Side(name.tokens, name.forms, name.person, name.surname, name.reading)


@lru_cache(maxsize=4_096)
def _organisation(tokens: tuple[Token, ...], forms: frozenset[str]) -> Side:
    """Remembered, since a name asked for is held against many."""
    return Side(tokens, forms)


def _is_acronym(spoken: list[Token]) -> bool:
    if len(spoken) == 1:
        return spoken[0].acronym or spoken[0].kind is WordKind.LETTER
    return bool(spoken) and all(t.unspeakable or t.kind is WordKind.LETTER for t in spoken)
