"""A web is walked by hand or wave by wave: what is found is the same."""

import random

import pytest

from caveat.domain.relations import Tie
from caveat.network.ownership import waves
from owned import asked, holds, listed
from webs import chain, circular, layered, ordinary, star

SEED = 20261130


def tangled(edges: int) -> list[Tie]:
    """Holdings drawn at random, a third of them without a figure, with circles."""
    chance = random.Random(SEED)  # noqa: S311  # the same web every time
    pairs = {(chance.randrange(400), chance.randrange(400)) for _ in range(edges)}
    return [
        holds(f"company {holder}", f"company {company}", chance.choice([None, 15, 50]))
        for holder, company in sorted(pairs)
        if holder != company
    ]


@pytest.mark.parametrize("web", [tangled, ordinary, layered, circular, chain, star])
def test_waves_find_what_walking_by_hand_finds(web, monkeypatch: pytest.MonkeyPatch):
    ties = web(1_500)
    names = sorted({end.name for tie in ties for end in (tie.subject, tie.object)})[1::25]
    answers = []
    for wide in (1, 40, 1_000_000):
        monkeypatch.setattr(waves, "_WIDE", wide)
        answers.append(asked("company 0", ties, listed(*names)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].holdings >= 5
