"""Keys and what they stand for, as two sorted arrays: small, memory-mapped, looked up together."""

import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_AT_ONCE = 100_000


def key_hash(key: str) -> int:
    """32 bits of a key. Two keys that share them cost a comparison, never a name."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def key_hashes(keys: Iterable[str]) -> list[int]:
    """`key_hash` of each, without a call for each: a search looks up some two hundred."""
    crc32 = zlib.crc32
    return [crc32(key.encode("utf-8", "surrogatepass")) for key in keys]


def hashed(keys: Iterable[Collection[str]]) -> tuple[Array, Array]:
    """Sorted hashes of keys and, beside them, the numbers they stand for; each pair once.

    Args:
        keys: The keys of the number 0, of 1 and so on. No key holds a line break.
    """
    run = array("I")
    sizes = array("i")
    waiting: list[str] = []
    for own in keys:
        sizes.append(len(own))
        waiting.extend(own)
        if len(waiting) > _AT_ONCE:
            run.extend(_hashes(waiting))
            waiting.clear()
    run.extend(_hashes(waiting))
    numbers = np.repeat(np.arange(len(sizes), dtype=np.uint64), np.frombuffer(sizes, np.int32))
    packed = np.frombuffer(run, dtype=np.uint32).astype(np.uint64) << 32 | numbers
    packed.sort()
    once = np.ones(len(packed), dtype=np.bool_)
    once[1:] = packed[1:] != packed[:-1]
    packed = packed[once]
    return (packed >> 32).astype(np.uint32), (packed & 0x7FFFFFFF).astype(np.int32)


def _hashes(keys: Sequence[str]) -> Iterator[int]:
    """`key_hash` of many; encoding them together takes a fraction of one by one."""
    whole = "\n".join(keys).encode("utf-8", "surrogatepass")
    return map(zlib.crc32, whole.split(b"\n") if keys else ())


def ranges(starts: Array, ends: Array) -> tuple[Numbers, Numbers]:
    """The numbers of all ranges in one run, and which range each comes from."""
    lengths = np.subtract(ends, starts, dtype=np.int64)
    # Methods of the arrays: numpy's functions of the same names cost more than these short runs.
    which = np.arange(len(lengths)).repeat(lengths)
    offsets = starts - lengths.cumsum() + lengths
    rows = offsets[which]
    rows += np.arange(len(which))
    return rows, which


def distinct(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct numbers, in order, and the place of each number among them.

    As `numpy.unique` does, in half the time for the short arrays of one search.
    """
    order = numbers.argsort(kind="stable")
    ordered = numbers[order]
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    places = np.empty(len(ordered), dtype=np.int64)
    places[order] = first.cumsum() - 1
    return ordered[first], places


def each_once(numbers: Numbers) -> Numbers:
    """The distinct numbers, in order; as `numpy.unique`, which hashes and takes longer here."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def within(numbers: Numbers, ordered: Numbers) -> npt.NDArray[np.bool_]:
    """Which of distinct, ordered numbers are among other numbers."""
    found = np.zeros(len(ordered), dtype=np.bool_)
    if len(numbers) and len(ordered):
        places = ordered.searchsorted(numbers)
        places[places == len(ordered)] = 0
        found[places[ordered[places] == numbers]] = True
    return found


def looked_up(hashes: Array, values: Array, keys: Sequence[int]) -> tuple[Array, Numbers]:
    """What the keys stand for, and the place in ``keys`` of the one that led to each."""
    wanted = np.array(keys, dtype=np.uint32)
    first = hashes.searchsorted(wanted)
    # Most keys stand for nothing: only of the others the end is sought, too.
    within_reach = np.flatnonzero(first < len(hashes))
    known = within_reach[hashes[first[within_reach]] == wanted[within_reach]]
    last = hashes.searchsorted(wanted[known], side="right")
    rows, which = ranges(first[known], last)
    return values[rows], known[which]
