"""Takes a name apart into words, ready to be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from caveat.matching.names import han
from caveat.matching.names.align import initials
from caveat.matching.names.branches import OFFICES
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.lexicon import Branch, Entry, WordKind, lexicon
from caveat.matching.names.mending import FEWEST_SCATTERED, form_words, mergeable, merged
from caveat.matching.names.numerals import counted
from caveat.matching.names.person_name import PersonName
from caveat.matching.names.phrases import whole_phrases
from caveat.matching.names.placed import placed
from caveat.matching.names.segment import segment
from caveat.matching.names.tokens import Token, token
from caveat.matching.names.words import MAX_WORDS, Word, word, words_of

__all__ = ["MAX_WORDS", "PreparedName", "prepare"]

_ALWAYS_FORM = frozenset(
    [
        "co",
        "ltd",
        "inc",
        "llc",
        "jsc",
        "ooo",
        "oao",
        "zao",
        "pao",
        "fze",
        "fzc",
        "fzco",
        "gmbh",
        "plc",
        "ojsc",
        "cjsc",
        "pjsc",
        "corp",
        "llp",
        "pte",
        "pvt",
        "sdn",
        "bhd",
        "pty",
        "srl",
        "sarl",
        "ltda",
        "doo",
        "eood",
        "ood",
        "fgup",
        "fsue",
        "sro",
    ]
)
_SHORT_FORM, _SHORTEST_GUESSED = 4, 7
_LITTLE, _AND = frozenset({"of", "the", "for"}), "and"
_IN_FULL = {"co": "company", "corp": "corporation"}
"""Short forms in the names that the tables hold in full: National Iranian Oil Co."""
_LONGEST_VESSEL = 3
_PREFIXED = re.compile(
    r"(?:(?:M/?T/?V|[MFSRB]/[VTSYCB]\.?|[MF]\.V\.|M\.T\.|S\.S\.|R\.V\.|M\.Y\.|(?:LPG|LNG|T|O|P|OBO|Ro-?Ro)/[CBTVX]\.?|"
    r"Т/[ХК]\.?|М/[ВХ]\.?|т/[хк]|(?:м|т)\.?\s?/?\s?х\.)|"
    r"MTV|MV|MT|SS|FV|RV|VLCC|ULCC|VLGC|VLOC|LNGC|LPGC|FPSO|DSV|AHTS)\s+(?=[\"'«„“‘]?\w)",
    re.IGNORECASE,
)
"""Motor vessel, tanker, steamer, yacht, carrier of gas or of bulk, of research; теплоход."""
_SHIP = re.compile(
    r"(?<=\w)\s*[(\[](?:(?:crude|oil|chemical|product|products|gas|lpg|lng|bulk|general|dry|cargo|"
    r"container|reefer|fishing|research|passenger|motor|tug|tank|heavy|lift|self|propelled|ore|"
    r"vehicles?|cattle|livestock|supply|offshore|and|&|/)[\s/-]+)*"
    r"(?:tanker|carrier|ship|vessel|bulker|tug|tugboat|barge|trawler|ferry|yacht|cargo ship|"
    r"containership|ro-?ro|vlcc|aframax|suezmax|panamax|танкер|балкер|сухогруз|контейнеровоз|"
    r"судно|油轮|货轮|散货船|集装箱船)[)\]]\s*$",
    re.IGNORECASE,
)
"""What kind of ship it is, in brackets behind its name."""
_PROOF = frozenset({WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.FORM})
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_FORM = WordKind.FORM
_PREFIX = token("p:mv")
_FEWEST, _MOST = 3, 6
"""Letters of an abbreviation that is told from its own expansion."""
_HONORIFICS = frozenset(
    ["shri", "shree", "sri", "sree", "hazrat", "ayatollah", "ayatullah", "akademika", "imeni"]
)  # fmt: skip
"""Before names that firms and institutes take from persons and gods; each honours many.

