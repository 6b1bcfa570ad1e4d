"""How alike two names are, for ``caveat compare``."""

from caveat.domain.parties import PartyKind
from caveat.domain.screening import NameComparison
from caveat.matching.compare import compare_names as score_names


def compare_names(a: str, b: str, kind: PartyKind | None = None) -> NameComparison:
    """Score and explain two names, without looking at any list."""
    return score_names(a, b, kind)
