"""One word of a name with everything a comparison asks of it, made once per distinct word."""

import re
from functools import cache

from caveat.matching.coefficients import coefficients
from caveat.matching.names import han, hebrew
from caveat.matching.names.brahmic import WRITTEN
from caveat.matching.names.clean import fold, is_latin, skeleton, variant_key
from caveat.matching.names.cognates import cognate
from caveat.matching.names.kana import KANA
from caveat.matching.names.lexicon import HANGUL_MARK, Entry, WordKind, lexicon
from caveat.matching.names.rarity import rarity_table

_PATRONYMIC = re.compile(
    r"^[a-z]{3,}(?:ovich|evich|ich|ovna|evna|ichna|ovych|ivna|auna|euna|[kq]yzy|[bdgklmnrstz]uly)$"
)
_OF_PATRONYMICS = ("ich", "ych", "vna", "hna", "una", "yzy", "uly")
_PRONOUNCEABLE = re.compile(r"^[^aeiouy]{0,2}(?:[aeiouy]{1,2}[^aeiouy]{1,2})*[aeiouy]{0,2}$")
_SYLLABLES = re.compile(
    r"^(?:ai|ao|ang|an|a|er|en|e|ou|o)?(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|"
    r"ua|ui|uo|ue|ve|er|a|o|e|i|u|v))*$"
)
"""Words made of pinyin syllables, and so most Japanese ones."""
_NONE: frozenset[str] = frozenset()
_VOWELS = re.compile("[aeiouv]+")
BRAHMIC, CYRILLIC, HAN, HANGUL, HEBREW = "i", "r", "h", "o", "e"
"""Ways in which words in Indic scripts and the like, in another alphabet, in Chinese characters,
given names in Hangul and words in Hebrew are made (see `Token`)."""
_SCRIPTS = (
    ("a", re.compile("[\u0600-\u06ff]")), (HEBREW, hebrew.HEBREW), ("s", KANA), (BRAHMIC, WRITTEN),
    ("u", han.HANGUL),
)  # fmt: skip
_ACRONYM_LENGTH = 4
_ALWAYS_ACRONYM = 3
_SHORTEST_ABJAD = 2
_KIND_OF_WAY = {"x": WordKind.LETTER, "t": WordKind.TITLE, "p": WordKind.NOISE}
_FIXED = frozenset(
    {WordKind.NUMBER, WordKind.DIRECTION, WordKind.LETTER, WordKind.TITLE, WordKind.NOISE,
     WordKind.FORM}
)  # fmt: skip
"""Kinds that weigh the same however rare the word is."""
_LEAST_PERSONAL, _MOST_PERSONAL = 1.5, 9.5


