"""Burmese syllables in Latin letters, as names are usually spelled: အောင် → ``aung``."""

import re

BURMESE = re.compile(r"[\u1000-\u109f]")
_TONES = re.compile("[\u1036\u1037\u1038]")
_SYLLABLE = re.compile(
    "([\u1000-\u102a\u103f])((?:[\u103b-\u103e])*)((?:[\u102b-\u1035])*)"
    "((?:[\u1000-\u1021]\u103a|\u103a)?)(?:\u1039[\u1000-\u1021][\u102b-\u1035]*)?"
)
_SYLLABLE_AS_WRITTEN = re.compile(
    "[\u1000-\u102a\u103f](?:\u1039[\u1000-\u1021]|[\u102b-\u1038\u103b-\u103e]"
    "|[\u1000-\u1021]\u1037?\u103a\u1037?|\u103a)*"
)
_ONSETS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z",
    "ည": "ny", "ဉ": "ny", "ဋ": "t", "ဌ": "ht", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t",
    "ထ": "ht", "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "b",
    "မ": "m", "ယ": "y", "ရ": "y", "လ": "l", "ဝ": "w", "သ": "th", "ဟ": "h", "ဠ": "l", "အ": "",
    "ဥ": "u", "ဦ": "u", "ဣ": "i", "ဧ": "e", "ဩ": "aw", "ဪ": "aw", "ဿ": "th",
}  # fmt: skip
_MEDIALS = {"ျ": "y", "ြ": "y", "ွ": "w", "ှ": "h"}
_RIMES = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "e", "ဲ": "e",
    "ော": "aw", "ေါ": "aw", "ော်": "aw", "ေါ်": "aw", "ို": "o", "ယ်": "e",
    "က်": "et", "င်": "in", "စ်": "it", "ည်": "i", "ဉ်": "in", "တ်": "at", "န်": "an",
    "ပ်": "at", "မ်": "an", "ိတ်": "eik", "ိန်": "ein", "ိပ်": "eik", "ိမ်": "ein",
    "ုတ်": "ok", "ုန်": "on", "ုပ်": "ok", "ုမ်": "on", "ောက်": "auk", "ေါက်": "auk",
    "ောင်": "aung", "ေါင်": "aung", "ိုက်": "aik", "ိုင်": "aing",
}  # fmt: skip
_AFTER_W = {"an": "un", "at": "ut"}
"""ထွန်း is Htun."""


def romanised_burmese(word: str) -> str:
    """The syllables of a word, joined; letters of other scripts stay as they are."""
    return _SYLLABLE.sub(_spoken, _TONES.sub(_toned, word))


def _toned(match: re.Match[str]) -> str:
    """The sign of nasality is an n; tones are not written in Latin letters."""
    return "န်" if match.group() == "\u1036" else ""


def _spoken(match: re.Match[str]) -> str:
    letter, medials, vowels, final = match.groups()
    onset = _ONSETS.get(letter, "")
    for medial in medials:
        onset = f"h{onset}" if medial == "ှ" else onset + _MEDIALS[medial]
    if letter in "ယရ" and "ှ" in medials:
        onset = onset.replace("hy", "sh")
    if letter in "ဥဦဣဧဩဪ" and not vowels and not final:
        return onset
    rime = _RIMES.get(vowels + final)
    if rime is None:
        rime = _RIMES.get(vowels, "a") + _RIMES.get(final, "")[-1:]
    if onset.endswith("w") and rime in _AFTER_W and letter != "ဝ":
        return onset[:-1] + _AFTER_W[rime]
    return onset + rime


def syllables_parted(text: str) -> str:
    """The text with a space behind each syllable: each is written as a word in Latin letters."""
    return _SYLLABLE_AS_WRITTEN.sub(r"\g<0> ", text).strip()
