from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel, ImportReport, Override, ReleaseState
from caveat.errors import InputError, RefusedReleaseError
from caveat.services.audit import verify_audit
from caveat.services.changes import changes_between, list_changes
from caveat.services.channels import channels_of, put_back, reconcile, switch_channel
from caveat.services.lists import import_files, list_overview, release_history
from caveat.services.own_lists import save_own_list_template
from caveat.services.workspace import Workspace
from templates import rows, write_csl

Publish = Callable[..., ImportReport]


def in_service(ws: Workspace, code: str) -> tuple[Channel, date | None]:
    release = {s.list.code: s.release for s in list_overview(ws)}[code]
    assert release is not None
    return release.channel, release.released


@pytest.fixture
def two_channels(publish: Publish) -> ImportReport:
    """The same list by the CSL, and a day newer and one party larger by another channel."""
    publish("csl_2026-01-01.csv", rows("US-DPL", 20))
    return publish("other_2026-01-02.csv", rows("US-DPL", 21), channel=Channel.BIS, combined=False)


def test_a_newer_release_by_another_channel_is_kept_and_the_list_stays_where_it_is(
    ws: Workspace, two_channels: ImportReport
) -> None:
    (outcome,) = two_channels.outcomes

    assert outcome.state is ReleaseState.SUPERSEDED
    assert "in service by another channel (Consolidated Screening List)" in outcome.reason
    assert "caveat lists channel US-DPL bis" in outcome.reason
    assert in_service(ws, "US-DPL") == (Channel.CSL, date(2026, 1, 1))


def test_an_official_channel_takes_over_from_the_starter_set_by_itself(
    ws: Workspace, publish: Publish
) -> None:
    publish("x_2026-01-02.csv", rows("US-EL", 175), channel=Channel.ECFR, combined=False)

    assert in_service(ws, "US-EL") == (Channel.ECFR, date(2026, 1, 2))


@pytest.mark.usefixtures("two_channels")
def test_reconciling_shows_what_a_switch_would_change_and_changes_nothing(
    ws: Workspace,
) -> None:
    found = reconcile(ws, "US-DPL", Channel.BIS)

    assert not found.switched
    assert len(found.changes.added) == 1
    assert not found.changes.removed
    assert not found.changes.changed
    assert in_service(ws, "US-DPL")[0] is Channel.CSL


@pytest.mark.usefixtures("two_channels")
def test_a_switch_puts_the_other_channel_into_service_and_is_on_record(
    ws: Workspace,
) -> None:
    found = switch_channel(ws, "US-DPL", Channel.BIS, "the agency's own file is newer")

    assert found.switched
    assert in_service(ws, "US-DPL") == (Channel.BIS, date(2026, 1, 2))
    assert [r.channel for r in channels_of(ws, "US-DPL")] == [Channel.BIS, Channel.CSL]
    assert verify_audit(ws).intact


@pytest.mark.usefixtures("two_channels")
def test_after_a_switch_later_releases_of_the_channel_left_are_only_kept(
    ws: Workspace, publish: Publish
) -> None:
    switch_channel(ws, "US-DPL", Channel.BIS, "newer")
    publish("csl_2026-01-05.csv", rows("US-DPL", 22))

    assert in_service(ws, "US-DPL") == (Channel.BIS, date(2026, 1, 2))

    publish("other_2026-01-06.csv", rows("US-DPL", 23), channel=Channel.BIS, combined=False)

    assert in_service(ws, "US-DPL") == (Channel.BIS, date(2026, 1, 6))


