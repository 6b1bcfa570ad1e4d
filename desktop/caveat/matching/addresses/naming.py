"""Names of streets, buildings, parks and places: what of them is compared."""

import re
from collections.abc import Sequence
from functools import cache

from caveat.matching.addresses.folding import slavic_sound, sound
from caveat.matching.addresses.lexicon import (
    Place,
    agents,
    common_streets,
    directions,
    equivalents,
    generic_words,
    place_beginnings,
    places,
    squash,
)
from caveat.matching.addresses.numbers import HouseNumber
from caveat.matching.addresses.parsed import ParsedAddress, Site, Street

SLAVIC = frozenset({"RU", "UA", "BY", "KZ", "KG", "UZ"})
"""Where streets bear Russian names, printed in many transliterations and cases."""

_LONGEST_PLACE = 4
_PINYIN_NUMERALS = {
    syllable: str(number)
    for number, syllable in enumerate(
        ("yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi"), 1
    )
}
_READ_OUT = {number: sound(syllable) for syllable, number in _PINYIN_NUMERALS.items()}
_SYLLABLE = 5
_MARTYR = "shahid"
_NOT_A_NAME = frozenset({"the", "and", "of", "at", "in"})


def split_places(names: Sequence[str]) -> tuple[list[Place], list[str]]:
    """Known places among the words, longest first, and the words that are left over."""
    table = places()
    names = [name.replace(" ", "") for name in names]
    found: list[Place] = []
    rest: list[str] = []
    beginnings = place_beginnings()
    position = 0
    while position < len(names):
        if names[position] not in beginnings:
            rest.append(names[position])
            position += 1
            continue
        for length in range(min(_LONGEST_PLACE * 2, len(names) - position), 0, -1):
            place = table.get("".join(names[position : position + length]))
            if place is not None:
                found.append(place)
                position += length
                break
        else:
            rest.append(names[position])
            position += 1
    return found, rest


def leading_places(names: Sequence[str]) -> tuple[list[Place], list[str]]:
    """Known places that stand before a street's name without a comma.

    Something that names a street must remain: "Nanjing West Road" is a street of Shanghai.
    """
    table = places()
    names = [name.replace(" ", "") for name in names]
    if not names or names[0] not in place_beginnings():
        return [], names
    for length in range(min(_LONGEST_PLACE * 2, len(names) - 1), 0, -1):
        place = table.get("".join(names[:length]))
        if place is None:
            continue
        rest = list(names[length:])
        telling = sound("".join(word for word in rest if word not in directions()))
        if len(telling) > 3 and telling not in _common_keys():  # noqa: PLR2004 - a syllable is no name
            more, rest = leading_places(rest)
            return [place, *more], rest
    return [], names


def street(
    words: Sequence[str],
    *,
    ordinals: Sequence[str],
    kind: str,
    numbers: Sequence[HouseNumber],
    country: str,
    trailing: Sequence[str] = (),
    printed: str = "",
) -> Street | None:
    """A street from its words; None when nothing of a name remains.

    Args:
        words: Folded words of the name, directions among them.
        ordinals: Numbers that belong to the name.
        kind: Type of street.
        numbers: House numbers.
        country: Where; pinyin numerals are read in China only.
        trailing: Direction words that stood behind the type.
        printed: The street as it was printed, folded; made of the words where it is not given.
    """
    names = [word for word in words if word not in _NOT_A_NAME] or list(words)
    found = {directions()[word].direction for word in trailing}
    numerals = list(ordinals)
    if names[:1] == ["hightech"] and len(names) > 1:
        names = names[1:]
    long = len(names) > 2 or (len(names) == 2 and len(names[0]) > _SYLLABLE)  # noqa: PLR2004 - name, direction, numeral
    if country in {"CN", "TW", ""} and long and names[-1] in _PINYIN_NUMERALS:
        numerals.append(_PINYIN_NUMERALS[names.pop()])
    if len(names) > 1 and (last := directions().get(names[-1])) is not None:
        rest = "".join(names[:-1])
        if not last.only_at_end or len(rest) > 3:  # noqa: PLR2004 - Hua Dong Road keeps its Dong
            found.add(last.direction)
            names = names[:-1]
    if (
        numerals
        and len(names) == 1
        and (only := directions().get(names[0]))
        and not only.only_at_end
    ):
        found.add(only.direction)  # "450 W 33rd St"
        names = []
    if len(names) > 1 and (first := directions().get(names[0])) and not first.only_at_end:
        found.add(first.direction)
        names = names[1:]
    if country == "IR" and len(names) > 1 and equivalents().get(names[0], names[0]) == _MARTYR:
        names = names[1:]  # "Shahid Fayazi" is as often "Fayazi"
    key = sound(squash("".join(equivalents().get(word, word) for word in names)))
    if not key and not numerals:
        return None
    return Street(
        name=printed or " ".join([*names, *numerals]),
        key=key,
        kind=kind,
        directions=frozenset(found),
        ordinals=tuple(sorted(set(numerals))),
        numbers=tuple(numbers),
        stem=slavic_sound(" ".join(names)) if not country or country in SLAVIC else "",
    )


