"""Thai words of trade, which are written in one with the name: before it, or behind if borrowed."""

import re
from collections.abc import Container

from caveat.matching.names.brahmic import SIGN

THAI = re.compile("[\u0e00-\u0e7f]")
_SHORTEST, _SHORTEST_BESIDE_KNOWN, _SHORTEST_NAME = 4, 3, 3


def thai_words(run: str, known: Container[str]) -> list[str]:
    """The words of a run of Thai letters: known ones at its ends, and what stands between."""
    before: list[str] = []
    behind: list[str] = []
    while run and run not in known:
        if (size := _at_front(run, known)) > 0:
            before.append(run[:size])
            run = run[size:]
        elif (size := _at_end(run, known)) > 0:
            behind.insert(0, run[-size:])
            run = run[:-size]
        else:
            break
    return [*before, *([run] if run else []), *behind]


def _at_front(run: str, known: Container[str]) -> int:
    sizes = range(len(run) - _SHORTEST_NAME, _SHORTEST_BESIDE_KNOWN - 1, -1)
    return next((n for n in sizes if _is_cut(run[:n], run[n:], known, second=run[n:])), 0)


def _at_end(run: str, known: Container[str]) -> int:
    sizes = range(len(run) - _SHORTEST_NAME, _SHORTEST_BESIDE_KNOWN - 1, -1)
    return next((n for n in sizes if _is_cut(run[-n:], run[:-n], known, second=run[-n:])), 0)


def _is_cut(word: str, rest: str, known: Container[str], *, second: str) -> bool:
    """Whether a known word ends at a letter, and is long enough to be no part of a name."""
    return word in known and second[0] not in SIGN and (len(word) >= _SHORTEST or rest in known)