Not Shahid and Imam: few but listed groups are called by them, and their names are spelled in many
ways (Bagheri, Bakeri), so that the word must count.
"""
_form, _inflected, _proof = map(attrgetter, ("form", "is_inflected", "proof"))


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name taken apart.

    Attributes:
        text: The name as given.
        tokens: Its words in order.
        surfaces: The same words as written; empty for the second word of an abbreviation that
            stands for several.
        forms: Normal legal forms stated.
        organisation: Whether a word proves that this is not a person.
        comma: Whether it is written as ``SURNAME, Given``.
        person: Whether it was taken apart as a person's (see `person_prepare`).
        surname: Positions of the surname of a person, where the writing tells it.
        reading: What each part of a person's name is.
    """

    text: str
    tokens: tuple[Token, ...]
    surfaces: tuple[str, ...]
    forms: frozenset[str]
    organisation: bool
    comma: bool = False
    person: bool = False
    surname: frozenset[int] = frozenset()
    reading: PersonName | None = None

    def __hash__(self) -> int:
        """Of the text and the words alone: names are looked up often, and the rest rarely tells."""
        return hash((self.text, self.tokens))


@lru_cache(maxsize=16_384)
def prepare(text: str) -> PreparedName:
    """The name taken apart. Any text will do; of a very long one only the beginning is read."""
    cleaned = clean(text)
    around, name = _around(cleaned)
    mended = _mended([word(found) for found in words_of(name)])
    words, written = whole_phrases(*mended)
    readings = _readings(words)
    repaired = any(map(_form, words))
    tokens: list[Token] = [_PREFIX for _ in around]
    surfaces = around
    before = len(tokens)
    forms: set[str] = set()
    apart = _scattered(words)
    i, size = 0, len(words)
    while i < size and len(tokens) < MAX_WORDS:
        one = words[i]
        if apart is not None and i in apart[0]:
            if i == min(apart[0]):
                entry = apart[1]
                surface = " ".join(written[place] for place in sorted(apart[0]))
                _take(entry, f"f:{entry.form.partition('+')[0]}", surface, tokens, surfaces, forms)
            i += 1
            continue
        if one.is_han:
            japanese = han.is_japanese(cleaned)
            for code, surface in segment(one.text, forms, japanese=japanese):
                tokens.append(token(code))
                surfaces.append(surface)
            i += 1
            continue
        begins = one.begins or one.form
        length, branch = _phrase(readings, i, repaired=repaired) if begins else (0, None)
        if (
            branch is not None
            and branch.entry
            # XI is a place in pinyin, too.
            and (length > 1 or not (one.is_capital or (0 < i == size - 1 and _is_roman(one.text))))
        ):
            surface = written[i] if length == 1 else " ".join(written[i : i + length])
            _take(branch.entry, f"l:{branch.phrase}", surface, tokens, surfaces, forms)
            i += length
            continue
        if one.folded:
            tokens.append(_plain(words, i, first=len(tokens) == before))
            surfaces.append(written[i])
        i += 1
    tokens = placed(tokens, forms, cleaned)
    kinds = {t.kind for t in tokens}
    if kinds <= _MUTE and not all(map(_is_form_or_firm, tokens)):
        kept = [(token(f"w:{fold(s)}"), s) for s in surfaces if s and fold(s)]
        tokens, surfaces = [t for t, _ in kept], [s for _, s in kept]
        kinds = {t.kind for t in tokens}
    organisation = bool(forms) or not kinds.isdisjoint(_PROOF) or _proven(tokens, words)
    if organisation:
        tokens = _honoured(_expanded(tokens))
    comma = not organisation and cleaned.count(",") == 1 and not cleaned.endswith(",")
    return PreparedName(
        text,
        tuple(tokens[:MAX_WORDS]),
        tuple(surfaces[:MAX_WORDS]),
        frozenset(forms),
        organisation,
        comma,
    )


