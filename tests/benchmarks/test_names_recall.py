"""What changed spellings of listed names still find."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.recall import Left
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.variants import RECIPE, RECIPES, SEED
from recalled import trials_of

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

Record = Callable[[str, float, str, str], None]
RECALL_SAMPLE = 3_000
"""Names whose variants are tried; of all 39,600 it takes half an hour."""


def test_a_changed_spelling_still_finds_the_party(
    parties: tuple[ListedParty, ...], shared_data: Path, record_benchmark: Record
) -> None:
    index = MatchingIndex.build(parties)
    counted: dict[str, Counter[str]] = {}
    for trial in trials_of(index, shared_data, RECALL_SAMPLE):
        for change in (trial.change, "all changes"):
            count = counted.setdefault(change, Counter())
            if trial.left:
                count[trial.left] += 1
            else:
                count.update(tried=1, compared=trial.compared, first=trial.first, hit=trial.hit)
    total = counted["all changes"]
    for change in (*RECIPES, "all changes"):
        count = counted.get(change, Counter())
        if not count["tried"]:
            continue
        for what, bound in (("compared", "≥ 99.9"), ("first", "≥ 97"), ("hit", "")):
            share = 100 * count[what] / count["tried"]
            record_benchmark(f"names: {what}, {change}", share, "of 100", bound)
    record_benchmark("names: names tried", RECALL_SAMPLE, "", f"recipe {RECIPE}, seed {SEED}")
    record_benchmark("names: variants tried", total["tried"], "", "")
    record_benchmark(
        "names: left out, nothing distinctive left", total[Left.NOT_DISTINCTIVE], "", ""
    )
    record_benchmark("names: left out, another listed name", total[Left.ANOTHER_NAME], "", "")
    assert total["compared"] / total["tried"] >= 0.98
    assert total["first"] / total["tried"] >= 0.93
