"""What holds a score down: an abbreviation alone, nothing but ordinary words, another sort."""

from collections.abc import Sequence

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.coefficients import coefficients
from caveat.matching.names.align import Alignment
from caveat.matching.names.evidence import Balance
from caveat.matching.names.institutions import Apart, sorts_apart
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.rules import adds_to, held
from caveat.matching.names.side import SILENT, Side
from caveat.matching.names.tokens import Token

_TELLING = frozenset({WordKind.WORD, WordKind.NUMBER, WordKind.ACTIVITY, WordKind.LETTER})
_WORD, _PLACE = WordKind.WORD, WordKind.PLACE
_CAPS = {"acronym": "acronym", "generic": "generic", "kin": "kin", "sort": "generic",
         "whole acronym": "whole_acronym", "other characters": "other_characters"}  # fmt: skip
"""The coefficient of each reason."""


def cap(left: Side, right: Side, alignment: Alignment) -> str:
    """Which rule holds the name down before it is weighed: ``acronym``, ``generic``, or none."""
    alike = left.order == right.order
    verbatim = alike and (left.forms or left.words > 1)
    if _is_one_brand(left, right):
        return ""
    if not verbatim and (
        left.acronym or right.acronym or _rests_on_acronym(left, right, alignment)
    ):
        return "acronym"
    if alike:
        return ""
    tokens = left.tokens
    for link in alignment.links:
        for i in link.left:
            if tokens[i].kind in _TELLING:
                return ""
    return "generic"


def _is_one_brand(left: Side, right: Side) -> bool:
    """Whether the names are one group's by the table, the one in letters (BYD), the other not."""
    if left.head < 0 or right.head < 0:
        return False
    one, other = left.tokens[left.head], right.tokens[right.head]
    return one.foreign != other.foreign and not one.brands.isdisjoint(other.brands)


def _rests_on_acronym(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether only abbreviations agree while each side goes on in its own way."""
    mine, theirs = left.tokens, right.tokens
    agreed = False
    for link in alignment.links:
        word = mine[link.left[0]]
        if word.kind is _PLACE:
            return False
        if word.kind is _WORD and theirs[link.right[0]].kind is _WORD:
            if not word.acronym:
                return False
            agreed = True
    return agreed and _says_more(mine, alignment.left) and _says_more(theirs, alignment.right)


def _says_more(tokens: Sequence[Token], free: Sequence[int]) -> bool:
    """Whether a word that says something stands alone."""
    return any([tokens[i].kind not in SILENT for i in free])  # noqa: C419 — asked for often


def held_down(  # noqa: PLR0917 — what a comparison has come to
    points: float, capped: str, balance: Balance, left: Side, right: Side, alignment: Alignment
) -> tuple[float, str]:
    """The points that the rules leave, and which of them holds the name down; empty for none."""
    c = coefficients()
    apart = Apart.NO
    if points >= DEFAULT_THRESHOLD and not capped:
        apart = sorts_apart(left, right, alignment)
        capped = "sort" if apart is Apart.SURELY else ""
    if capped == "acronym" and _is_whole_abbreviation(left, right, balance):
        capped = "whole acronym"
        points = max(points, c.floor["same_words"])
    if points >= DEFAULT_THRESHOLD and balance.sounds_alike:
        capped = "other characters"
    if capped:
        points = held(points, c.cap[_CAPS[capped]])
    hit = points >= DEFAULT_THRESHOLD
    if balance.unit_added or apart is Apart.MAYBE or (hit and balance.near):
        points = held(points, c.cap["unit_added"])
    return points, capped


def _is_whole_abbreviation(left: Side, right: Side, balance: Balance) -> bool:
    """Whether an abbreviation is all that the one says, and all but added words of the other."""
    if left.acronym and right.acronym and balance.same_words:
        return True
    return (left.acronym and adds_to(right, left)) or (right.acronym and adds_to(left, right))
