"""Random histories of a list by two channels, held against a model that fits on a page."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import (
    Channel,
    Override,
    ParsedFile,
    ParsedList,
    Release,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.domain.parties import Address, Name, PartyKind, PartyRecord
from caveat.domain.progress import ignore_progress
from caveat.errors import InputError
from caveat.services.audit import verify_audit
from caveat.services.changes import list_changes
from caveat.services.channels import switch_channel
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.workspace import Workspace
from caveat.storage import releases
from caveat.storage.records import member_ids, stored_records
from templates import Clock, copy_home, open_at

CODE = "US-SDN"
FIRST = date(2024, 1, 1)
Members = frozenset[tuple[int, int]]
"""What an edition prints: parties by number, each in one of a few wordings."""


@dataclass(frozen=True)
class Import:
    channel: Channel
    day: int | None
    members: Members
    parser: int
    accept: frozenset[Override]


@dataclass(frozen=True)
class Switch:
    channel: Channel


CHANNELS = st.sampled_from([Channel.CSL, Channel.OFAC])
PARTIES = st.dictionaries(st.integers(1, 9), st.integers(0, 2), min_size=1)
IMPORTS = st.builds(
    Import,
    CHANNELS,
    st.none() | st.integers(0, 6),
    PARTIES.map(lambda found: frozenset(found.items())),
    st.sampled_from([1, 1, 2]),
    st.frozensets(st.sampled_from([Override.OLDER, Override.SHRINK])),
)
HISTORIES = st.lists(st.one_of(IMPORTS, IMPORTS, IMPORTS, st.builds(Switch, CHANNELS)), max_size=9)


def record(number: int, wording: int) -> PartyRecord:
    """The first two wordings differ in case only, the third in its address."""
    name = f"Made-up Party {number} Ltd"
    return PartyRecord(
        CODE,
        str(number),
        "",
        PartyKind.COMPANY,
        (Name(name.upper() if wording == 1 else name),),
        addresses=(Address(f"{wording // 2 + 1} Sample Road, Exampleton", country="GB"),),
        published=(("name", name), ("wording", "x" if wording < 2 else "y")),
    )


def parsed(step: Import) -> ParsedFile:
    records = tuple(record(*member) for member in sorted(step.members))
    item = ParsedList(CODE, records, rows=len(records), released=day_of(step))
    digest = uuid.uuid5(uuid.NAMESPACE_OID, f"{step.channel} {step.day} {sorted(step.members)}")
    return ParsedFile(step.channel, "test", step.parser, (item,), "a.csv", digest.hex * 2, 1)


def day_of(step: Import) -> date | None:
    return None if step.day is None else FIRST + timedelta(days=step.day)


@dataclass
class Edition:
    step: Import
    order: int


@dataclass
class Model:
    """Accepted editions by channel in their order, and which one is in service."""

    editions: dict[Channel, list[Edition]] = field(default_factory=dict)
    serving: Edition | None = None
    stored: int = 0

    def known(self, step: Import) -> Edition | None:
        """The edition that the same reader made of the same file, if it is the last made of it."""
        same = [
            each
            for each in self.editions.get(step.channel, [])
            if (each.step.day, each.step.members) == (step.day, step.members)
        ]
        last = max(same, key=lambda each: each.order, default=None)
        return last if last and last.step.parser == step.parser else None

    def refuses(self, step: Import) -> bool:
        """Whether it shrank against the edition that it follows: by a party of at most nine."""
        before = self.place(step)
        found = self.editions.get(step.channel, [])
        newest = found[-1] if found else None
        late = (
            newest is not None
            and newest.step.day is not None
            and step.day is not None
            and step.day < newest.step.day
        )
        dated = [each for each in found[:before] if each.step.day is not None]
        old = (dated[-1] if dated else None) if late else newest
        shrank = old is not None and len(step.members) < len(old.step.members)
        return shrank and Override.SHRINK not in step.accept

    def place(self, step: Import) -> int:
        found = self.editions.get(step.channel, [])
        if step.day is None:
            return len(found)
        later = (n for n, e in enumerate(found) if e.step.day is not None and e.step.day > step.day)
        return next(later, len(found))

    def take(self, step: Import) -> str:
        known = self.known(step)
        if known:
            serves = self.serving
            same_channel = serves is not None and serves.step.channel is step.channel
            if Override.OLDER in step.accept and serves is not known and same_channel:
                self.serving = known
            return "unchanged"
        if self.refuses(step):
            return "refused"
        self.stored += 1
        edition = Edition(step, self.stored)
        found = self.editions.setdefault(step.channel, [])
        found.insert(self.place(step), edition)
        if self.serving is not None and self.serving.step.channel is not step.channel:
            return "kept"
        if found[-1] is edition or Override.OLDER in step.accept:
            self.serving = edition
            return "in service"
        return "kept"

    def switch(self, channel: Channel) -> bool:
        newest = self.editions.get(channel, [])[-1:]
        if not newest or (self.serving and self.serving.step.channel is channel):
            return False
        self.serving = newest[0]
        return True


def told(outcome: ReleaseOutcome) -> str:
    if outcome.unchanged:
        return "unchanged"
    return {
        ReleaseState.REFUSED: "refused",
        ReleaseState.IN_SERVICE: "in service",
        ReleaseState.SUPERSEDED: "kept",
    }[outcome.state]


def printed(ws: Workspace, release: Release) -> list[PartyRecord]:
    with ws.store.reading() as connection:
        ids = member_ids(connection, release.id)
        found = [replace(each.record, row=0) for each in stored_records(connection, ids)]
    return sorted(found, key=lambda each: each.publisher_id)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=HISTORIES)
def test_any_history_of_two_channels_is_what_the_model_says(
    history: list[Import | Switch], starter_home: Path, tmp_path: Path
):
    clock = Clock()
    ws = open_at(copy_home(starter_home, tmp_path / uuid.uuid4().hex), clock)
    model = Model()
    for step in history:
        clock.move(minutes=1)
        if isinstance(step, Switch):
            switches = model.switch(step.channel)
            try:
                assert switch_channel(ws, CODE, step.channel, "tried").switched is switches
            except InputError:
                assert not switches
            continue
        options = IntakeOptions(accept=step.accept, reason="tried")
        report = take_in(ws, parsed(step), options, progress=ignore_progress, cancel=None)
        assert [told(outcome) for outcome in report.outcomes] == [model.take(step)]
    with ws.store.reading() as connection:
        stored = {c: releases.editions(connection, CODE, c) for c in (Channel.CSL, Channel.OFAC)}
        serving = [r for r in releases.in_service(connection) if r.list_code == CODE]
    for channel, found in stored.items():
        expected = model.editions.get(channel, [])
        assert [release.released for release in found] == [day_of(e.step) for e in expected]
        for release, edition in zip(found, expected, strict=True):
            assert printed(ws, release) == [record(*m) for m in sorted(edition.step.members)]
    assert [release.sha256 for release in serving] == (
        [parsed(model.serving.step).sha256] if model.serving else []
    )
    if model.serving:
        assert printed(ws, serving[0]) == [record(*m) for m in sorted(model.serving.step.members)]
        assert_changes(ws, model)
    verdict = verify_audit(ws)
    ws.close()
    assert (verdict.intact, verdict.findings) == (True, ())


def assert_changes(ws: Workspace, model: Model) -> None:
    """Added, removed, changed and reworded against the edition before the one in service."""
    assert model.serving is not None
    found = model.editions[model.serving.step.channel]
    at = found.index(model.serving)
    new = dict(found[at].step.members)
    old = dict(found[at - 1].step.members) if at else {}
    changes = list_changes(ws, CODE)
    differ = [n for n in old.keys() & new.keys() if old[n] != new[n]]
    changed = [n for n in differ if 2 in {old[n], new[n]}]
    assert {p.name.casefold() for p in changes.added} == names(new.keys() - old.keys())
    assert {p.name.casefold() for p in changes.removed} == names(old.keys() - new.keys())
    assert {p.name.casefold() for p in changes.changed} == names(changed)
    assert changes.reworded == len(differ) - len(changed)


def names(numbers: "set[int] | list[int]") -> set[str]:
    return {record(n, 0).name.casefold() for n in numbers}
