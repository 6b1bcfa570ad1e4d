"""Fits the models of the name comparison and writes ``resources/lexicons/name_model.toml``.

Learns from the labelled pairs in ``tests/data/names`` and, where the folder of real lists and
registers is given, from changed spellings of listed names (the same party) and from ordinary
companies beside what they look like in the lists (never the same party). A logistic model whose
every weight has the sign that the program states, by accelerated projected gradient descent; the
scores are read off logits of names left out of the fit (five folds by name).

    python packaging/fit_scoring.py ../shared/data
"""

import argparse
import csv
import hashlib
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]

from rapidfuzz import fuzz  # noqa: E402 — after the path

from caveat.domain.parties import PartyKind  # noqa: E402
from caveat.matching.engine import MatchingIndex  # noqa: E402
from caveat.matching.entries import ListedParty  # noqa: E402
from caveat.matching.names import evidence, person_evidence  # noqa: E402
from caveat.matching.names.align import align  # noqa: E402
from caveat.matching.names.evidence import Balance  # noqa: E402
from caveat.matching.names.person_align import align_persons  # noqa: E402
from caveat.matching.names.person_evidence import PersonBalance  # noqa: E402
from caveat.matching.names.person_name import syllables_apart  # noqa: E402
from caveat.matching.names.person_prepare import prepare_person  # noqa: E402
from caveat.matching.names.prepare import prepare  # noqa: E402
from caveat.matching.names.side import side_of  # noqa: E402
from caveat.matching.names.split import split_names  # noqa: E402
from caveat.matching.variants import variants  # noqa: E402
from listed import both_editions  # noqa: E402
from measures import auc, best_f1  # noqa: E402
from registers import in_fit, ordinary_companies  # noqa: E402

