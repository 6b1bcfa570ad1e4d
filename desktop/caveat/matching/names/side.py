"""What a comparison needs of one name, made once per name."""

from functools import lru_cache

from caveat.matching.names.branches import OFFICES, without_branch
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_name import PersonName, Role
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.tokens import HAN, Token

SILENT = frozenset({WordKind.NOISE, WordKind.FORM, WordKind.TITLE})
"""Kinds of words that say nothing of who is named."""
_TWO, _SECOND, _NOWHERE = 2, frozenset({1}), frozenset[int]()
_CHILD_OF = frozenset({"p:bin", "p:bint", "p:ould", "p:mint", "p:ag"})
_WORD, _NUMBER, _LETTER = WordKind.WORD, WordKind.NUMBER, WordKind.LETTER
_UNIT = WordKind.UNIT
_OF_TABLES = frozenset("lk")
_TWO_WORDS = len("k:机械制造")


class Side:
    """One of two names. Nothing changes it: whoever compares shares it.

    Attributes:
        tokens: Its words in order.
        folded: Whether all words are in Latin letters, or in what is folded to them.
        forms: Normal legal forms stated.
        person: Whether it was taken apart, and is compared, as a person's name.
        surname: Positions of the surname where the writing tells it (``SURNAME, Given``).
        reading: What each part of a person's name is, where it was read.
        head_office: The legal person of which the name names a branch; None if it names none.
        head: Position of the first word that we do not know, usually the trade name; -1 for none.
        spoken: All words that say something, in Latin letters, without spaces.
        acronym: Whether nothing but abbreviations is said.
        script: Of the first word in another alphabet than the Latin: ``a`` Arabic or Hebrew, ``h``
            Chinese, ``s`` kana, ``i`` Indic and the like, ``r`` any other; else empty.
        words: How many words say something.
        order: What puts any two names into one order.
        holds_name: Whether a word may be a known name of several words (see `by_parts`).
        holds_phrase: Whether a word of trade may be a phrase (see `opened`).
        joined: Whether several words of a person's name were read as one part.
        fathers: Whether a word is a patronymic.
        generation: The first number: of a person Jr, III; 0 for none.
        given: Positions of the given names of a Chinese, Japanese, Korean or Vietnamese person.
        lineage: Positions of son and father where a word between them says so (bin, ould).
    """

    __slots__ = (
        "acronym", "fathers", "folded", "forms", "generation", "given", "head", "head_office",
        "holds_name", "holds_phrase", "joined", "lineage", "order", "person", "reading",
        "script", "spoken", "surname", "tokens", "words",
    )  # fmt: skip

    def __init__(
        self,
        tokens: tuple[Token, ...],
        forms: frozenset[str],
        person: bool = False,  # noqa: FBT001, FBT002 — one of the facts of a name
        surname: frozenset[int] = frozenset(),
        reading: PersonName | None = None,
    ) -> None:
        self.tokens, self.forms, self.person = tokens, forms, person
        self.surname, self.reading = surname, reading
        head, script, generation, fathers = -1, "", 0, False
        holds_name = holds_phrase = False
        office: tuple[Token, ...] = ()
        spoken = []
        for i, word in enumerate(tokens):
            kind = word.kind
            if kind is _WORD:
                if head < 0:
                    head = i
                if word.patronymic:
                    fathers = True
                holds_name = holds_name or word.code[0] in _OF_TABLES
            elif kind is _NUMBER and not generation:
                generation = word.number
            elif kind is _UNIT and not OFFICES.isdisjoint(word.meanings):
                office = without_branch(tokens)
            if kind not in SILENT:
                spoken.append(word)
                holds_phrase = holds_phrase or (
                    kind is not _WORD and (" " in word.code or _is_long_native(word.code))
                )
            if word.foreign and not script:
                script = word.code[0]
        self.head, self.script = head, script
        self.generation, self.fathers = generation, fathers
        self.spoken = "".join([word.roman or word.lemma for word in spoken])
        self.acronym = _is_acronym(spoken)
        self.words = len(spoken)
        self.order = tuple([word.code for word in tokens])
        self.head_office = _organisation(office, forms) if office else None
        self.holds_name = holds_name
        self.holds_phrase = holds_phrase
        self.folded = "".join(self.order).isascii()
        self.joined = reading is not None and reading.has_joined_words
        self.given = _given(tokens, reading) if person else _NOWHERE
        self.lineage = _lineage(tokens) if person else ()


def _is_long_native(code: str) -> bool:
    """Whether a phrase of the tables is written in Chinese, in two words or more."""
    return code[0] == "k" and len(code) >= _TWO_WORDS


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


def _given(tokens: tuple[Token, ...], reading: PersonName | None) -> frozenset[int]:
    if len(tokens) == _TWO and all([word.code[0] == HAN for word in tokens]):  # noqa: C419 — asked for often
        return _SECOND
    if reading is None or not reading.eastern or len(reading.parts) != len(tokens):
        return _NOWHERE
    return frozenset([i for i, part in enumerate(reading.parts) if part.role is Role.GIVEN])


def _lineage(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Sons and fathers, as positions; a son whose name stands elsewhere is none."""
    pairs: list[tuple[int, int]] = []
    names: list[int] = []
    child = -1
    for i, word in enumerate(tokens):
        if word.code in _CHILD_OF:
            child = names[-1] if names and names[-1] == i - 1 else -1
        elif word.kind is _WORD:
            if child >= 0:
                pairs.append((child, i))
            child = -1
            names.append(i)
    return tuple(pairs)


def _is_acronym(spoken: list[Token]) -> bool:
    if len(spoken) == 1:
        return spoken[0].acronym or spoken[0].kind is _LETTER
    for word in spoken:
        if not (word.unspeakable or word.kind is _LETTER):
            return False
    return bool(spoken)
