"""Asks for a passphrase on a terminal; elsewhere says which variable gives it."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from caveat.errors import InputError, PassphraseNeededError, WrongPassphraseError

T = TypeVar("T")
_TRIES = 3


def can_ask() -> bool:
    """Whether somebody sits there who can be asked without spoiling the output."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def passphrase_prompt(what: str = "Passphrase of the workspace") -> str:
    """Ask for a passphrase that exists.

    Raises:
        PassphraseNeededError: If nobody can be asked.
    """
    if not can_ask():
        raise PassphraseNeededError(
            "This workspace is encrypted. Nothing was changed. Give its passphrase in the variable "
            "CAVEAT_PASSPHRASE, or run the command on a terminal."
        )
    return _asked(what)


def asked_new(variable: str) -> str:
    """Ask for a new passphrase, twice.

    Raises:
        InputError: If nobody can be asked.
    """
    if not can_ask():
        raise InputError(
            f"A passphrase is needed. Nothing was changed. Give it in the variable {variable}, or "
            "run the command on a terminal."
        )
    while True:
        chosen = _asked("New passphrase")
        if _asked("The same once more") == chosen:
            return chosen
        click.echo("The two are not the same.", err=True)


def asked_again(act: Callable[[str], T]) -> T:
    """Do something that may turn out to need the passphrase of the operator's key.

    Args:
        act: Called with that passphrase; first with none.
    """
    return asked_until_open(lambda _, key: act(key), of_workspace=False)


def asked_until_open(open_it: Callable[[str, str], T], *, of_workspace: bool = True) -> T:
    """Open something that may need the passphrase of the workspace, of the key, or both.

    Args:
        open_it: Called with the two; first with none.
        of_workspace: Whether to ask for the first.
    """
    workspace = key = ""
    tries = {False: _TRIES if of_workspace else 0, True: _TRIES}
    while True:
        try:
            return open_it(workspace, key)
        except PassphraseNeededError as error:
            if not tries[error.of_key] or not can_ask():
                raise
            tries[error.of_key] -= 1
            if isinstance(error, WrongPassphraseError):
                click.echo(f"caveat: {error}", err=True)
            if error.of_key:
                key = _asked("Passphrase of the operator's key")
            else:
                workspace = _asked("Passphrase of the workspace")


def _asked(what: str) -> str:
    said: str = click.prompt(what, hide_input=True, err=True, type=str)
    return said
