"""The starter set as the program carries it, read once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.parties import OverlayParty, PartyRecord
from caveat.domain.starter import StarterSet
from caveat.ingest.lists.starter import read_starter

REPOSITORY = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="session")
def starter_folder() -> Path:
    return REPOSITORY / "resources" / "starter"


@pytest.fixture(scope="session")
def starter(starter_folder) -> StarterSet:
    return read_starter(starter_folder)


@pytest.fixture(scope="session")
def entity_list(starter) -> tuple[PartyRecord, ...]:
    (records,) = [parsed.records for parsed in starter.lists if parsed.list_code == "US-EL"]
    return records


@pytest.fixture(scope="session")
def added(entity_list) -> tuple[PartyRecord, ...]:
    """The entries that the two rules of March 2025 added."""
    return tuple(
        record for record in entity_list if record.designations[0].effective == "2025-03-25"
    )


@pytest.fixture(scope="session")
def published() -> Callable[[PartyRecord], dict[str, str]]:
    return lambda record: dict(record.published)


@pytest.fixture(scope="session")
def overlay(starter) -> dict[str, OverlayParty]:
    return {party.key: party for party in starter.overlay}


@pytest.fixture(scope="session")
def overlay_of(starter) -> Callable[[PartyRecord], list[OverlayParty]]:
    """The overlay parties that are bound to an entry."""

    def find(record: PartyRecord) -> list[OverlayParty]:
        return [
            party
            for party in starter.overlay
            if (party.list_code, party.name) == (record.list_code, record.name)
            and (not party.country or party.country in record.countries)
        ]

    return find