def _expanded(tokens: list[Token]) -> list[Token]:
    """The words without the weight of an abbreviation that stands beside what it abbreviates.

    BHEL Bharat Heavy Electricals Ltd.; IEI - Iran Electronics Industries. Likewise beside the known
    name that it stands for.
    """
    for at in {0, len(tokens) - 1}:
        letters = tokens[at].roman
        if tokens[at].kind is not WordKind.WORD or not _FEWEST <= len(letters) <= _MOST:
            continue
        rest = [word for i, word in enumerate(tokens) if i != at and word.roman]
        said = "".join(initials(word) for word in rest if word.kind is not WordKind.NOISE)
        several = len(rest) > 1 or any(" " in word.code for word in rest)
        spelled = letters[0] == said[:1] and said.startswith(letters) and several
        mine = tokens[at].brands
        if spelled or (mine and any(not mine.isdisjoint(word.brands) for word in rest)):
            made = token(f"t:{letters}")
            return [made if i == at else word for i, word in enumerate(tokens)]
    return tokens


def _honoured(tokens: list[Token]) -> list[Token]:
    """The words with an honorific (Shri Ganesh) read as a title, not as a name."""
    for at in range(len(tokens) - 1):
        word = tokens[at]
        if word.roman in _HONORIFICS and word.kind is tokens[at + 1].kind is WordKind.WORD:
            return [*tokens[:at], token(f"t:{word.roman}"), *tokens[at + 1 :]]
    return tokens


def _is_form_or_firm(word: Token) -> bool:
    """Whether a word says that a company is named, and nothing else."""
    return word.kind is _FORM or "firm" in word.meanings


def _is_roman(text: str) -> bool:
    return text in lexicon().roman


def _proven(tokens: list[Token], words: list[Word]) -> bool:
    """Whether a phrase names somebody (Tactical Missile Corporation) and holds words of proof."""
    named = any(" " in t.code and t.kind is WordKind.WORD for t in tokens)
    return named and any(map(_proof, words))


def _plain(words: list[Word], i: int, *, first: bool) -> Token:
    """The word by itself, outside the phrases of the tables."""
    one = words[i]
    if one.remains:
        return token(f"p:{one.remains}")
    counts = counted(words[i - 1].folded, one.text) if i and one.is_capital else 0
    return token(f"n:{counts}") if counts else one.token(first=first)


def _prefix(cleaned: str) -> str:
    """What is written before a vessel's name (M/V), or a company's (M/s), and is no part of it.

    Without a stroke or stops it is one only where nothing shows that a company is named.
    """
    found = _PREFIXED.match(cleaned)
    if found is None:
        return ""
    rest = words_of(cleaned[found.end() :])
    bare = found.group().strip().isalpha()
    if bare and (len(rest) > _LONGEST_VESSEL or any(word(text).proof for text in rest)):
        return ""
    return found.group()


def _around(cleaned: str) -> tuple[list[str], str]:
    """What is written around a vessel's name and is no part of it (M/V, oil tanker); the name."""
    prefix = _prefix(cleaned)
    ship = _SHIP.search(cleaned) if cleaned.endswith((")", "]")) else None
    kind = ship.group().strip(" ()[]") if ship else ""
    name = cleaned[len(prefix) : ship.start() if ship else None]
    return [one for one in (prefix.strip(), kind) if one], name


def _mended(words: list[Word]) -> tuple[list[Word], list[str]]:
    """The words, joined and split where slips did the opposite; and what is written for each."""
    known = mergeable()
    before = ""
    for one in words:
        if one.halves or (before and before + one.folded in known):
            break
        before = one.folded
    else:
        return words, [one.text for one in words]
    mended: list[Word] = []
    written: list[str] = []
    for one in words:
        if one.halves:
            halves = one.text[: one.halves], one.text[one.halves :]
            mended.extend(map(word, halves))
            written.extend(halves)
        elif mended and merged(mended[-1].folded, one.folded):
            mended[-1] = word(mended[-1].text + one.text)
            written[-1] = f"{written[-1]} {one.text}"
        else:
            mended.append(one)
            written.append(one.text)
    return mended, written


def _scattered(words: list[Word]) -> tuple[frozenset[int], Entry] | None:
    """Where the words of a legal form stand apart, and the form."""
    if len([one for one in words if one.of_form]) < FEWEST_SCATTERED:
        return None
    return form_words().scattered([one.of_form or one.folded for one in words])


