"""What a score may not be below: the same words are one name, what is added hides nobody."""

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.coefficients import coefficients
from caveat.matching.names.evidence import Balance
from caveat.matching.names.model import Model
from caveat.matching.names.side import Side

LEFT, RIGHT, EITHER = (True,), (False,), (True, False)
"""Whose additions are forgiven: the left side's, the right side's, or the one's or the other's."""


def floor(
    left: Side, right: Side, balance: Balance, model: Model, forgiven: tuple[bool, ...]
) -> float:
    """What a rule says that a score may not be below; 0 where none does.

    ``forgiven`` says whose additions are no reason to fall below it: the left side's, the right's.
    """
    c, nats = coefficients().floor, coefficients().evidence
    if balance.same_words:
        return c["same_words"] if _says_enough(balance) else 0.0
    if "form" in balance.contradictions:
        alike = model.score(model.logit(balance.features(forgive_forms=True)))
        if alike >= DEFAULT_THRESHOLD:
            return c["added"]
    # A rare name is itself, whichever side says more; a usual one may leave nothing out.
    whose = EITHER if balance.own and balance.distinctive >= nats["core"] else forgiven
    if balance.softened and any(_hit_without(balance, model, left=one) for one in whose):
        return c["added"]
    agreed = balance.distinctive + balance.ordinary
    at_core = balance.softened and len(whose) > 1 and _hit_at_core(balance, model)
    if (
        at_core
        or (agreed >= nats["core"] and balance.abbreviation_added)
        or (agreed >= nats["told_in_all"] and balance.at_home)
        or (balance.distinctive >= nats["core"] and balance.described)
    ):
        return c["added"]
    if balance.brand_alone and balance.own:
        brands = left.tokens[left.head], right.tokens[right.head]
        if all(one.brands and not one.acronym and one.weight >= nats["core"] for one in brands):
            return c["brand_alone"]
    return 0.0


def _says_enough(balance: Balance) -> bool:
    """Whether the same words on both sides name anybody: "Technology" alone does not."""
    nats, agreed = coefficients().evidence, balance.distinctive + balance.ordinary
    if not balance.distinctive and balance.links == 1:
        # "Media Do" is not "Number Media", though the little words say next to nothing.
        return balance.silent and (balance.as_spoken or agreed >= nats["told"])
    if balance.lexical:
        return agreed >= nats["told"]
    # A direction is a name where all the rest is said too: Trading House Sever.
    told = nats["told" if balance.directed else "told_in_meaning"]
    return agreed >= told and balance.links > 1


def _hit_without(balance: Balance, model: Model, *, left: bool) -> bool:
    """Whether the names match without the places and generic words that one side adds."""
    nats, agreed = coefficients().evidence, balance.distinctive + balance.ordinary
    told = balance.solid and balance.distinctive >= nats["told_with_more"]
    in_all = agreed >= nats["told_in_all"] and balance.solid
    if not (told or in_all):
        return False
    if balance.same_but(forgive_left=left, forgive_right=not left):
        return True
    if not (told and balance.one_sided):
        return False
    values = balance.features(forgive_left=left, forgive_right=not left, forgive_forms=True)
    return model.score(model.logit(values)) >= DEFAULT_THRESHOLD


def _hit_at_core(balance: Balance, model: Model) -> bool:
    """Whether a rare name makes the match, whatever places and generic words each side adds."""
    nats = coefficients().evidence
    whoever = balance.own or balance.body_alone
    told = whoever and balance.solid and balance.distinctive >= nats["core"]
    if not told and balance.distinctive + balance.ordinary < nats["core_in_all"]:
        return False
    values = balance.features(forgive_left=True, forgive_right=True, forgive_forms=True)
    return model.score(model.logit(values)) >= DEFAULT_THRESHOLD
