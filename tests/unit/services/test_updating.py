"""Updating lists from addresses of a server that misbehaves."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, Override, ReleasedBasis, ReleaseState
from caveat.domain.progress import CancelToken, Progress
from caveat.domain.updates import AddressUpdate, ListAddress, UpdateOutcome, UpdateReport
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ingest.download.addresses import TABLE, list_addresses
from caveat.ingest.download.rules import Limits
from caveat.services import download_state, update_choice, updating
from caveat.services.download_state import state_path, update_warnings
from caveat.services.lists import import_files, release_history
from caveat.services.records import audit_entries
from caveat.services.update_choice import choose_addresses
from caveat.services.updating import Fetching, known_addresses, update_lists
from caveat.services.workspace import Workspace
from misbehaving import (
    Reply,
    Server,
    drops,
    in_turn,
    page,
    redirect,
    running,
    says_nothing,
    stalls,
    status,
    whole,
)
from templates import Clock, Row, rows, write_csl

QUICK = Fetching(
    Limits(
        connect_seconds=2.0,
        read_seconds=5.0,
        stall_seconds=5.0,
        total_seconds=20.0,
        attempts=2,
        back_off_seconds=0.01,
        most_wait_seconds=1.0,
    ),
    local_http=True,
)
OLDER, NEWER = "Fri, 20 Nov 2026 05:00:00 GMT", "Sat, 21 Nov 2026 05:00:00 GMT"


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[Sequence[Row]], bytes]:
    def run(entries: Sequence[Row]) -> bytes:
        return write_csl(tmp_path / "published.csv", entries).read_bytes()

    return run


@pytest.fixture
def address(server: Server) -> Callable[..., ListAddress]:
    """An address of the server that holds these lists, with what it answers."""

    def make(key: str, reply: Reply, *lists: str, **others: object) -> ListAddress:
        url = server.on(f"/{key}.csv", reply)
        codes = lists or ("US-EL",)
        made = ListAddress(key, codes, Channel.CSL, (url,), (f"{key}.csv",), key.upper(), True)
        return replace(made, **others)  # type: ignore[arg-type]  # by name on purpose

    return make


@pytest.fixture
def update(ws: Workspace) -> Callable[..., UpdateReport]:
    def run(*table: ListAddress, **others: object) -> UpdateReport:
        given = {"fetching": QUICK, **others}
        return update_lists(ws, addresses=table, **given)  # type: ignore[arg-type]  # by name

    return run


def by_key(report: UpdateReport) -> dict[str, AddressUpdate]:
    return {one.address.key: one for one in report.addresses}


def outcomes(report: UpdateReport) -> dict[str, UpdateOutcome]:
    return {one.address.key: one.outcome for one in report.addresses}


def newest(ws: Workspace, code: str = "US-EL"):
    return release_history(ws, code)[0]


def downloads(ws: Workspace) -> list[str]:
    folder = ws.paths.cache / "downloads"
    return sorted(p.name for p in folder.glob("*/*") if not p.name.endswith(".lock"))


def test_a_fetched_list_enters_service_and_keeps_where_it_came_from_and_the_servers_date(
    ws: Workspace, update, address, file_of
) -> None:
    body = file_of(rows("US-EL", 175))
    report = update(address("csl", whole(body, modified=OLDER)))
    (one,) = report.addresses
    assert one.outcome is UpdateOutcome.FETCHED
    assert one.received == len(body)
    assert one.report is not None
    assert [(o.list_code, o.state) for o in one.report.outcomes] == [
        ("US-EL", ReleaseState.IN_SERVICE)
    ]
    release = newest(ws)
    assert release.origin.source_url == one.address.urls[0]
    assert (release.released, release.released_basis) == (
        date(2026, 11, 20),
        ReleasedBasis.SERVER,
    )
    assert release.file_name == "csl.csv"
    assert downloads(ws) == []
    assert update_warnings(ws) == {}


def test_an_unchanged_list_costs_nothing_and_is_said_to_be_unchanged(
    ws: Workspace, update, address, file_of, server
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    update(csl)
    entries = len(audit_entries(ws, limit=100))
    again = update(csl)
    assert outcomes(again) == {"csl": UpdateOutcome.NOT_MODIFIED}
    assert again.addresses[0].received == 0
    assert again.addresses[0].report is None
    assert server.headers("If-None-Match") == ["", '"one"']
    assert len(audit_entries(ws, limit=100)) == entries
    third = update(csl)
    assert outcomes(third) == {"csl": UpdateOutcome.NOT_MODIFIED}


def test_a_new_edition_takes_the_place_of_the_old_one(
    ws: Workspace, update, address, file_of
) -> None:
    first = whole(file_of(rows("US-EL", 175)), etag='"one"', modified=OLDER)
    second = whole(file_of(rows("US-EL", 180)), etag='"two"', modified=NEWER)
    csl = address("csl", in_turn(first, second))
    update(csl)
    report = update(csl).addresses[0].report
    assert report is not None
    assert (report.outcomes[0].added, report.outcomes[0].removed) == (5, 0)
    assert newest(ws).released == date(2026, 11, 21)


@pytest.mark.parametrize("lost", ["database", "readers", "address", "state"])
def test_not_modified_is_asked_for_only_while_it_would_be_true(
    ws: Workspace,
    update,
    address,
    file_of,
    *,
    server,
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    update(csl)
    path = state_path(ws)
    state = json.loads(path.read_text(encoding="utf-8"))
    if lost == "database":  # as after a restored backup: this very file was never imported here
        state["addresses"]["csl"]["releases"]["US-EL"] = "0" * 64
        path.write_text(json.dumps(state), encoding="utf-8")
    elif lost == "readers":
        monkeypatch.setattr(download_state, "_readers", lambda: "newer")
    elif lost == "address":
        csl = replace(csl, urls=(server.on("/moved.csv", server.replies["/csl.csv"]),))
    else:
        path.write_text(json.dumps(state)[:-40], encoding="utf-8")
    assert outcomes(update(csl)) == {"csl": UpdateOutcome.FETCHED}
    assert server.headers("If-None-Match")[-1] == ""


def test_a_damaged_memory_costs_a_download_and_nothing_else(
    ws: Workspace, update, address, file_of
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    for text in ("", "[]", "null", '{"addresses": []}', '{"addresses": {"csl": 5}}', "[" * 99_999):
        state_path(ws).write_text(text, encoding="utf-8")
        assert update_warnings(ws) == {}
        assert outcomes(update(csl)) == {"csl": UpdateOutcome.FETCHED}


# One stops no other -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (status(500), "its answer: 500"),
        (status(404), "correct the table of addresses"),
        (page(), "a web page, not the list"),
        (redirect("https://evil.example/list.csv"), "does not name this server"),
        (drops(b"x" * 5000, 100, ETag=""), "broke off after 100 of 5,000 bytes"),
        (whole(b"dear all,\nsee attached\n"), "is not a list"),
    ],
)
def test_one_failing_list_stops_no_other_and_is_told_until_it_succeeds(
    ws: Workspace, update, address, file_of, *, server, reply: Reply, why: str
) -> None:
    good = address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL")
    bad = address("bad", reply)
    report = update(bad, good)
    assert outcomes(report) == {"bad": UpdateOutcome.FAILED, "good": UpdateOutcome.FETCHED}
    assert why in by_key(report)["bad"].reason
    assert not report.nothing_reached
    assert newest(ws, "US-UVL").state is ReleaseState.IN_SERVICE
    assert newest(ws).channel is Channel.STARTER
    warned = update_warnings(ws)
    assert set(warned) == {"US-EL"}
    assert warned["US-EL"].startswith("its update of 2026-11-22 failed: ")

    server.on("/bad.csv", whole(file_of(rows("US-EL", 175)), etag='"new"'))
    assert outcomes(update(bad, good))["bad"] is UpdateOutcome.FETCHED
    assert update_warnings(ws) == {}


def test_a_warning_lasts_although_nothing_newer_comes_of_the_other_lists(
    ws: Workspace, update, address, file_of
) -> None:
    good = address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL")
    bad = address("bad", status(500))
    update(bad, good)
    update(good)
    assert set(update_warnings(ws)) == {"US-EL"}


def test_a_warning_ends_when_the_list_is_imported_by_hand(
    ws: Workspace, update, address, csl, clock: Clock
) -> None:
    update(address("bad", status(500)))
    clock.move(hours=1)
    import_files(ws, [csl("csl_2026-11-21.csv", rows("US-EL", 175))])
    assert update_warnings(ws) == {}


def test_a_failure_of_a_channel_that_is_not_in_service_warns_of_nothing(
    ws: Workspace, update, address, csl
) -> None:
    import_files(ws, [csl("csl_2026-11-21.csv", rows("US-EL", 175))])
    update(address("ecfr", status(500), channel=Channel.ECFR), codes=("ecfr",))
    assert update_warnings(ws) == {}


def test_a_failure_keeps_what_is_known_of_the_stored_edition(
    ws: Workspace, update, address, file_of
) -> None:
    good = whole(file_of(rows("US-EL", 175)))
    csl = address("csl", in_turn(good, status(404), good))
    update(csl)
    update(csl)
    assert "404" in update_warnings(ws)["US-EL"]
    assert outcomes(update(csl)) == {"csl": UpdateOutcome.NOT_MODIFIED}
    assert update_warnings(ws) == {}


def test_lists_are_fetched_at_the_same_time(update, address, file_of) -> None:
    both = threading.Barrier(2, timeout=10)

    def together(reply: Reply) -> Reply:
        def answer(asked) -> None:
            both.wait()
            reply(asked)

        return answer

    one = address("one", together(whole(file_of(rows("US-EL", 20)))), "US-EL")
    two = address("two", together(whole(file_of(rows("US-UVL", 20)))), "US-UVL")
    assert set(outcomes(update(one, two)).values()) == {UpdateOutcome.FETCHED}


def test_what_came_is_imported_while_the_rest_still_comes(update, address, file_of) -> None:
    imported = threading.Event()

    def after_the_import(asked) -> None:
        if imported.wait(20):
            slow(asked)

    slow = whole(file_of(rows("US-UVL", 20)))
    table = (
        address("slow", after_the_import, "US-UVL"),
        address("quick", whole(file_of(rows("US-EL", 20))), "US-EL"),
    )

    def watch(progress: Progress) -> None:
        if progress.stage == "QUICK: Storing":
            imported.set()

    report = update(*table, progress=watch, fetching=replace(QUICK, limits=Limits()))
    assert set(outcomes(report).values()) == {UpdateOutcome.FETCHED}
    assert imported.is_set()


def test_an_error_of_ours_stops_no_other_list_and_is_raised_in_the_end(
    ws: Workspace, update, address, file_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = import_files

    def sometimes(workspace: Workspace, files: Sequence[Path], **others: object):
        if files[0].name == "bad.csv":
            raise ZeroDivisionError("oops")
        return really(workspace, files, **others)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(updating, "import_files", sometimes)
    table = (
        address("bad", whole(file_of(rows("US-EL", 20))), "US-EL"),
        address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL"),
    )
    with pytest.raises(ZeroDivisionError):
        update(*table)
    assert newest(ws, "US-UVL").state is ReleaseState.IN_SERVICE
    assert "an error of the program itself" in update_warnings(ws)["US-EL"]


# Refused ----------------------------------------------------------------------------------------


def test_a_cut_list_that_the_server_calls_whole_is_refused_and_the_old_one_stays(
    ws: Workspace, update, address, file_of
) -> None:
    first = whole(file_of(rows("US-EL", 175)), etag='"one"', modified=OLDER)
    text = file_of([*rows("US-EL", 175), {**rows("US-EL", 1)[0], "remarks": 'a "cut" field'}])
    second = whole(text[:-12], etag='"two"', modified=NEWER)
    csl = address("csl", in_turn(first, second))
    update(csl)
    report = update(csl)
    assert outcomes(report) == {"csl": UpdateOutcome.FAILED}
    assert "not a whole release" in report.addresses[0].reason
    assert newest(ws).released == date(2026, 11, 20)
    assert "not a whole release" in update_warnings(ws)["US-EL"]
    assert downloads(ws) == ["csl.csv"]
    assert Path(report.addresses[0].kept, "csl.csv").read_bytes() == text[:-12]


def test_a_shrunken_list_is_refused_kept_for_the_officer_and_fetched_again(
    ws: Workspace, update, address, file_of, server
) -> None:
    first = whole(file_of(rows("US-EL", 175)), etag='"one"', modified=OLDER)
    second = whole(file_of(rows("US-EL", 100)), etag='"two"', modified=NEWER)
    csl = address("csl", in_turn(first, second))
    update(csl)
    one = update(csl).addresses[0]
    assert one.outcome is UpdateOutcome.FETCHED
    assert one.report is not None
    assert one.report.outcomes[0].state is ReleaseState.REFUSED
    assert newest(ws).state is ReleaseState.REFUSED
    kept = Path(one.kept, "csl.csv")
    again = update(csl)
    assert outcomes(again) == {"csl": UpdateOutcome.FETCHED}
    assert server.headers("If-None-Match") == ["", '"one"', ""]
    import_files(ws, [kept], accept=[Override.SHRINK], reason="FR 2026-99999")
    assert newest(ws).state is ReleaseState.IN_SERVICE


def test_a_file_that_lacks_a_list_of_its_address_is_fetched_again(
    update, address, file_of, server
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))), "US-EL", "US-DPL")
    update(csl)
    update(csl)
    assert server.headers("If-None-Match") == ["", ""]


def test_a_date_of_tomorrow_is_not_believed(ws: Workspace, update, address, file_of) -> None:
    late = "Sat, 05 Dec 2026 05:00:00 GMT"
    update(address("csl", whole(file_of(rows("US-EL", 175)), modified=late)))
    release = newest(ws)
    assert (release.released, release.released_basis) == (None, ReleasedBasis.UNKNOWN)


# Cancelling, and a network that is not there ----------------------------------------------------


def test_cancelling_ends_what_stalls_and_keeps_what_came(
    ws: Workspace, update, address, file_of
) -> None:
    token = CancelToken()
    table = (
        address("good", whole(file_of(rows("US-UVL", 20))), "US-UVL"),
        address("silent", says_nothing, "US-EL"),
        address("stalled", stalls(b"x" * 100, 1000), "US-DPL"),
    )

    def after_the_first(progress: Progress) -> None:
        if progress.stage == "GOOD: Storing":
            threading.Timer(0.3, token.cancel).start()

    report = update(*table, cancel=token, progress=after_the_first)
    assert outcomes(report) == {
        "good": UpdateOutcome.FETCHED,
        "silent": UpdateOutcome.CANCELLED,
        "stalled": UpdateOutcome.CANCELLED,
    }
    assert newest(ws, "US-UVL").state is ReleaseState.IN_SERVICE
    assert update_warnings(ws) == {}


def test_an_update_that_was_cancelled_before_asks_nobody(update, address, server) -> None:
    token = CancelToken()
    token.cancel()
    report = update(address("csl", says_nothing), cancel=token)
    assert outcomes(report) == {"csl": UpdateOutcome.CANCELLED}
    assert server.asked == []


def test_an_interruption_leaves_no_thread_behind(update, address, server) -> None:
    def interrupt(_progress: Progress) -> None:
        raise KeyboardInterrupt

    def waiting() -> list[str]:
        return [t.name for t in threading.enumerate() if t.name.startswith("lists")]

    with pytest.raises(KeyboardInterrupt):
        update(address("csl", stalls(b"x" * 100, 1000)), progress=interrupt)
    assert waiting() == []
    assert len(server.asked) == 1


def test_a_network_that_is_not_there_is_told_as_such(update, address) -> None:
    with running() as gone:
        pass
    here = address("csl", status(500))
    away = replace(here, urls=(f"{gone.url}/csl.csv",))
    assert update(away).nothing_reached
    assert not update(here).nothing_reached


def test_progress_names_the_publication_and_counts_its_bytes(update, address, file_of) -> None:
    told: list[Progress] = []
    body = file_of(rows("US-EL", 500))

    def slowly(asked) -> None:
        asked.head(200, Content_Length=str(len(body)))
        for start in range(0, len(body), 20_000):
            asked.send(body[start : start + 20_000])
            time.sleep(0.06)

    update(address("csl", slowly), progress=told.append)
    fetching = [p for p in told if p.stage == "CSL: fetching"]
    assert {p.total for p in fetching} == {len(body)}
    assert [p.done for p in fetching] == sorted(p.done for p in fetching)
    assert any(p.stage.startswith("CSL: Reading") for p in told)


def test_nothing_is_fetched_into_a_workspace_that_cannot_take_it(
    ws: Workspace, update, address, server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ws.store, "read_only", True)
    with pytest.raises(EnvironmentProblemError, match="Nothing was fetched"):
        update(address("csl", says_nothing))
    assert server.asked == []


# Which addresses --------------------------------------------------------------------------------


def keys(ws: Workspace, *asked: str) -> list[str]:
    return [address.key for address in choose_addresses(ws, list_addresses(), asked)]


@pytest.fixture
def serving(ws: Workspace, csl, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have lists in service by channels, from addresses."""
    import_files(ws, [csl("csl_2026-11-21.csv", rows("US-EL", 140))])
    pattern = newest(ws)

    def run(**channels: Channel | tuple[Channel, str]) -> None:
        found = []
        for code, what in channels.items():
            channel, url = what if isinstance(what, tuple) else (what, "")
            origin = replace(pattern.origin, source_url=url)
            made = replace(
                pattern, list_code=code.replace("_", "-"), channel=channel, origin=origin
            )
            found.append(made)
        monkeypatch.setattr(update_choice.releases, "in_service", lambda _: tuple(found))

    return run


