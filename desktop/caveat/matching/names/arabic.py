"""Words in Arabic script: letters written in several ways, and what is joined to a word."""

import re
from functools import lru_cache
from operator import eq

ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
     "ک": "ك", "ۀ": "ه", "ە": "ه", "ـ": None}
)  # fmt: skip
_JOINED = ("وال", "بال", "ولل", "ال", "لل")
JOINED_LITTLE = ("و", "ل", "ب")
"""And, for, with."""
_SHORTEST_BARE = 3


def plain(word: str) -> str:
    """The word with one letter for each sound, such as one yeh for the Arabic and the Persian."""
    return word.translate(_LETTERS)


def without_article(word: str) -> str:
    """The word without the article and the prepositions that are written as a part of it."""
    for joined in _JOINED if word.startswith(_JOINED) else ():
        if word.startswith(joined) and len(word) - len(joined) >= _SHORTEST_BARE:
            return word[len(joined) :]
    return word


_SOUNDS = (
    ("kh", "h"), ("gh", "k"), ("tsh", "x"), ("tch", "x"), ("sh", "x"), ("ch", "x"), ("th", "s"),
    ("dj", "j"), ("zh", "j"), ("dh", "z"), ("ph", "f"), ("ck", "k"),
)  # fmt: skip
_SOUNDS_WITHOUT_H = tuple(one for one in _SOUNDS if "h" not in one[0])
_LETTERS_OF_ONE_SOUND = str.maketrans("cqgdp", "kkkzb", "aeiouvwy'")
_ARTICLES = ("al", "el")
_SHORTEST_WITH_ARTICLE = 6
_OF_FAITH = "ldyn"
"""الدين, of which Latin spellings leave out the l: Saifuddin."""
_DOUBLED = re.compile(r"(.)\1+")
_MAYBE_TWO = re.compile(r"([zdtskg])h")
"""Of Arabic letters written in Latin ones: ز and ه as well as ژ."""
_EGYPTIAN = re.compile(r"g(?!h)")


def _written_readings(folded: str) -> list[str]:
    """What a word in Arabic letters may be, these written in Latin ones."""
    # These are two letters there: ج is written j, and ف f.
    folded = folded.replace("dj", "d'j").replace("ph", "p'h")
    readings = [folded.replace("ll", "l"), folded]
    if folded.endswith(_OF_FAITH):
        readings.append(folded.removesuffix(_OF_FAITH) + _OF_FAITH[1:])
    first = readings[0]
    if _MAYBE_TWO.search(first):
        readings.append(_MAYBE_TWO.sub(r"\1'h", first))
    return readings + _common_readings(first)


def _spoken_readings(folded: str) -> list[str]:
    """What a word in Latin letters may be in Arabic ones."""
    # Doubled letters are written twice in Latin alone; not so two with a vowel between them.
    first = _DOUBLED.sub(r"\1", folded) if any(map(eq, folded, folded[1:])) else folded
    readings = [first]
    if "v" in first:
        readings.append(first.replace("v", "f"))
    return readings + _common_readings(first)


def _common_readings(first: str) -> list[str]:
    readings = []
    if first.endswith("h"):
        readings.append(first[:-1])
    if "g" in first and _EGYPTIAN.search(first):
        readings.append(_EGYPTIAN.sub("j", first))
    if first.startswith(_ARTICLES) and len(first) >= _SHORTEST_WITH_ARTICLE:
        readings.append(first[2:])
    return readings


@lru_cache(maxsize=65_536)
def consonants(folded: str, *, abjad: bool = False) -> tuple[str, ...]:
    """The sounds of a folded word that Arabic script writes, one letter for letters that mix.

    Of a word in Latin letters, or with ``abjad`` in Arabic ones written in Latin (``mhmd``): vowels
    and semivowels are left out, and what Latin spellings do not keep apart is one (ث and س; ذ, ض,
    ظ and د; ق, ك, گ and غ). More than one reading where a letter stands for two sounds, as the g
    of Gamal, or where the word may begin with an article.
    """
    found: dict[str, None] = {}
    for reading in _written_readings(folded) if abjad else _spoken_readings(folded):
        text = reading
        for written, sound in _SOUNDS if "h" in text else _SOUNDS_WITHOUT_H:
            text = text.replace(written, sound)
        text = text.translate(_LETTERS_OF_ONE_SOUND)
        if text:
            found[text] = None
    return tuple(found)


_VOWELS = str.maketrans({"y": "i", "e": "i", "w": "u", "o": "u", "v": "u", "a": None})


_ONE_SOUND = str.maketrans("qcg", "kkk")
_LONG_VOWEL = re.compile("ai|ay|ei|ey|oo|ou|ee|au|aw|ow")
_SEMIVOWELS = re.compile("[wy]")


def writes_long_vowels(written: str, latin: str) -> bool:
    """Whether a word in Arabic letters has as many semivowels as one in Latin ones has long vowels.

    Saif is not صفا, though the consonants are.
    """
    return len(_LONG_VOWEL.findall(latin)) <= len(_SEMIVOWELS.findall(written))


_WRITTEN_VOWELS = str.maketrans({"w": "u", "o": "u", "v": "u", "y": "i", "e": "i"})
_NO_SEMIVOWEL = re.compile(r"[^uiwyoev]")
_SPOKEN_LAST = ("i", "o", "u", "y")
_LAST = (*_SPOKEN_LAST, "a", "e", "ah", "eh", "w", "v")
"""How words end whose last letter is a semivowel: Hilli, Musa (موسى), Abu, Lavv."""


@lru_cache(maxsize=65_536)
def long_vowels_agree(written: str, latin: str) -> bool:
    """Whether the semivowels of a word in Arabic letters can be vowels of one in Latin letters.

    ياسمين is not Samina, and أرامكو no Ramak: what is written is said, and a last i, o or u that is
    said is written; so is what is written last. A, which folding drops, tells nothing.
    """
    if latin.endswith("a"):
        written = written.removesuffix("y")  # موسى
    mine, theirs = (
        _NO_SEMIVOWEL.sub("", word).translate(_WRITTEN_VOWELS) for word in (written, latin)
    )
    rest = iter(theirs)
    if not all(letter in rest for letter in mine):
        return False
    if written.endswith(("w", "y")) and not latin.endswith(_LAST):
        return False
    return not latin.endswith(_SPOKEN_LAST) or written.endswith(("w", "y"))


_TWO_CONSONANTS = re.compile(r"(?![sckgtdpz]h)[bcdfghjklmnpqrstvxz]{2}")


def begins_with_two(latin: str) -> bool:
    """Whether a word in Latin letters begins with two consonants, as none in Arabic does."""
    return _TWO_CONSONANTS.match(latin) is not None


def vowels_agree(written: str, latin: str) -> bool:
    """Whether a word in Arabic letters may be one in Latin letters, by its long vowels too.

    For words of the same single consonant: Arabic script leaves out short vowels, never long ones.
    """
    written = written.removesuffix("h")
    mine, theirs = (
        _DOUBLED.sub(r"\1", word.translate(_VOWELS).translate(_ONE_SOUND))
        for word in (written, latin)
    )
    if latin[0] in "wy" and mine[:1] != theirs[:1]:
        return False
    rest = iter(theirs)
    return all(letter in rest for letter in mine)
