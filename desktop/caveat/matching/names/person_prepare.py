"""Takes a person's name apart into parts, ready to be compared."""

import re
from functools import lru_cache

from caveat.matching.names import han
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.tokens import Token, token, word_code

MAX_PARTS = 20
_PIECE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]+|[^\W_]+(?:['’`][^\W_]+)*")
_PARTICLES = frozenset("al el ul ad as an ar az at ash de del la da dos das do van von der den di bin ibn ben bint ould wa e y of the zu ter".split())
_TITLES = frozenset("dr sheikh shaikh shaykh hajji haji hajj gen general mr mrs sayyid sayed seyed mullah maulavi mawlawi col colonel maj major lt prof hon sir eng engineer qari brig brigadier captain capt ustad molvi maulana lieutenant dato datuk imam ayatollah prince king".split())
_GENERATIONS = {"jr": 2, "sr": 1, "ii": 2, "iii": 3, "iv": 4, "filho": 2, "neto": 3}


@lru_cache(maxsize=16_384)
def prepare_person(text: str) -> PreparedName:
    """The name of a person taken apart. Any text will do; of a long one the beginning is read."""
    cleaned = clean(text)
    comma = cleaned.find(",")
    tokens: list[Token] = []
    surfaces: list[str] = []
    surname: set[int] = set()
    for match in _PIECE.finditer(cleaned):
        word = match.group().replace("'", "").replace("’", "")
        code = _code(word, first=not tokens)
        if not code:
            continue
        if 0 < match.start() < comma and code[0] not in "pt" or (match.start() == 0 and comma > 0):
            surname.add(len(tokens))
        tokens.append(token(code))
        surfaces.append(match.group())
        if len(tokens) == MAX_PARTS:
            break
    if tokens and all(t.code[0] in "ptg" for t in tokens):
        tokens = [token(word_code(s)) for s in surfaces]
    if len(surname) == len(tokens):
        surname = set()
    return PreparedName(
        text, tuple(tokens), tuple(surfaces), frozenset(), organisation=False, person=True,
        surname=frozenset(surname),
    )  # fmt: skip


def _code(word: str, *, first: bool) -> str:
    if han.HAN.match(word):
        return f"h:{han.simplified(word)}"
    folded = fold(word)
    if not folded:
        return ""
    if folded in _PARTICLES:
        return f"p:{folded}"
    if folded in _TITLES:
        return f"t:{folded}"
    if not first and folded in _GENERATIONS:
        return f"g:{_GENERATIONS[folded]}"
    return word_code(word)
