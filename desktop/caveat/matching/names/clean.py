"""Makes every way of writing one word the same word: form, case, marks, look-alike letters.

Nothing here knows what a word means.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from operator import eq

from anyascii import anyascii

from caveat.matching.names import brahmic, hebrew
from caveat.matching.names.garbled import mended
from caveat.matching.names.greek import GREEK, plain
from caveat.matching.names.kana import KANA, romanised

MAX_CHARACTERS = 1_000
"""What lies beyond is not read: no published name is a quarter as long."""

_LATIN_LOOKS = "ABCEHIJKMOPSTXYaceiopsxyjkmhtbn"
_CYRILLIC_LOOKS = "АВСЕНІЈКМОРЅТХУасеіорѕхујкмһтвп"
_TO_CYRILLIC = str.maketrans(_LATIN_LOOKS, _CYRILLIC_LOOKS)
_TO_LATIN = str.maketrans(_CYRILLIC_LOOKS, _LATIN_LOOKS)
_LOOKS_LATIN = frozenset(_CYRILLIC_LOOKS)
_LOOKS_CYRILLIC = frozenset(_LATIN_LOOKS)
_RARELY_CYRILLIC = frozenset("SIJsijЅІЈѕіј")
"""Letters that Russian has not: where they stand among others, a Latin word is likelier."""

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_MIXED_RUN = re.compile(r"[A-Za-z\u0400-\u052f]+(?:[-'][A-Za-z\u0400-\u052f]+)*")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʹʻʼ′ˈ＇", "'"))
_SCHWA = str.maketrans("Əə", "Aa")
"""Others write Əliyev as Aliyev."""
_HIDDEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


class _Without(dict[int, str | None]):
    """Translates every white space into a blank, and drops signs by their Unicode category.

    What a sign becomes is found out once.
    """

    def __init__(self, dropped: Collection[str]) -> None:
        super().__init__()
        self._dropped = dropped

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        kept = None if unicodedata.category(sign) in self._dropped else sign
        found = self[code] = " " if sign.isspace() else kept
        return found


_SHOWN = _Without(_HIDDEN)
_KEPT = _Without(_HIDDEN | {"Mn", "Me"})


def _unmixed(text: str) -> str:
    """The text with every word that mixes Latin and Cyrillic letters in one alphabet."""
    if _CYRILLIC.search(text) is None:
        return text
    runs = _MIXED_RUN.findall(text)
    counts = [(len(_CYRILLIC.findall(run)), sum(map(str.isalpha, run))) for run in runs]
    if all(cyrillic in {0, size} for cyrillic, size in counts):
        return text
    # Letters that only one alphabet has tell in which the other words are meant to be.
    whole = "".join(
        run for run, (cyrillic, size) in zip(runs, counts, strict=True) if cyrillic in {0, size}
    )
    around = sum(_proof(letter) for letter in whole)
    return _MIXED_RUN.sub(lambda match: _in_one_alphabet(match.group(), around), text)


def _proof(letter: str) -> int:
    """1 if a letter is Cyrillic and nothing else, -1 if Latin, 0 if it may be either."""
    if _CYRILLIC.match(letter):
        return int(letter not in _LOOKS_LATIN)
    return -int(letter.isalpha() and (letter not in _LOOKS_CYRILLIC or letter in _RARELY_CYRILLIC))


def _in_one_alphabet(run: str, around: int) -> str:
    """A word in one alphabet. ``around`` is above 0 beside Cyrillic words, below beside Latin."""
    letters = [c for c in run if c.isalpha()]
    cyrillic = len(_CYRILLIC.findall(run))
    if cyrillic in {0, len(letters)}:
        return run
    latin = [c for c in letters if not _CYRILLIC.match(c)]
    # A Cyrillic letter that no Latin one resembles proves the word Cyrillic, and the reverse.
    if any(_CYRILLIC.match(c) and c not in _LOOKS_LATIN for c in letters):
        return "".join(c.translate(_TO_CYRILLIC) if c in _LOOKS_CYRILLIC else c for c in run)
    mostly = around or cyrillic - len(latin)
    if not around and not _RARELY_CYRILLIC.isdisjoint(letters):
        mostly = 0
    if mostly > 0 and all(c in _LOOKS_CYRILLIC for c in latin):
        return run.translate(_TO_CYRILLIC)
    return run.translate(_TO_LATIN)


@lru_cache(maxsize=4_096)
def clean(text: str) -> str:
    """The text in one Unicode form, without invisible characters, on one line.

    Compatibility forms (full width, ligatures) are folded, control, zero-width and direction
    characters and loose combining marks dropped, and words that mix Latin and Cyrillic letters
    brought into one alphabet. At most `MAX_CHARACTERS` characters are kept. Idempotent.
    """
    text = text[: MAX_CHARACTERS * 4]
    if text.isascii():
        printable = (
            text
            if text.isprintable()
            else "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
        )
        return " ".join(printable.split())[:MAX_CHARACTERS].rstrip()
    folded = unicodedata.normalize("NFKC", mended(text).translate(_SHOWN))
    if brahmic.WRITTEN.search(folded):
        folded = _without_stray_signs(folded)
    else:
        folded = folded.translate(_KEPT)
    folded = unicodedata.normalize("NFKC", folded).translate(_APOSTROPHES)
    folded = _unmixed(folded)
    folded = _SPACES.sub(" ", folded).strip()[:MAX_CHARACTERS].rstrip()
    # What was dropped may have stood between the halves of a letter.
    whole = mended(folded)
    return folded if whole == folded else clean(whole)


def _without_stray_signs(text: str) -> str:
    """The text without marks, but for signs beside letters of a script that they belong to."""
    kept: list[str] = []
    beside = False
    for character in text:
        if character in brahmic.SIGN:
            if beside:
                kept.append(character)
        elif shown := character.translate(_KEPT):
            kept.append(shown)
            beside = brahmic.WRITTEN.match(shown) is not None
    return "".join(kept)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in lower-case ASCII letters and digits, transliterated; possibly empty."""
    if word.isascii():
        return word.lower() if word.isalnum() else _NOT_ALNUM.sub("", word.lower())
    if KANA.search(word):
        word = romanised(word)
    elif hebrew.HEBREW.search(word):
        word = hebrew.romanised(word)
    elif brahmic.WRITTEN.search(word):
        word = brahmic.romanised(word)
    if GREEK.search(word):
        word = plain(word)
    return _NOT_ALNUM.sub("", anyascii(word.translate(_SCHWA)).lower())


