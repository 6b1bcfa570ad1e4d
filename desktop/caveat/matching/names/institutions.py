"""Tells universities and state banks of one place apart by what sort they are.

“State”, “Metropolitan” or “Technical” is an ordinary word in a firm's name; in the name of a
university it is what tells it from the other one of the town.
"""

from collections.abc import Sequence
from enum import IntEnum

from caveat.matching.names.align import Alignment
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.side import Side
from caveat.matching.names.tokens import Token

_KINDS = frozenset({"university", "bank"})
_SORTS = {
    "state": "state", "estado": "state", "estatal": "state", "etat": "state", "staatliche": "state",
    "city": "city", "metropolitan": "city", "metropolitana": "city", "municipal": "city",
    "freie": "free", "free": "free", "libre": "free", "vrije": "free", "livre": "free",
    "libera": "free",
    "technical": "technical", "technische": "technical", "technique": "technical",
    "tecnica": "technical", "technology": "technical", "technological": "technical",
    "polytechnic": "technical", "politecnica": "technical", "politechnika": "technical",
    "catholic": "catholic", "catolica": "catholic", "catholique": "catholic",
    "katholieke": "catholic", "medical": "medical", "medicine": "medical",
    "pedagogical": "teaching", "normal": "teaching", "agricultural": "farming",
    "agrarian": "farming",
}  # fmt: skip
_MADE_OF_PHRASE = "c"
_LEFT_OUT = frozenset({"state", "technical"})
_OF_BANKS = frozenset({"state"})
_AMERICAN = frozenset(
    ["alabama", "arizona", "arkansas", "california", "colorado", "delaware", "florida", "georgia",
     "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "michigan",
     "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "ohio", "oklahoma",
     "oregon", "tennessee", "texas", "utah", "washington"]
)  # fmt: skip
"""States of America that have a university and a state university: two of them."""


class Apart(IntEnum):
    """How surely two institutions are two."""

    NO = 0
    MAYBE = 1
    SURELY = 2


def sorts_apart(left: Side, right: Side, alignment: Alignment) -> Apart:
    """Whether two universities, or banks, are told apart by what sort they are.

    In one script: a translation may put it otherwise. “State” and “of Technology” are left out of
    the names of many, so that one alone is no proof unless both name nothing but a place.
    """
    if (
        left.script
        or right.script
        or not (
            any([left.tokens[i].roman in _SORTS for i in alignment.left])  # noqa: C419 — asked for often
            or any([right.tokens[j].roman in _SORTS for j in alignment.right])  # noqa: C419
        )
    ):
        return Apart.NO
    kinds = {
        meaning
        for link in alignment.links
        for meaning in left.tokens[link.left[0]].meanings & right.tokens[link.right[0]].meanings
    } & _KINDS
    if not kinds:
        return Apart.NO
    is_university = "university" in kinds
    mine = _sorts(left.tokens, alignment.left, is_university=is_university)
    theirs = _sorts(right.tokens, alignment.right, is_university=is_university)
    if mine == theirs:
        return Apart.NO
    if (mine and theirs) or not _LEFT_OUT.issuperset(mine ^ theirs):
        return Apart.SURELY
    agreed = [left.tokens[link.left[0]] for link in alignment.links]
    if any(word.roman in _AMERICAN for word in agreed):
        return Apart.SURELY
    linked = {word.kind for word in agreed}
    is_of_place = WordKind.PLACE in linked and WordKind.WORD not in linked
    return Apart.SURELY if is_of_place and "technical" in mine ^ theirs else Apart.MAYBE


def _sorts(tokens: Sequence[Token], free: Sequence[int], *, is_university: bool) -> set[str]:
    found = {
        _SORTS[tokens[i].roman]
        for i in free
        if tokens[i].roman in _SORTS
        # A word of trade that is merely added: Beijing University Technology Co.
        and (tokens[i].roman != "technology" or tokens[i].code[0] == _MADE_OF_PHRASE)
    }
    return found if is_university else found & _OF_BANKS
