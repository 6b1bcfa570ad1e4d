"""A workspace file of its own for every test, and entries to fill it with."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ParsedFile, ParsedList, ReleasedBasis
from caveat.domain.parties import Address, Designation, Name, NameKind, PartyKind, PartyRecord
from caveat.storage import audit, releases
from caveat.storage.connection import Store
from caveat.storage.history import StoredRelease, store_release
from caveat.storage.releases import NewRelease

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data" / "caveat.sqlite", backups=tmp_path / "data" / "backups")
    yield opened
    opened.close()


@pytest.fixture
def entry() -> Callable[..., PartyRecord]:
    def make(
        name: str,
        *,
        number: str = "",
        country: str = "CN",
        notice: str = "90 FR 14048",
        aliases: tuple[str, ...] = (),
        addresses: tuple[str, ...] = ("1 Road",),
        row_id: str = "",
        remarks: str = "",
    ) -> PartyRecord:
        names = (Name(name), *(Name(alias, NameKind.ALIAS) for alias in aliases))
        return PartyRecord(
            list_code="US-EL",
            publisher_id=number,
            row_id=row_id,
            kind=PartyKind.UNKNOWN,
            names=names,
            addresses=tuple(Address(text, country=country) for text in addresses),
            designations=(Designation(federal_register=notice, listed="2025-03-28"),),
            remarks=remarks,
            published=(("_id", row_id), ("name", name), ("source_list_url", f"at {row_id}")),
        )

    return make


@pytest.fixture
def operator(store: Store) -> int:
    with store.writing() as connection:
        return audit.add_operator(connection, "Ada", b"\0" * 32, "key", NOW).id


Publish = Callable[..., StoredRelease]


@pytest.fixture
def publish(store: Store, operator: int) -> Publish:
    """Store an edition of the Entity List and put it into service when it is the newest."""

    def run(
        records: list[PartyRecord], released: date | None, *, channel: Channel = Channel.CSL
    ) -> StoredRelease:
        parsed = ParsedList("US-EL", tuple(records), rows=len(records))
        file = ParsedFile(channel, "test", 1, (parsed,), f"{released}.csv", "a" * 64, 1)
        with store.writing() as connection:
            import_id = releases.add_import(connection, file, at=NOW, operator=operator, note="")
            basis = ReleasedBasis.GIVEN if released else ReleasedBasis.UNKNOWN
            new = NewRelease(import_id, channel, parsed, released, basis)
            stored = store_release(connection, new)
            if stored.is_newest:
                releases.add_service_event(
                    connection,
                    "in service",
                    "US-EL",
                    at=NOW,
                    operator=operator,
                    release_id=stored.id,
                    import_id=import_id,
                )
        return stored

    return run
