"""How this room says no: one sentence each for what happened, what is safe and what to do."""

from pathlib import Path

from caveat.errors import InputError, UnreadableFileError


def unreadable(path: Path, happened: str, do: str) -> UnreadableFileError:
    """The error for a file that cannot be used at all.

    Args:
        path: The file; its name opens the message.
        happened: A clause that follows the name, without a full stop.
        do: What the officer can do, a whole sentence.
    """
    return UnreadableFileError(f"{path.name}: {happened}. Nothing was read or changed. {do}")


def unusable(path: Path, happened: str, do: str) -> InputError:
    """The error for a readable file that was asked for something it does not hold."""
    return InputError(f"{path.name}: {happened}. Nothing was changed. {do}")
