"""What texts were read as by earlier builds of an index, so that each text is read once.

Taking names and addresses apart is most of what building an index costs, and a release changes few
of them. Two designs were weighed. Index segments, a base and a small one for what is new, whose
results are joined as `merging` does, never give the very same answers as one index: how many names
are compared is cut over the whole index, and how many parties share a building is counted over all
of them; every search would pay for both, and what was delisted stays in the base. We keep what is
costly and hangs on one text alone instead, and put every index together anew from it: its arrays
are equal to those of an index built from nothing, byte for byte (tested), whatever came and went.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_MOST = 500_000
"""Texts that are remembered, at some 400 bytes each; more are read anew each time."""

Read = Callable[[str, str, Callable[[], Any]], Any]
"""``read(what, text, take_apart)`` gives what `take_apart` gives, or gave an earlier build."""


def read_anew(_what: str, _text: str, take_apart: Callable[[], Any]) -> Any:
    """Remembers nothing; see `Readings.of`."""
    return take_apart()


class Readings:
    """Remembers what texts were read as. Used by one thread.

    Only for one `ENGINE_VERSION`: another one reads otherwise.

    Attributes:
        new: Texts that were not known.
    """

    def __init__(self, arrays: Mapping[str, Array] | None = None) -> None:
        """Start with what `arrays` gave, or with nothing.

        Raises:
            KeyError: If the array is missing.
            ValueError: If it is none that `arrays` gave.
        """
        self._known: dict[str, Any] = json.loads(arrays["readings"].tobytes()) if arrays else {}
        self._used: dict[str, Any] = {}
        self.new = 0

    def of(self, what: str, text: str, take_apart: Callable[[], Any]) -> Any:
        """What a text is read as.

        Args:
            what: As what it is read, and all besides the text that the reading hangs on.
            text: The text.
            take_apart: Reads it. Gives lists, texts, numbers and booleans only, so that what is
                read now and what was kept cannot be told apart.
        """
        key = f"{what}\t{text}"
        if key in self._used:
            return self._used[key]
        if key in self._known:
            found = self._known.pop(key)
        else:
            found = take_apart()
            self.new += 1
        if len(self._used) < _MOST:
            self._used[key] = found
        return found

    def has(self, what: str, text: str) -> bool:
        """Whether a text was read before."""
        key = f"{what}\t{text}"
        return key in self._used or key in self._known

    def arrays(self) -> dict[str, Array]:
        """What was used, and what was not as long as that is not more."""
        kept = self._used | (self._known if len(self._known) <= len(self._used) else {})
        text = json.dumps(kept, separators=(",", ":"))  # in ASCII: texts may be broken UTF-16
        return {"readings": np.frombuffer(text.encode("ascii"), dtype=np.uint8)}
