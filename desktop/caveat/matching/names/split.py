"""Takes apart one published field that holds several names."""

import re
import unicodedata
from functools import lru_cache

from caveat.matching.names import han
from caveat.matching.names.also import BETWEEN_NAMES, FORMER, IN_BRACKETS, is_between, is_former
from caveat.matching.names.clean import MAX_CHARACTERS, clean, fold
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.prepare import prepare
from caveat.matching.names.segment import segment
from caveat.matching.names.similar import likeness
from caveat.matching.names.tokens import Token
from caveat.matching.names.words import words_of

MOST_NAMES = 4
"""A field is taken apart into no more names than this."""

_LONGEST_ABBREVIATION = 8
_OF_TRADE, _FEWEST_OF_TRADE = (WordKind.ACTIVITY, WordKind.UNIT, WordKind.GENERIC), 2
_AFFILIATED = re.compile(r"^.{2,200}?\bAffiliated Entit(?:y|ies)\s*[:\-–]\s*(.+)$", re.IGNORECASE)
_BRACKETED = re.compile(r"^(.{2,}?)\s*\(([^()]{2,80})\)\s*(.{0,60}?)[.,;*\s]*$")
_SQUARE = re.compile(rf"\[((?:{IN_BRACKETS.pattern})[^\[\]]+)\]", re.IGNORECASE)
_OF_EAST_ASIA = re.compile(
    r"[ -~\u3000\u3005-\u3007\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e]*"
)
"""Signs that are what they are whatever stands beside them; no marks, no look-alikes."""
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])\s*/\s*(?=[\u4e00-\u9fff])")


def is_one_name(text: str) -> bool:
    """Whether a text is surely one name, told without taking it apart; most are.

    Then it is itself what `split_names` gives, but for spaces and the width of letters.
    """
    if not text.isascii():
        if _OF_EAST_ASIA.fullmatch(text) is None:
            return False
        text = unicodedata.normalize("NFKC", text)
        if "/" in text:
            return False
    return (
        text.isprintable()
        and len(text) <= MAX_CHARACTERS
        and "(" not in text
        and "[" not in text
        and ("ff" not in text.lower() or "affiliated" not in text.lower())
        and not is_between(text)
        and not is_former(text)
    )


@lru_cache(maxsize=16_384)
def split_names(text: str) -> tuple[str, ...]:
    """The names in a field, the fullest first; never empty.

    ``Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: X`` is an entry for X, not for
    Huawei Technologies; ``X (ABC)`` is X, also called ABC, unless the bracket holds a place or a
    legal form, which belong to the name.
    """
    cleaned = clean(text)
    if "[" in cleaned:
        cleaned = _SQUARE.sub(r"(\1)", cleaned)
    may_be = not cleaned.isascii() or "affiliated" in cleaned.lower()
    affiliated = _AFFILIATED.match(cleaned) if may_be else None
    if affiliated:
        cleaned = affiliated.group(1)
    elif not ("(" in cleaned or "/" in cleaned or is_between(cleaned) or is_former(cleaned)):
        return (cleaned or text,)
    names: list[str] = []
    for part in _SLASH.split(cleaned) if "/" in cleaned else (cleaned,):
        for name in BETWEEN_NAMES.split(part):
            names.extend(_bracketed(name.strip(" ,;()") if name != part else name))
        if part[:4].rstrip().isupper() and BETWEEN_NAMES.match(part):
            # AKA Logistics is a name of its own.
            names.append(part)
    names.extend(former for name in tuple(names) for former in _formerly(name))
    found = tuple(dict.fromkeys(name for name in names if name))[:MOST_NAMES]
    return found or (text,)


def _formerly(name: str) -> list[str]:
    """The present and the former name, if both are named; the whole may be one name: Im Ex."""
    parts = FORMER.split(name, maxsplit=1)
    return parts if len(parts) > 1 and all(map(_is_telling, parts)) else []


def _is_telling(text: str) -> bool:
    """Whether the text holds a word that may be a trade name."""
    if han.has_han(text):
        return any(map(_is_telling_word, words_of(text)))
    return _holds_a_trade_name(text)


def _is_telling_word(text: str) -> bool:
    """Of Chinese characters without their reading: that takes a library of a quarter second."""
    if not han.has_han(text):
        return _holds_a_trade_name(text)
    codes = [code.partition(":") for code, _ in segment(text, set(), japanese=False)]
    entries = lexicon().han
    return any(
        way == "h" or (way == "k" and entries[word].kind is WordKind.WORD) for way, _, word in codes
    )


def _holds_a_trade_name(text: str) -> bool:
    return any(word.kind is WordKind.WORD for word in prepare(f"x {text}").tokens[1:])


def _tells_place_and_trade(text: str) -> bool:
    """Whether a text without a trade name is a whole name: Tulsky Oruzheiny Zavod."""
    kinds = [word.kind for word in prepare(text).tokens]
    return WordKind.PLACE in kinds and sum(kind in _OF_TRADE for kind in kinds) >= _FEWEST_OF_TRADE


def _is_short_form(inside: str, outside: str) -> bool:
    """Whether a bracket inside a name abbreviates it; else it may be a place we do not know."""
    if not _is_telling(inside):
        return True
    words = [word for word in prepare(inside).tokens if word.kind is WordKind.WORD]
    outer = prepare(outside).tokens
    return all(
        word.acronym
        or any(likeness(word, other) for other in outer)
        or _abbreviates(word, inside, outside)
        for word in words
    )


def _abbreviates(word: Token, inside: str, outside: str) -> bool:
    """Whether a word in capitals is made of the letters of the name before it, or of no syllables.

    NESCOM for National Engineering and Scientific Commission; VNIIRA, of another language.
    """
    if not inside.isupper() or len(word.roman) > _LONGEST_ABBREVIATION:
        return False
    letters = iter(fold(outside))
    if word.roman[:1] == fold(outside)[:1] and all(letter in letters for letter in word.roman):
        return True
    return not word.syllables and not outside.isupper()


def _bracketed(name: str) -> list[str]:
    match = _BRACKETED.match(name) if "(" in name else None
    if match is None:
        return [name]
    outside, inside, after = match.groups()
    former = IN_BRACKETS.match(inside)
    if former:
        inside = inside[former.end() :] or inside
    if after:
        if _is_telling(after) or not (former or _is_short_form(inside, outside)):
            return [name]
        outside = f"{outside} {after}"
    if not words_of(outside):
        return [name]
    if not _is_telling(inside):
        return [outside, inside, name] if not after and _tells_place_and_trade(inside) else [name]
    return [outside, inside, name] if after else [outside, inside]
