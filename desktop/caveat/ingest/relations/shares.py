"""Reads a share as people write it, as an interval that keeps the words.

"About 30 %" names no limits. It is taken as half a step of its last digit that is not 0 to either
side, and at least one point: about 30 is 25 to 35, about 33 is 32 to 34. This is our choice, and a
remark says so at every row.
"""

import re
import unicodedata
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import NamedTuple

from caveat.domain.shares import SMALLEST, UNSTATED, WHOLE, Interval, Share
from caveat.ingest.relations.words import share_words

_LONGEST = 60
_NUMBER = r"\d{1,4}(?:[.,]\d{1,12})?"
_SIGN = r"\s*(?:%|percent|per cent|pct|prozent|pour cent|процентов|процента)?\s*"
_TAIL = r"(?:owned|held|stake|interest|equity|shares|of (?:the )?(?:shares|equity|capital))?"
_REMARK = re.compile(r"(.*\S)\s*(\([^()]*\))")
_ONE = re.compile(rf"({_NUMBER}){_SIGN}(\+?)\s*{_TAIL}")
_FROM_TO = re.compile(
    rf"(?:(?:between|zwischen|entre|from|von|de)\s+)?({_NUMBER}){_SIGN}"
    rf"(?:-|to|and|bis|und|à|et|至|到|\.\.)\s*({_NUMBER}){_SIGN}{_TAIL}"
)
_WORDED = re.compile(rf"[\s%.()]*{_TAIL}")
_PART = re.compile(r"(\d)\s*/\s*(\d{1,2})")
_NEGATIVE = re.compile(rf"(?:-\s*{_NUMBER}|\(\s*{_NUMBER}\s*\)|{_NUMBER}\s*-){_SIGN}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−~", "-"))
_HALF = Decimal(50)
_NOTHING = Decimal(0)
_ONE_POINT = Decimal(1)


class NoShareError(Exception):
    """A text that is no share: what is wrong with it, and whether it contradicts itself.

    Attributes:
        impossible: It is a number, but no share: negative, or above 100 %.
    """

    def __init__(self, reason: str, *, impossible: bool = False) -> None:
        super().__init__(reason)
        self.impossible = impossible


class ReadShare(NamedTuple):
    """A share, and what was decided in reading it: a clause, or empty."""

    share: Share
    decided: str = ""


@lru_cache(maxsize=8192)
def share_of(text: str, *, may_be_part: bool = False) -> ReadShare:
    """Read a share.

    Args:
        text: As written. Full stop and comma both mark decimals.
        may_be_part: Whether a bare number up to 1 may be a part of 1, as a workbook keeps a cell
            that it shows as a percentage.

    Raises:
        NoShareError: It is none.
    """
    stated = " ".join(text.split())
    if len(stated) > _LONGEST:
        raise NoShareError("is too long to be a share")
    try:
        return _read(stated, may_be_part=may_be_part)
    except NoShareError as error:
        remark = _REMARK.fullmatch(stated)
        if remark is None or error.impossible:
            raise
        read = _read(remark[1], may_be_part=may_be_part)
        share = Share(read.share.interval, stated)
        return ReadShare(share, read.decided or f"is taken as {read.share.interval}")


def _read(stated: str, *, may_be_part: bool) -> ReadShare:
    said = unicodedata.normalize("NFKC", stated).casefold().strip(" .;")
    word, rest = _word(said)
    rest = rest.translate(_DASHES)
    if word in _WHOLE_WORDS and _WORDED.fullmatch(rest):
        low, high = _WHOLE_WORDS[word]
        decided = "" if low == high or word == "unknown" else f"is taken as {Interval(low, high)}"
        return ReadShare(Share(Interval(low, high), stated), decided)
    if _NEGATIVE.fullmatch(rest):
        raise NoShareError("is negative", impossible=True)
    low, high, signed = _figures(rest)
    if high > WHOLE:
        raise NoShareError("is above 100 %", impossible=True)
    if high < low:
        raise NoShareError("ends below its beginning", impossible=True)
    if may_be_part and not word and not signed and _NOTHING < low == high <= _ONE_POINT:
        interval = Interval(low, high * WHOLE)
        return ReadShare(
            Share(interval, stated),
            f"may be a percentage or a part of 1, and is taken as {interval}",
        )
    interval, decided = _limited(word, low, high)
    return ReadShare(Share(interval, stated), decided)


_WHOLE_WORDS = {
    "majority": (_HALF + SMALLEST, WHOLE),
    "minority": (_NOTHING, _HALF - SMALLEST),
    "half": (_HALF, _HALF),
    "whole": (WHOLE, WHOLE),
    "unknown": (UNSTATED.interval.low, UNSTATED.interval.high),
}


def _word(said: str) -> tuple[str, str]:
    """The meaning of the word that a text begins with, and what follows it."""
    if said[:1].isdigit() and "/" not in said:
        return "", said
    for phrase, meaning in share_words():
        if said.startswith(phrase):
            rest = said[len(phrase) :]
            if not rest or not phrase[-1].isascii() or not (phrase[-1] + rest[0]).isalpha():
                return meaning, rest.lstrip(" .:")
    return "", said


def _figures(rest: str) -> tuple[Decimal, Decimal, bool]:
    """The figures of a text: from, to, and whether it says that they are percentages."""
    rest = rest.removeprefix("百分之").strip()
    signed = re.search(r"[%a-zа-я]", rest) is not None
    if one := _ONE.fullmatch(rest):
        figure = _decimal(one[1])
        return figure, (max(figure, WHOLE) if one[2] else figure), signed or bool(one[2])
    if both := _FROM_TO.fullmatch(rest):
        return _decimal(both[1]), _decimal(both[2]), True
    if (part := _PART.fullmatch(rest)) and 0 < int(part[1]) < int(part[2]):
        exact = Decimal(int(part[1])) * WHOLE / int(part[2])
        return (
            exact.quantize(SMALLEST, ROUND_FLOOR),
            exact.quantize(SMALLEST, ROUND_CEILING),
            True,
        )
    raise NoShareError("is not understood as a share")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _limited(word: str, low: Decimal, high: Decimal) -> tuple[Interval, str]:
    """The interval that a word before the figures makes of them."""
    if word == "about":
        interval = Interval(max(low - _width(low), _NOTHING), min(high + _width(high), WHOLE))
        return interval, f"is taken as {interval}"
    if word == "more than":
        if low >= WHOLE:
            raise NoShareError("is above 100 %", impossible=True)
        return Interval(low + SMALLEST, WHOLE), ""
    if word == "at least":
        return Interval(low, WHOLE), ""
    if word == "less than":
        return Interval(_NOTHING, max(high - SMALLEST, _NOTHING)), ""
    if word == "at most":
        return Interval(_NOTHING, high), ""
    if word:
        raise NoShareError("is not understood as a share")
    return Interval(low, high), ""


def _width(figure: Decimal) -> Decimal:
    exponent = figure.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else _ONE_POINT
    return max(min(step, Decimal(10)) / 2, _ONE_POINT)