def counted(found: Street) -> str:
    """The key with the street's number read out: 建一路 is Jian 1st Road and Jianyi Road."""
    return found.key + "".join(_READ_OUT.get(number, number) for number in found.ordinals)


def site(words: Sequence[str], kind: str = "") -> Site | None:
    """A named building or park; its key is what no other place is called by."""
    after_of = list(words)[list(words).index("of") + 1 :] if "of" in words else words
    names = [word for word in after_of if word not in _NOT_A_NAME]
    if not names:
        return None
    telling = [word for word in names if word not in _says_nothing()]
    key = sound(squash("".join(equivalents().get(word, word) for word in telling)))
    return Site(name=" ".join(words), key=key if len(key) > 1 else "", kind=kind)


@cache
def _says_nothing() -> frozenset[str]:
    """The generic words and what stands for them: "comm" as "commercial"."""
    short = {word for word, meant in equivalents().items() if meant in generic_words()}
    return generic_words() | short


def names_a_place(found: Site) -> bool:
    """Whether nothing of a building's name but the town's tells it: "Dubai Tower"."""
    return found.key in _place_keys()


def use_of(found: Site) -> frozenset[str]:
    """Words of a building's name that say what it is for: "shopping", "trade"."""
    words = (generic_words() & set(found.name.split())) - _NOT_A_NAME
    return frozenset(equivalents().get(word, word) for word in words)


@cache
def _place_keys() -> frozenset[str]:
    return frozenset(sound(name) for name in places())


def is_common(found: Street, country: str) -> bool:
    """Whether many towns have a street of this name, or the name hardly tells anything."""
    if len(found.key) < 4:  # noqa: PLR2004 - "5th", "A"
        return True
    countries = _common_keys().get(found.key) or _common_stems().get(found.stem)
    return countries is not None and ("" in countries or not country or country in countries)


@cache
def _common_keys() -> dict[str, frozenset[str]]:
    # Without the honorific, as `street` leaves it out in Iran.
    return {sound(key.removeprefix(_MARTYR)): value for key, value in common_streets().items()} | {
        sound(key): value for key, value in common_streets().items()
    }


@cache
def _common_stems() -> dict[str, frozenset[str]]:
    return {slavic_sound(key): SLAVIC for key, value in common_streets().items() if "RU" in value}


@cache
def _agent_keys() -> frozenset[tuple[str, str]]:
    keys: set[tuple[str, str]] = set()
    for name, kind in agents():
        if kind == "text":
            continue
        if kind.startswith("street"):
            number, _, words = name.rpartition(" ")
            keys.add((f"street {number}".strip(), sound(squash(words))))
        elif (made := site(name.replace("'", "").split())) is not None:
            keys.add((kind, made.key))
    return frozenset(keys)


def houses_strangers(address: ParsedAddress) -> bool:
    """Whether an address ties nobody together: a registration agent's, or a prison."""
    keys = {("building", building.key) for building in address.buildings}
    keys |= {("park", park.key) for park in address.parks}
    for one in address.streets:
        keys.add(("street", one.key))
        keys |= {(f"street {number}", one.key) for number in one.numbers}
    if not keys.isdisjoint(_agent_keys()):
        return True
    return _agent_texts().search(address.text) is not None


@cache
def _agent_texts() -> re.Pattern[str]:
    phrases = (re.escape(name) for name, kind in agents() if kind == "text")
    return re.compile("|".join(phrases), re.IGNORECASE)
