"""Known names of several words in other words that say the same: Iranian Electronic Industry.

A known name is one word to the comparison, so that another wording of it would share nothing with
it. Each of its words is therefore led by what it says as well: a place, a concept, a legal form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from caveat.matching.names.lexicon import Entry

LITTLE = frozenset({"of", "the", "for"})
"""Words that a known name may be written with or without."""
AND = "and"
_MARK = "="
"""Before what a word says, which is no word."""
_ENGLISH = frozenset({"en", ""})
_FEWEST = 3
"""Words of a known name that is told in other words: Iran Air is not the Iranian Air Force."""


def sense(word: str, phrases: Mapping[str, Entry]) -> str:
    """What a folded word says, marked; a little word as it is."""
    if word in LITTLE or word == AND:
        return word
    entry = phrases.get(word)
    if entry is None or entry.sequence:
        return f"{_MARK}{word}"
    return f"{_MARK}{entry.form or ';'.join(entry.meanings) or word}"


def rewordings(
    brands: Mapping[str, tuple[tuple[str, bool], ...]], phrases: Mapping[str, Entry], named: int
) -> Iterator[tuple[list[str], str]]:
    """What known names say, word by word, and the name; not what two of them would say alike.

    English names only: Zhongguo Yuanzineng Gongye is not the China Nuclear Industry Corporation.
    ``named`` is the kind of entry that is a name.
    """
    found: dict[tuple[str, ...], tuple[str, object]] = {}
    for name, groups in brands.items():
        entry = phrases.get(name) if name.isascii() else None
        if entry is None or entry.kind != named:
            continue
        words = [phrases[word] for word in name.split(" ") if word in phrases]
        if any(word.language not in _ENGLISH for word in words):
            continue
        said = tuple([sense(word, phrases) for word in name.split(" ") if word not in LITTLE])
        if sum(word[0] == _MARK for word in said) < _FEWEST:
            continue
        first, whose = found.setdefault(said, (name, groups))
        if whose != groups:
            found[said] = "", None
        elif not first:
            continue
    for said, (name, _) in found.items():
        if name:
            yield list(said), name
