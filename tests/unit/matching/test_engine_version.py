"""A score must not change under an unchanged engine version: recorded answers rest on it."""

import hashlib
import itertools
from pathlib import Path

from caveat.matching.compare import compare_names
from caveat.matching.engine import ENGINE_VERSION
from caveat.matching.names.lexicon import lexicon
from caveat.matching.names.rarity import rarity_table
from caveat.resources import resource

NAMES = Path(__file__).parents[2] / "data" / "names"


def fingerprint() -> list[str]:
    """Generation of the code, hash of the tables for names, hash of many scores."""
    tables = hashlib.sha256()
    tables.update(lexicon().sha256.encode() + rarity_table().sha256.encode())
    tables.update(resource("lexicons/scoring.toml").read_bytes())
    lines = (NAMES / "names.txt").read_text(encoding="utf-8").splitlines()
    names = [name for name in lines if name and not name.startswith("#")]
    scores = hashlib.sha256()
    for one, other in itertools.combinations_with_replacement(names, 2):
        scores.update(f"{compare_names(one, other).score}\n".encode())
    return [ENGINE_VERSION.partition("+")[0], tables.hexdigest()[:16], scores.hexdigest()[:16]]


def test_scores_change_only_with_the_engine_version():
    """``scores.txt`` holds the fingerprint of the scores of all pairs of ``names.txt``.

    Where a table changed, the version changed with it: write the new fingerprint. Where code alone
    changed a score, raise ``_GENERATION`` in ``matching/engine.py`` first.
    """
    assert (NAMES / "scores.txt").read_text(encoding="utf-8").split() == fingerprint()
