"""Random histories of two channels, asked about every day and held against a model by hand."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import Channel, Override, ParsedFile, ParsedList, ReleaseState
from caveat.domain.parties import Designation, Name, PartyKind, PartyRecord
from caveat.domain.progress import ignore_progress
from caveat.domain.screening import Answer, Band, Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.channels import switch_channel
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.rerun import rerun
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import Clock, copy_home, open_at

CODE = "US-SDN"
FIRST = date(2027, 1, 1)
NAMES = ("Zuvanari", "Delvox", "Morquith", "Tarvolek", "Undrell", "Quorvex", "Ixabruth", "Fenwooly")
STARTS = ("", "2026-05-02", "2027-01", "2027-02", "2027-01-20", "2027-02-10", "2027-02-25", "2028")
ENDS = ("", "", "", "2027-01-25")


@dataclass(frozen=True)
class Printed:
    """A party as an edition prints it; ``wording`` makes another version of it."""

    number: int
    start: str
    effective: bool
    ends: str
    wording: int


@dataclass(frozen=True)
class Import:
    channel: Channel
    released: int | None
    members: frozenset[Printed]
    older: bool


@dataclass(frozen=True)
class Switch:
    channel: Channel


CHANNELS = st.sampled_from([Channel.CSL, Channel.OFAC])
MEMBERS = st.dictionaries(
    st.integers(0, len(NAMES) - 1),
    st.tuples(st.sampled_from(STARTS), st.booleans(), st.sampled_from(ENDS), st.integers(0, 1)),
    min_size=1,
).map(lambda found: frozenset(Printed(n, *rest) for n, rest in found.items()))
IMPORTS = st.builds(Import, CHANNELS, st.none() | st.integers(0, 31), MEMBERS, st.booleans())
HISTORIES = st.lists(
    st.tuples(st.integers(0, 12), st.one_of(IMPORTS, IMPORTS, st.builds(Switch, CHANNELS))),
    min_size=1,
    max_size=6,
)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def record(party: Printed) -> PartyRecord:
    listed, effective = ("", party.start) if party.effective else (party.start, "")
    return PartyRecord(
        CODE,
        str(party.number),
        "",
        PartyKind.COMPANY,
        (Name(f"{NAMES[party.number]} Works"),),
        designations=(Designation(listed=listed, effective=effective, ends=party.ends),),
        published=(("wording", str(party.wording)), ("start", party.start), ("end", party.ends),
                   ("effective", str(party.effective))),
    )  # fmt: skip


def parsed(step: Import) -> ParsedFile:
    records = tuple(record(party) for party in sorted(step.members, key=lambda p: p.number))
    released = None if step.released is None else day(step.released)
    item = ParsedList(CODE, records, rows=len(records), released=released)
    said = f"{step.channel} {step.released} {sorted(map(repr, step.members))}"
    digest = uuid.uuid5(uuid.NAMESPACE_OID, said)
    return ParsedFile(step.channel, "test", 1, (item,), "a.csv", digest.hex * 2, 1)


@dataclass
class Edition:
    """An edition as the model keeps it."""

    channel: Channel
    released: date | None
    imported: date
    members: frozenset[Printed]

    @property
    def not_after(self) -> date:
        return self.released or self.imported

    def prints(self, number: int) -> Printed | None:
        return next((party for party in self.members if party.number == number), None)


@dataclass
class Model:
    """Editions of each channel in their order; which one served from when."""

    editions: dict[Channel, list[Edition]] = field(default_factory=dict)
    serving: list[tuple[date, Edition]] = field(default_factory=list)

    def all(self, until: date) -> Iterator[Edition]:
        return (e for found in self.editions.values() for e in found if e.imported <= until)

    def of(self, channel: Channel, until: date) -> list[Edition]:
        return [e for e in self.editions.get(channel, []) if e.imported <= until]

    def in_service(self, on: date) -> Edition | None:
        return next((e for when, e in reversed(self.serving) if when <= on), None)


def place(found: list[Edition], released: date | None) -> int:
    if released is None:
        return len(found)
    later = (n for n, e in enumerate(found) if e.released is not None and e.released > released)
    return next(later, len(found))


def play_into(
    model: Model, ws: Workspace, clock: Clock, history: list[tuple[int, Import | Switch]]
) -> None:
    """Do it. Which edition serves is taken over: another test holds that against a model."""
    for wait, step in history:
        clock.move(days=wait, minutes=1)
        today = clock.moment.date()
        if isinstance(step, Switch):
            try:
                switched = switch_channel(ws, CODE, step.channel, "tried").switched
            except InputError:
                continue
            if switched:
                model.serving.append((today, model.editions[step.channel][-1]))
            continue
        accept = frozenset({Override.SHRINK, Override.OLDER} if step.older else {Override.SHRINK})
        options = IntakeOptions(accept=accept, reason="tried")
        report = take_in(ws, parsed(step), options, progress=ignore_progress, cancel=None)
        (outcome,) = report.outcomes
        if outcome.state is ReleaseState.REFUSED:
            continue
        released = None if step.released is None else day(step.released)
        found = model.editions.setdefault(step.channel, [])
        if outcome.unchanged:
            same = [e for e in found if (e.released, e.members) == (released, step.members)]
            edition = same[-1]
        else:
            edition = Edition(step.channel, released, today, step.members)
            found.insert(place(found, released), edition)
        if outcome.state is ReleaseState.IN_SERVICE and model.in_service(today) is not edition:
            model.serving.append((today, edition))


def earliest(text: str) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def ask(screener: Screener, **asked: object) -> Answer:
    names = tuple(f"{name} Works" for name in NAMES[1:])
    query = Query(f"{NAMES[0]} Works", aliases=names, lists=(CODE,), **asked)  # type: ignore[arg-type]  # by name
    return screener.screen(query)


def hits(answer: Answer) -> set[tuple[int, bool]]:
    """Which parties, and whether each is past its end."""
    return {
        (NAMES.index(hit.party.name.split()[0]), hit.band is Band.EXPIRED) for hit in answer.hits
    }


def known(answer: Answer) -> set[int]:
    return {NAMES.index(item.name.split()[0]) for item in answer.later_known}


def ended(party: Printed, on: date) -> bool:
    return bool(party.ends) and date.fromisoformat(party.ends) < on


def law(model: Model, channel: Channel, on: date, today: date) -> set[int]:
    """Parties that surely were law: by the edition of the time, or by the date of any later."""
    found: set[int] = set()
    of_channel = model.of(channel, today)
    by_then = [e for e in of_channel if e.not_after <= on]
    if not by_then:
        others = [e for e in model.all(today) if e.not_after <= on]
        of_channel = [*others, *of_channel]
        by_then = sorted(others, key=lambda e: e.not_after)
    if by_then:
        found |= {party.number for party in by_then[-1].members}
    for edition in of_channel:
        if edition in by_then:
            continue
        for party in edition.members:
            start = earliest(party.start)
            if start is not None and start <= on:
                found.add(party.number)
    return found


def check(model: Model, screener: Screener, on: date, today: date) -> None:
    """What was known on a day, and what was law on it."""
    serving = model.in_service(on)
    try:
        answer = ask(screener, as_of=on)
    except EnvironmentProblemError:
        assert serving is None
    else:
        assert serving is not None
        assert hits(answer) == {(p.number, ended(p, on)) for p in serving.members}
        shown = {
            p.number
            for e in model.all(today)
            if e.imported > on
            for p in e.members
            if not ended(p, on)
            if ((s := earliest(p.start)) and s <= on) or (e.released and e.released <= on)
        } - {p.number for p in serving.members}
        assert shown <= known(answer)
    now = model.in_service(today)
    if now is not None:
        found = {number for number, _ in hits(ask(screener, in_force=on))}
        assert law(model, now.channel, on, today) <= found


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(history=HISTORIES, cut=st.integers(1, 6), back=st.lists(st.integers(0, 60), max_size=2))
def test_any_day_of_any_history_is_what_the_model_says(
    history: list[tuple[int, Import | Switch]],
    cut: int,
    back: list[int],
    starter_home: Path,
    tmp_path: Path,
) -> None:
    clock = Clock(datetime(2027, 2, 1, 12, tzinfo=UTC))
    ws = open_at(copy_home(starter_home, tmp_path / uuid.uuid4().hex), clock)
    screener, model = Screener(ws), Model()
    play_into(model, ws, clock, history[:cut])
    recorded = []
    if model.serving:
        law_of = {"in_force": clock.moment.date() - timedelta(days=9), "include_delisted": True}
        recorded = [screener.record(ask(screener, **asked)) for asked in ({}, law_of)]
    play_into(model, ws, clock, history[cut:])
    for answer in recorded:
        assert rerun(ws, screener, answer.screening).differences == ()
    today = clock.moment.date()
    for days in back:
        check(model, screener, today - timedelta(days=days), today)
    ws.close()