TARGET = ROOT / "resources" / "lexicons" / "name_model.toml"
PAIRS = ROOT / "tests" / "data" / "names"
SEED = 20250325
FOLDS = 5
STEPS = 3_000
SHRINK = 1e-3
RESPELLED, RESPELLED_WEIGHT = 2_000, 0.3
LOOKALIKES, ORDINARY_WEIGHT = 6, 0.4
ORGANISATIONS = {PartyKind.COMPANY, PartyKind.UNKNOWN}
HEADER = """# Written by packaging/fit_scoring.py; do not edit.
# Weights add to a logit, the map gives the score.

"""
EXPECTED = {
    "generation_for_generation": -4.0,
    "generation_added": -0.7,
    "initials": -0.8,
    "number_for_number": -5.0,
    "letter_added": -0.5,
    "direction_for_direction": -5.0,
}
"""Said by hand where labelled pairs are few: Jr is not Sr, an initial is less than a name."""
LEAST = {
    "generation_for_generation": 4.0,
    "number_for_number": 4.0,
    "direction_for_direction": 5.5,
    "distinctive_agreed": 2.0,
    "place_for_place": 2.5,
    "form_for_form": 2.5,
    "activity_for_activity": 2.0,
    "activity_added": 0.5,
    "unit_added": 0.8,
    "other_for_other": 1.6,
    "unit_for_unit": 1.2,
    "letter_added": 0.4,
    "word_added": 0.8,
    "uncovered": 1.1,
    "initials": 0.3,
}
"""What a feature counts at the least, whatever the pairs say.

They are chosen to be hard: near neighbours share their rarest word, and a number or a direction is
all that tells them apart.
"""
SCORES = (2, 5, 10, 20, 30, 40, 50, 60, 65, 70, 75, 80, 85, 90, 93, 95)
HIGHEST = 99.9
ABOVE_THE_BEST = 1.0
"""Logits left above the best pair seen, so that rarer names still have room below the top."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names with a label.

    Attributes:
        one: A name.
        other: Another.
        same: Whether they name one party.
        weight: How much it counts in the fit.
        kind: What sort of pair, for the report.
    """

    one: str
    other: str
    same: bool
    weight: float
    kind: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs as the fit needs them."""

    values: Floats
    same: Floats
    weights: Floats
    folds: npt.NDArray[np.int64]
    pairs: tuple[Pair, ...]


def labelled(name: str) -> list[dict[str, str]]:
    """Rows of a table of labelled pairs."""
    with (PAIRS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def organisation_pairs() -> Iterator[Pair]:
    """Published names of organisations; those without any link in the words teach nothing."""
    for row in labelled("organisation_pairs.csv"):
        if row["kind"] != "unlike":
            yield Pair(row["a"], row["b"], row["same"] == "1", 1.0, row["kind"])


def person_pairs() -> Iterator[Pair]:
    """Published names of persons."""
    for row in labelled("person_pairs.csv"):
        if not row["kind"].startswith("vessel"):
            yield Pair(row["a"], row["b"], row["same"] == "1", 1.0, row["kind"])


def organisation_values(pair: Pair) -> list[float] | None:
    """Features of the most alike names within the two fields."""
    best: tuple[float, list[float]] | None = None
    for x in split_names(pair.one):
        for y in split_names(pair.other):
            left, right = side_of(prepare(x)), side_of(prepare(y))
            if not left.tokens or not right.tokens:
                continue
            if right.order < left.order:
                left, right = right, left
            balance = Balance(left, right, align(left.tokens, right.tokens))
            if not pair.same and balance.same_words and pair.weight < 1.0:
                continue  # of a register: equal names may well be one party
            values = balance.features()
            alike = values[0] + values[1] + values[4]
            if best is None or alike > best[0]:
                best = (alike, values)
    return best[1] if best else None


def person_values(pair: Pair) -> list[float] | None:
    """Features of two names of persons."""
    left, right = side_of(prepare_person(pair.one)), side_of(prepare_person(pair.other))
    if not left.tokens or not right.tokens:
        return None
    apart = syllables_apart(left.reading, right.reading)
    alignment = align_persons(left.tokens, right.tokens, syllables_apart=apart)
    return PersonBalance(left, right, alignment).features()


def sample(pairs: Iterable[Pair], *, persons: bool) -> Sample:
    """Computes the features of all pairs."""
    values, kept = [], []
    for pair in pairs:
        found = person_values(pair) if persons else organisation_values(pair)
        if found is not None:
            values.append(found)
            kept.append(pair)
    return Sample(
        np.array(values),
        np.array([float(pair.same) for pair in kept]),
        np.array([pair.weight for pair in kept]),
        np.array([_fold(pair) for pair in kept]),
        tuple(kept),
    )


def _fold(pair: Pair) -> int:
    # Both names decide, in one order: no name is in two folds by its own.
    return hashlib.sha256(min(pair.one, pair.other).encode()).digest()[0] % FOLDS


def limits_of(features: Sequence[tuple[str, int]]) -> tuple[Floats, Floats, Floats]:
    """Of each feature: its sign, what is expected where pairs are few, the least it counts."""
    names = [name for name, _ in features]
    return (
        np.array([float(sign) for _, sign in features]),
        np.array([EXPECTED.get(name, 0.0) for name in names]),
        np.array([LEAST.get(name, 0.0) for name in names]),
    )


def fit(  # noqa: PLR0917 — the sample and its limits, in the order of the formula
    values: Floats,
    same: Floats,
    weights: Floats,
    signs: Floats,
    expected: Floats | None = None,
    least: Floats | None = None,
) -> tuple[Floats, float]:
    """Weights of the features and the intercept: logistic loss, signs kept.

    Lightly drawn to what is expected of a feature, by default nothing: where the pairs are silent,
    that is what it stays at.
    """
    scale = values.std(axis=0)
    scale[scale == 0.0] = 1.0
    prior = np.zeros(len(signs)) if expected is None else expected * scale
    scaled = values / scale
    mass = weights.sum()
    norm = np.linalg.norm(scaled * np.sqrt(weights)[:, None], 2) ** 2
    step = 1.0 / (0.25 * norm / mass + 1.0)
    floor = np.zeros(len(signs)) if least is None else least * scale
    slope = ahead = prior.copy()
    base = base_ahead = 0.0
    pace = 1.0
    for _ in range(STEPS):
        wrong = weights * (_logistic(scaled @ ahead + base_ahead) - same)
        moved = ahead - step * (scaled.T @ wrong / mass + SHRINK * (ahead - prior))
        moved = signs * np.maximum(signs * moved, floor)
        lifted = base_ahead - step * float(wrong.sum()) / mass
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - slope)
        base_ahead = lifted + (pace - 1) / faster * (lifted - base)
        slope, base, pace = moved, lifted, faster
    return slope / scale, base


def _logistic(values: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30, 30))))


def left_out(
    data: Sample,
    signs: Floats,
    expected: Floats | None = None,
    least: Floats | None = None,
) -> Floats:
    """Logit of every pair by a model that has not seen its names."""
    logits = np.zeros(len(data.same))
    for fold in range(FOLDS):
        seen = data.folds != fold
        slope, base = fit(
            data.values[seen], data.same[seen], data.weights[seen], signs, expected, least
        )
        logits[~seen] = data.values[~seen] @ slope + base
    return logits


def score_map(logits: Floats, data: Sample) -> list[tuple[float, float]]:
    """Knots (logit, score): a logistic curve up to 95, then straight up to the best seen.

    Straight, so that scores spread over the top band instead of piling up at 100.
    """
    slope, base = fit(logits[:, None], data.same, data.weights, np.array([1.0]))
    knots = []
    for score in SCORES:
        share = score / 100
        knots.append((float((np.log(share / (1 - share)) - base) / slope[0]), float(score)))
    best = float(logits[data.same > 0].max()) + ABOVE_THE_BEST
    knots.append((max(best, knots[-1][0] + 1.0), HIGHEST))
    low = float(logits.min()) - 1.0
    if low < knots[0][0]:
        knots.insert(0, (low, 0.0))
    return knots


def table(
    domain: str,
    features: Sequence[tuple[str, int]],
    data: Sample,
    sources: str,
) -> str:
    """The fitted model of a domain as TOML."""
    limits = limits_of(features)
    slope, base = fit(data.values, data.same, data.weights, *limits)
    logits = left_out(data, *limits)
    report(domain, data, logits)
    pure = data.weights == 1.0
    print(f"{domain}: {len(data.same)} pairs; of the {int(pure.sum())} labelled ones, left out: "
          f"AUC {auc(logits[pure], data.same[pure]):.3f}, "
          f"best F1 {best_f1(logits[pure], data.same[pure]):.3f}")  # fmt: skip
    true = float((data.same * data.weights).sum() / data.weights.sum())
    lines = [
        f"[{domain}]",
        (
            f'provenance = "{sources}; {len(data.same)} pairs, share of true pairs by weight '
            f'{true:.2f}; seed {SEED}"'
        ),
        f"intercept = {base:.4f}",
        "map = [  # logit, score",
        *(f"  [{logit:.4f}, {score:.1f}]," for logit, score in score_map(logits, data)),
        "]",
        "",
        f"[{domain}.weights]",
        *(
            f"{name} = {weight:.4f}"
            for (name, _), weight in zip(features, slope + 0.0, strict=True)
        ),
        "",
    ]
    return "\n".join(lines)


def report(domain: str, data: Sample, logits: Floats) -> None:
    """Prints what each sort of pair comes to."""
    for kind in sorted({pair.kind for pair in data.pairs}):
        mine = np.array([pair.kind == kind for pair in data.pairs])
        for label in (1.0, 0.0):
            chosen = mine & (data.same == label)
            if chosen.any():
                mean = _logistic(logits[chosen]).mean()
                word = "same" if label else "different"
                print(f"  {domain:13} {kind:28} {word:10} {int(chosen.sum()):6}  mean {mean:.2f}")


def respelled(parties: Sequence[ListedParty]) -> Iterator[Pair]:
    """Changed spellings of listed names: the same party."""
    stream = random.Random(SEED)  # noqa: S311 — a sample, no secret
    names = sorted({name.text for party in parties for name in party.names})
    for name in stream.sample(names, RESPELLED):
        changed = [
            variant
            for variant in variants(name, seed=SEED)
            if variant.distinctive and "legal form" not in variant.change
        ]
        for variant in stream.sample(changed, min(2, len(changed))):
            yield Pair(name, variant.text, True, RESPELLED_WEIGHT, f"+ {variant.change}")


def ordinary(parties: Sequence[ListedParty], registers: Iterable[str]) -> Iterator[Pair]:
    """Ordinary companies beside the listed ones that they look like: never the same party.

    A few of them really are listed; equal names are left out for that (`organisation_values`).
    """
    index = MatchingIndex.build(parties)
    names = {party.key: [name.text for name in party.names] for party in parties}
    for name in registers:
        for key in index.candidates(name, LOOKALIKES):
            best = max(names[key], key=lambda text: (fuzz.ratio(name.lower(), text.lower()), text))
            yield Pair(name, best, False, ORDINARY_WEIGHT, "+ ordinary company")


def registers(data: Path) -> list[str]:
    """Half of the companies of three registers; the other half measures (see tests/benchmarks)."""
    found = [name for names in ordinary_companies(data).values() for name in names]
    return sorted({name for name in found if in_fit(name)})


def pairs_of_organisations(data: Path) -> list[Pair]:
    """All that the model of organisations' names is fitted on."""
    parties = tuple(p for p in both_editions(data) if p.kind in ORGANISATIONS)
    return [*organisation_pairs(), *respelled(parties), *ordinary(parties, registers(data))]


def main() -> None:
    """Fits, prints what came of it, writes the table."""
    parser = argparse.ArgumentParser(description="Fit the models of the name comparison.")
    parser.add_argument("data", type=Path, help="the folder of real lists and registers")
    data = parser.parse_args().data
    pairs = pairs_of_organisations(data)
    text = HEADER + table(
        "organisation", evidence.FEATURES, sample(pairs, persons=False),
        "tests/data/names/organisation_pairs.csv; respelled names of the CSL of April 2022 and "
        "July 2026; half of the companies of three registers beside what they look like",
    )  # fmt: skip
    text += "\n" + table(
        "person", person_evidence.FEATURES, sample(person_pairs(), persons=True),
        "tests/data/names/person_pairs.csv",
    )  # fmt: skip
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
