"""Takes a person's name apart into parts, ready to be compared."""

from dataclasses import replace
from functools import lru_cache

from caveat.matching.names import han
from caveat.matching.names.clean import fold
from caveat.matching.names.han_names import japanese_parted
from caveat.matching.names.hangul import is_hangul_given
from caveat.matching.names.person_name import Part, PersonName, Role
from caveat.matching.names.persons import read_person
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.side import Side
from caveat.matching.names.surnames import hangul_surname, parted
from caveat.matching.names.tokens import HANGUL, HEBREW, Token, token, way_of, word_code

MAX_PARTS = 20
_GENERATIONS = {"senior": 1, "junior": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LITTLE = {Role.TITLE: "t", Role.PARTICLE: "p"}
_ARTICLES = frozenset({"ul", "ur"})
_ARABIC = "\u0600", "\u06ff"


@lru_cache(maxsize=16_384)
def prepare_person(text: str) -> PreparedName:
    """The name of a person taken apart. Any text will do; of a long one the beginning is read."""
    name = read_person(text)
    tokens: list[Token] = []
    surfaces: list[str] = []
    surname: set[int] = set()
    for part in name.parts[:MAX_PARTS]:
        written = name.words[part.first]
        halves = _halves(written) if len(name.words) == 1 else ()
        if halves:
            tokens.extend(token(code) for code, _ in halves)
            surfaces.extend(surface for _, surface in halves)
            continue
        code = _code(part, name)
        if not code.partition(":")[2]:
            continue
        if name.ordered and part.role is Role.SURNAME:
            surname.add(len(tokens))
        tokens.append(token(code))
        surfaces.append(" ".join(name.words[part.first : part.last + 1]))
    return PreparedName(
        text, tuple(tokens), tuple(surfaces), frozenset(), organisation=False, person=True,
        surname=frozenset(surname) if len(surname) < len(tokens) else frozenset(), reading=name,
    )  # fmt: skip


def _halves(written: str) -> tuple[tuple[str, str], ...]:
    """Surname and given name where no space tells them apart (习近平), as `_bare`."""
    parts = (japanese_parted(written) or parted(written)) if han.has_han(written) else ()
    if not parts:
        return ()
    size = len(parts[0])
    return (f"h:{parts[0]}", written[:size]), (f"h:{parts[1]}", written[size:])


@lru_cache(maxsize=16_384)
def bare_side(name: PersonName) -> Side:
    """The words of a person's name, each a part of its own, whatever they were read as."""
    return Side(tuple(token(code) for code, _ in _bare(name)), frozenset(), person=True)


def bare_codes(name: PersonName) -> list[str]:
    """The codes of the words of `bare_side`, in order."""
    return [code for code, _ in _bare(name)]


def bare_name(name: PreparedName) -> PreparedName:
    """The same with the words as written; a name that was not read as a person's stays itself."""
    if name.reading is None:
        return name
    codes, surfaces = zip(*_bare(name.reading), strict=True)
    return replace(
        name, tokens=tuple(map(token, codes)), surfaces=surfaces, surname=frozenset(), reading=None
    )


def _bare(name: PersonName) -> tuple[tuple[str, str], ...]:
    """Code of every word, and the word."""
    halves = _halves(name.words[0]) if len(name.words) == 1 else ()
    if halves:
        return halves
    middle = {part.first for part in name.parts if name.eastern and part.role is Role.PARTICLE}
    return tuple([
        (_bare_code(word, little=i in middle), word)
        for i, word in enumerate(name.words[:MAX_PARTS])
        if fold(word)
    ])  # fmt: skip


def _bare_code(word: str, *, little: bool) -> str:
    """A word by itself; the article of Zia ur-Rahman says nothing by itself either."""
    folded = fold(word)
    return f"p:{folded}" if little or folded in _ARTICLES else word_code(word)


def _code(part: Part, name: PersonName) -> str:
    if part.role in _LITTLE:
        return f"{_LITTLE[part.role]}:{part.key}"
    if part.role is Role.GENERATION:
        return f"g:{_GENERATIONS.get(part.key, 9)}"
    word = name.words[part.first]
    if hanja := han.simplified(word) if han.has_han(word) else hangul_surname(word):
        return f"h:{hanja}"
    if part.last == part.first and is_hangul_given(word):
        return f"{HANGUL}:{word}"
    initial = len(part.key) == 1 and not part.key.isdigit()
    way = "x" if initial else way_of(word)
    written = way == HEBREW
    return f"{way}:{''.join(name.words[part.first : part.last + 1]) if written else part.key}"
