"""An index over what was read before is the one that is built from nothing."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from caveat.domain.parties import Address, Identifier, Name, NameKind, PartyKind
from caveat.matching.building import Part, build_part
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.readings import Readings
from listed import EDITIONS, read_edition

Arrays = Mapping[str, np.ndarray]
NAMES = (
    "Zuvanari Heavy Industries Co., Ltd.",
    "Zuvanari Heavy Industries (Zuvanari Group) LLC",
    "Ivanov, Pyotr Sergeyevich",
    "13th Research Institute",
    "55th Research Institute",
    "北京市商汤科技开发有限公司",
    "Завод «Тавроникс»",
    "e",
    "  ",
    "…",
    "\ud800 Broken Trading LLC",
    "General Trading LLC",
)
ADDRESSES = (
    "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
    "Unit 502, 5/F, Lucky Building, 39 Wellington Street, Central",
    "北京市海淀区东北旺西路8号",
    "P.O. Box 12, Dubai",
    "No. 15, Haitai Huake Street; No. 3, Xueyuan Road, Beijing",
    " ",
)


def party(key: int, chance: random.Random) -> ListedParty:
    names = chance.choices(NAMES, k=chance.randint(1, 3))
    places = chance.choices(ADDRESSES, k=chance.randint(0, 2))
    return ListedParty(
        key=key,
        list_code=chance.choice(("US-EL", "US-SDN")),
        kind=chance.choice((PartyKind.COMPANY, PartyKind.PERSON, PartyKind.UNKNOWN)),
        names=tuple(Name(text, chance.choice([*NameKind])) for text in names),
        addresses=tuple(Address(text, country=chance.choice(("CN", "HK", ""))) for text in places),
        identifiers=(Identifier("IMO", str(9_000_000 + key)),) * chance.randint(0, 1),
    )


def built(parties: Sequence[ListedParty], readings: Mapping[Part, Readings]) -> Arrays:
    arrays: dict[str, np.ndarray] = {}
    for part in Part:
        arrays |= build_part(parties, part, readings=readings[part])
    return arrays


def same(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(
        one[name].dtype == other[name].dtype and one[name].tobytes() == other[name].tobytes()
        for name in one
    )


def taken_up(readings: Mapping[Part, Readings]) -> dict[Part, Readings]:
    """What the next program reads from the disk."""
    return {part: Readings(readings[part].arrays()) for part in Part}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_came_and_went_the_index_is_the_one_built_from_nothing(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a history, no secret
    listed = {key: party(key, chance) for key in range(20)}
    readings = {part: Readings() for part in Part}
    for step in range(6):
        for key in chance.sample(range(40), chance.randint(0, 15)):
            if key in listed and chance.random() < 0.5:
                del listed[key]
            else:
                listed[key] = party(key, chance)
        parties = sorted(listed.values(), key=lambda one: (one.list_code, one.key))
        anew = built(parties, {part: Readings() for part in Part})
        assert same(built(parties, readings), anew), step
        readings = taken_up(readings)


def test_only_what_no_build_read_before_is_read() -> None:
    chance = random.Random(1)  # noqa: S311  # parties, no secret
    parties = [party(key, chance) for key in range(30)]
    readings = {part: Readings() for part in Part}
    built(parties, readings)
    later = taken_up(readings)
    built(parties, later)
    assert [later[part].new for part in Part] == [0, 0]
    name, address = Name("Qorvelin Works"), Address("1 Elm St, Reno")
    built([*parties, ListedParty(99, "US-EL", PartyKind.COMPANY, (name,), (address,))], later)
    # A name is read for searching and, beside the address, for what is known of names.
    assert [later[part].new for part in Part] == [1, 2]


def test_a_person_and_a_company_of_one_name_are_read_apart() -> None:
    text = (Name("Tavronix (Zuvanari Group)"),)
    parties = [
        ListedParty(1, "US-EL", PartyKind.COMPANY, text),
        ListedParty(2, "US-EL", PartyKind.PERSON, text),
    ]
    readings = {part: Readings() for part in Part}
    anew = built(parties, readings)
    assert same(built(parties[::-1], taken_up(readings)), built(parties[::-1], readings))
    assert same(built(parties, taken_up(readings)), anew)


def test_what_is_no_longer_listed_is_kept_until_it_is_more_than_what_is() -> None:
    few = [ListedParty(1, "US-EL", PartyKind.COMPANY, (Name("Alpha"), Name("Beta")))]
    more = [ListedParty(2, "US-EL", PartyKind.COMPANY, tuple(map(Name, ("A1", "B2", "C3"))))]
    names = Readings()
    read = []
    for parties in (few, more, few, more):
        build_part(parties, Part.NAMES, readings=names)
        read.append(names.new)
        names = Readings(names.arrays())
    # Two unused beside three used were kept, three beside two not.
    assert read == [2, 3, 0, 3]


@pytest.mark.real_data
def test_one_edition_after_the_other_gives_the_index_of_the_other(shared_data: Path) -> None:
    older, newer = (tuple(read_edition(shared_data / "lists" / name)) for name in EDITIONS)
    names = Readings()
    build_part(older[::4], Part.NAMES, readings=names)
    names = Readings(names.arrays())
    later = build_part(newer[::2], Part.NAMES, readings=names)
    assert names.new > 0
    assert same(later, build_part(newer[::2], Part.NAMES))


def test_an_index_built_in_memory_is_the_same() -> None:
    chance = random.Random(2)  # noqa: S311  # parties, no secret
    parties = [party(key, chance) for key in range(30)]
    readings = {part: Readings() for part in Part}
    built(parties, readings)
    assert same(MatchingIndex.build(parties).to_arrays(), built(parties, taken_up(readings)))
