"""Takes a name apart into words, ready to be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache

from caveat.matching.names import arabic, han
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.lexicon import Entry, WordKind, lexical, lexicon
from caveat.matching.names.segment import segment, unspaced_words
from caveat.matching.names.tokens import Token, token, word_code

MAX_WORDS = 40
"""Words beyond are not compared."""

_PIECE = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]+"
    r"|(?:(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?)"
    r"|[^\W_]+(?:'[^\W_]+)*"
)
_ORDINAL = re.compile(r"^(\d{1,6})(?:st|nd|rd|th|i|y|ya|go|oy|yi|yy|iy)?$")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇"
_UNSPACED_SPLIT = re.compile(rf"{han.UNSPACED.pattern}|[^\u30a0-\u30ff\uac00-\ud7a3]+|.")
_HAN_SPLIT = re.compile(rf"[{_HAN}]+|[^{_HAN}]+")
_ALWAYS_FORM = frozenset(
    [
        "co",
        "ltd",
        "inc",
        "llc",
        "jsc",
        "ooo",
        "oao",
        "zao",
        "pao",
        "fze",
        "fzc",
        "fzco",
        "gmbh",
        "plc",
        "ojsc",
        "cjsc",
        "pjsc",
        "corp",
        "llp",
        "pte",
        "pvt",
        "sdn",
        "bhd",
        "pty",
        "srl",
        "sarl",
        "ltda",
        "doo",
        "eood",
        "ood",
        "fgup",
        "fsue",
    ]
)
_SHORT_FORM = 4
_SHORT_FORMS = (
    ("(株)", " 株式会社 "),
    ("(有)", " 有限会社 "),
    ("(주)", " 주식회사 "),
    ("(유)", " 유한회사 "),
)


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
        person: Whether it is written as ``SURNAME, Given``.
    """

    text: str
    tokens: tuple[Token, ...]
    surfaces: tuple[str, ...]
    forms: frozenset[str]
    organisation: bool
    person: bool


@lru_cache(maxsize=16_384)
def prepare(text: str) -> PreparedName:
    """The name taken apart. Any text will do; of a very long one only the beginning is read."""
    cleaned = _spelled_out(clean(text))
    words = _words(cleaned)
    tokens: list[Token] = []
    surfaces: list[str] = []
    forms: set[str] = set()
    folded = [lexical(word) for word in words]
    readings = lexicon().readings(folded)
    japanese = han.has_han(cleaned) and han.is_japanese(cleaned)
    i = 0
    while i < len(words) and len(tokens) < MAX_WORDS:
        if han.HAN.match(words[i]):
            for code, surface in segment(words[i], forms, japanese=japanese):
                tokens.append(token(code))
                surfaces.append(surface)
            i += 1
            continue
        written, length = folded, 0
        for reading in readings:
            longer = _phrase_length(reading, i)
            if longer > length:
                written, length = reading, longer
        if length == 1 and _is_capital(words[i]):
            length = 0
        if length:
            phrase = " ".join(written[i : i + length])
            entry = lexicon().phrases[phrase]
            _take(entry, f"l:{phrase}", " ".join(words[i : i + length]), tokens, surfaces, forms)
            i += length
            continue
        if folded[i]:
            tokens.append(token(_single_code(words[i], folded[i], first=not tokens)))
            surfaces.append(words[i])
        i += 1
    if tokens and all(t.kind in {WordKind.FORM, WordKind.NOISE} for t in tokens):
        kept = [(token(f"w:{fold(s)}"), s) for s in surfaces if s and fold(s)]
        tokens, surfaces = [t for t, _ in kept], [s for _, s in kept]
    tokens, surfaces = tokens[:MAX_WORDS], surfaces[:MAX_WORDS]
    proof = {WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.FORM}
    organisation = bool(forms) or any(t.kind in proof for t in tokens)
    comma = cleaned.count(",") == 1 and not organisation and not cleaned.endswith(",")
    return PreparedName(text, tuple(tokens), tuple(surfaces), frozenset(forms), organisation, comma)


def _spelled_out(cleaned: str) -> str:
    """Japanese and Korean legal forms are printed as one character in brackets."""
    if not cleaned.isascii():
        for short, long in _SHORT_FORMS:
            cleaned = cleaned.replace(short, long)
    return cleaned


def _words(cleaned: str) -> list[str]:
    words: list[str] = []
    for match in _PIECE.finditer(cleaned):
        piece = match.group()
        if "." in piece:
            joined = piece.replace(".", "")
            known = fold(joined) in lexicon().phrases
            words.extend([joined] if known else list(joined))
        elif han.HAN.search(piece):
            for part in _HAN_SPLIT.findall(piece):
                if han.HAN.match(part):
                    words.append(han.simplified(part))
                elif han.UNSPACED.fullmatch(part):
                    words.extend(unspaced_words(part))
                else:
                    words.append(part)
        elif not piece.isascii() and han.UNSPACED.search(piece):
            for part in _UNSPACED_SPLIT.findall(piece):
                words.extend(unspaced_words(part) if han.UNSPACED.match(part) else [part])
        else:
            words.append(piece.replace("'", ""))
        if len(words) > MAX_WORDS * 2:
            break
    return words


def _is_capital(word: str) -> bool:
    """A capital letter by itself is an initial or a number (E, I), not the little word "e"."""
    return len(word) == 1 and word.isupper() and word not in "YИ&"


def _phrase_length(folded: list[str], start: int) -> int:
    lex = lexicon()
    most = lex.longest.get(folded[start], 0)
    for length in range(min(most, len(folded) - start), 0, -1):
        phrase = folded[start] if length == 1 else " ".join(folded[start : start + length])
        entry = lex.phrases.get(phrase)
        if entry is None:
            continue
        if entry.kind is WordKind.FORM and length == 1 and not _is_form(phrase, folded, start):
            continue
        return length
    return 0


def _is_form(word: str, folded: list[str], at: int) -> bool:
    """Short forms such as AG or SIA are forms only at the ends of a name."""
    if len(word) >= _SHORT_FORM or word in _ALWAYS_FORM:
        return True
    known = lexicon().phrases
    return all(w in known for w in folded[:at]) or all(w in known for w in folded[at + 1 :])


def _take(  # noqa: PLR0917 — the three lists are one result, built in place
    entry: Entry,
    code: str,
    surface: str,
    tokens: list[Token],
    surfaces: list[str],
    forms: set[str],
) -> None:
    if entry.form:
        normal, _, rest = entry.form.partition("+")
        forms.add(normal)
        tokens.append(token(code))
        surfaces.append(surface)
        if rest:
            tokens.append(token(f"c:{rest}"))
            surfaces.append("")
        return
    if entry.sequence:
        for position, meaning in enumerate(entry.sequence):
            tokens.append(token(f"c:{meaning}"))
            surfaces.append(surface if position == 0 else "")
        return
    tokens.append(token(code))
    surfaces.append(surface)


def _single_code(word: str, folded: str, *, first: bool) -> str:
    if not folded.isascii():
        return word_code(arabic.without_article(word))
    ordinal = _ORDINAL.match(folded)
    if ordinal:
        return f"n:{int(ordinal.group(1))}"
    if not first and word in lexicon().roman:
        return f"n:{lexicon().roman[word]}"
    return word_code(word)
