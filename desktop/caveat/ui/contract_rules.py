"""What pages may ask about rules of law; part of `caveat.ui.contract.Services`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from caveat.domain.consequences import Consequences, RuleBook
from caveat.domain.rules import RulePeriod, RuleStatement
from caveat.domain.screening import Answer, Hit


@dataclass(frozen=True, slots=True)
class RuleCorrection:
    """Another state of a rule on the days of a period, and why."""

    rule: str
    period: RulePeriod
    reason: str


@dataclass(frozen=True, slots=True)
class CardCorrection:
    """Another answer on the card of a list, and why."""

    list_code: str
    statement: RuleStatement
    reason: str


class RuleServices(Protocol):
    """Rules as they count, what hits mean by them, and the officer's own."""

    def consequences(self, answer: Answer, hit: Hit) -> Consequences:
        """What a party found means on the answer's day."""

    def rules(self) -> RuleBook:
        """The rules of law as they count now."""

    def correct_rule(self, correction: RuleCorrection) -> RuleBook:
        """Let a rule have another state on some days; the other own rules stay."""

    def correct_card(self, correction: CardCorrection) -> RuleBook:
        """Let the card of a list answer a question otherwise; the other own rules stay."""

    def take_back_rule(self, id_: str, reason: str) -> RuleBook:
        """Let what the program says under an id count again; the other own rules stay."""

    def export_own_rules(self, out: Path) -> Path:
        """Write the own rules to a file, in the place of one that is there."""

    def import_own_rules(self, path: Path, reason: str) -> RuleBook:
        """Let a file of own rules count from now on."""

    def drop_own_rules(self, reason: str) -> RuleBook:
        """Let the program's rules alone count."""
