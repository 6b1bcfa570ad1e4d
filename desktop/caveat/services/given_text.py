"""Text from outside that is to be stored: file names and what an operator typed or piped in.

On Linux arguments and file names are bytes; those that are no UTF-8 reach us as lone surrogates,
which can neither be stored nor hashed.
"""

from pathlib import Path

from caveat.errors import InputError
from caveat.ingest.countries import country_code


def is_text(text: str) -> bool:
    """Whether it holds no lone surrogate."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def refuse_broken_text(what: str, *texts: str) -> None:
    """Raise `InputError` for a text that cannot be stored; ``what`` names it in the message."""
    if not all(map(is_text, texts)):
        raise InputError(
            f"{what} holds bytes that are no text in UTF-8. Nothing was done. "
            "Type or copy it again."
        )


def name_of(path: Path) -> str:
    """A file's name as it can be stored and shown, bytes that are no text in hexadecimal."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def country_given(text: str) -> str:
    """The ISO code of a country that an operator named; empty for none.

    Raises:
        InputError: For a text that names no country known here: it would be recorded and printed
            as if it had been taken into account.
    """
    code = country_code(text)
    if text.strip() and not code:
        raise InputError(
            f"“{text}” is no country known here. Nothing was done. Give its ISO code, such as CN, "
            "or its name."
        )
    return code