class Token:
    """A word. ``code`` makes it again: the kind of making, a colon, the folded word.

    Codes: ``w`` a word, ``l`` a phrase of the lexicon, ``y`` a cognate of one, ``c`` a concept
    or either of two (``university;institute``),
    ``f`` a legal form, ``n`` a number, ``x`` a single letter, ``r`` a word in another alphabet,
    ``i`` in an Indic script, Thai, Khmer or Burmese, ``s`` in kana, ``u`` in Hangul, ``a`` in
    Arabic, ``e`` in Hebrew, ``h`` Chinese characters read as pinyin, ``k`` Chinese characters of
    the lexicon, ``j`` Chinese characters in a Japanese name; in persons' names ``t`` a title, ``p``
    a particle (al, von), ``g`` a generation (Jr, III), ``o`` a given name in Hangul.
    """

    __slots__ = (
        "abjad",
        "acronym",
        "brands",
        "code",
        "count",
        "foreign",
        "form",
        "hangul",
        "hints",
        "in_tables",
        "kind",
        "language",
        "leftover",
        "lemma",
        "meanings",
        "number",
        "patronymic",
        "personal",
        "roman",
        "skeleton",
        "syllables",
        "unspeakable",
        "variant",
        "weight",
    )

    def __init__(self, code: str) -> None:
        way, _, word = code.partition(":")
        self.code = code
        self.kind = WordKind.WORD
        self.brands = self.hints = self.meanings = _NONE
        self.language = ""
        self.form = ""
        self.number = -1
        self.roman = "" if way == "j" else word.replace("?", "")
        self.abjad = way in "ae"
        self.hangul = way == "u"
        self.foreign = way in "rsuahkioe"
        self._read(way, word)
        self.in_tables = bool(self.meanings or self.brands or self.hints)
        self.variant = variant_key(self.roman) if self.roman else ""
        self.skeleton = skeleton(self.roman) if self.roman else ""
        self.syllables = bool(self.roman) and bool(_SYLLABLES.match(self.roman))
        if self.meanings and way != "w":
            self.lemma = min(self.meanings)
        elif self.brands:
            self.lemma = f"b {min(self.brands)}"
        else:
            self.lemma = self.roman or word
        # Arabic script writes no vowels: there every word looks like one.
        word_of_own = self.kind is WordKind.WORD
        self.acronym = word_of_own and not self.abjad and _looks_like_acronym(self.roman)
        self.unspeakable = self.acronym and not _PRONOUNCEABLE.match(self.roman)
        self.patronymic = (
            word_of_own
            and self.roman.endswith(_OF_PATRONYMICS)
            and bool(_PATRONYMIC.match(self.roman))
        )
        self._weigh()

    def _read(self, way: str, word: str) -> None:
        lex = lexicon()
        groups = lex.brands.get(word)
        if groups:
            self.brands = frozenset([brand for brand, hint in groups if not hint])
            self.hints = frozenset([brand for brand, hint in groups if hint])
        if way in "lky":
            self._mean(lex.han[word] if way == "k" else lex.phrases[cognate(word) or word])
            if way == "y":
                self.language = ""
            self.hangul = word.startswith(HANGUL_MARK)
        elif way == "c":
            meant = word.split(";")
            self.kind = lex.kinds.get(meant[0], WordKind.GENERIC)
            self.meanings = frozenset(meant)
        elif way == "f":
            self.kind, self.form = WordKind.FORM, word
        elif way in "ng":
            self.kind, self.number = WordKind.NUMBER, int(word)
        else:
            self.kind = _KIND_OF_WAY.get(way, WordKind.WORD)
            if way == "w":
                self.meanings = lex.short.get(word, _NONE)
        self._write(way, word)

    def _write(self, way: str, word: str) -> None:
        """How the word is written in Latin letters."""
        if way in "hk":
            self.roman = han.pinyin(word)
            self.language = "zh"
        elif way in "oe":
            self.roman = fold(word)
        elif way in "lca":
            meant, _, _ = word.partition(";")
            self.roman = meant.replace(" ", "").removeprefix(HANGUL_MARK)

    def _mean(self, entry: Entry) -> None:
        """What the tables say of a word or a phrase."""
        self.kind, self.language, self.number = entry.kind, entry.language, entry.number
        self.meanings = frozenset(entry.meanings)
        self.form = entry.form.partition("+")[0]

    def _weigh(self) -> None:
        weights = coefficients().weight
        factor, leftover = _factors()[self.kind]
        table = rarity_table()
        rarity = table.rarity(self.lemma)
        self.count = table.count(self.lemma)
        self.personal = max(_LEAST_PERSONAL, min(_MOST_PERSONAL, rarity))
        """What it weighs in a person's name, in nats: every part distinguishes somewhat."""
        self.weight = factor if self.kind in _FIXED else factor * rarity
        if self.kind is WordKind.WORD and not self.brands:
            shortest = _SHORTEST_ABJAD if self.abjad else _ALWAYS_ACRONYM
            if 0 < len(self.roman) <= shortest:
                self.weight = min(self.weight, weights["shortest"])
            if self.roman in lexicon().common:
                # Many firms choose it, though the registers that were counted hold few of them.
                self.weight = min(self.weight, weights["dictionary"])
        self.leftover = self.weight * leftover

    def __repr__(self) -> str:
        return f"Token({self.code!r})"


def _looks_like_acronym(word: str) -> bool:
    if not word.isalpha() or len(word) > _ACRONYM_LENGTH:
        return False
    return len(word) <= _ALWAYS_ACRONYM or not _PRONOUNCEABLE.match(word)


def vowel_groups(word: str) -> int:
    """How many groups of vowels a word in Latin letters has: of pinyin, its syllables, about."""
    return len(_VOWELS.findall(word))


@cache
def _factors() -> dict[WordKind, tuple[float, float]]:
    """What a word of each kind weighs, as a factor or in nats, and costs where it stands alone."""
    c = coefficients()
    names = {kind: kind.coefficient for kind in WordKind}
    return {kind: (c.weight[name], c.leftover[name]) for kind, name in names.items()}


@cache
def token(code: str) -> Token:
    """The word that a code stands for; the same object every time."""
    return Token(code)


def word_code(word: str) -> str:
    """Code of a word outside the lexicon.

    ``a`` marks Arabic script, which writes no vowels, ``s`` kana, which write all of them.
    """
    folded = fold(word)
    if len(folded) == 1 and not folded.isdigit():
        return f"x:{folded}"
    way = way_of(word)
    return f"{way}:{word if way == HEBREW else folded}"


def way_of(word: str) -> str:
    """The way in which a word outside the lexicon is made, by its script (see `Token`)."""
    if word.isascii():
        return "w"
    for way, letters in _SCRIPTS:
        if letters.search(word):
            return way
    return "w" if is_latin(word) else "r"
