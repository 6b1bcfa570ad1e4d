import re
import tomllib
from pathlib import Path

import pytest

import lock
from environment import RUNTIME, TESTS, lock_file

PIN = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^#\\]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+")


def plain(requirement: str) -> str:
    """A requirement's name as lock files spell it."""
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture
def project() -> dict[str, dict[str, list[str]]]:
    text = (Path(lock.__file__).parents[1] / "pyproject.toml").read_text()
    return tomllib.loads(text)


def entries(name: str) -> list[str]:
    return list(lock.entries_of(lock_file(name).read_text()))


@pytest.mark.parametrize("name", [RUNTIME, TESTS])
def test_every_entry_is_pinned_and_hashed(name: str) -> None:
    found = entries(name)
    assert len(found) > 10
    assert [entry for entry in found if not PIN.fullmatch(entry)] == []
    lock.check(found)


@pytest.mark.parametrize("name", [RUNTIME, TESTS])
def test_no_lock_file_names_an_address(name: str) -> None:
    text = lock_file(name).read_text()
    assert "://" not in text
    assert not re.search(r"index|find-links|trusted-host|file:", text)


def test_everything_the_project_asks_for_is_locked(
    project: dict[str, dict[str, list[str]]],
) -> None:
    locked = {lock.name_of(entry) for entry in entries(RUNTIME)}
    assert {plain(each) for each in project["project"]["dependencies"]} <= locked


def test_every_test_tool_is_locked_and_no_library_twice(
    project: dict[str, dict[str, list[str]]],
) -> None:
    runtime = [lock.name_of(entry) for entry in entries(RUNTIME)]
    tests = [lock.name_of(entry) for entry in entries(TESTS)]
    assert {plain(each) for each in project["dependency-groups"]["test"]} <= {*runtime, *tests}
    assert len({*runtime, *tests}) == len(runtime) + len(tests)


def test_the_header_of_each_file_says_what_the_script_would_write() -> None:
    for name in (RUNTIME, TESTS):
        assert lock_file(name).read_text().startswith(lock.header(name))


def test_entries_are_told_apart_with_all_their_lines() -> None:
    text = (
        "# head\na==1 \\\n    --hash=sha256:00\nb==2 ; sys_platform == 'win32' \\\n    --hash=x\n"
    )
    assert list(lock.entries_of(text)) == [
        "a==1 \\\n    --hash=sha256:00\n",
        "b==2 ; sys_platform == 'win32' \\\n    --hash=x\n",
    ]


def test_what_the_program_needs_is_not_locked_again_for_the_tests() -> None:
    assert lock.only_in(["a==1\n", "b==2\n"], ["a==1\n"]) == ["b==2\n"]


def test_one_library_pinned_in_two_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="pinned in two ways: a"):
        lock.only_in(["a==2\n"], ["a==1\n"])


@pytest.mark.parametrize(
    "entry",
    [
        "a>=1 \\\n    --hash=sha256:00\n",
        "a==1\n",
        "a @ https://somewhere/a.whl \\\n    --hash=sha256:00\n",
        "--index-url https://somewhere\n",
    ],
)
def test_an_entry_without_pin_or_hash_or_with_an_address_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="not a pinned and hashed entry"):
        lock.check([entry])
