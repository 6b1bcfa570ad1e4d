"""Finds the longest phrase of the tables that begins at a word, in any reading of the words."""

from operator import attrgetter

from caveat.matching.names.branches import OFFICES
from caveat.matching.names.lexicon import Branch, WordKind, lexicon
from caveat.matching.names.reworded import AND, LITTLE
from caveat.matching.names.words import Word

_ALWAYS_FORM = frozenset(
    [
        "co", "ltd", "inc", "llc", "jsc", "ooo", "oao", "zao", "pao", "fze", "fzc", "fzco",
        "gmbh", "plc", "ojsc", "cjsc", "pjsc", "corp", "llp", "pte", "pvt", "sdn", "bhd", "pty",
        "srl", "sarl", "ltda", "doo", "eood", "ood", "fgup", "fsue", "sro",
    ]
)  # fmt: skip
_SHORT_FORM, _SHORTEST_GUESSED = 4, 7
_IN_FULL = {"co": "company", "corp": "corporation"}
"""Short forms in the names that the tables hold in full: National Iranian Oil Co."""
_FORM = WordKind.FORM
_form, _inflected, _proof, _says = map(attrgetter, ("form", "is_inflected", "proof", "says"))
_begins_known = attrgetter("begins_known")


def readings_of(words: list[Word]) -> list[list[str]]:
    """The folded words, and other readings of them that differ, last what looks like a legal form.

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
    if any(map(_begins_known, words)):
        readings.append(list(map(_says, words)))
    if any(map(_form, words)):
        readings.append([one.form or one.folded for one in words])
    return readings


def longest_phrase(
    readings: list[list[str]], start: int, *, repaired: bool
) -> tuple[int, Branch | None]:
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
    if found is None and reading[at] in LITTLE and following and at + 1 < len(reading):
        found = following.get(reading[at + 1])
        at += found is not None
    if found is None and reading[at] in _IN_FULL:
        found = following.get(_IN_FULL[reading[at]])
    if found is None and AND in following:
        # Of "Sci & Tech" the sign is no word.
        found = following[AND].following.get(reading[at])
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
