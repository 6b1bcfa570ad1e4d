"""The words we know: legal forms, words of trade and industry, places, brands, numbers.

Read once from ``resources/lexicons``; every form is folded the way names are folded.
"""

import csv
import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from caveat.matching.names import arabic, han, hebrew
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.inflection import adjective_stem, is_inflected, stem
from caveat.matching.names.reworded import rewordings
from caveat.matching.names.thai import THAI
from caveat.resources import resource

TABLES = ("legal_forms", "words", "places", "brands", "numbers", "common_words")
_WORDS = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""A form that is folded as it stands."""
_INFLECTED = frozenset({"ru", "uk", "be", "bg", "sr", "kk", "ky"})
_INFLECTED_PLACES = frozenset({"RU", "UA", "BY", "KZ", "KG"})
_SHORTEST_PROOF, _SHORTEST_FORM = 5, 3
_SHORTEST_BARE = 3
"""Letters of a word in Arabic or Hebrew without what is joined to it."""
HANGUL_MARK = "~"


class WordKind(IntEnum):
    """What a word is good for in a name."""

    WORD = 0
    """Anything we do not know: usually the distinctive part."""
    ACTIVITY = 1
    GENERIC = 2
    UNIT = 3
    """What kind of body: group, institute, factory, branch."""
    PLACE = 4
    NUMBER = 5
    DIRECTION = 6
    LETTER = 7
    TITLE = 8
    NOISE = 9
    FORM = 10

    @property
    def coefficient(self) -> str:
        """Its name in the tables of coefficients."""
        return self.name.lower()


_PROOFS = frozenset({WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT})
_CLASSES = {
    "activity": WordKind.ACTIVITY,
    "generic": WordKind.GENERIC,
    "unit": WordKind.UNIT,
    "direction": WordKind.DIRECTION,
    "title": WordKind.TITLE,
    "noise": WordKind.NOISE,
    "word": WordKind.WORD,
}
_ABBREVIATION = "abbreviation"
"""Class of what stands for a word of trade only beside one: Mach for Machinery, else a name."""
_SHORTEST_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon says of a word or phrase.

    Attributes:
        kind: What it is good for.
        meanings: Concepts; several alternatives where a translation is not unique.
        sequence: More than one concept when the phrase stands for several words (NPO).
        form: Normal legal form, ``LLC`` …; ``LLC+group`` also states a group.
        number: For numbers.
        language: Language of the form, ``pinyin`` for romanised Chinese.
    """

    kind: WordKind
    meanings: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    form: str = ""
    number: int = -1
    language: str = ""


class Branch:
    """A word within phrases: where they go on, and the phrase that ends here, if one does.

    Attributes:
        entry: What the lexicon says of the phrase that ends with this word; None where none does.
        phrase: That phrase, folded, with single spaces.
        following: Next word → branch.
    """

    __slots__ = ("entry", "following", "phrase")

    def __init__(self) -> None:
        self.entry: Entry | None = None
        self.phrase = ""
        self.following: dict[str, Branch] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """A place and what it lies in, outermost first (``("CN", "Jiangsu")``)."""

    name: str
    kind: str
    within: tuple[str, ...]


