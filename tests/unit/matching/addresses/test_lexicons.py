import csv

import pytest

from caveat.matching.addresses import lexicon
from caveat.resources import resource

TABLES = (
    "words", "words_han", "places", "directions", "equivalents", "common_streets",
    "generic_words", "hong_kong_han", "agents",
)  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_says_where_it_comes_from(name):
    with resource(f"lexicons/address_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["source"].strip() for row in rows)
    assert all(None not in row for row in rows)


def test_roles_and_positions_are_known_ones():
    roles = {word.role for found in lexicon.words().values() for word in found}
    assert roles == {
        "street", "street_or_building", "building", "block", "phase", "unit", "number", "pobox",
        "drop", "park", "province", "city", "district", "town", "near", "also", "floor",
    }  # fmt: skip
    positions = {word.position for found in lexicon.words().values() for word in found}
    assert positions == {"before", "after", "both"}


def test_every_place_lies_in_a_known_place():
    known = lexicon.places()
    assert all(
        not place.within or lexicon.squash(place.within) in known for place in known.values()
    )


def test_places_have_country_codes_and_kinds():
    for place in lexicon.places().values():
        assert len(place.country) == 2
        assert place.country.isupper()
        assert place.kind in {"country", "province", "city", "district", "area"}
