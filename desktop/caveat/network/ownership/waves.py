"""Walks over many holdings: by hand where few lie ahead, by arrays where many do.

A queue that grows while it is walked costs about a microsecond a holding, most of it spent waiting
for memory. All that lies ahead in the queue at one time can as well be taken as one wave, in some
twenty operations on arrays, which cost as much as some fifty holdings by hand. A long chain never
has a wave, a web of groups little else; so a walk looks now and then at what lies ahead.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Figures: TypeAlias = "array[int]"
"""Of every party one: an array of "q", written to by hand, and as a wave over the same memory."""
_WIDE = 64
"""Parties ahead from which on a wave is the cheaper way."""
_LOOK = 64
"""Parties that are walked by hand before the walk looks at what lies ahead; a power of 2."""


class Ends(NamedTuple):
    """The holdings of each party toward one side, by its number: holders, or companies held.

    Attributes:
        starts: Where the holdings of a party begin in the other two; one more than there are
            parties.
        others: Who is at the other end.
        lows: The least share, in millionths of a percent.
    """

    starts: Numbers
    others: Numbers
    lows: Numbers

    @classmethod
    def gathered(cls, size: int, parties: Numbers, others: Numbers, lows: Numbers) -> "Ends":
        """The holdings of ``size`` parties, in the order in which they are given for each."""
        order = np.argsort(parties, kind="stable")
        starts = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(parties, minlength=size), out=starts[1:])
        return cls(starts, others[order], lows[order])

    def counted(self, places: Numbers) -> Numbers:
        """How many holdings each party has."""
        return self.starts[places + 1] - self.starts[places]

    def of(self, places: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """All holdings of some parties: whose (as a place in ``places``), the other end, the share.

        In the order of the parties, and of each party in its own.
        """
        counts = self.counted(places)
        rows = np.repeat(np.arange(len(places)), counts)
        before = np.cumsum(counts) - counts
        at = np.arange(len(rows)) + (self.starts[places] - before)[rows]
        return rows, self.others[at], self.lows[at]


Rows = Sequence[Sequence[tuple[int, ...]]]
"""The same holdings for walking by hand: of each party (other, low, …)."""


class Walked(NamedTuple):
    """Who was reached.

    Attributes:
        order: The parties, each after those that it was reached from.
        waves: Where ``order`` was taken as one wave, from and up to: nobody in a wave was reached
            from another one in it.
        members: Of every party 1 if it was reached.
        got: Of every party what came to it from those reached.
    """

    order: list[int]
    waves: list[tuple[int, int]]
    members: bytearray
    got: Figures

    def parts(self, start: int = 0) -> list[tuple[list[int], bool]]:
        """``order`` from a place on, cut into waves and what lies between, which is no wave."""
        found = []
        for begin, end in (*self.waves, (len(self.order), len(self.order))):
            found += [(self.order[start:begin], False), (self.order[max(start, begin) : end], True)]
            start = max(start, end)
        return [part for part in found if part[0]]


def same(figure: int, size: int) -> Figures:
    """One figure for every party."""
    return array("q", [figure]) * size


def walk(
    starts: Iterable[int],
    rows: Rows,
    ends: Ends,
    need: Figures,
    within: bytearray,
    *,
    by_share: bool = False,
) -> Walked:
    """Follow holdings from some parties; a party is reached once enough came to it.

    Args:
        starts: From whom; they are reached themselves.
        rows: The holdings to follow.
        ends: The same.
        need: Of every party what must come to it.
        within: Of every party 1 if the walk may come to it.
        by_share: Whether the least shares come to a party, or one for each holding.
    """
    members, got = bytearray(len(rows)), same(0, len(rows))
    of_members, of_got = np.frombuffer(members, np.uint8), np.frombuffer(got, np.int64)
    may = np.frombuffer(within, np.uint8)
    needs = np.frombuffer(need, np.int64)
    order = list(dict.fromkeys(starts))
    for start in order:
        members[start] = 1
    waves = []
    done = 0
    while done < len(order):
        ahead = order[done:]
        if len(ahead) >= _WIDE:
            _, others, lows = ends.of(np.array(ahead))
            allowed = may[others] != 0
            others = others[allowed]
            np.add.at(of_got, others, lows[allowed] if by_share else 1)
            others = others[(of_got[others] >= needs[others]) & (of_members[others] == 0)]
            firsts = np.unique(others, return_index=True)[1]
            firsts.sort()
            others = others[firsts]
            of_members[others] = 1
            waves.append((done, len(order)))
            done = len(order)
            order += others.tolist()
            continue
        walked = 0
        for place in ahead:  # grows while it is walked
            if not walked & (_LOOK - 1) and len(ahead) - walked >= _WIDE:
                break
            walked += 1
            for row in rows[place]:
                other = row[0]
                if within[other]:
                    sum_ = got[other] = got[other] + (row[1] if by_share else 1)
                    if sum_ >= need[other] and not members[other]:
                        members[other] = 1
                        ahead.append(other)
        order[done:] = ahead
        done += walked
    return Walked(order, waves, members, got)