def test_a_new_workspace_fetches_every_list_once(ws: Workspace) -> None:
    assert keys(ws) == ["csl", "un", "eu", "uk"]


def test_a_list_that_was_switched_is_kept_up_to_date_by_its_channel(ws, serving) -> None:
    serving(US_EL=Channel.CSL, US_SDN=Channel.OFAC)
    assert keys(ws) == ["csl", "un", "eu", "uk", "ofac-sdn"]
    serving(US_EL=Channel.ECFR)
    assert "ecfr" in keys(ws)


def test_of_several_addresses_of_a_channel_the_one_in_use_goes_on(ws, serving) -> None:
    table = {address.key: address for address in list_addresses()}
    serving(US_SDN=(Channel.OFAC, table["ofac-sdn-enhanced"].urls[0]))
    assert [key for key in keys(ws) if key.startswith("ofac")] == ["ofac-sdn-enhanced"]
    dated = table["ecfr"].urls[0].replace("{date}", "2026-07-09")
    serving(US_EL=(Channel.ECFR, dated))
    assert "ecfr" in keys(ws)


def test_a_publication_none_of_whose_lists_is_in_service_by_it_is_not_fetched(ws, serving) -> None:
    serving(EU_FSF=Channel.OPENSANCTIONS)
    assert keys(ws) == ["csl", "un", "uk"]
    assert keys(ws, "EU-FSF") == ["eu"]


