from datetime import date
from pathlib import Path

from caveat.domain.lists import Override, ReleasedBasis, ReleaseState
from caveat.domain.updates import UpdateOutcome
from caveat.services.download_state import update_warnings
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace
from misbehaving import (
    in_turn,
    whole,
)
from published_at import NEWER, OLDER, downloads, newest, outcomes
from templates import rows


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
