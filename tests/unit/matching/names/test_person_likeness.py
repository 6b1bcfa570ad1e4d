"""Likeness of parts of persons' names: the short way says what the long one does."""

from itertools import combinations

import pytest

from caveat.matching.names import person_likeness
from caveat.matching.names.given import given_names
from caveat.matching.names.surnames import surnames
from caveat.matching.names.tokens import Token, token

_TIED = (
    ("w:jongun", "w:chongun"),
    ("w:vladimirovich", "w:volodymyrovych"),
    ("w:abujumaa", "w:boudjemaa"),
    ("w:abdulbaqqari", "w:baqqari"),
    ("w:shafiqulislam", "w:rafiqulislam"),
    ("h:正恩", "w:jongun"),
    ("o:정은", "w:jeongeun"),
    ("r:tszinpin", "w:jinping"),
    ("a:mhmd", "w:mohammad"),
    ("w:soeharto", "w:suharto"),
    ("x:k", "w:karim"),
)
"""A pair for each way in which more than the letters may tie two words."""


def _words() -> list[Token]:
    known = given_names()
    texts = [
        *sorted(known.groups)[::97],
        *sorted(known.used_for_another)[::61],
        *sorted(surnames().characters)[::47],
    ]
    codes = [f"w:{text}" for text in texts if text.isascii() and text.isalpha()]
    return [token(code) for code in dict.fromkeys(codes)]


def _used_for_one_another() -> list[tuple[str, str]]:
    """Names of one group, two surnames of one character, and what the lists use for another."""
    by_group: dict[int, list[str]] = {}
    for form, groups in sorted(given_names().groups.items()):
        for group, _ in groups[:1]:
            by_group.setdefault(group, []).append(form)
    by_character: dict[str, list[str]] = {}
    for form, characters in sorted(surnames().characters.items()):
        by_character.setdefault(min(characters), []).append(form)
    mates = [forms[:2] for forms in (*by_group.values(), *by_character.values()) if len(forms) > 1]
    return [(one, other) for one, other in mates[::9]] + list(given_names().learnt)[::11]


def test_words_that_no_table_ties_agree_by_their_letters_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = _words()
    pairs = [
        (a, b)
        for a, b in combinations(words, 2)
        # Those that stand far apart in the alphabet are unlike for certain: some of them do.
        if a.code[:3] == b.code[:3] or (len(a.code) + len(b.code)) % 7 == 0
    ]
    pairs += [(token(f"w:{a}"), token(f"w:{b}")) for a, b in _used_for_one_another()]
    pairs += [(token(one), token(other)) for one, other in _TIED]
    short = [person_likeness.person_likeness.__wrapped__(a, b) for a, b in pairs]
    alone = sum(
        person_likeness._by_letters_alone(person_likeness._ties(a), person_likeness._ties(b))
        for a, b in pairs
    )
    monkeypatch.setattr(person_likeness, "_by_letters_alone", lambda *_: False)

    long = [person_likeness.person_likeness.__wrapped__(a, b) for a, b in pairs]

    assert 0.1 < alone / len(pairs) < 0.9
    assert sum(found is not None for found in long) > 100
    unlike = [pair for pair, one, other in zip(pairs, short, long, strict=True) if one != other]
    assert unlike == []
