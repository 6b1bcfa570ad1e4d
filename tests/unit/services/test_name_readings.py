"""Very many names are taken apart in workers, and come out as if each were read here."""

from collections.abc import Callable
from typing import Any

import pytest

from caveat.errors import UnreadableFileError
from caveat.matching.given_names import GIVEN, given_name
from caveat.matching.readings import Readings
from caveat.services import name_readings
from caveat.services.name_readings import read_ahead

NAMES = [f"Zuvanari {number} Heavy Industries Co., Ltd." for number in range(40)]


def never() -> Any:
    raise AssertionError("was read ahead")


@pytest.mark.parametrize("workers", [1, 4])
def test_names_read_ahead_need_not_be_read_again(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(name_readings, "_WORTH_WORKERS", 30)
    monkeypatch.setattr(name_readings, "_MOST_WORKERS", workers)
    readings = Readings()
    readings.of(GIVEN, NAMES[0], lambda: "known before")
    read_ahead(readings, [*NAMES, *NAMES])
    assert readings.of(GIVEN, NAMES[0], never) == "known before"
    for name in NAMES[1:]:
        assert readings.of(GIVEN, name, never) == given_name(name)
    assert readings.new == len(NAMES)


def test_few_names_are_left_to_be_read_when_asked_for() -> None:
    readings = Readings()
    read_ahead(readings, NAMES)
    assert not readings.has(GIVEN, NAMES[0])


def test_where_no_worker_can_be_had_names_are_read_when_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: object, **__: object) -> Callable[..., Any]:
        raise UnreadableFileError("no more processes")

    monkeypatch.setattr(name_readings, "_WORTH_WORKERS", 30)
    monkeypatch.setattr(name_readings, "run_limited", gone)
    readings = Readings()
    read_ahead(readings, NAMES)
    assert not readings.has(GIVEN, NAMES[0])
    assert readings.of(GIVEN, NAMES[0], lambda: given_name(NAMES[0])) == given_name(NAMES[0])
