"""Little words of persons' names: titles, particles, generations; and what endings tell of sex.

Read once from ``resources/lexicons/person_words.csv``.
"""

import csv
import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from caveat.matching.names.given import groups
from caveat.resources import resource

_TABLE = "lexicons/person_words.csv"
_JOINED = frozenset({"son", "particle", "article"})
"""Little words that are also written as the beginning of the name that they lead: Delacruz."""


@dataclass(frozen=True, slots=True)
class PersonWord:
    """What the table says of a folded word.

    Attributes:
        role: ``title``, ``article`` (al-), ``son`` (bin), ``servant`` (abd), ``faith`` (din),
            ``god`` (allah), ``kunya`` (abu), ``particle`` (de, van), ``gaelic`` (mc),
            ``generation`` (Jr), ``patronymic`` (oglu) or ``maiden`` (née).
        canonical: The one spelling that stands for all.
        sex: ``m`` or ``f`` where the word tells it.
        ambiguous: Whether it is an ordinary name as well (Haji, Ben), so that its place decides.
    """

    role: str
    canonical: str
    sex: str = ""
    ambiguous: bool = False


class PersonWords:
    """The table, by folded word, and its hash.

    Attributes:
        words: Folded word → what the table says of it.
        spelled: Particle → its spellings.
    """

    def __init__(self, text: str) -> None:
        self.sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.words = {
            row["word"]: PersonWord(
                row["role"],
                row["canonical"],
                row["use"] if row["use"] in {"m", "f"} else "",
                row["use"] == "ambiguous",
            )
            for row in csv.DictReader(text.splitlines())
        }
        spelled: dict[str, list[str]] = {}
        for word, known in self.words.items():
            if known.role in _JOINED and word.isascii():
                spelled.setdefault(known.canonical, []).append(word)
        self.spelled = {little: tuple(words) for little, words in spelled.items()}


@cache
def person_words() -> PersonWords:
    """The table in force."""
    return PersonWords(resource(_TABLE).read_text(encoding="utf-8"))


_LEADING = frozenset({"article", "son", "servant", "kunya"})


def leads(folded: str) -> bool:
    """Whether a word does nothing but lead a name, so that it finds nobody: al, bin, abu."""
    found = person_words().words.get(folded)
    return found is not None and found.role in _LEADING and not found.ambiguous


_FAMILY = tuple(
    (re.compile(rf"^(.{{2,}})(?:{'|'.join(endings)})$"), endings, stem, sex)
    for endings, stem, sex in (
        (("skaya", "skaia", "skaja", "skaiia", "ska"), "sk", "f"),
        (
            ("skiy", "skyi", "skii", "skij", "skyy", "skyj", "ski", "sky", "skiyi", "skoy", "skoi"),
            "sk",
            "m",
        ),
        (("tskaya", "tskaia", "tskaja", "ckaja", "cka"), "tsk", "f"),
        (
            (
                "tskiy",
                "tskyi",
                "tskii",
                "tskij",
                "tskyy",
                "tski",
                "tsky",
                "tskoy",
                "tskoi",
                "ckij",
                "cki",
            ),
            "tsk",
            "m",
        ),
        (("ova", "owa"), "ov", "f"),
        (("ov", "ow", "off"), "ov", "m"),
        (("yeva", "ieva", "eva", "ewa"), "ev", "f"),
        (("yev", "iev", "ev", "ew", "eff"), "ev", "m"),
        (("ina",), "in", "f"),
        (("yna",), "yn", "f"),
        (("poulou",), "poul", "f"),
        (("poulos",), "poul", "m"),
        (("iene", "aite", "yte", "ute"), "", "f"),
    )
)
_NO_SEX = {"in", "yn"}
"""Putina is a woman, but neither Molina nor Katayna need be: the stem is kept, the sex is not."""


