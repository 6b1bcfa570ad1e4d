"""Kana in Latin letters, the Hepburn way, long vowels short: コウギョウ → ``kogyo``."""

import re

KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_ROWS = (
    ("", "アイウエオ"), ("k", "カキクケコ"), ("g", "ガギグゲゴ"),
    ("s", "サ スセソ"), ("z", "ザ ズゼゾ"), ("t", "タ  テト"),
    ("d", "ダ  デド"), ("n", "ナニヌネノ"), ("h", "ハヒ ヘホ"),
    ("b", "バビブベボ"), ("p", "パピプペポ"), ("m", "マミムメモ"),
    ("y", "ヤ ユ ヨ"), ("r", "ラリルレロ"), ("w", "ワヰ ヱヲ"),
)  # fmt: skip
_LETTERS = {
    kana: consonant + vowel
    for consonant, row in _ROWS
    for kana, vowel in zip(row, "aiueo", strict=True)
    if kana != " "
} | {
    "シ": "shi", "ジ": "ji", "チ": "chi", "ヂ": "ji", "ツ": "tsu", "ヅ": "zu", "フ": "fu",
    "ン": "n", "ヲ": "o", "ヴ": "vu", "ヰ": "i", "ヱ": "e", "ー": "", "ヵ": "ka", "ヶ": "ke",
}  # fmt: skip
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o",
          "ヮ": "a"}  # fmt: skip
_PALATAL = frozenset("ャュョ")
_SIBILANT = ("sh", "ch", "j")
_DOUBLED = "ッ"
_LONG = re.compile(r"ou|oo|uu")


def romanised(text: str) -> str:
    """The text with its kana in Latin letters. What is no kana stays as it is."""
    letters: list[str] = []
    double = False
    for character in text.translate(_TO_KATAKANA):
        if character == _DOUBLED:
            double = True
            continue
        if character in _SMALL and letters:
            letters[-1] = _joined(letters[-1], character)
            continue
        syllable = _LETTERS.get(character, character)
        if double and syllable[:1].isalpha():
            syllable = ("t" if syllable.startswith("ch") else syllable[0]) + syllable
        double = False
        letters.append(syllable)
    return _LONG.sub(lambda long: long.group()[0], "".join(letters))


def _joined(syllable: str, small: str) -> str:
    """One syllable with a small vowel after it: シ + ョ → ``sho``, フ + ァ → ``fa``."""
    consonant = syllable.rstrip("aiueo")
    if small in _PALATAL and not consonant.endswith(_SIBILANT):
        consonant += "y"
    if not consonant and syllable == "u":
        consonant = "w"
    return consonant + _SMALL[small]
