"""Domain objects as SQLite values and back. Nothing here touches a connection."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
    PublishedRelation,
)
from caveat.domain.sources import Mark, Source

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_DESIGNATION = tuple(field.name for field in fields(Designation))
_SOURCE = tuple(field.name for field in fields(Source))


def to_json(value: object) -> str:
    """Compact JSON with sorted keys; equal values give equal text."""
    return _JSON.encode(value)


def pack(text: str) -> bytes:
    """A long text, compressed. A screening's answer shrinks to about a quarter."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


class DamagedTextError(ValueError):
    """A packed text is not what `pack` wrote."""


def unpack(body: bytes) -> str:
    """The text that `pack` compressed.

    Raises:
        DamagedTextError: If the body was damaged or altered.
    """
    try:
        return zlib.decompress(body).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedTextError(str(error)) from error


END_OF_TIME = "9999"
"""Later than any time as `time_text` writes it."""


def time_text(moment: datetime) -> str:
    """ISO 8601 UTC with microseconds, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def time_value(text: str) -> datetime:
    """The moment that `time_text` wrote."""
    return datetime.fromisoformat(text)


def date_text(day: date | None) -> str | None:
    """ISO date or NULL."""
    return day.isoformat() if day else None


def date_value(text: str | None) -> date | None:
    """The date that `date_text` wrote."""
    return date.fromisoformat(text) if text else None


def like_text(text: str) -> str:
    """A pattern for ``LIKE`` (escaped by a backslash) that finds the text itself anywhere."""
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return f"%{text}%" if text else ""


def source_text(source: Source | None) -> str:
    """A source as JSON; ``null`` for none."""
    return to_json({name: getattr(source, name) for name in _SOURCE} if source else None)


def source_value(text: str) -> Source | None:
    """The source that `source_text` wrote."""
    if (
        text == "null"
    ):  # nearly all of them: parsing it a hundred thousand times takes half a second
        return None
    return _source(json.loads(text))


def source_values(texts: Sequence[str]) -> list[Source | None]:
    """The sources that `source_text` wrote, decoded together: that takes a third of the time."""
    return [*map(_source, json.loads(f"[{','.join(texts)}]"))]


def _source(fields: dict[str, Any] | None) -> Source | None:
    return Source(**{**fields, "mark": Mark(fields["mark"])}) if fields else None


def detail_text(record: PartyRecord) -> str:
    """What of a record has no column of its own."""
    return to_json(
        {
            "designations": [
                {name: getattr(d, name) for name in _DESIGNATION} for d in record.designations
            ],
            "dates_of_birth": record.dates_of_birth,
            "places_of_birth": record.places_of_birth,
            "nationalities": record.nationalities,
            "citizenships": record.citizenships,
            "remarks": record.remarks,
            "unread": record.unread,
            "notes": record.notes,
        }
    )


def designation_value(fields: dict[str, Any]) -> Designation:
    """A designation from its JSON object."""
    return Designation(
        **{
            **fields,
            "programmes": tuple(fields["programmes"]),
            "footnotes": tuple(fields["footnotes"]),
        }
    )


def record_value(  # one argument per table it is stored in
    row: dict[str, Any],
    names: tuple[Name, ...],
    addresses: tuple[Address, ...],
    identifiers: tuple[Identifier, ...],
    relations: tuple[PublishedRelation, ...],
) -> PartyRecord:
    """A record from its row and the rows of its names, addresses, identifiers and ties."""
    detail = json.loads(row["detail"])
    return PartyRecord(
        list_code=row["list_code"],
        publisher_id=row["publisher_id"],
        row_id=row["row_id"],
        kind=PartyKind(row["kind"]),
        names=names,
        addresses=addresses,
        identifiers=identifiers,
        designations=tuple(designation_value(d) for d in detail["designations"]),
        dates_of_birth=tuple(detail["dates_of_birth"]),
        places_of_birth=tuple(detail["places_of_birth"]),
        nationalities=tuple(detail["nationalities"]),
        citizenships=tuple(detail["citizenships"]),
        remarks=detail["remarks"],
        relations=relations,
        published=tuple((field, text) for field, text in json.loads(row["published"])),
        row=row["row"],
        unread=tuple(detail["unread"]),
        notes=tuple(detail["notes"]),
    )


def name_value(kind: str, text: str, source: Source | None) -> Name:
    """A name from its columns."""
    return Name(text, NameKind(kind), source)
