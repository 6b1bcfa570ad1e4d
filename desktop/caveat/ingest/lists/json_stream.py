"""Decodes one large JSON object piece by piece: a damaged one costs no more than its size."""

import io
import json
from collections.abc import Iterator
from typing import IO, Any

from caveat.errors import UnreadableFileError

_CHUNK = 256 * 1024
_LONGEST = 16 * 1024 * 1024
"""Letters of the longest single value; the longest record seen has 20,000."""

_SPACE = " \t\r\n"


class BrokenJsonError(Exception):
    """The text is cut off or is not JSON. ``str(error)`` reads after "it"."""


def each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, for `json.JSONDecoder`; of a name that comes twice JSON would keep the last value.

    Raises:
        BrokenJsonError: If a name comes twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BrokenJsonError("names a field twice in one record")
    return found


class JsonStream:
    """A JSON text read forward. Nesting and numbers are limited as Python's decoder limits them."""

    def __init__(self, content: IO[bytes], name: str) -> None:
        self._text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
        self._name = name
        self._decoder = json.JSONDecoder(object_pairs_hook=each_name_once)
        self._buffer = ""
        self._at = 0
        self._ended = False

    def members(self) -> Iterator[str]:
        """The names of the outer object's members.

        After each name the caller takes its value with `value` or `items`.

        Raises:
            BrokenJsonError: If the object is cut off, or anything follows it.
        """
        self._expect("{")
        if self._next() == "}":
            self._at += 1
        else:
            while True:
                name = self.value()
                if not isinstance(name, str):
                    raise BrokenJsonError("is not JSON: a name is missing")
                self._expect(":")
                yield name
                if self._expect(",}") == "}":
                    break
        if self._next():
            raise BrokenJsonError("goes on behind its end")

    def items(self) -> Iterator[Any]:
        """The items of the list that comes next, one by one.

        Raises:
            BrokenJsonError: If the list is cut off, or it is no list.
        """
        self._expect("[")
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self._expect(",]") == "]":
                return

    def value(self) -> Any:
        """The value that comes next, whole.

        Raises:
            BrokenJsonError: If it is cut off, no JSON, or longer than any honest one.
        """
        self._next()
        size = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except RecursionError as error:
                raise BrokenJsonError("is nested too deeply") from error
            except ValueError as error:
                if self._ended:
                    raise BrokenJsonError("is cut off or not JSON") from error
            else:
                # A number at the very end of the buffer may go on in the next chunk.
                if self._ended or end < len(self._buffer):
                    self._at = end
                    return value
            if len(self._buffer) - self._at > _LONGEST:
                raise BrokenJsonError("is not JSON, or a value in it has no end")
            self._more(size)
            size *= 2

    def _expect(self, letters: str) -> str:
        letter = self._next()
        if not letter or letter not in letters:
            raise BrokenJsonError("is not JSON" if letter else "is cut off")
        self._at += 1
        return letter

    def _next(self) -> str:
        """The next letter that is no space, not taken; empty at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACE:
                    return self._buffer[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._more(_CHUNK)

    def _more(self, size: int) -> None:
        try:
            chunk = self._text.read(size)
        except UnicodeDecodeError as error:
            raise UnreadableFileError(
                f"{self._name} is not in UTF-8, as the official file is. Nothing was changed. Use "
                "the file as it was downloaded, not as another program saved it."
            ) from error
        self._ended = not chunk
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
