"""The three supplements of part 744, in small."""

import pytest

from caveat.domain.lists import ParsedFile
from caveat.ingest.lists.read import read_list_file
from regulation import PART


@pytest.fixture(scope="module")
def part() -> ParsedFile:
    return read_list_file(PART)
