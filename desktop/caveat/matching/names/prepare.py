"""Takes a name apart into words, ready to be compared."""

from functools import lru_cache
from operator import attrgetter

from caveat.matching.names import han
from caveat.matching.names.addressed import name_alone
from caveat.matching.names.align import initials
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.lexicon import Entry, WordKind, lexicon
from caveat.matching.names.longest_phrase import longest_phrase, readings_of
from caveat.matching.names.mending import FEWEST_SCATTERED, cut_form, form_words, mergeable, merged
from caveat.matching.names.numerals import counted
from caveat.matching.names.phrases import whole_phrases
from caveat.matching.names.placed import placed
from caveat.matching.names.prepared import PreparedName
from caveat.matching.names.segment import segment
from caveat.matching.names.tokens import Token, token
from caveat.matching.names.vessel_words import without_vessel_words
from caveat.matching.names.words import MAX_WORDS, Word, word, words_of

__all__ = ["MAX_WORDS", "PreparedName", "prepare"]

_FIELD = 30
"""Characters from which a name may have been cut off: fields of 30, 35 or 40 are common."""
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
_form, _proof = map(attrgetter, ("form", "proof"))


@lru_cache(maxsize=16_384)
def prepare(text: str) -> PreparedName:
    """The name taken apart. Any text will do; of a very long one only the beginning is read."""
    cleaned = clean(text)
    around, name = without_vessel_words(cleaned)
    words, written = _read(name_alone(name))
    readings = readings_of(words)
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
        length, branch = longest_phrase(readings, i, repaired=repaired) if begins else (0, None)
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
        mine = tokens[at].brands | tokens[at].hints
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


def _read(name: str) -> tuple[list[Word], list[str]]:
    """The words of a name as they are meant, and what is written for each."""
    words, written = whole_phrases(*_mended([word(found) for found in words_of(name)]))
    if len(name) >= _FIELD and len(words) > 1:
        whole = cut_form(words[-1].folded, words[-2].folded)
        words = [*words[:-1], word(whole)] if whole else words
    return words, written


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
