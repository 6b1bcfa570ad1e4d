"""Tells a branch from the legal person that it belongs to: “Bank Melli Iran, Hamburg Branch”.

A branch or a representative office is no person in law; what it does its head office does. It is
told by a word for it and a place beside it, at the end of a name or at its beginning.
"""

from collections.abc import Sequence

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token

OFFICES = frozenset({"branch", "representative office"})
"""What words for a branch mean."""
_WORKS = frozenset({"complex", "department"})
"""What words for a part of a company mean, if its place stands between them and the legal form."""
_PLACE, _WORD, _FORM = WordKind.PLACE, WordKind.WORD, WordKind.FORM
_BETWEEN = frozenset({WordKind.NOISE, WordKind.LETTER, WordKind.NUMBER, WordKind.DIRECTION})
"""Kinds of words that stand between a branch and its place: in, no. 3, North."""
_PREPOSITIONS = frozenset(
    {"en", "in", "im", "fuer", "fur", "pour", "para", "for", "gorod", "gorode"}
)
_MOST_UNKNOWN = 2
"""Words that no table knows in the name of a place."""
_SILENT = frozenset({WordKind.NOISE, WordKind.FORM, WordKind.TITLE, WordKind.LETTER})


def without_branch(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words of the legal person of which a name names a branch; none if it names none."""
    for at, word in enumerate(tokens):
        if word.kind is WordKind.UNIT and not OFFICES.isdisjoint(word.meanings):
            rest = _before(tokens, at) or _behind(tokens, at)
            if rest and any(one.kind not in _SILENT for one in rest):
                return rest
    return _without_works(tokens)


def _without_works(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Bharat Electronics Limited, Bengaluru Complex: what stands before the place of the works."""
    at = len(tokens) - 1
    if at < 1 or _WORKS.isdisjoint(tokens[at].meanings):
        return ()
    start = at - 1 if tokens[at - 1].kind is _PLACE else _behind_form(tokens, at)
    rest = tokens[:start]
    named = start < at and _ends_in_form(rest) and any(one.kind not in _SILENT for one in rest)
    return tuple(rest) if named else ()


def _before(tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
    """What stands before a branch with its place: AG Filiale London, AG London Branch."""
    behind = tokens[at + 1 :]
    start = at
    while start and tokens[start - 1].kind in {_PLACE, *_BETWEEN}:
        start -= 1
    places = any(word.kind is _PLACE for word in (*tokens[start:at], *behind))
    # No place is known by name, but one must be meant: behind a legal form, or another language.
    unknown = [word for word in behind if word.kind is _WORD and word.roman not in _PREPOSITIONS]
    if any(word.kind not in {_PLACE, _WORD, *_BETWEEN} for word in behind):
        return ()
    foreign = tokens[at].language != "en"
    if unknown and (len(unknown) > _MOST_UNKNOWN or not (foreign or _ends_in_form(tokens[:start]))):
        return ()
    if not places and not unknown:
        start = _behind_form(tokens, at)
        if start == at and not _ends_in_form(tokens[:at]):
            return ()
    if unknown or any(word.kind is _PLACE for word in behind):
        # The place behind is the branch's; one before is of the name: Bank of Iran Filiale Wien.
        start = at
    elif start < at:
        start = _first_of_place(tokens, start, at)
    return tuple(tokens[:start])


def _first_of_place(tokens: Sequence[Token], start: int, at: int) -> int:
    """Where the place of a branch begins among places: Bank Melli Iran, *Hamburg* Branch."""
    last = at - 1
    while last > start and tokens[last].kind is not _PLACE:
        last -= 1
    return last


def _ends_in_form(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].kind is _FORM


def _behind_form(tokens: Sequence[Token], at: int) -> int:
    """Where one or two unknown words behind a legal form begin: AG *Offenbach* Branch."""
    for start in range(at - 1, max(0, at - 1 - _MOST_UNKNOWN), -1):
        if tokens[start].kind is not _WORD:
            break
        if start and tokens[start - 1].kind is _FORM:
            return start
    return at


def _behind(tokens: Sequence[Token], at: int) -> tuple[Token, ...]:
    """What a branch is of: Hamburg Branch of Bank Melli Iran, Филиал ПАО Сбербанк."""
    if any(word.kind is not _PLACE for word in tokens[:at]) or at + 1 == len(tokens):
        return ()
    following = tokens[at + 1]
    if following.kind is not WordKind.NOISE and following.kind is not _FORM:
        return ()
    rest = list(tokens[at + 1 :])
    while rest and rest[0].kind is WordKind.NOISE:
        rest.pop(0)
    for place, word in enumerate(rest):
        # в г. Москве
        if place and word.kind is WordKind.LETTER and word.roman == "v":
            return tuple(rest[:place])
    return tuple(rest)
