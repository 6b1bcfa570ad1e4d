"""The three kinds of error and the exit code of each.

The message of an error is written for the officer: what happened, what is safe, what to do.
"""


class CaveatError(Exception):
    """Something this program foresaw. ``str(error)`` is a sentence for the officer."""

    exit_code = 4


class InputError(CaveatError):
    """The officer's input cannot be used: a bad file, a bad option, an unknown number."""

    exit_code = 2


class UnreadableFileError(InputError):
    """A file is not what it claims to be, is damaged, protected or too large."""


class RefusedReleaseError(InputError):
    """A list file is readable but not whole, so that it must not enter service.

    Attributes:
        channel: By which publication it came; empty where that is not known.
    """

    channel = ""


class PassphraseNeededError(InputError):
    """The workspace or the operator's key is kept under a passphrase that was not given.

    Attributes:
        of_key: Whether it is the key's, which need not be the workspace's.
    """

    def __init__(self, message: str, *, of_key: bool = False) -> None:
        super().__init__(message)
        self.of_key = of_key


class WrongPassphraseError(PassphraseNeededError):
    """A passphrase was given, and it is not the one."""


class EnvironmentProblemError(CaveatError):
    """The computer is in the way: disk, permission, lock, network."""

    exit_code = 3


class NewerWorkspaceError(EnvironmentProblemError):
    """The workspace was made by a newer version of the program."""


class BrokenRecordError(CaveatError):
    """The stored record contradicts itself: a damaged database or a broken chain."""

    exit_code = 1
