"""Reads ``entities.ftm.json`` of OpenSanctions: JSON lines, one entity of a graph each.

Who is listed: every thing that the file marks ``"target": true``, that a Sanction entity names, or
that has a topic which means a listing. ``target`` is the publisher's own word; it includes parties
that are only tied to a listed one (``sanction.linked``), whose record says that no authority names
them. Everything else (owners, addresses, passports, relatives) is no party of the list and alerts
nobody; it stays as relation, address or identifier of the listed parties it is tied to, with its
own text, one step deep. What is tied to none of them is kept as raw text and counted.

The lines are gone through twice, since an entity may stand before or after what it belongs to;
between the passes only their bytes are held.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.errors import UnreadableFileError
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.opensanctions_dataset import list_of_datasets
from caveat.ingest.lists.opensanctions_entity import (
    Entity,
    NoEntityError,
    NoJsonError,
    entity_of,
)
from caveat.ingest.lists.opensanctions_model import (
    EDGES,
    IDENTIFICATIONS,
    KINDS,
    LISTING_TOPICS,
    SANCTIONS,
)
from caveat.ingest.lists.opensanctions_record import Surroundings, read_record
from caveat.ingest.lists.opensanctions_ties import ends_of, relations_by
from caveat.ingest.opened_file import OpenedFile

_LONGEST_LINE = 16 * 1024 * 1024
"""Bytes. The longest line of the file seen has 20,000."""
_MOST_DAMAGES = 5
_RAW_LETTERS = 20_000
_SIGNS = (
    re.compile(rb'"schema"\s*:\s*"'),
    re.compile(rb'"properties"\s*:\s*\{'),
    re.compile(rb'"id"\s*:\s*"'),
)
_MARK = b"\xef\xbb\xbf"


def sniff(head: bytes) -> bool:
    """Whether the first line is an entity of the FollowTheMoney model, as far as it is there."""
    line = head.removeprefix(_MARK).lstrip().split(b"\n", 1)[0]
    return line.startswith(b"{") and all(sign.search(line) for sign in _SIGNS)


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text, or a line has no end.
    """
    return _FtmFile(opened, reading).read()


FORMAT = ListFormat("OpenSanctions, entities.ftm.json", Channel.OPENSANCTIONS, 1, sniff, read)


@dataclass(slots=True)
class _Known:
    """What is held of an entity between the passes."""

    line: bytes
    row: int
    schema: str
    called: str
    listed: bool
    used: bool = False


