"""Ordinary words of one root in the languages of Europe: Universität, université, university.

The tables hold the words that look otherwise. Of the international ones, which differ in their
endings and in how a sound is spelled, one spelling is enough: a word that no table holds is read
as the ordinary word of which it has the root and the kind of ending.
"""

import re
from collections.abc import Mapping
from functools import cache

from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.rarity import rarity_table

_SHORTEST, _SHORTEST_ROOT, _SHORTEST_BARE = 6, 5, 7
"""Letters of a word, of its root, and of one whose ending tells nothing of its kind."""
_OFTEN = 15
"""In so many of the counted names a word is somebody's own."""
_NAMES = frozenset({"elektron", "kontroles", "futuro", "futura", "fabrika", "generali"})
"""Names of firms, and words that only look like cognates."""
_OF_TRADE = frozenset({WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.DIRECTION})
_SPELLED = tuple(
    (re.compile(pattern), sound, letters)
    for pattern, sound, letters in (
        (r"ph", "f", "ph"), (r"(?<=[trc])h", "", "h"), (r"qu(?=[eai])|k", "c", ""),
        (r"x", "cs", "x"), (r"[yj]", "i", ""), (r"(?:ts|tz|t|z|c|s)(?=io|ia|ie)", "c", "i"),
        (r"(.)\1+", r"\1", ""),
    )
)  # fmt: skip
"""How one sound of a root that all borrowed is spelled in one way; what must stand in the word."""
_ENDINGS = tuple(
    (kind, re.compile(rf"(?:{ending})$"))
    for kind, ending in (
        ("ity", "it(?:i|e|a|at|et|eit|as|es|atea|eten|eti|ates)|ida(?:d|de|des)|itet(?:et)?"),
        ("tion", "ci(?:on|one|oni|ons|ons|ones|oi|iei|ia|ii|e|a|onen|oner)?|cao|coes|[cs]ion"),
        ("ic", "ic(?:s|al|[oaie]|[oae]s|ales?|aux|en|n[iae]|c[aie]|nii|aia)?|isc(?:e[rsn]?)?|iec"),
        ("al", "i?(?:al|el)(?:e|es|i|is|o|er|en|a|ni|na|ne|nii|naia|noe)?|i?aux"),
        ("ar", "(?:ar|air|aer)(?:e|es|i|ii|na|ni|ne|a)?"),
        ("ory", "or(?:i|io|ia|ium|ie|iul|ies|ios)|oir(?:e|es)"),
        ("ment", "(?:a|i|ie)?ment(?:o|i|os|s|e|en|ul|a)?"),
        ("or", "or(?:s|e|es|i|en|a|er|oi)?|eur(?:s|e)?"),
        ("y", "i(?:a|e|es|as|i|ei|en|er|us|iu)?"),
        ("", "(?:e|o|a|u|s|i|es|os|as|et|en|er|en|um|us|ul|ai|om|ov)?"),
    )
)  # fmt: skip
"""Kinds of endings in plain spelling, the likeliest first: what makes one word of two roots."""


@cache
def cognate(folded: str) -> str:
    """The ordinary word of the tables that this one, which they do not hold, is in another tongue.

    Empty where there is none, or the word is one of the dictionary, a brand, or often a name.
    """
    if len(folded) < _SHORTEST or not (folded.isascii() and folded.isalpha()):
        return ""
    lex = lexicon()
    if folded in lex.phrases or folded in lex.brands or folded in lex.common or folded in _NAMES:
        return ""
    plain = _plain(folded)
    # Few words begin as any that is known does.
    if plain[:_SHORTEST_ROOT] not in _beginnings():
        return ""
    root = _root(plain)
    found = _ordinary().get(root, "") if root[0] else ""
    return "" if found and rarity_table().count(folded) >= _OFTEN else found


@cache
def _ordinary() -> Mapping[tuple[str, str], str]:
    """Root and kind of ending → the English word, where all words that share them mean the same."""
    lex = lexicon()
    found: dict[tuple[str, str], str] = {}
    meant: dict[tuple[str, str], frozenset[str]] = {}
    for form, entry in lex.phrases.items():
        if entry.language != "en" or entry.kind not in _OF_TRADE or not entry.meanings:
            continue
        if len(form) < _SHORTEST or not form.isalpha() or not form.isascii():
            continue
        root = _root(_plain(form))
        if root[0]:
            found.setdefault(root, form)
            meanings = frozenset(entry.meanings)
            meant[root] = meanings & meant.get(root, meanings)
    return {root: form for root, form in found.items() if meant[root]}


@cache
def _beginnings() -> frozenset[str]:
    """The first letters of all roots."""
    return frozenset(root[:_SHORTEST_ROOT] for root, _ in _ordinary())


def _plain(folded: str) -> str:
    """The word in plain spelling."""
    for pattern, sound, letters in _SPELLED:
        if letters in folded:
            folded = pattern.sub(sound, folded)
    return folded


def _root(plain: str) -> tuple[str, str]:
    """The root of a word in plain spelling, and the kind of ending; an empty one if too short."""
    for kind, ending in _ENDINGS:
        match = ending.search(plain)
        if match and match.start() >= (_SHORTEST_ROOT if kind else _SHORTEST_BARE):
            return plain[: match.start()], kind
    return "", ""
