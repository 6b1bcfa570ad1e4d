"""East Asian surnames and names: what their romanisations have in common.

陳 is Chen in Beijing, Chan in Hong Kong, Tan in Singapore, Jin in Seoul. The tables are general
knowledge: they help to compare names and are never printed as facts.
"""

import csv
import hashlib
import re
from functools import cache, lru_cache

from caveat.matching.names import han
from caveat.matching.names.clean import has_doubled
from caveat.matching.names.han_names import in_mandarin
from caveat.resources import resource

_SURNAMES = "lexicons/surnames_romanised.csv"
_HANJA = "lexicons/hanja_readings.csv"
_LONGEST_NAME, _LONGEST_GIVEN = 4, 2
_LONG_KOREAN = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방")
"""Surnames of two syllables."""
_HANGUL_NAME = 3
_SHORTEST_OF_TWO, _LONGEST_OF_TWO = 4, 12


_NOBODY = frozenset[str]()


class Surnames:
    """The two tables.

    Attributes:
        characters: Folded romanisation, or Hangul → simplified characters it may stand for.
        korean: Simplified characters of a surname → its Korean romanisations.
        vietnamese: Folded Vietnamese surnames.
        families: Simplified characters of all surnames.
        mandarin: Folded romanisation → characters that it stands for in Mandarin.
        southern: Likewise in Cantonese, Hokkien and their neighbours.
        readings: Simplified character → its reading in Korean given names.
        sha256: Hash of both tables.
    """

    def __init__(self, surnames: str, hanja: str) -> None:
        self.sha256 = hashlib.sha256(f"{surnames}\0{hanja}".encode()).hexdigest()
        characters: dict[str, dict[str, None]] = {}
        korean: dict[str, list[str]] = {}
        vietnamese: set[str] = set()
        mandarin: dict[str, set[str]] = {}
        southern: dict[str, set[str]] = {}
        tongues = {"zh": mandarin, "yue": southern, "nan": southern, "hak": southern}
        for row in csv.DictReader(surnames.splitlines()):
            characters.setdefault(row["form"], {})[row["surname"]] = None
            if row["language"] in tongues:
                tongues[row["language"]].setdefault(row["form"], set()).add(row["surname"])
            if row["language"] == "vi":
                vietnamese.add(row["form"])
            if row["language"] == "ko" and row["form"].isascii():
                korean.setdefault(row["surname"], []).append(row["form"])
        self.characters = {form: frozenset(found) for form, found in characters.items()}
        self.mandarin, self.southern = mandarin, southern
        self.vietnamese = frozenset(vietnamese)
        self.families = frozenset[str]().union(*self.characters.values())
        self.korean = {surname: tuple(forms) for surname, forms in korean.items()}
        self.readings = {
            row["character"]: row["reading"] for row in csv.DictReader(hanja.splitlines())
        }


@cache
def surnames() -> Surnames:
    """The tables in force."""
    texts = (resource(name).read_text(encoding="utf-8") for name in (_SURNAMES, _HANJA))
    return Surnames(*texts)


def is_surname(folded: str) -> bool:
    """Whether the word may be a romanised Chinese, Korean or Vietnamese surname."""
    return folded in surnames().characters


@lru_cache(maxsize=65_536)
def same_surname(one: str, other: str) -> bool:
    """Whether two romanisations may stand for one surname (Chen, Tan). Symmetric.

    Evidence that two names may agree, not that they do: Ng is 黄 and 吴 and 伍.
    """
    known = surnames().characters
    mine, theirs = known.get(one), known.get(other)
    return mine is not None and theirs is not None and not mine.isdisjoint(theirs)


@lru_cache(maxsize=16_384)
def southern_of(mandarin: str, other: str) -> bool:
    """Whether the other may be a surname as the south says it: Cheung, of Zhang in Mandarin."""
    if mandarin == other:
        return False
    known = surnames()
    return not known.mandarin.get(mandarin, _NOBODY).isdisjoint(known.southern.get(other, _NOBODY))


def parted(text: str) -> tuple[str, ...]:
    """A person's name in Chinese characters as surname and given name: 习近平 → 习, 近平.

    Simplified. Empty if it is not two to four characters long or begins with no surname we know.
    """
    characters = han.simplified(text)
    if not 1 < len(characters) <= _LONGEST_NAME:
        return ()
    families = surnames().families
    for length in (2, 1):
        family, given = characters[:length], characters[length:]
        if family in families and 0 < len(given) <= _LONGEST_GIVEN:
            return family, given
    return ()


def hangul_parted(text: str) -> str:
    """A person's name in Hangul with a space behind the surname: 김정은 → 김 정은."""
    size = 2 if text.startswith(_LONG_KOREAN) else 1
    return f"{text[:size]} {text[size:]}"


def hangul_surname(text: str) -> str:
    """The Chinese character of a surname in Hangul, which tells all its romanisations: 박 → 朴."""
    found = surnames().characters.get(text) if len(text) == 1 and not text.isascii() else None
    return min(found) if found else ""


def is_hangul_name(text: str) -> bool:
    """Whether a text may be a person's name in Hangul: a surname that we know and two syllables."""
    return len(text) == _HANGUL_NAME and bool(hangul_surname(text[0]))


@lru_cache(maxsize=16_384)
def korean_readings(characters: str) -> tuple[str, ...]:
    """A surname or a given name in simplified characters, read the Korean way: 正恩 → ``jongun``.

    All romanisations of a surname, the commonest first. Empty if the tables do not know it.
    """
    known = surnames()
    found = dict.fromkeys(known.korean.get(characters, ()))
    if all(c in known.readings for c in characters):
        found["".join(known.readings[c] for c in characters)] = None
    return tuple(found)


