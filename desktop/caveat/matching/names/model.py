"""The fitted models: what each feature of a comparison counts, and which score it comes to.

Read once from ``resources/lexicons/name_model.toml``, which ``packaging/fit_scoring.py`` writes.
"""

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from operator import mul
from types import MappingProxyType
from typing import Any

from caveat.resources import resource

TABLE = "lexicons/name_model.toml"


class Model:
    """A logistic model with a monotone map from its logit to the score.

    Attributes:
        provenance: On what, when and how it was fitted.
        features: Names of the features, in the order in which their values are given.
        weights: What a unit of each adds to the logit.
    """

    __slots__ = ("_intercept", "_logits", "_scores", "features", "provenance", "weights")

    def __init__(self, data: Mapping[str, Any], features: Sequence[tuple[str, int]]) -> None:
        """``features`` are those that the code computes, with the sign each may have.

        Raises:
            ValueError: If the table does not hold exactly these, a weight has the wrong sign, or
                the map is not monotone.
        """
        stated: dict[str, float] = {name: float(v) for name, v in data["weights"].items()}
        if set(stated) != {name for name, _ in features}:
            raise ValueError("the fitted model is of other features than the program's")
        if any(stated[name] * sign < 0 for name, sign in features):
            raise ValueError("a fitted weight has a sign that the program does not allow")
        self.provenance = str(data["provenance"])
        self.features = tuple(name for name, _ in features)
        self.weights = tuple(stated[name] for name in self.features)
        self._intercept = float(data["intercept"])
        self._logits = tuple(float(logit) for logit, _ in data["map"])
        self._scores = tuple(float(score) for _, score in data["map"])
        if sorted(self._logits) != list(self._logits) or sorted(self._scores) != list(self._scores):
            raise ValueError("the map from logit to score is not monotone")

    def logit(self, values: Sequence[float]) -> float:
        """Evidence for one party less evidence against, in logits."""
        return sum(map(mul, self.weights, values), self._intercept)

    def score(self, logit: float) -> float:
        """Strength of evidence, 0-100: never falls as the logit rises."""
        logits, scores = self._logits, self._scores
        place = bisect_right(logits, logit)
        if place == 0:
            return scores[0]
        if place == len(logits):
            return scores[-1]
        low, high = logits[place - 1], logits[place]
        share = (logit - low) / (high - low)
        return scores[place - 1] + share * (scores[place] - scores[place - 1])


@cache
def _table() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(resource(TABLE).read_text(encoding="utf-8")))


def fitted(domain: str, features: Sequence[tuple[str, int]]) -> Model:
    """The fitted model of a domain: ``organisation``, ``person``, ``vessel``."""
    return Model(_table()[domain], features)


def model_sha256() -> str:
    """Hash of the fitted table: part of the engine's version."""
    return hashlib.sha256(resource(TABLE).read_bytes()).hexdigest()
