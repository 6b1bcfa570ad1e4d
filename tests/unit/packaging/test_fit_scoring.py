"""How the models of the name comparison are fitted, and what they come to on names left out."""

from collections import defaultdict

import numpy as np
import pytest

import fit_scoring
from caveat.matching.names import evidence, person_evidence
from fit_scoring import Sample, fit, left_out, limits_of, score_map
from measures import auc, best_f1

ORGANISATIONS, PERSONS = evidence.FEATURES, person_evidence.FEATURES


def made(*, persons: bool) -> Sample:
    pairs = fit_scoring.person_pairs() if persons else fit_scoring.organisation_pairs()
    return fit_scoring.sample(pairs, persons=persons)


@pytest.fixture(scope="module")
def organisations() -> Sample:
    return made(persons=False)


def test_organisations_names_that_were_left_out_are_told_apart(organisations: Sample) -> None:
    logits = left_out(organisations, *limits_of(ORGANISATIONS))
    assert auc(logits, organisations.same) >= LEAST["organisations"]
    assert best_f1(logits, organisations.same) >= 0.79


def test_persons_names_that_were_left_out_are_told_apart() -> None:
    persons = made(persons=True)
    logits = left_out(persons, *limits_of(PERSONS))
    assert auc(logits, persons.same) >= LEAST["persons"]
    assert best_f1(logits, persons.same) >= 0.90


LEAST = {"organisations": 0.865, "persons": 0.95}
"""Floors of the AUC, a little below what was measured."""


def test_no_pair_is_in_two_folds_and_each_fold_has_its_share(organisations: Sample) -> None:
    folds = defaultdict(set)
    for pair, fold in zip(organisations.pairs, organisations.folds, strict=True):
        folds[frozenset((pair.one, pair.other))].add(int(fold))
    assert all(len(found) == 1 for found in folds.values())
    counts = np.bincount(organisations.folds)
    assert len(counts) == fit_scoring.FOLDS
    assert counts.min() >= 0.1 * counts.sum()


def test_a_weight_keeps_its_sign_whatever_the_pairs_say() -> None:
    values = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]] * 10)
    same = np.array([1.0, 1.0, 0.0, 0.0] * 10)
    slope, _ = fit(values, same, np.ones(40), np.array([-1.0, 1.0]))
    assert slope[0] == 0.0
    slope, base = fit(values, same, np.ones(40), np.array([1.0, 1.0]))
    assert slope[0] > 1.0
    assert base < 0.0


def test_where_the_pairs_are_silent_a_weight_is_what_is_expected_of_it() -> None:
    values = np.array([[1.0, 0.0], [0.0, 0.0]] * 20)
    same = np.array([1.0, 0.0] * 20)
    slope, _ = fit(values, same, np.ones(40), np.array([1.0, -1.0]), np.array([0.0, -5.0]))
    assert slope[1] == pytest.approx(-5.0, abs=0.1)


def test_the_map_of_scores_rises_and_reads_as_a_share_of_true_pairs() -> None:
    stream = np.random.default_rng(20250325)
    logits = stream.normal(size=4_000) * 3
    same = (stream.random(4_000) < 1 / (1 + np.exp(-logits))).astype(float)
    rows = np.zeros((4_000, 1))
    data = Sample(rows, same, np.ones(4_000), np.zeros(4_000, np.int64), ())
    knots = score_map(logits, data)
    assert [list(side) for side in zip(*knots, strict=True)] == [
        sorted(side) for side in zip(*knots, strict=True)
    ]
    at = {score: logit for logit, score in knots}
    assert at[50.0] == pytest.approx(0.0, abs=0.15)
    assert at[90.0] == pytest.approx(np.log(9), abs=0.25)
    assert knots[-1][1] < 100.0
