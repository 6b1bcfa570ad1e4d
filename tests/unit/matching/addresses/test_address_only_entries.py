"""The 19 rows of the Entity List that are only addresses (15 CFR 744.16)."""

import re

import pytest

pytestmark = pytest.mark.real_data


def test_every_variant_of_an_address_only_entry_finds_it(
    listed_2026, address_only_entries, variants_of
):
    missed: list[str] = []
    tried = 0
    for entry in address_only_entries:
        for kind, text in variants_of(entry.text):
            for country in ("", entry.country):
                tried += 1
                if entry.name not in listed_2026.parties_at(text, country):
                    missed.append(f"{entry.name}, {kind}: {text}")
    print(f"address-only entries: {tried - len(missed)} of {tried} variants found")  # noqa: T201 - the figure measured
    assert tried == 19 * 13 * 2
    assert missed == []


def _other_tenants(text: str) -> list[str]:
    """Texts of other rooms, other floors, other houses and other streets."""
    found: list[str] = []
    room = re.search(r"(?:Room|Rm\.?|RM|Unit|Flat|Office)\s+(\d+)(?:-\d+)?", text)
    if room:
        number = int(room[1])
        before, behind = text[: room.start(1)], text[room.end() :]
        found += [f"{before}{number + step}{behind}" for step in (5, 27)]
        if number > 100:  # a floor further up
            higher = f"{before}{number + 300}{behind}"
            found.append(re.sub(r"\d+(?=/F|F\b)", lambda m: str(int(m[0]) + 3), higher))
    if floor := re.search(r"(\d+)(?=/F|F\b)", text):
        bare = re.sub(r"^[^,]*?(?=\d+(?:/F|F))", "", text) if room is None else text
        if room is None or len(room[1]) <= 2:
            found.append(bare.replace(floor[0], str(int(floor[0]) + 2), 1))
    house = re.search(
        r"(\d+)(?:-(\d+))?(?=,? (?:[A-Z]\w+ ){1,3}(?:Road|Rd|Street|St|Strand|Sk))", text
    )
    house = house or re.search(r"(\d+)(?=\s?C?,? (?:Queensway|Hung))", text)
    assert house, text
    last = int(house[2] if house.lastindex == 2 and house[2] else house[1])
    found.append(f"{text[: house.start()]}{last + 2}{text[house.end() :]}")
    found.append(f"{text[: house.start()]}{last + 40}{text[house.end() :]}")
    street = re.search(
        r"(?:[A-Z]\w+ ){0,3}(?:Road|Rd|Street|St|Strand|Sk)\b|Queensway", text[house.end() :]
    )
    assert street, text
    start, end = house.end() + street.start(), house.end() + street.end()
    found += [f"{text[:start]}{name}{text[end:]}" for name in ("Jaffe Road", "Portland Street")]
    return found


def test_unrelated_tenants_of_the_same_street_are_not_the_entry(listed_2026, address_only_entries):
    tried = 0
    wrong: list[str] = []
    for entry in address_only_entries:
        for text in _other_tenants(entry.text):
            for country in ("", entry.country):
                tried += 1
                party = {
                    match.position: match
                    for match in listed_2026.index.search(text, country, limit=200)
                    if listed_2026.names[match.party] == entry.name
                    and match.score >= 70
                    and match.listed.split(",")[0] == entry.text.split(",")[0]
                }
                if party:
                    wrong.append(f"{entry.name}: {text}")
    print(f"address-only entries: {len(wrong)} of {tried} unrelated tenants called the entry")  # noqa: T201 - the figure measured
    assert tried > 19 * 4 * 2
    assert wrong == []
