"""Releases that the tests of other days look back on."""

import pytest

from templates import Clock
from years import (
    ALL,
    DELVANE,
    FIRST,
    LATE,
    MONTH,
    SECOND,
    THIRD,
    TODAY,
    UNDATED,
    ZUVA,
    Publish,
    noon,
    the_list,
)


@pytest.fixture
def history(publish: Publish, clock: Clock) -> None:
    """Three releases, each imported on its day. Delvane leaves with the second."""
    for day, entries in (
        (FIRST, the_list(DELVANE)),
        (SECOND, the_list(ZUVA, MONTH, UNDATED)),
        (THIRD, the_list(ZUVA, MONTH, UNDATED, LATE)),
    ):
        clock.moment = noon(day)
        publish(f"csl_{day.isoformat()}.csv", entries, accept=ALL)
    clock.moment = noon(TODAY)
