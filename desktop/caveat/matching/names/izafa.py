"""Names of two words that an article joins, as India, Pakistan, Bangladesh and Afghanistan write.

Zia ur-Rahman is Ziaur Rahman and Ziaurrahman. The article is no name and says nothing; what stands
before it is not the given name of everybody who shares what stands behind it (general knowledge).
"""

import re
from functools import lru_cache

_SERVED = {
    "rahman": "rahman rehman rahmaan rahmane", "rahim": "rahim raheem rehim",
    "rashid": "rashid rasheed", "rauf": "rauf rauf raouf", "razzaq": "razzaq razzak razaq",
    "rasul": "rasul rasool", "haq": "haq haque haqq huq hoque hoq", "islam": "islam eslam",
    "hasan": "hasan hassan hasnain", "husayn": "hussain hossain husain hussein hosain husayn",
    "huda": "huda hoda", "hadi": "hadi", "hakim": "hakim hakeem", "haydar": "haider hyder haidar",
    "karim": "karim kareem", "kabir": "kabir kabeer", "bari": "bari", "ghani": "ghani gani",
    "ghafur": "ghafur ghafoor", "qadir": "qadir qader quader kader kadir", "quddus": "quddus",
    "qayyum": "qayyum qayum", "malik": "malik", "mulk": "mulk", "majid": "majid majeed",
    "mumin": "mumin momin", "wahab": "wahab wahhab", "wadud": "wadud", "alam": "alam",
    "amin": "amin ameen", "anam": "anam", "arifin": "arifin arefin",
    "abidin": "abidin abedin abdin", "anwar": "anwar", "aziz": "aziz azeez", "azim": "azim azeem",
    "zaman": "zaman", "sattar": "sattar", "salam": "salam", "samad": "samad",
    "salihin": "salihin salehin", "nabi": "nabi", "nasir": "nasir naser",
    "nur": "nur noor", "latif": "latif lateef",
}  # fmt: skip
_NO_SURNAME = frozenset({"rahman", "haq", "islam"})
_CANONICAL = {word: name for name, words in _SERVED.items() for word in words.split()}
_ARTICLES = frozenset({"ur", "ul", "us", "uz", "un", "ar", "as", "az", "or", "ol"})
_JOINED_ARTICLES = ("ur", "ul", "us", "uz", "un", "ol", "or")
_SUN = frozenset("rsznd")
_SHORTEST = 3


def spelled(stem: str, behind: str) -> str:
    """Both in one spelling; the article takes a sun letter of the word behind: ``ziaurrahman``."""
    return f"{stem}{_article(behind)}{behind}"


def _article(behind: str) -> str:
    return f"u{behind[0] if behind[0] in _SUN else 'l'}"


_LED = re.compile(
    rf"(?!abd)(.{{{_SHORTEST},}})({'|'.join([_article(name) + name for name in _SERVED])})$"
)
_ANY = "|".join(sorted(_CANONICAL, key=len, reverse=True))
_WHOLE = re.compile(rf"(?!abd)(.{{{_SHORTEST},}}?)[uo]([rslzn])({_ANY})$")


def is_article(folded: str) -> bool:
    """Whether a word may be the article between the two: ur, ul, uz."""
    return folded in _ARTICLES


@lru_cache(maxsize=65_536)
def may_lead(folded: str) -> bool:
    """Whether a word may be such a name, or its beginning."""
    return folded.endswith(_JOINED_ARTICLES) or bool(joined(folded))


def served(folded: str) -> str:
    """The one spelling of a word that stands behind the article: ``rehman`` → ``rahman``."""
    return _CANONICAL.get(folded, "")


def served_by_any(folded: str) -> str:
    """The same, of a word that is no surname, so that any article may stand before it."""
    name = served(folded)
    return name if name in _NO_SURNAME else ""


@lru_cache(maxsize=16_384)
def with_article(folded: str, behind: str) -> str:
    """A word without the article that is joined to it: ``ziaur`` before Rahman → ``zia``; or none.

    The article takes the letter of the word behind it where that is one of the sun letters.
    """
    letter = _article(behind)[1:] if behind else "l"
    for vowel in "uo":
        stem = folded.removesuffix(f"{vowel}{letter}")
        if stem != folded and len(stem) >= _SHORTEST:
            return stem
    return ""


@lru_cache(maxsize=65_536)
def joined(folded: str) -> str:
    """A word that is both and the article, in its one spelling: ``ziaurrehman``; or none."""
    match = _WHOLE.fullmatch(folded)
    if match is None:
        return ""
    stem, letter, behind = match.groups()
    name = _CANONICAL[behind]
    return spelled(stem, name) if _article(name).endswith(letter) else ""


@lru_cache(maxsize=65_536)
def halves(folded: str) -> tuple[str, str]:
    """A name as `joined` spells it: what stands before the article, and the rest; or none."""
    match = _LED.fullmatch(folded)
    return (match.group(1), match.group(2)) if match else ("", "")