class Lexicon:
    """All tables, indexed by folded form.

    Attributes:
        phrases: Folded form with single spaces → entry.
        beginnings: First word of a phrase → branch.
        han: Simplified Chinese form → entry.
        unspaced: Form in kana or Hangul, which are written without spaces → folded form.
        places: Place → what it lies in.
        brands: Folded or Chinese form → (brand, whether only a hint).
        brand_forms: Brand → its Latin forms.
        kinds: Concept → kind.
        proofs: Words that show a name to be an organisation's.
        common: Words of the English dictionary, which many firms choose for a name.
        short: Abbreviation → concepts that it may stand for, beside a word of one of them.
        full: Abbreviation → the English word that it begins, for phrases (Univ of Sci and Tech).
        sha256: Hash of all tables.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        digest = hashlib.sha256()
        self.phrases: dict[str, Entry] = {}
        self.beginnings: dict[str, Branch] = {}
        self.han: dict[str, Entry] = {}
        self.unspaced: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.brands: dict[str, tuple[tuple[str, bool], ...]] = {}
        self.brand_forms: dict[str, tuple[str, ...]] = {}
        self.kinds: dict[str, WordKind] = {}
        self.proofs: set[str] = set()
        self.short: dict[str, frozenset[str]] = {}
        self.full: dict[str, str] = {}
        self._form_stems: dict[str, str] = {}
        self._word_stems: dict[str, str] = {}
        for name in TABLES:
            digest.update(texts[name].encode("utf-8"))
        self.sha256 = digest.hexdigest()
        self._read_forms(texts["legal_forms"])
        self._read_numbers(texts["numbers"])
        self._read_brands(texts["brands"])
        self._read_words(texts["words"])
        self._read_places(texts["places"])
        for said, name in rewordings(self.brands, self.phrases, WordKind.WORD):
            self._lead(said, self.phrases[name], name)
        rows = csv.DictReader(texts["common_words"].splitlines())
        self.common = frozenset(row["word"] for row in rows)
        self.longest_han = max(map(len, self.han))
        self.longest_unspaced = max(map(len, self.unspaced), default=0)

    def _add(self, form: str, entry: Entry) -> None:
        if not form.isascii() and han.has_han(form):
            self.han.setdefault(han.simplified(form), entry)
            return
        if _PLAIN.fullmatch(form):
            words = form.split(" ")
        else:
            plain = clean(form).replace("'", "")
            parts = plain.split() if THAI.match(form) else _WORDS.findall(plain)
            words = [lexical(word) for word in parts]
            words = [word for word in words if word]
        if not words:
            return
        self._grow(words, entry)
        if not form.isascii() and (han.UNSPACED.fullmatch(form) or THAI.match(form)):
            self.unspaced.setdefault(clean(form), words[0])
        self._learn(words, entry)

    def _grow(self, words: list[str], entry: Entry) -> None:
        phrase = " ".join(words)
        if phrase in self.phrases:
            return
        self.phrases[phrase] = entry
        self._lead(words, entry, phrase)

    def _lead(self, words: list[str], entry: Entry, phrase: str) -> None:
        """Makes the words lead to a phrase."""
        following = self.beginnings
        for word in words:
            found = following.get(word)
            if found is None:
                found = following[word] = Branch()
            branch, following = found, found.following
        branch.entry, branch.phrase = entry, phrase

    def _learn(self, words: list[str], entry: Entry) -> None:
        if entry.kind is WordKind.FORM:
            shortest = _SHORTEST_PROOF if len(words) > 1 else _SHORTEST_FORM
            self.proofs.update(word for word in words if len(word) >= shortest)
        elif len(words) == 1 and entry.kind in _PROOFS:
            self.proofs.add(words[0])
        if entry.language in _INFLECTED:
            is_form = entry.kind is WordKind.FORM
            stems = self._form_stems if is_form else self._word_stems
            for word in words:
                if root := stem(word):
                    stems.setdefault(root, word)
            if is_form and len(words) > 1:
                self._grow([stems.get(stem(word), word) for word in words], entry)

    def _read_forms(self, text: str) -> None:
        for row in csv.DictReader(text.splitlines()):
            entry = Entry(WordKind.FORM, form=row["normal"], language=row["language"])
            self._add(row["form"], entry)

    def _read_numbers(self, text: str) -> None:
        for row in csv.DictReader(text.splitlines()):
            if row["language"] != "roman":
                entry = Entry(WordKind.NUMBER, number=int(row["number"]), language=row["language"])
                self._add(row["form"], entry)
        rows = csv.DictReader(text.splitlines())
        self.roman = {r["form"]: int(r["number"]) for r in rows if r["language"] == "roman"}

    def _read_brands(self, text: str) -> None:
        found: dict[str, list[tuple[str, bool]]] = {}
        forms: dict[str, list[str]] = {}
        for row in csv.DictReader(text.splitlines()):
            form, brand, hint = row["form"], row["brand"], row["strength"] == "hint"
            if han.has_han(form):
                key = han.simplified(form)
                self.han.setdefault(key, Entry(WordKind.WORD, language="zh"))
            else:
                made = fold if han.HANGUL.search(form) else lexical
                key = " ".join(made(word) for word in form.split())
                if " " in key or not key.isascii():
                    self._add(form, Entry(WordKind.WORD, language="en"))
                elif not form.isascii() and han.UNSPACED.fullmatch(form):
                    self.unspaced.setdefault(form, key)
                if not hint:
                    forms.setdefault(brand, []).append(form)
            found.setdefault(key, []).append((brand, hint))
        self.brands = {key: tuple(groups) for key, groups in found.items()}
        self.brand_forms = {brand: tuple(names) for brand, names in forms.items()}

    def _read_words(self, text: str) -> None:
        rows = csv.reader(text.splitlines())
        next(rows)
        for form, concept, what, _, language, *_ in rows:
            if what == _ABBREVIATION:
                self.short[form] = frozenset(concept.split(";"))
                self.full[form] = concept.partition(";")[0]
                continue
            kind = _CLASSES[what]
            if len(form) >= _SHORTEST_ABBREVIATION and concept.startswith(form) and form != concept:
                self.full[form] = concept
            sequence = tuple(concept.split("+")) if "+" in concept else ()
            meanings = () if sequence else tuple(concept.split(";"))
            for meaning in meanings:
                self.kinds.setdefault(meaning, kind)
            self._add(form, Entry(kind, meanings, sequence, language=language))

    def _read_places(self, text: str) -> None:
        for row in csv.DictReader(text.splitlines()):
            within = tuple(part for part in row["within"].split("/") if part)
            # 조선 is Korea, and what the North calls itself.
            meant = tuple(row["place"].split(";"))
            for place in meant:
                self.places.setdefault(place, Place(place, row["kind"], within))
            form = row["form"]
            language = "zh" if han.has_han(form) else "ko" if han.HANGUL.search(form) else "en"
            self._add(form, Entry(WordKind.PLACE, meant, language=language))
            if within[:1] and within[0] in _INFLECTED_PLACES and row["form"].isascii():
                form = fold(row["form"])
                self._word_stems.setdefault(adjective_stem(form), form)

    def reading(self, word: str) -> tuple[str, str, str]:
        """A folded word; with a Slavic ending as words of law have it; and as those of trade have.

        The last includes the adjectives of places (``kazanskiy`` → ``kazan``).
        """
        if not word.isascii():
            bare = self._unprefixed(word)
            return word, bare, bare
        root = stem(word)
        if not root:
            return word, word, word
        law = self._form_stems.get(root, word)
        known = law in self.phrases or not is_inflected(law)
        return word, law, law if known else self._word_stems.get(stem(law), law)

    def _unprefixed(self, word: str) -> str:
        """A known word without the little words that Arabic and Hebrew join to it; else itself."""
        if word in self.phrases:
            return word
        joined = hebrew.JOINED if hebrew.HEBREW.match(word) else arabic.JOINED_LITTLE
        for little in joined:
            bare = word.removeprefix(little)
            if bare != word and len(bare) >= _SHORTEST_BARE and bare in self.beginnings:
                return bare
        return word

    def places_disagree(self, one: str, other: str) -> bool:
        """Whether two places cannot both be right (Wuhan and Wuxi; not China and Wuhan)."""
        if one == other:
            return False
        first, second = self.places[one], self.places[other]
        return one not in second.within and other not in first.within


def lexical(word: str) -> str:
    """A word as the tables hold it: folded; in Arabic or Hebrew script in its own plain letters.

    Without their vowels, such words folded to Latin letters look like strangers' acronyms. One in
    Hangul is marked: 수산, seafood, is not Susan.
    """
    if not word.isascii() and arabic.ARABIC.search(word):
        return arabic.without_article(arabic.plain(word))
    if not word.isascii() and hebrew.HEBREW.search(word):
        return word
    if not word.isascii() and han.HANGUL.search(word):
        return f"{HANGUL_MARK}{fold(word)}"
    return fold(word)


@cache
def lexicon() -> Lexicon:
    """The lexicon in force."""
    return Lexicon(
        {name: resource(f"lexicons/{name}.csv").read_text(encoding="utf-8") for name in TABLES}
    )


@cache
def _roman_numbers() -> dict[int, str]:
    return {number: form.lower() for form, number in lexicon().roman.items()}


def roman_number(number: int) -> str:
    """A number in Roman letters, small; empty if the tables do not hold it."""
    return _roman_numbers().get(number, "")
