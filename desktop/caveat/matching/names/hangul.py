"""Korean given names in Hangul in Latin letters, in every usual romanisation of each syllable.

철 is Chol in Pyongyang, Chul or Cheol in Seoul. Spellings: the rules of 2000 and of McCune and
Reischauer, and what people use beside them (general knowledge).
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

_FIRST, _LAST, _VOWELS, _ENDS = 0xAC00, 0xD7A3, 21, 28
_INITIALS = (
    "g k", "kk g k", "n", "d t", "tt d t", "r l", "m", "b p", "pp b p", "s", "ss s", "", "j ch",
    "jj ch j", "ch", "k kh", "t th", "p ph", "h",
)  # fmt: skip
_MEDIALS = (
    "a", "ae ai", "ya", "yae", "eo u o ou", "e", "yeo yo yu you", "ye", "o", "wa", "wae", "oe oi",
    "yo", "u oo", "wo weo", "we", "wi ui", "yu yoo", "eu u", "ui eui i", "i ee",
)  # fmt: skip
_FINALS = (
    "", "k g", "k", "k", "n", "n", "n", "t d", "l r", "k", "m", "l", "l", "l", "p", "l", "m",
    "p b", "p", "t s", "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip
_PALATAL = {"s": "sh"}
COMMON_SYLLABLES = (
    "가강건겸경계고곤관광교구국군권귀규균근금기길나남내녀년노능다단달담대덕도동두란랑래려련령례로룡류"
    "률리린림만매명모목묘무문미민박반방배백범법별병보복봉부비빈산삼상새생서석선설섭성세소솔송수숙순술숭"
    "슬승시식신실심아안애양언엄여연열엽영예오옥온완왕요용우욱운웅원월위유육윤은을음의이익인일임자장재전"
    "절점정제조종좌주준중지진차찬창채천철청초춘충치태택통판평표필하학한항해향허헌혁현형혜호홍화환활황회"
    "효후훈휘흥희"
)
"""Syllables of which nearly all given names are made."""
_MOST_SYLLABLES = 2


def parts_of_syllable(syllable: str) -> tuple[int, int, int]:
    """The numbers of the initial, the medial and the final of a syllable, as Unicode counts."""
    initial, rest = divmod(ord(syllable) - _FIRST, _VOWELS * _ENDS)
    return (initial, *divmod(rest, _ENDS))


@cache
def spellings(syllable: str) -> frozenset[str]:
    """Every usual romanisation of a syllable: 철 → ``chol``, ``chul``, ``cheol``; else none."""
    if not _FIRST <= ord(syllable) <= _LAST:
        return frozenset()
    initial, medial, final = parts_of_syllable(syllable)
    found = set()
    starts, ends = _INITIALS[initial].split() or [""], _FINALS[final].split() or [""]
    for start, middle, end in product(starts, _MEDIALS[medial].split(), ends):
        open_u = medial == _EO and middle in {"u", "ou"} and not end
        if not open_u:  # 서 is Seo or Suh, but 수 is Su
            found.add(start + middle + end)
        if start in _PALATAL and middle[0] == "i":
            found.add(_PALATAL[start] + middle + end)
        if not end and (middle == "a" or (medial == _EO and middle in {"eo", "u"})):
            found.add(f"{start}{middle}h")
    if initial == _SILENT and medial == _U:
        found |= {f"w{vowel}{end}" for vowel in ("oo", "u") for end in ends}
    if syllable in _OFTEN:
        found.update(_OFTEN[syllable].split())
    return frozenset(found)


_SILENT, _U, _EO = 11, 13, 4
_OFTEN = {"희": "hee hi hui", "수": "su soo sou", "현": "hyun hyon hyeon",
          "경": "kyung kyong gyeong kyeong",
          "영": "young yong yeong yung", "석": "suk sok seok", "숙": "suk sook", "룡": "yong ryong",
          "용": "yong ryong", "량": "ryang yang", "련": "ryon yeon", "택": "taek thaek taik",
          "애": "ae ai", "은": "eun un", "선": "sun seon son", "순": "soon sun", "원": "won weon",
          "연": "yeon yon youn", "열": "yeol yol yul", "렬": "ryol yeol", "률": "ryul yul",
          "림": "rim lim im", "례": "rye ye", "혁": "hyuk hyok hyeok"}  # fmt: skip


@lru_cache(maxsize=4_096)
def romanisations(given: str) -> frozenset[str]:
    """Every usual romanisation of a given name, its syllables joined; of longer ones none."""
    if not 0 < len(given) <= _MOST_SYLLABLES:
        return frozenset()
    return frozenset(map("".join, product(*map(spellings, given))))


def is_hangul_given(text: str) -> bool:
    """Whether a text may be a given name in Hangul."""
    return 0 < len(text) <= _MOST_SYLLABLES and all(_FIRST <= ord(c) <= _LAST for c in text)


@cache
def _syllables() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for syllable in COMMON_SYLLABLES:
        for spelling in spellings(syllable):
            found.setdefault(spelling, set()).add(syllable)
    return {spelling: frozenset(of) for spelling, of in found.items()}


@cache
def may_be(spelling: str) -> frozenset[str]:
    """The syllables of given names that a romanised syllable may stand for; maybe none."""
    return _syllables().get(spelling, frozenset())


def may_be_one(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two names in romanised syllables may be one, syllable for syllable."""
    pairs = zip(one, other, strict=True)
    return all(a == b or not may_be(a).isdisjoint(may_be(b)) for a, b in pairs)
