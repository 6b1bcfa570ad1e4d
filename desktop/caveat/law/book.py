"""Makes the book of rules from the texts of its files, and the officer's own file if any."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from caveat.domain.consequences import OwnRules, RuleBook
from caveat.law.cards import cards_of
from caveat.law.entries import WrongEntryError
from caveat.law.own_rules import (
    OwnFile,
    corrected_cards,
    corrected_flags,
    corrected_ownership,
    corrected_rules,
    own_file_of,
)
from caveat.law.ownership_rules import ownership_rules_of
from caveat.law.parts import read_text, strictly
from caveat.law.red_flags import red_flags_of, with_periods_of
from caveat.law.rules import rules_of
from caveat.resources import resource

FILES = ("ownership_rules.toml", "rules.toml", "red_flags.toml", "cards.toml")
OWN_NAME = "own rules"


@cache
def built_in_files() -> Mapping[str, str]:
    """Text of each file of rules that the program brings along, by name."""
    return MappingProxyType({name: read_text(resource(f"rules/{name}")) for name in FILES})


def rule_book(
    files: Mapping[str, str], sha256: str, own_text: str = "", own: OwnRules | None = None
) -> RuleBook:
    """Read an edition of the rules.

    Args:
        files: Texts of the program's files, by name.
        sha256: Names the edition.
        own_text: The officer's file; empty for none.
        own: Who gave it, and when; what it corrects is filled in.

    Raises:
        InputError: Any entry of any file is missing, unknown or wrong; the message names file and
            entry.
    """
    ownership = ownership_rules_of(files["ownership_rules.toml"], "ownership_rules.toml")
    rules = rules_of(files["rules.toml"], "rules.toml")
    flags = red_flags_of(files["red_flags.toml"], "red_flags.toml")
    cards = cards_of(files["cards.toml"], "cards.toml")
    if own_text:
        said = own_file_of(own_text, OWN_NAME)
        with strictly(OWN_NAME):
            _refuse_unknown(said, {rule.id for rule in ownership}, {rule.id for rule in rules})
            ownership = corrected_ownership(ownership, said)
        rules = corrected_rules(rules, said)
        flags = corrected_flags(flags, said)
        cards = corrected_cards(cards, said)
        own = replace(own, ids=said.ids) if own else None
    every = (*(rule.as_rule for rule in ownership), *rules)
    with strictly(OWN_NAME if own_text else "red_flags.toml"):
        flags = with_periods_of(flags, {rule.id: rule for rule in every})
    return RuleBook(sha256, every, ownership, flags, cards, own)


def _refuse_unknown(own: OwnFile, ownership: set[str], rules: set[str]) -> None:
    if both := ownership & {rule.id for rule in own.rules}:
        raise WrongEntryError(
            f"an ownership rule cannot be replaced, only corrected: {', '.join(sorted(both))}"
        )
    known = ownership | rules | {rule.id for rule in own.rules}
    if unknown := {each.rule for each in own.corrections} - known:
        raise WrongEntryError(f"corrects rules that there are not: {', '.join(sorted(unknown))}")