@lru_cache(maxsize=65_536)
def family(folded: str) -> tuple[str, str]:
    """The stem that a family's men and women share, and the sex that the ending tells.

    ``ivanova`` and ``ivanov`` → ``ivanov`` with ``f`` and ``m``; ``skaya`` and ``sky`` → ``sk``.
    A word without such an ending, or that is a given name (Marina, Eva) or begins as Maghrebi ones
    do (Boumediene), is its own stem.
    """
    if groups(folded) or folded.startswith(_PARENTS[0]):
        return folded, ""
    for pattern, endings, stem, sex in _FAMILY:
        match = pattern.match(folded) if folded.endswith(endings) else None
        if match is not None:
            return match.group(1) + stem, "" if stem in _NO_SEX else sex
    return folded, ""


_LEADS = ("abdul", "abd", "abu", "umm")
_ENDS = ("uddin", "ullah")
_SHORTEST_LED = 3


CHILD = frozenset({"abu", "umm"})
"""Little words before the name of a child, by which a parent is called."""


@lru_cache(maxsize=65_536)
def led(folded: str) -> tuple[str, str]:
    """A word that `persons` makes of a little word and a name: the little word, the name.

    ``abdulsatar`` → ``("abdul", "satar")``, ``hizbullah`` → ``("ullah", "hizb")``. Both empty for
    any other word.
    """
    if not folded.startswith(_LEADS) and not folded.endswith(_ENDS):
        return "", ""
    for little in _LEADS:
        if folded.startswith(little) and len(folded) >= len(little) + _SHORTEST_LED:
            return little, folded.removeprefix(little)
    for little in _ENDS:
        if folded.endswith(little) and len(folded) >= len(little) + _SHORTEST_LED:
            return little, folded.removesuffix(little)
    return "", ""


_OF_DESCENT = (
    ("i", "y"), ("ov", "ev", "yev", "iev", "off"), ("ova", "eva", "yeva", "ieva"),
    ("zadeh", "zade"), ("pour", "pur"), ("nejad", "nezhad"), ("ian", "yan"),
)  # fmt: skip
_SHORTEST_WITHIN = 3


@lru_cache(maxsize=65_536)
def within(folded: str) -> tuple[tuple[str, str], ...]:
    """The names of which a surname may be made, each with how: ``karimov`` → karim with ``ov``."""
    found = []
    for endings in _OF_DESCENT:
        for ending in endings:
            stem = folded.removesuffix(ending)
            if stem != folded and len(stem) >= _SHORTEST_WITHIN:
                found.append((endings[0], stem))
    return tuple(found)


_PARENTS = ("bou", "bu", "abou", "abo", "abi")
_SHORTEST_OF_CHILD = 4


@lru_cache(maxsize=65_536)
def parent(folded: str) -> str:
    """A word such as Boudjemaa with the parent's word as the table has it: ``abudjemaa``; or empty.

    Only beside a name that is read as one (Abu Jumaa): Boulanger is nobody's father.
    """
    for little in _PARENTS if folded.startswith(_PARENTS) else ():
        if folded.startswith(little) and len(folded) >= len(little) + _SHORTEST_OF_CHILD:
            return "abu" + folded.removeprefix(little)
    return ""


_SHORTEST_LED_BY_PARTICLE = 4


@lru_cache(maxsize=65_536)
def without_particle(folded: str) -> tuple[str, ...]:
    """What a word is without the particles that may be joined to it: ``binladin`` → ``ladin``."""
    return tuple(
        [
            folded[size:]
            for size in _particle_lengths()
            if len(folded) >= size + _SHORTEST_LED_BY_PARTICLE and folded[:size] in _particles()
        ]
    )


@cache
def _particles() -> frozenset[str]:
    """Particles, and those that stand together, as they are joined to a name."""
    spelled = [word for words in person_words().spelled.values() for word in words]
    return frozenset([*spelled, *_RUNS])


_RUNS = ("vander", "vanden", "vande", "vonder", "delos", "delas", "dela")


@cache
def _particle_lengths() -> tuple[int, ...]:
    return tuple(sorted(set(map(len, _particles()))))
