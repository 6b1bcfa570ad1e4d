"""Tells where one name of a party ends and another begins: trading as, formerly, c/o.

What is written between two names is known in the languages of the lists. Who is asked to receive
the post of another (c/o) is no name of it, but is asked for as well: a listed party may be either.
"""

import re

_LETTERS = ("aka", "fka", "nka", "dba", "pka")
_LETTER_BY_LETTER = "|".join(r"[./]?\s?".join(letters) + r"\.?" for letters in _LETTERS)
_SLASHED = r"t/a\.?|(?-i:t\.a\.)|o/a|c/[o0]|c/-"
_KNOWN = (
    r"(?:also |formerly |previously |now |otherwise |better |commercially )known as",
    (
        r"(?:also |now |currently )?(?:doing business|trading|operating|carrying on business) "
        r"(?:as|under the (?:name|style)(?: and style)?(?: of)?)"
    ),
    r"(?:whose )?trad(?:ing|e) name(?: is)?\s*:|trading name of",
    r"formerly(?: known as| called| named| trading as)?|previously(?: called| named)",
    # German, French, Italian, Spanish, Portuguese
    (
        r"vormals|vorm\.|ehemals|ehem\.|früher|handelnd (?:als|unter)|auch bekannt als|"
        r"firmierend (?:als|unter)"
    ),
    (
        r"anciennement(?: dénommée?)?|anct\.|ex-dénommée?|exerçant sous le nom(?: commercial)?"
        r"(?: de)?|dite?\s*:|également connue? sous le nom(?: de)?|nom commercial(?: de)?"
    ),
    (
        r"già(?: denominata)?|precedentemente(?: nota come| denominata)?|denominazione precedente|"
        r"in precedenza"
    ),
    (
        r"anteriormente(?: denominada| conocida como)?|antes(?: denominada| conocida como)|"
        r"antiguamente|también conocid[ao] como|nombre comercial|conocid[ao] como"
    ),
    r"anteriormente denominada|também conhecid[ao] como|nome fantasia|antiga(?:mente)? denominada",
    # Dutch, Scandinavian, Polish, Turkish, Romanian
    (
        r"voorheen|v/h|handelend onder de naam|h\.?o\.?d\.?n\.?|tidligere|tidigare|f\.d\.|"
        r"f\.?d\.? (?=[A-ZÅÄÖ])|dawniej|uprzednio|eski adıyla|eski adi(?:yla)?|eski unvanı|fosta"
    ),
    # Russian, Ukrainian
    (
        r"(?:ранее|прежде)(?: известн\w+ как| именовал\w+| носил\w+ название)?\s*:?|"
        r"бывш(?:\.|ий|ая|ее)|также известн\w+ как|он(?:а|о)? же|колишн(?:я|ій)|раніше"
    ),
)
_BETWEEN = (
    rf"(?:^|[\s,;(]++)(?:{_LETTER_BY_LETTER}|{_SLASHED}|{'|'.join(_KNOWN)})[\s:,.]+(?=\S)"
    r"|\s++-\s++formerly\s+|,\s*+care\s+of\s+"
)
BETWEEN_NAMES = re.compile(_BETWEEN, re.IGNORECASE)
"""What stands between two names of one party."""

IN_BRACKETS = re.compile(
    r"(?:formerly|previously|now|ex|early|old name|former name|vormals|vorm|ehemals|früher|"
    r"anciennement|già|antes|anteriormente|voorheen|dawniej|eski adıyla|ранее|прежде|бывш\w*|экс|"
    r"原名|曾用名|原称|旧称|前称|原)(?:[\s:：,.\-]+|(?<=[\u4e00-\u9fff]))[\s:：,]*",
    re.IGNORECASE,
)
"""Before a name, in brackets, that the party had, or has, besides."""

FORMER = re.compile(r"(?<=\w)[\s,;]++(?:ex|EX|экс|ЭКС)(?:[-.:]\s?|\s)(?=[\"“«]?[^\W\da-zа-яё_])")
"""Before a name that a party, above all a vessel, had: ALFA STAR ex BRAVO MOON."""

_WORDS = rf"{_LETTER_BY_LETTER}|{_SLASHED}|{'|'.join(_KNOWN)}|care\s+of"
_IN_SMALL_LETTERS = re.compile(
    rf"[\s,;(](?:{_WORDS})[\s:,.]".replace("(?-i:", "(?:").replace("(?=[A-ZÅÄÖ])", "")
)

_TURNED_ROUND = frozenset("İıſ")
"""Letters that a search without regard to case takes for others than their small ones."""
_EX = ("ex", "EX", "экс", "ЭКС")


def is_between(text: str) -> bool:
    """Whether a text holds what stands between two names.

    Without regard to case a search tries every word of the tables at each letter of the text; small
    letters behind a space tell sooner that most texts hold none.
    """
    as_is = _TURNED_ROUND.isdisjoint(text)
    if as_is and _IN_SMALL_LETTERS.search(f" {text.lower()}") is None:
        return False
    return BETWEEN_NAMES.search(text) is not None


def is_former(text: str) -> bool:
    """Whether a text may hold `FORMER`."""
    return any(map(text.__contains__, _EX)) and FORMER.search(text) is not None