def test_a_list_or_an_address_can_be_asked_for_by_name(ws: Workspace) -> None:
    assert keys(ws, "US-EL") == keys(ws, "us-dpl", "US-SDN") == ["csl"]
    assert keys(ws, "ecfr") == ["ecfr"]
    assert keys(ws, "UK-SL", "OFAC-SDN", "un") == ["un", "uk", "ofac-sdn"]


def test_a_name_that_means_nothing_names_what_there_is(ws: Workspace) -> None:
    with pytest.raises(InputError, match=r"No address is known for US-XX.*US-EL.*ofac-sdn"):
        keys(ws, "US-XX")
    with pytest.raises(InputError, match="names nothing to fetch"):
        choose_addresses(ws, (), ())


def test_the_officers_own_table_in_the_data_folder_is_used(ws: Workspace) -> None:
    assert len(known_addresses(ws)) == len(list_addresses())
    (ws.paths.data / TABLE).write_text(
        "key,lists,channel,urls,files,date_from,hosts,what,default\n"
        "mine,US-EL,csl,https://example.gov/a.csv,a.csv,,,Mine,yes\n",
        encoding="utf-8",
    )
    assert [address.key for address in known_addresses(ws)] == ["mine"]
    (ws.paths.data / TABLE).write_text("key\nx\n", encoding="utf-8")
    with pytest.raises(InputError, match="Nothing was fetched"):
        update_lists(ws)


