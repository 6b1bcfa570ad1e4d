"""Floors under how well pairs of one party are told from pairs of two.

A little below what was measured: a change that makes the comparison worse fails here, and what the
figures are is in tests/benchmarks/RESULTS.md.
"""

import pytest

from caveat.matching.compare import compare_names
from labelled import Labelled, organisations, persons, vessels, written
from measures import auc, best_f1

SETS = {
    "organisations": (organisations(), 0.85, 0.805),
    "organisations with a link in the words": (organisations(unlike=False), 0.885, 0.825),
    "persons": (persons(), 0.96, 0.91),
    "vessels": (vessels(), 0.88, 0.75),
    "written by others, held out: organisations": (
        written("held out", "organisation"),
        0.90,
        0.85,
    ),
    "written by others, held out: persons": (written("held out", "person"), 0.895, 0.895),
    "written by others, held out: vessels": (written("held out", "vessel"), 0.955, 0.935),
    "written by others, mended by: organisations": (
        written("mended by", "organisation"),
        0.955,
        0.91,
    ),
    "written by others, mended by: persons": (written("mended by", "person"), 0.98, 0.975),
    "written by others, mended by: vessels": (written("mended by", "vessel"), 0.975, 0.97),
}


@pytest.mark.parametrize("what", SETS)
def test_names_of_one_party_score_above_names_of_two(what: str) -> None:
    labelled, least_auc, least_f1 = SETS[what]
    scores = labelled.scores(lambda a, b: compare_names(a, b, labelled.party).score)
    assert auc(scores, labelled.same) >= least_auc
    assert best_f1(scores, labelled.same) >= least_f1


def test_persons_are_told_apart_without_being_called_persons() -> None:
    labelled = persons()
    scores = labelled.scores(lambda a, b: compare_names(a, b).score)
    assert auc(scores, labelled.same) >= 0.945


@pytest.mark.parametrize(
    ("labelled", "least"), [(organisations(unlike=False), 0.80), (persons(), 0.93)]
)
def test_what_is_strong_is_mostly_right(labelled: Labelled, least: float) -> None:
    scores = labelled.scores(lambda a, b: compare_names(a, b, labelled.party).score)
    strong = scores >= 90
    assert strong.sum() >= 100
    assert labelled.same[strong].mean() >= least
