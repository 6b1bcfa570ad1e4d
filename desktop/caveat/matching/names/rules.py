"""Rules on top of the fitted scores: what spreads strong ones, holds one down, or keeps it up."""

import math
from functools import cache

from caveat.domain.screening import STRONG
from caveat.matching.coefficients import coefficients
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.loose import is_body
from caveat.matching.names.side import SILENT, Side
from caveat.matching.names.tokens import Token, token

_SOFT = SILENT | {WordKind.PLACE, WordKind.GENERIC}
_ORDINARY = frozenset({WordKind.GENERIC, WordKind.UNIT, WordKind.ACTIVITY})


def spread(points: float, nats: float, left: Side, right: Side) -> float:
    """A strong score by how much the names say: a long or rare one stands above a short one.

    No strong score becomes another; equal names would else pile up at the best one.
    """
    if points <= STRONG:
        return points
    said = nats + min(len(left.spoken), len(right.spoken)) * coefficients().evidence["letter"]
    share = 1.0 - math.exp(-((said / coefficients().evidence["all_said"]) ** 2))
    return STRONG + (points - STRONG) * share


def holds_whole(left: Side, right: Side) -> bool:
    """Whether the one is the other as printed, with places, generic words or forms put in.

    Of a name of nothing but such words and forms, the whole of it must stand in one piece.
    """
    short, long = left, right
    if (right.words, len(right.tokens)) < (left.words, len(left.tokens)):
        short, long = right, left
    if short.words > 1 and any([word.kind not in _SOFT for word in short.tokens]):  # noqa: C419 — asked for often
        said = [word for word in short.tokens if word.kind not in SILENT]
        wanted = tuple([
            _text(one)
            for word in said
            for one in ((word,) if word.code in long.order else _apart(word))
        ])  # fmt: skip
    elif short.words > 1 or short.forms:
        if not any(
            long.order[at:][: len(short.order)] == short.order for at in range(len(long.order))
        ):
            return False
        wanted = tuple(map(_text, map(token, short.order)))
    else:
        return False
    at, size = 0, len(wanted)
    for word in long.tokens:
        for one in (word,) if _text(word) in wanted else _apart(word):
            if at < size and _text(one) == wanted[at]:
                at += 1
            elif one.kind not in _SOFT and not is_body(word):
                return False
    return at == size


def _text(word: Token) -> str:
    """What is written: Air means airline at the end of a name only (see `placed`)."""
    return word.code[2:]


def adds_to(longer: Side, name: Side) -> bool:
    """Whether the one says all of a name, and beside it only places, generic words and forms."""
    if not name.forms <= longer.forms:
        return False
    said = [word for word in longer.tokens if word.kind not in SILENT]
    wanted = [word.code for word in name.tokens if word.kind not in SILENT]
    size = len(wanted)
    return any(
        [word.code for word in said[at : at + size]] == wanted
        and all(word.kind in _SOFT or is_body(word) for word in (*said[:at], *said[at + size :]))
        for at in range(len(said) - size + 1)
    )


def is_bare(side: Side) -> bool:
    """Whether a name is nothing but legal forms, or one word that every other firm has (Bank)."""
    if not side.words:
        return all([word.kind is not WordKind.TITLE for word in side.tokens])  # noqa: C419 — asked for often
    if side.forms or len(side.tokens) != 1:
        return False
    word = side.tokens[0]
    return word.kind in _ORDINARY and word.weight < coefficients().evidence["bare"]


@cache
def _apart(word: Token) -> tuple[Token, ...]:
    """The words of a phrase of the tables: one that was put in makes it, or breaks it.

    A country is one word: no "North Mining" is meant by "North Korean Mining".
    """
    way, _, phrase = word.code.partition(":")
    parts = phrase.split(" ")
    if way != "l" or len(parts) == 1 or word.kind in SILENT or _is_country(word):
        return (word,)
    phrases = lexicon().phrases
    return tuple([token(f"{'l' if part in phrases else 'w'}:{part}") for part in parts])


def _is_country(word: Token) -> bool:
    places = lexicon().places
    return word.kind is WordKind.PLACE and all(
        places[place].kind == "country" for place in word.meanings
    )


def held(points: float, limit: float) -> float:
    """At most the limit, and still in the order of the scores."""
    return min(points, limit * (0.9 + 0.1 * points / 100.0))