def test_what_is_not_encrypted_is_refused_without_the_switch_for_tests(
    update, address, file_of, server
) -> None:
    csl = address("csl", whole(file_of(rows("US-EL", 175))))
    report = update(csl, fetching=replace(QUICK, local_http=False))
    assert "not encrypted" in report.addresses[0].reason
    assert report.nothing_reached
    assert server.asked == []


def test_nothing_but_what_was_asked_for_is_asked(update, address, file_of, server) -> None:
    body = whole(file_of(rows("US-EL", 175)))
    update(address("one", body), address("two", body, "US-UVL", default=False), codes=("one",))
    assert [request.path for request in server.asked] == ["/one.csv"]


@pytest.mark.real_data
def test_the_whole_screening_list_is_fetched_compressed_and_taken_in(
    ws: Workspace, update, server, shared_data: Path
) -> None:
    small = (shared_data / "lists" / "csl_2022-04-21.csv.gz").read_bytes()

    def answer(asked) -> None:
        if asked.headers.get("if-none-match") == '"csl"':
            asked.head(304)
            return
        said = {"ETag": '"csl"', "Last-Modified": "Thu, 21 Apr 2022 09:00:00 GMT"}
        asked.head(200, Content_Encoding="gzip", Content_Length=str(len(small)), **said)
        asked.send(small)

    (csl,) = (address for address in list_addresses() if address.key == "csl")
    here = replace(csl, urls=(server.on("/consolidated.csv", answer),), hosts=())
    (one,) = update(here).addresses
    assert one.received == len(small)
    assert one.report is not None
    states = {o.list_code: o.state for o in one.report.outcomes}
    assert set(states) == set(csl.lists)
    assert set(states.values()) == {ReleaseState.IN_SERVICE}
    assert newest(ws, "US-SDN").rows == 10_026
    assert newest(ws, "US-SDN").released == date(2022, 4, 21)
    assert outcomes(update(here)) == {"csl": UpdateOutcome.NOT_MODIFIED}