def _readings(words: list[Word]) -> list[list[str]]:
    """The folded words, and other readings of them that differ.

    Words of trade and adjectives of places in the form of the tables only where a word proves an
    organisation: ``Kazanskiy`` alone is somebody's name.
    """
    folded = [one.folded for one in words]
    readings = [folded]
    if any(map(_inflected, words)):
        law = [one.readings[1] for one in words]
        readings.append(law)
        if any(map(_proof, words)):
            readings.append([one.readings[2] for one in words])
    full = lexicon().full
    if not full.keys().isdisjoint(folded):
        readings.append([full.get(one, one) for one in folded])
    if any(map(_form, words)):
        readings.append([one.form or one.folded for one in words])
    return readings


def _phrase(readings: list[list[str]], start: int, *, repaired: bool) -> tuple[int, Branch | None]:
    """The longest phrase of the tables that begins here, and its number of words.

    With ``repaired`` the last reading holds words of legal forms for what looks like them: by
    itself only a long one will do.
    """
    lex = lexicon()
    beginnings = lex.beginnings
    best: Branch | None = None
    # A word by itself is no abbreviation: Comp is no computer.
    length, short = 0, readings[0][start] in lex.full
    for number, reading in enumerate(readings, 1):
        guessed = repaired and number == len(readings) and reading[start] != readings[0][start]
        branch = beginnings.get(reading[start])
        length = max(length, 1) if short and number > 1 else length
        at = start
        while branch is not None:
            at += 1
            entry = branch.entry
            if (
                entry is not None
                and at - start > length
                and (
                    at - start > 1
                    or (not guessed and entry.kind is not _FORM)
                    or (entry.kind is _FORM and _is_form(reading, start, guessed=guessed))
                )
            ):
                best, length = branch, at - start
            branch, at = _next(branch, reading, at)
    return length, best


def _next(branch: Branch, reading: list[str], at: int) -> tuple[Branch | None, int]:
    """Where a phrase goes on; a little word that came in between is left out."""
    if at >= len(reading):
        return None, at
    following = branch.following
    found = following.get(reading[at])
    if found is None and reading[at] in _LITTLE and following and at + 1 < len(reading):
        found = following.get(reading[at + 1])
        at += found is not None
    if found is None and reading[at] in _IN_FULL:
        found = following.get(_IN_FULL[reading[at]])
    if found is None and _AND in following:
        # Of "Sci & Tech" the sign is no word.
        found = following[_AND].following.get(reading[at])
    return found, at


def _is_form(folded: list[str], at: int, *, guessed: bool) -> bool:
    """Short forms such as AG or SIA are forms only at the ends of a name.

    Chinese characters before or behind are another name beside it: of them nothing is folded.
    """
    text = folded[at]
    if guessed:
        return len(text) >= _SHORTEST_GUESSED
    if len(text) >= _SHORT_FORM or text in _ALWAYS_FORM:
        return True
    known = lexicon().phrases
    behind = known.get(folded[at + 1]) if at and at + 1 < len(folded) else None
    if behind is not None and not OFFICES.isdisjoint(behind.meanings):
        return True  # Commerzbank AG Niederlassung Luxemburg
    return all(not w or w in known for w in folded[:at]) or all(
        not w or w in known for w in folded[at + 1 :]
    )


def _take(  # noqa: PLR0917 — the three lists are one result, built in place
    entry: Entry,
    code: str,
    surface: str,
    tokens: list[Token],
    surfaces: list[str],
    forms: set[str],
) -> None:
    if entry.form:
        normal, _, rest = entry.form.partition("+")
        forms.add(normal)
        tokens.append(token(code))
        surfaces.append(surface)
        if rest:
            tokens.append(token(f"c:{rest}"))
            surfaces.append("")
        return
    if entry.sequence:
        for position, meaning in enumerate(entry.sequence):
            tokens.append(token(f"c:{meaning}"))
            surfaces.append(surface if position == 0 else "")
        return
    tokens.append(token(code))
    surfaces.append(surface)