def is_latin(word: str) -> bool:
    """Whether the word is written in Latin letters."""
    return _LATIN.search(word) is not None


_IOTAS = re.compile(r"iy|ij|yy|ii|yi")
_DIPHTHONGS = re.compile(r"ay|ey|ei")
_LONG_U = re.compile(r"ou|oo")
_LONG_I = re.compile(r"ee|ea")
_REPEATED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[aeiou])h$", re.MULTILINE)
_FIRST_VOWELS = frozenset("aeiou")
_NO_VOWELS = str.maketrans("", "", "aeiou")
_CH = "\0"
"""Stands for ``ch`` while every other c is replaced."""


@lru_cache(maxsize=131_072)
def variant_key(folded: str) -> str:
    """What the usual transliterations of one word have in common (k/c, kh/h, ou/u, -iy/-y …)."""
    folded = _plainly_spelled(folded)
    return folded[:-1] if folded[-1:] == "h" and folded[-2:-1] in _FIRST_VOWELS else folded


def variant_keys(folded: Collection[str]) -> list[str]:
    """`variant_key` of many words, which takes a fraction of one by one."""
    text = _plainly_spelled("\n".join(folded))
    return _SILENT_H.sub("", text).split("\n") if folded else []


def _plainly_spelled(folded: str) -> str:
    """One folded word, or several on lines of their own, by the rules that hold within a word.

    Every rule is asked for first by its letters: most words need few.
    """
    if "h" in folded:
        folded = (
            folded.replace("ksh", "ks")
            .replace("shch", "sh")
            .replace("sch", "sh")
            .replace("tch", "ch")
        )
        # Of Greek roots: Technoprom is Tekhnoprom.
        folded = folded.replace("tech", "teh").replace("mech", "meh")
        folded = folded.replace("kh", "h").replace("gh", "g").replace("ph", "f")
    if "c" in folded:
        folded = folded.replace("ck", "k")
        folded = folded.replace("ce", "se").replace("ci", "si").replace("cy", "sy")
        folded = folded.replace("ch", _CH).replace("c", "k").replace(_CH, "ch")
    folded = folded.replace("q", "k").replace("x", "ks").replace("w", "v").replace("tz", "ts")
    if "y" in folded or "j" in folded:
        folded = folded.replace("dj", "j").replace("eej", "ij")
        folded = _DIPHTHONGS.sub("ai", _IOTAS.sub("i", folded))
    else:
        folded = folded.replace("ii", "i").replace("ei", "ai")
    if "oo" in folded or "ou" in folded:
        folded = _LONG_U.sub("u", folded)
    if "ee" in folded or "ea" in folded:
        folded = _LONG_I.sub("i", folded)
    folded = folded.replace("y", "i")
    return _REPEATED.sub(r"\1", folded) if has_doubled(folded) else folded


def has_doubled(text: str) -> bool:
    """Whether any sign stands twice in a row; told sooner than by a regular expression."""
    return any(map(eq, text, text[1:]))


@lru_cache(maxsize=65_536)
def skeleton(folded: str) -> str:
    """The consonants of a word after its first letter: what Arabic script writes of it."""
    key = variant_key(folded)
    bare = key[:1] + key[1:].translate(_NO_VOWELS)
    return f"a{bare[1:]}" if bare[:1] in _FIRST_VOWELS else bare