@dataclass(slots=True)
class _FtmFile:
    """Two passes over a file."""

    opened: OpenedFile
    reading: Reading
    rows: int = 0
    damages: list[str] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    entities: dict[str, _Known] = field(default_factory=dict)
    adjacent: dict[str, dict[str, None]] = field(default_factory=dict)
    """By key of a thing, the keys of the entities that name it."""
    sanctioned: set[str] = field(default_factory=set)
    last_seen: str = ""

    def read(self) -> ListsRead:
        """Read, then judge, then put together."""
        for line in self._lines():
            try:
                self._take(entity_of(line), line)
            except NoEntityError as error:
                self._set_aside(str(error), line)
            except NoJsonError:
                self._damage(f"line {self.rows:,} is cut off, no JSON or names a field twice")
                self._set_aside("The line is cut off, no JSON or names a field twice.", line)
        listed = [key for key, known in self.entities.items() if self._is_listed(key, known)]
        if not listed and not self.damages:
            self._damage("it names no listed party")
        if self.damages and not self.reading.tolerate_damage:
            raise refuse(self.opened.name, self.damages)
        return self._put_together(listed)

    def _lines(self) -> Iterator[bytes]:
        """The lines that hold something."""
        content = self.opened.content
        taken = 0
        while line := content.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                raise UnreadableFileError(
                    f"{self.opened.name} is damaged: line {self.rows + 1:,} has no end. Nothing "
                    "was changed. Download the file again."
                )
            line = line.strip().removeprefix(_MARK)
            taken += 1
            self.reading.after_row(self.opened, taken)  # empty lines cost time too
            if not line:
                continue
            self.rows += 1
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                raise UnreadableFileError(
                    f"{self.opened.name} is not in UTF-8 in line {self.rows:,} (byte "
                    f"0x{line[error.start]:02x}), as the official file is. Nothing was changed. "
                    "Use the file as it was downloaded, not as another program saved it."
                ) from error
            yield line

    def _take(self, entity: Entity, line: bytes) -> None:
        known = self.entities.get(entity.id)
        if known is not None:
            self._damage(
                f"line {self.rows:,} repeats the entity of line {known.row:,}, as if two files "
                "were joined"
            )
            self._set_aside(f"The line repeats the entity of line {known.row:,}.", line)
            return
        is_thing = entity.schema not in EDGES and entity.schema not in _ADJACENT
        listed = is_thing and (
            entity.target is True or not LISTING_TOPICS.isdisjoint(entity.all("topics"))
        )
        if listed and not (entity.caption.strip() or entity.all("name")):
            self._set_aside("The entity has no name.", line)
            return
        self.entities[entity.id] = _Known(line, self.rows, entity.schema, entity.called, listed)
        self.last_seen = max(self.last_seen, entity.last_seen[:10])
        for key in _points_to(entity):
            self.adjacent.setdefault(key, {})[entity.id] = None
            if entity.schema in SANCTIONS:
                self.sanctioned.add(key)

    def _is_listed(self, key: str, known: _Known) -> bool:
        is_thing = known.schema not in EDGES and known.schema not in _ADJACENT
        known.listed = known.listed or (is_thing and key in self.sanctioned)
        return known.listed

    def _put_together(self, listed: list[str]) -> ListsRead:
        definition = list_of_datasets(self._entity(key).datasets for key in listed)
        records = []
        filled: dict[str, None] = {}
        for done, key in enumerate(listed, 1):
            self.reading.after_row(self.opened, done)
            known = self.entities[key]
            known.used = True
            record = read_record(
                definition.code, entity := self._entity(key), self._around(entity), known.row
            )
            records.append(record)
            filled.update((name, None) for name, _ in record.published)
        parsed = ParsedList(
            list_code=definition.code,
            records=tuple(records),
            unread=tuple(self.unread),
            rows=self.rows,
            published_fields=tuple(filled),
            released=_day(self.last_seen),
            definition=definition,
        )
        untied = tuple(self._untied())
        return ListsRead("OpenSanctions entities.ftm.json", (parsed,), (), untied)

    def _around(self, entity: Entity) -> Surroundings:
        """The entities that name a listed one, and those that it names."""
        around = Surroundings()
        for key in entity.all("addressEntity"):
            if key in self.entities:
                around.addresses.append(self._use(key))
        ties = [entity] if any(True for _ in ends_of(entity)) else []
        for key in sorted(self.adjacent.get(entity.id, ())):
            schema = self.entities[key].schema
            if schema in SANCTIONS:
                around.sanctions.append(self._use(key))
            elif schema in IDENTIFICATIONS:
                around.documents.append(self._use(key))
            else:
                ties.append(self._use(key))
        for tie in ties:
            if tie is not entity and not self.entities[tie.id].listed:
                around.ties.append(tie)
            around.relations += relations_by(tie, entity.id, self._called, self._listed)
            for one, _, other in ends_of(tie):
                if one == entity.id and other in self.entities and not self._listed(other):
                    around.related.append(self._use(other))
        around.related = list({each.id: each for each in around.related}.values())
        shown = {each.id for each in around.related}
        around.ties = [tie for tie in around.ties if tie.id not in shown]
        return around

    def _entity(self, key: str) -> Entity:
        return entity_of(self.entities[key].line)

    def _use(self, key: str) -> Entity:
        self.entities[key].used = True
        return self._entity(key)

    def _called(self, key: str) -> str:
        return self.entities[key].called if key in self.entities else key

    def _listed(self, key: str) -> bool:
        return key in self.entities and self.entities[key].listed

    def _untied(self) -> Iterator[UnreadRow]:
        """Lines that belong to no listed party."""
        for known in self.entities.values():
            if not known.used:
                what = "" if known.schema in _UNDERSTOOD else ", which is not known here"
                reason = f"An entity of the schema {known.schema}{what}, tied to no listed party."
                yield UnreadRow(known.row, reason, _raw(known.line))

    def _set_aside(self, reason: str, line: bytes) -> None:
        self.unread.append(UnreadRow(self.rows, reason, _raw(line)))

    def _damage(self, what: str) -> None:
        if len(self.damages) < _MOST_DAMAGES:
            self.damages.append(what)


_ADJACENT = frozenset({*SANCTIONS, *IDENTIFICATIONS})
_UNDERSTOOD = frozenset({*KINDS, *EDGES, *_ADJACENT})


def _points_to(entity: Entity) -> Iterator[str]:
    if entity.schema in SANCTIONS:
        yield from entity.all("entity")
    elif entity.schema in IDENTIFICATIONS:
        yield from entity.all("holder")
    else:
        yield from (one for one, _, _ in ends_of(entity) if one != entity.id)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _raw(line: bytes) -> str:
    return line.decode("utf-8", errors="replace").replace("\0", "\ufffd")[:_RAW_LETTERS]
