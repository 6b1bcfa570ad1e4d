"""Texts as plain arrays: one run of bytes and where each text ends."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ends = npt.NDArray[np.int64]


def encoded(text: str) -> bytes:
    """The text as UTF-8 bytes; half of a surrogate pair, which a file may hold, survives."""
    return text.encode("utf-8", "surrogatepass")


def pack(texts: Iterable[str | bytes]) -> tuple[Bytes, Ends]:
    """The texts as one run of bytes, and their ends. Bytes are texts encoded already."""
    kept = [text if isinstance(text, bytes) else encoded(text) for text in texts]
    lengths = np.fromiter(map(len, kept), dtype=np.int64, count=len(kept))
    return np.frombuffer(b"".join(kept), dtype=np.uint8), np.cumsum(lengths)


def unpack(run: Bytes, ends: Ends, row: int) -> str:
    """One of the texts."""
    start = int(ends[row - 1]) if row else 0
    return run[start : int(ends[row])].tobytes().decode("utf-8", "surrogatepass")
