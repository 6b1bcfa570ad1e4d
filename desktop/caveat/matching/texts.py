"""Texts as plain arrays: one run of bytes and where each text ends."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ends = npt.NDArray[np.int64]


def pack(texts: Iterable[str]) -> tuple[Bytes, Ends]:
    """The texts as UTF-8 bytes and their ends."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.fromiter((len(b) for b in encoded), dtype=np.int64, count=len(encoded))
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), np.cumsum(lengths)


def unpack(run: Bytes, ends: Ends, row: int) -> str:
    """One of the texts."""
    start = int(ends[row - 1]) if row else 0
    return run[start : int(ends[row])].tobytes().decode("utf-8", "surrogatepass")
