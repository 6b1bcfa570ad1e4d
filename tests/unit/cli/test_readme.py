"""The README's table of commands and the program agree, in both directions."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from caveat.cli.main import cli

README = Path(__file__).parents[3] / "README.md"
_ROW = re.compile(r"^\|\s*(?P<usage>`caveat .*?)\s*\|\s*(?P<what>[^|]*)\|\s*$")
_USAGE = re.compile(r"`caveat ([^`]+)`")
_OPTION = re.compile(r"--[a-z][a-z-]*")
_NOT_BUILT = "not built yet"


def table() -> list[tuple[str, str]]:
    """(usage, what it does) of every row under the heading."""
    text = README.read_text(encoding="utf-8")
    section = text.split("\n## Command line\n", 1)[1].split("\n## ", 1)[0]
    return [
        (match["usage"], match["what"].strip())
        for line in section.splitlines()
        if (match := _ROW.match(line.replace("\\|", "¦")))
    ]


def path_of(usage: str) -> tuple[str, ...]:
    """The words of a usage that are commands: small letters up to the first argument."""
    words = []
    for word in usage.split():
        if not re.fullmatch(r"[a-z][a-z-]*", word):
            break
        words.append(word)
    return tuple(words)


def described() -> dict[tuple[str, ...], str]:
    """Command → its usage in the README, for commands that are built."""
    found: dict[tuple[str, ...], str] = {}
    for usage, what in table():
        if _NOT_BUILT in what:
            continue
        for text in _USAGE.findall(usage):
            found[path_of(text)] = f"{found.get(path_of(text), '')} {text}"
    return found


def not_built() -> list[tuple[str, ...]]:
    return [
        path_of(text)
        for usage, what in table()
        if _NOT_BUILT in what
        for text in _USAGE.findall(usage)
    ]


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command of the program that does something itself."""
    if not isinstance(group, click.Group):
        yield path
        return
    if path and group.invoke_without_command:
        yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from commands(command, (*path, name))


def command_at(path: tuple[str, ...]) -> click.Command | None:
    command: click.Command | None = cli
    for word in path:
        if not isinstance(command, click.Group):
            return None
        command = command.get_command(click.Context(command), word)
    return command


def test_the_table_is_there() -> None:
    assert len(table()) > 10


def test_every_command_of_the_program_is_described_and_no_other() -> None:
    assert set(described()) == set(commands(cli))


@pytest.mark.parametrize("path", not_built(), ids=" ".join)
def test_what_is_marked_as_not_built_is_absent(path: tuple[str, ...]) -> None:
    assert command_at(path) is None


@pytest.mark.parametrize("path", sorted(described()), ids=" ".join)
def test_every_option_described_is_there_and_every_option_is_described(
    path: tuple[str, ...],
) -> None:
    command = command_at(path)
    assert command is not None
    known = {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    assert "--json" in known, "every command takes --json"
    said = set(_OPTION.findall(described()[path]))
    assert said | {"--json"} == known | {"--json"}


@pytest.mark.parametrize("path", sorted(described()), ids=" ".join)
def test_every_command_and_option_says_what_it_is_for(path: tuple[str, ...]) -> None:
    command = command_at(path)
    assert command is not None
    assert command.help
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert [name for name in silent if name != "limit"] == []


def test_the_global_options_are_described() -> None:
    text = README.read_text(encoding="utf-8")
    for parameter in cli.params:
        if isinstance(parameter, click.Option) and parameter.name != "version":
            assert parameter.opts[0] in text


def test_the_exit_codes_are_described() -> None:
    text = " ".join(README.read_text(encoding="utf-8").split())
    for said in ("0 done", "1 done", "2 usage", "3 environment", "4 our bug"):
        assert said in text
