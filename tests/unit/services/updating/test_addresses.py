from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ReleaseState
from caveat.domain.updates import UpdateOutcome
from caveat.errors import InputError
from caveat.ingest.download.addresses import TABLE, list_addresses
from caveat.services import update_choice
from caveat.services.lists import import_files
from caveat.services.update_choice import choose_addresses
from caveat.services.updating import known_addresses, update_lists
from caveat.services.workspace import Workspace
from misbehaving import (
    whole,
)
from published_at import QUICK, newest, outcomes
from templates import rows


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
