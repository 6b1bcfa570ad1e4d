"""How well scores tell apart what is one and what is two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def auc(scores: Floats, same: Floats) -> float:
    """Share of (same, different) couples that the scores put in order; ties count half."""
    order = np.argsort(scores, kind="stable")
    _, place, count = np.unique(scores[order], return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    ranks = np.empty(len(scores))
    ranks[order] = ((ends - count + 1 + ends) / 2)[place]
    yes = same.sum()
    no = len(same) - yes
    return float((ranks[same > 0].sum() - yes * (yes + 1) / 2) / (yes * no))


def best_f1(scores: Floats, same: Floats) -> float:
    """The best F1 over all lines that can be drawn; equal scores fall on one side."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    shown = np.arange(1, len(same) + 1)
    last = np.append(np.diff(scores[order]) != 0, True)  # of a run of equal scores
    return float(np.max((2 * right / (shown + same.sum()))[last]))


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """What the pairs whose scores lie within ten points come to.

    Attributes:
        low: Lowest score of the band; the next begins ten points higher.
        pairs: How many there are.
        weight: What they weigh together.
        true: Share of pairs of one party, by weight.
        mean: Mean score, by weight.
    """

    low: int
    pairs: int
    weight: float
    true: float
    mean: float


def reliability(scores: Floats, same: Floats, weights: Floats) -> Iterator[ScoreBand]:
    """The bands of scores that hold a pair, lowest first; 100 belongs to the last."""
    bands = np.minimum(scores // 10, 9).astype(int)
    for band in range(10):
        mine = bands == band
        if mine.any():
            weight = float(weights[mine].sum())
            yield ScoreBand(
                band * 10,
                int(mine.sum()),
                weight,
                float((same * weights)[mine].sum()) / weight,
                float((scores * weights)[mine].sum()) / weight,
            )


def calibration_error(bands: Sequence[ScoreBand]) -> float:
    """Mean distance of score and share of true pairs, in points, by weight."""
    whole = sum(band.weight for band in bands)
    return sum(band.weight * abs(band.mean - 100 * band.true) for band in bands) / whole
