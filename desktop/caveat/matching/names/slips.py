"""How alike two words are that a slip of the hand, or of a scanner, makes differ."""

from rapidfuzz.distance import OSA, JaroWinkler

from caveat.matching.coefficients import coefficients
from caveat.matching.names.given import groups
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.scanned import scanned_alike
from caveat.matching.names.tokens import Token

_SHORTEST, _MIDDLE = 3, 8
_LONG = 13
_LONG_ENOUGH, _FEWEST_KNOWN = 8, 5
"""Letters of a word that one slip does not make another's, and of one that all know."""
_CLOSE = 0.9
_NUMBERED = frozenset(["iii", "vii", "viii", "xii", "xiii", "xiv", "xvi", "xix", "xxi"])
"""Roman numbers that are no ending of a word."""
_LONGEST_ENDING = 3
_DISTINGUISHING_BEGINNINGS = ("novo", "non", "anti", "inter", "trans", "micro", "macro", "neo")
_SCANNED = str.maketrans("015i", "olsl")


def typed(a: Token, b: Token) -> float | None:
    """Likeness after one to three slips of the hand or the scanner, or None."""
    c = coefficients().spelling
    one, other = a.roman, b.roman
    size = max(len(one), len(other))
    if min(len(one), len(other)) < _SHORTEST or (one.isdigit() and other.isdigit()):
        return None
    allowed = 1 if size < _MIDDLE else 2 if size < _LONG else 3
    syllables = a.syllables and b.syllables and a.kind is b.kind
    if syllables:
        # One syllable for another makes another name (Xianghe, Xianhe), rarely a slip.
        allowed = 1
    slips = OSA.distance(one, other, score_cutoff=allowed)
    if slips > allowed and a.skeleton == b.skeleton:
        one, other = a.variant, b.variant
        slips = OSA.distance(one, other, score_cutoff=allowed)
    if slips > allowed:
        if (
            not syllables
            and size >= _MIDDLE - 1
            and slips == allowed + 1
            and _very_close(one, other)
        ):
            slips = OSA.distance(one, other)
        else:
            return None
    if len(one) != len(other) and _only_begins_differently(one, other):
        return None
    value = 1.0 - c["slope"] * slips / size
    if a.skeleton != b.skeleton and _both_known(a, b):
        value -= c["known"]
    if syllables and a.skeleton != b.skeleton:
        value -= c["syllable"]
    if a.kind is not b.kind and WordKind.PLACE in {a.kind, b.kind}:
        # "Wuhai" is as likely a name of its own as a slip for Wuhan.
        value -= c["known"] / 2
    return value if value >= c["floor"] else None


def is_one_slip(a: Token, b: Token) -> bool:
    """Whether two words are one but for one letter, so that the hand is to blame.

    A long word has no neighbour that is another's name; nor has one of middling length of which
    two letters stand in another order. Of a shorter one the one spelling must be a word that
    everybody knows, and the other one nobody's. Of 1,479 names of listed companies with one letter
    dropped, doubled, changed or exchanged 140 were no hit before this rule, and 44 are with it; no
    supplier of the registers raised an alert more.
    """
    one, other = a.roman, b.roman
    size = max(len(one), len(other))
    if size < _FEWEST_KNOWN or one[:1] != other[:1] or _both_known(a, b):
        return False
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    swapped = len(one) == len(other) and size > _FEWEST_KNOWN and sorted(one) == sorted(other)
    if size < _LONG_ENOUGH and not swapped:
        return _is_slip_for(a, b) or _is_slip_for(b, a)
    # Elements and Elemento are two words, Christine and Christina two names.
    told_apart = a.variant != b.variant and min(a.count, b.count) > 1
    return not told_apart and not (groups(one) and groups(other))


def _is_slip_for(slip: Token, word: Token) -> bool:
    """Whether a word that no table holds stands beside one that all know."""
    if slip.count or slip.kind is not WordKind.WORD or slip.brands:
        return False
    if word.kind is not WordKind.WORD:
        return True
    return len(word.roman) > _FEWEST_KNOWN and bool(word.brands or word.roman in lexicon().common)


def scanned(a: Token, b: Token) -> float | None:
    """Likeness of words that a scanner takes for each other, or None."""
    if scanned_alike(a.roman, b.roman, known=_both_known(a, b)):
        return coefficients().spelling["scanned"]
    return None


def _both_known(a: Token, b: Token) -> bool:
    """Whether both spellings are words in their own right, so that neither is a slip."""
    c = coefficients().spelling
    rarer, commoner = sorted((a.count, b.count))
    if rarer >= c["known_count"]:
        return True
    # Lists misspell places and industry words, so that a slip for one of those is seen too.
    words = a.kind is b.kind is WordKind.WORD
    return words and rarer >= c["seen_count"] and commoner >= c["common_count"]


def _very_close(one: str, other: str) -> bool:
    return JaroWinkler.similarity(one, other) >= _CLOSE


def _only_begins_differently(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(long) - len(short) >= _LONGEST_ENDING:
        return long.removeprefix(short) in _NUMBERED  # BICENTENARIOXII
    return long.endswith(short) and long.removesuffix(short) in _DISTINGUISHING_BEGINNINGS


def digits_for_letters(one: str, other: str) -> bool:
    """Whether a scanner took letters of a long word for digits: Rheinmeta11, 5tahlwerke."""
    if one.isalpha() is other.isalpha() or len(one) != len(other) or len(one) < _MIDDLE:
        return False
    if one.isalpha():
        one, other = other, one
    # An I that was made a 1 may be an l in capitals.
    return one.translate(_SCANNED) == other.translate(_SCANNED)
