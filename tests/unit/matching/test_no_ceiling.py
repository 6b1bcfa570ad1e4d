"""Scores spread over the top band: what is nearer stands above what is only near."""

import random
from collections import Counter

import numpy as np
import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import STRONG, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from labelled import Labelled, organisation_names, organisations, person_names, persons

SEED = 20250325


def selves(names: tuple[str, ...], kind: PartyKind | None) -> list[float]:
    """Scores of 200 names against themselves."""
    chosen = random.Random(SEED).sample(names, 200)  # noqa: S311 — a sample, no secret
    return [compare_names(name, name, kind).score for name in chosen]


@pytest.mark.parametrize(
    ("names", "kind", "values", "most_equal"),
    [(organisation_names(), None, 50, 20), (person_names(), PartyKind.PERSON, 50, 20)],
    ids=["organisations", "persons"],
)
def test_equal_names_score_by_how_much_they_say(
    names: tuple[str, ...], kind: PartyKind | None, values: int, most_equal: int
) -> None:
    scores = Counter(selves(names, kind))
    assert len(scores) >= values
    assert scores.most_common(1)[0][1] <= most_equal
    assert max(scores) <= 100.0


@pytest.mark.parametrize(
    ("names", "kind"), [(organisation_names(), None), (person_names(), PartyKind.PERSON)]
)
def test_equal_names_are_not_all_the_same_to_us(
    names: tuple[str, ...], kind: PartyKind | None
) -> None:
    scores = selves(names, kind)
    assert len(set(scores)) >= 15
    assert np.quantile(scores, 0.95) - np.quantile(scores, 0.05) >= 1.0


@pytest.mark.parametrize(
    ("labelled", "values"),
    [(organisations(), 60), (persons(), 40)],
    ids=["organisations", "persons"],
)
def test_the_strong_scores_of_pairs_are_of_many_values(labelled: Labelled, values: int) -> None:
    scores = labelled.scores(lambda a, b: compare_names(a, b, labelled.party).score)
    strong = Counter(scores[scores >= STRONG].tolist())
    assert len(strong) >= values
    assert strong.most_common(1)[0][1] <= 0.15 * sum(strong.values())


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("Nettrix", "Nettrix Information Industry"),
        ("Alder Optics", "Alder Quillfeather Optics"),
        ("Inspur", "Inspur Electronic Information Industry"),
        ("浪潮", "浪潮电子信息产业股份有限公司"),
        ("Технология", "Технология Квиллфезер"),
    ],
)
def test_two_equal_names_say_more_the_more_they_say(shorter: str, longer: str) -> None:
    assert compare_names(longer, longer).score > compare_names(shorter, shorter).score


@pytest.mark.parametrize(
    "names",
    [
        ["Nettrix Information Industry", "Nettrix Information", "Netrix Information"],
        ["Quillfeather Optics GmbH", "Quilfeather Optics GmbH", "Quilfeter Optics GmbH"],
        ["浪潮电子信息产业", "Langchao Dianzi Xinxi Chanye", "Langchao Electronic"],
        ["Рособоронэкспорт", "Rosoboroneksport", "Rosobornexport"],
    ],
)
def test_in_the_top_band_the_nearer_name_stands_above(names: list[str]) -> None:
    scores = [compare_names(name, names[0]).score for name in names]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_both_parties_of_one_name_are_shown_with_the_same_score() -> None:
    index = MatchingIndex.build(
        ListedParty(key, code, PartyKind.COMPANY, (Name("Quillfeather Optics GmbH"),))
        for key, code in enumerate(["US-EL", "UK-SL", "UN-SC"])
    )
    hits = index.search(Query("Quillfeather Optics")).hits
    assert [hit.party for hit in hits] == [0, 1, 2]
    assert len({hit.score for hit in hits}) == 1