_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ssu|szu|sze", "si"),
        (r"tzu", "zi"),
        (r"hs|sh|x", "s"),
        (r"zh|ch|q|j", "j"),
        (r"ts|tz|c(?!h)", "z"),
        (r"eo|ou", "o"),
        (r"eu|oo|woo", "u"),
    )
)
_SPOKEN = (
    ("ee", "i"), ("iau", "iao"), ("ieh", "ie"), ("ien", "ian"), ("yeh", "ye"),
    ("yen", "yan"), ("uei", "ui"), ("ung", "ong"), ("ae", "e"),
)  # fmt: skip
_VOICED = str.maketrans("kpt", "gbd")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(folded: str) -> str:
    """What the romanisations of one East Asian given name have in common, syllables joined.

    ``jongun``, ``chongun`` and ``jeongeun`` are one, so are ``guoping`` and ``kuoping``. Coarse: a
    hint that two spellings may be one name, for names of two syllables and more.
    """
    for pattern, replacement in _SOUNDS:
        folded = pattern.sub(replacement, folded)
    for written, spoken in _SPOKEN:
        folded = folded.replace(written, spoken)
    folded = folded.translate(_VOICED)
    if has_doubled(folded):
        folded = _REPEATED.sub(r"\1", folded)
    return folded.removesuffix("h")


_SYLLABLE = (
    r"(?:ch|sh|zh|hs|ts|tz|ph|kh|th|[bcdfghjklmnpqrstwxyz])?"
    r"(?:iang|iong|uang|yeong|yung|yong|weon|wang|yang|ang|eng|ing|ong|ung|eong|iung|oung|"
    r"yeow|eow|iew|yew|eung|yau|yiu|iu|wan|won|wol|wok|wae|wo|aek|aeng|ian|ien|iao|uai|uan|yan|yen|yeo|yon|yun|eon|eun|eul|eok|eob|eol|eom|eop|eo|ae|oe|wi|wa|"
    r"ai|ei|ao|ou|oo|ee|an|en|in|un|on|ia|ie|iu|ua|ui|uo|ue|"
    r"ak|ok|uk|ik|ek|al|ol|ul|il|el|am|om|um|im|ap|op|ip|up|yok|yol|yom|yop|yu|yo|ya|ye|"
    r"ih|eh|uh|a|o|e|i|u|v)"
)
_PINYIN = re.compile(
    r"^(?:[zcs]h?(?:ai?|an|ang|ao|e|ei|en|eng|i|ou|ua?|uai|uan|uang|ui|un|uo|ong)|"
    r"r(?:an|ang|ao|e|en|eng|i|ou|u|uan|ui|un|uo|ong)|"
    r"[jqx](?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)|"
    r"[bpmf](?:ai?|an|ang|ao|ei|en|eng|i|ian|iao|ie|in|ing|o|u|ou|iu)|"
    r"[dtnl](?:ai?|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|ui|un|uo|ve?|ue)|"
    r"[gkh](?:ai?|an|ang|ao|e|ei|en|eng|ong|ou|ua?|uai|uan|uang|ui|un|uo)|"
    r"y(?:a|an|ang|ao|e|i|in|ing|ong|ou|u|uan|ue|un)|w(?:ai?|an|ang|ei|en|eng|o|u)|"
    r"ai?|an|ang|ao|e|ei|en|er|ou?){1,3}$"
)
_VIETNAMESE = re.compile(
    "^(?:ngh|ng|nh|ch|gi|kh|ph|qu|th|tr|[bcdghklmnprstvxy])?[aeiouy]{1,3}(?:nh|ng|ch|[cmnpt])?$"
)
_NO_LAST = "cdfjqrstxyz0123456789"
"""No syllable ends in these."""
_ONE = re.compile(rf"^{_SYLLABLE}$")
_FEW = re.compile(rf"^(?:{_SYLLABLE}){{1,3}}$")


@lru_cache(maxsize=65_536)
def syllables(folded: str) -> int:
    """0 if the word cannot be a Chinese or Korean given name, 1 for one syllable, 2 for more."""
    if _is_syllable(folded):
        return 1
    return 2 if folded[-1:] not in _NO_LAST and _FEW.match(folded) else 0


def _is_syllable(folded: str) -> bool:
    """Of pinyin and Korean by their make; of the south of China (Wah, Yuet) those that we know."""
    if folded[-1:] not in _NO_LAST and _ONE.match(folded):
        return True
    return bool(in_mandarin(folded))


@lru_cache(maxsize=65_536)
def is_pinyin(folded: str) -> bool:
    """Whether a word is made of syllables that Mandarin has, in pinyin: Weilun, not Kashing."""
    return _PINYIN.match(folded) is not None


def is_vietnamese(folded: str) -> bool:
    """Whether a word may be one syllable of a Vietnamese name."""
    return _VIETNAMESE.match(folded) is not None


@lru_cache(maxsize=65_536)
def halves(folded: str) -> tuple[tuple[str, str], ...]:
    """The two syllables of a given name, as they may be cut: ``sunam`` → (su, nam), (sun, am)."""
    if not _SHORTEST_OF_TWO <= len(folded) <= _LONGEST_OF_TWO or syllables(folded) == 1:
        return ()
    cuts = ((folded[:at], folded[at:]) for at in range(2, len(folded) - 1))
    return tuple(cut for cut in cuts if all(map(_is_syllable, cut)))


@lru_cache(maxsize=65_536)
def southern_in_mandarin(folded: str) -> frozenset[str]:
    """A given name as Hong Kong or Singapore spells it, in pinyin: ``kwokkeung`` → guoqiang.

    Of two syllables; empty if it is no such name.
    """
    return frozenset(
        first + second
        for one, other in halves(folded)
        for first in in_mandarin(one)
        for second in in_mandarin(other)
    )