@pytest.mark.usefixtures("two_channels")
@pytest.mark.parametrize(
    ("channel", "reason", "why"),
    [
        (Channel.BIS, " ", "Give a reason"),
        (Channel.CSL, "because", "in service by Consolidated Screening List already"),
        (Channel.UN, "because", "No release of US-DPL by the channel un"),
    ],
)
def test_a_switch_without_reason_or_release_changes_nothing(
    ws: Workspace, channel: Channel, reason: str, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        switch_channel(ws, "US-DPL", channel, reason)

    assert in_service(ws, "US-DPL")[0] is Channel.CSL


@pytest.mark.usefixtures("two_channels")
def test_a_list_of_another_channel_is_no_list_missing_from_a_combined_file(
    ws: Workspace, publish: Publish
) -> None:
    switch_channel(ws, "US-DPL", Channel.BIS, "newer")
    report = publish("csl_2026-02-01.csv", [*rows("US-EL", 175), *rows("US-MEU", 9)])

    assert not [w for w in report.warnings if "US-DPL" in w]


def test_changes_are_added_removed_and_changed_field_by_field(
    ws: Workspace, publish: Publish
) -> None:
    entries = rows("US-DPL", 40)
    publish("csl_2026-01-01.csv", entries)
    moved = {**entries[3], "addresses": "9 New Quay, Sandport, XQ 1, CN"}
    publish("csl_2026-02-01.csv", [*entries[1:3], moved, *rows("US-DPL", 42)[4:]])

    found = list_changes(ws, "US-DPL")

    assert [p.name for p in found.removed] == [entries[0]["name"]]
    assert len(found.added) == 2
    (changed,) = found.changed
    assert changed.name == moved["name"]
    (field,) = [f for f in changed.fields if f.field == "addresses"]
    assert any("New Quay" in text for text in field.new)
    assert not any("New Quay" in text for text in field.old)
    assert found.unchanged == 38


def test_changes_between_two_days_compare_the_editions_of_those_days(
    ws: Workspace, publish: Publish
) -> None:
    for month, count in ((1, 40), (2, 41), (3, 43)):
        publish(f"csl_2026-0{month}-01.csv", rows("US-DPL", count))

    whole = list_changes(ws, "US-DPL", from_date=date(2026, 1, 15))
    first = list_changes(ws, "US-DPL", from_date=date(2026, 1, 1), to_date=date(2026, 2, 20))

    assert (len(whole.added), len(first.added)) == (3, 1)
    with pytest.raises(InputError, match=r"no release of .* of 2025-12-31 or before"):
        list_changes(ws, "US-DPL", from_date=date(2025, 12, 31))
    with pytest.raises(InputError, match=r"No release of .* is loaded"):
        list_changes(ws, "US-UVL")


def test_an_older_edition_enters_service_only_when_asked_and_with_its_reason(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2026-02-01.csv", rows("US-DPL", 41))
    kept = publish("csl_2026-01-01.csv", rows("US-DPL", 40))
    (outcome,) = kept.outcomes
    assert (outcome.state, outcome.override) == (ReleaseState.SUPERSEDED, Override.OLDER)

    publish("csl_2026-01-01.csv", rows("US-DPL", 40), accept=frozenset({Override.OLDER}))

    assert in_service(ws, "US-DPL")[1] == date(2026, 1, 1)

    publish("csl_2025-12-01.csv", rows("US-DPL", 39), accept=frozenset({Override.OLDER}))

    assert in_service(ws, "US-DPL")[1] == date(2025, 12, 1)
    assert verify_audit(ws).intact
    warnings = {s.list.code: s.warnings for s in list_overview(ws)}["US-DPL"]
    assert any("although a newer one is stored" in warning for warning in warnings)


def test_any_accepted_release_can_be_put_back_by_its_number_and_the_list_warns(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2026-01-01.csv", rows("US-DPL", 40))
    publish("csl_2026-02-01.csv", rows("US-DPL", 41))
    newest, oldest = release_history(ws, "US-DPL")

    put_back(ws, "US-DPL", oldest.id, "the new one lacks a party that is still denied")

    assert in_service(ws, "US-DPL") == (Channel.CSL, date(2026, 1, 1))
    warnings = {s.list.code: s.warnings for s in list_overview(ws)}["US-DPL"]
    assert any("although a newer one is stored" in warning for warning in warnings)
    assert verify_audit(ws).intact
    with pytest.raises(InputError, match="in service already"):
        put_back(ws, "US-DPL", oldest.id, "again")
    with pytest.raises(InputError, match="Give a reason"):
        put_back(ws, "US-DPL", newest.id, " ")
    with pytest.raises(InputError, match="No accepted release"):
        put_back(ws, "US-DPL", 9_999, "why not")

    put_back(ws, "US-DPL", newest.id, "the party was delisted after all")

    assert in_service(ws, "US-DPL") == (Channel.CSL, date(2026, 2, 1))


def test_the_starter_set_does_not_come_back(ws: Workspace, publish: Publish) -> None:
    (starter,) = release_history(ws, "US-EL")
    publish("csl_2026-07-10.csv", rows("US-EL", 175))

    with pytest.raises(InputError, match="does not come back"):
        put_back(ws, "US-EL", starter.id, "why not")


def test_releases_without_a_date_are_compared_by_their_numbers(
    ws: Workspace, publish: Publish
) -> None:
    publish("a.csv", rows("US-DPL", 40))
    publish("b.csv", rows("US-DPL", 42))
    second, first = release_history(ws, "US-DPL")

    assert len(changes_between(ws, "US-DPL", first.id, second.id).added) == 2
    assert len(changes_between(ws, "US-DPL", second.id, first.id).removed) == 2
    assert len(changes_between(ws, "US-DPL", None, first.id).added) == 40
    with pytest.raises(InputError, match="No accepted release"):
        changes_between(ws, "US-DPL", first.id, 9_999)


def test_a_format_never_tried_enters_service_after_its_counts_were_confirmed_once(
    ws: Workspace, publish: Publish
) -> None:
    def import_(day: int, **options: object) -> ReleaseState:
        report = publish(
            f"un_2026-01-0{day}.csv",
            rows("US-UVL", 9),
            channel=Channel.ECFR,
            tried=False,
            **options,
        )
        return report.outcomes[0].state

    assert import_(1) is ReleaseState.REFUSED
    assert import_(2, accept=frozenset({Override.COUNTS})) is ReleaseState.IN_SERVICE
    assert import_(3) is ReleaseState.IN_SERVICE
    status = {s.list.code: s for s in list_overview(ws)}["US-UVL"]
    assert any("not tried on a real file" in warning for warning in status.warnings)


def test_a_list_that_the_program_does_not_know_is_known_by_what_its_file_says_of_it(
    ws: Workspace, own_list: Callable[..., ImportReport]
) -> None:
    own_list("OWN-LETTERS", 3, title="Letters of 2026")

    status = {s.list.code: s for s in list_overview(ws)}["OWN-LETTERS"]
    assert (status.list.title, status.list.private) == ("Letters of 2026", True)
    assert status.release is not None
    assert status.release.parties == 3

    own_list("OWN-LETTERS", 4, title="Letters, all years")

    assert {s.list.title for s in list_overview(ws) if s.list.code == "OWN-LETTERS"} == {
        "Letters, all years"
    }
    assert verify_audit(ws).intact


def test_what_stands_in_a_definition_is_sealed(
    ws: Workspace, own_list: Callable[..., ImportReport], tamper: Callable[..., int]
) -> None:
    own_list("OWN-LETTERS", 3, title="Letters")
    assert verify_audit(ws).intact

    tamper("UPDATE list_definition SET duty = 'scrutinise'")

    assert not verify_audit(ws).intact


def test_a_damaged_file_is_a_lasting_warning_of_its_own_channel_only(
    ws: Workspace, publish: Publish, tmp_path: Path
) -> None:
    publish("csl_2026-01-01.csv", rows("US-DPL", 20))
    publish("other_2026-01-02.csv", rows("US-MEU", 9), channel=Channel.ECFR, combined=False)
    damaged = write_csl(tmp_path / "csl_2026-01-05.csv", rows("US-DPL", 21))
    damaged.write_bytes(damaged.read_bytes()[:-30])

    with pytest.raises(RefusedReleaseError):
        import_files(ws, [damaged])

    def warned() -> set[str]:
        return {
            status.list.code
            for status in list_overview(ws)
            if any("a newer file was refused" in warning for warning in status.warnings)
        }

    assert "US-DPL" in warned()
    assert "US-EL" in warned(), "the starter set waits for the official file"
    assert "US-MEU" not in warned()

    publish("other_2026-01-06.csv", rows("US-MEU", 9), channel=Channel.ECFR, combined=False)

    assert "US-DPL" in warned(), "another channel's release does not take it back"

    publish("csl_2026-01-07.csv", rows("US-DPL", 21))

    assert warned() == set()


def test_an_own_list_that_cannot_be_read_warns_of_no_published_list(
    ws: Workspace, tmp_path: Path
) -> None:
    template = save_own_list_template(tmp_path / "mine.csv")

    with pytest.raises(RefusedReleaseError):
        import_files(ws, [template])

    assert not any("was refused" in w for s in list_overview(ws) for w in s.warnings)
