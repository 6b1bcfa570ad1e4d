"""How well names of one party are told from names of two, and what a score says."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from anyascii import anyascii
from rapidfuzz import fuzz

import fit_scoring
from caveat.domain.parties import PartyKind
from caveat.matching.compare import compare_names
from caveat.matching.entries import ListedParty
from caveat.matching.known import AllNames, KnownNames
from caveat.matching.misspelling.legal_forms import without_forms
from caveat.matching.names import evidence, person_evidence
from caveat.services.published_names import built_in_names
from fit_scoring import Sample, left_out, limits_of, score_map
from labelled import (
    WRITTEN,
    Labelled,
    Score,
    adversarial,
    organisations,
    persons,
    vessels,
    written,
)
from measures import auc, best_f1, calibration_error, reliability

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Floats = npt.NDArray[np.float64]
Record = Callable[[str, float, str, str], None]
RecordTable = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]
BOUND, ADVERSARIAL = "≥ 0.93; ≥ 0.87", "≥ 0.80"


def folded(text: str) -> str:
    """In ASCII, small letters, without legal forms: what a careful script does first."""
    kept = "".join(c if c.isalnum() else " " for c in anyascii(without_forms(text)).lower())
    return " ".join(kept.split())


def both(scores: Floats, same: Floats) -> str:
    return f"{auc(scores, same):.3f}; {best_f1(scores, same):.3f}"


def plain(kind: PartyKind | None) -> Score:
    return lambda a, b: compare_names(a, b, kind).score


def knowing(known: KnownNames | AllNames) -> Score:
    return lambda a, b: compare_names(a, b, known=known).score


def test_names_of_one_party_are_told_from_names_of_two(
    shared_facts: Path, parties: tuple[ListedParty, ...], record_table: RecordTable
) -> None:
    built_in = built_in_names()
    lists = AllNames([KnownNames.of(parties), built_in])
    everything, linked = organisations(), organisations(unlike=False)
    adverse = adversarial(shared_facts)
    sets: list[tuple[str, Labelled, Score, str]] = [
        ("organisations", everything, plain(None), ""),
        ("  without those unlike in the words", linked, plain(None), BOUND),
        ("  with the names of the lists", everything, knowing(lists), BOUND),
        ("persons", persons(), plain(PartyKind.PERSON), BOUND),
        ("  not called persons", persons(), plain(None), BOUND),
        ("vessels", vessels(), plain(PartyKind.VESSEL), BOUND),
        ("adversarial", adverse, plain(None), ADVERSARIAL),
        ("  with the built-in names", adverse, knowing(built_in), ADVERSARIAL),
        ("  with the names of the lists too", adverse, knowing(lists), ADVERSARIAL),
        *(
            (f"written by others, {use}: {kind}s", written(use, kind), plain(party), BOUND)
            for use in ("held out", "mended by")
            for kind, party in WRITTEN.items()
        ),
    ]
    rows = []
    for what, labelled, score, bound in sets:
        same = labelled.same
        rows.append((
            what,
            f"{len(same):,}",
            both(labelled.scores(score), same),
            bound,
            both(labelled.scores(fuzz.WRatio), same),
            both(labelled.scores(lambda a, b: fuzz.WRatio(folded(a), folded(b))), same),
        ))  # fmt: skip
    record_table(
        "AUC; best F1 on the labelled pairs. The models were fitted on the organisations and the "
        "persons: see the next table for names left out.",
        ("Pairs", "Number", "Caveat", "Bound", "WRatio", "WRatio, folded, without forms"),
        rows,
    )
    assert rows


@pytest.fixture(scope="module")
def fitted_on(shared_data: Path) -> dict[str, tuple[Sample, Sequence[tuple[str, int]]]]:
    """What the models were fitted on, by domain, with the features of each."""
    pairs = fit_scoring.pairs_of_organisations(shared_data)
    return {
        "organisation": (fit_scoring.sample(pairs, persons=False), evidence.FEATURES),
        "person": (
            fit_scoring.sample(fit_scoring.person_pairs(), persons=True),
            person_evidence.FEATURES,
        ),
    }


def test_what_was_left_out_of_the_fit_is_told_apart_and_a_score_says_how_surely(
    fitted_on: dict[str, tuple[Sample, Sequence[tuple[str, int]]]],
    record_table: RecordTable,
    record_benchmark: Record,
) -> None:
    rows = []
    for domain, (data, features) in fitted_on.items():
        logits = left_out(data, *limits_of(features))
        pure = data.weights == 1.0
        rows.append((domain, f"{int(pure.sum()):,}", both(logits[pure], data.same[pure]), BOUND))
        record_benchmark(f"names: {domain}, pairs with a name of another fold", _met(data), "%", "")
        kind = PartyKind.PERSON if domain == "person" else None
        shown = np.array([compare_names(p.one, p.other, kind).score for p in data.pairs])
        knots = np.array(score_map(logits, data))
        mapped = np.interp(logits, knots[:, 0], knots[:, 1])
        for what, scores in (("names left out, the model alone", mapped), ("as shown", shown)):
            _reliability(f"{domain}, {what}", scores, data, record_table, record_benchmark)
    record_table(
        f"AUC; best F1 on labelled pairs left out of the fit ({fit_scoring.FOLDS} folds)",
        ("Domain", "Pairs", "Left out", "Bound"),
        rows,
    )
    assert len(rows) == len(fitted_on)


def _met(data: Sample) -> float:
    """Of 100 labelled pairs, how many share a name with one of another fold."""
    folds: dict[str, set[int]] = defaultdict(set)
    labelled = [place for place, weight in enumerate(data.weights) if weight == 1.0]
    for place in labelled:
        for name in (data.pairs[place].one, data.pairs[place].other):
            folds[name].add(int(data.folds[place]))
    pairs = (data.pairs[place] for place in labelled)
    met = sum(len(folds[pair.one]) > 1 or len(folds[pair.other]) > 1 for pair in pairs)
    return 100 * met / len(labelled)


def _reliability(
    what: str,
    scores: Floats,
    data: Sample,
    record_table: RecordTable,
    record_benchmark: Record,
) -> None:
    bands = list(reliability(scores, data.same, data.weights))
    true = float((data.same * data.weights).sum() / data.weights.sum())
    record_table(
        f"Reliability: {what}. {len(data.same):,} pairs, share of true pairs {true:.2f} "
        "(by weight, as the model's provenance states)",
        ("Score", "Pairs", "Weight", "Share of true pairs", "Mean score"),
        [
            (f"{band.low}-{band.low + 10}", f"{band.pairs:,}", f"{band.weight:,.0f}",
             f"{band.true:.2f}", f"{band.mean:.1f}")
            for band in bands
        ],
    )  # fmt: skip
    error = calibration_error(bands)
    record_benchmark(f"names: calibration error, {what}", error, "points", "")
