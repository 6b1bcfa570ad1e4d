"""Weighs what two names of organisations, vessels or things have in common and what not."""

from functools import cache

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.coefficients import coefficients
from caveat.matching.names.align import Alignment
from caveat.matching.names.caps import cap, held_down
from caveat.matching.names.evidence import FEATURES, Balance
from caveat.matching.names.floors import floor
from caveat.matching.names.kinship import carries
from caveat.matching.names.model import Model, fitted
from caveat.matching.names.rules import holds_whole, is_bare, spread
from caveat.matching.names.side import Side
from caveat.matching.names.verdict import Verdict, turned


@cache
def _model() -> Model:
    return fitted("organisation", FEATURES)


def organisations(
    left: Side,
    right: Side,
    alignment: Alignment,
    forgiven: tuple[bool, ...],
    *,
    as_if: Alignment | None = None,
    swapped: bool = False,
) -> Verdict:
    """Weighs what is aligned.

    Args:
        left: The one name.
        right: The other.
        alignment: Which words stand for which.
        forgiven: Whose additions are no reason to fall below the line.
        as_if: What is weighed instead of the alignment that is told.
        swapped: Whether to tell it as the right side has it.
    """
    if not alignment.links:
        return Verdict(0.0, turned(alignment) if swapped else alignment)
    balance = Balance(left, right, as_if or alignment)
    model = _model()
    points = model.score(model.logit(balance.features()))
    bare = is_bare(left) or is_bare(right)
    capped = "generic" if bare else cap(left, right, alignment)
    if capped == "generic" and balance.slipped and not bare:
        capped = ""
    if left.order == right.order and not capped:
        points = max(points, coefficients().floor["verbatim"])
    if not bare and (points < DEFAULT_THRESHOLD or capped == "generic"):
        least = floor(left, right, balance, model, forgiven)
        if least >= DEFAULT_THRESHOLD and capped == "generic":
            capped = ""
        points = max(points, least)
    if not bare and (capped or points < DEFAULT_THRESHOLD) and holds_whole(left, right):
        points, capped = max(points, coefficients().floor["added"]), ""
    if not capped and points >= DEFAULT_THRESHOLD and balance.kin:
        capped = "kin"
    points, capped = held_down(points, capped, balance, left, right, alignment)
    points = spread(points, balance.distinctive + balance.ordinary, left, right)
    return Verdict(
        points, turned(alignment) if swapped else alignment, balance.contradictions, capped,
        carries(left, right, alignment),
        balance.distinctive, balance.same_words,
    )  # fmt: skip
