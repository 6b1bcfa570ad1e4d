"""A case: the decision about a transaction, with its parties by role."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """The part a party plays in a transaction (15 CFR 748.5 and our additions)."""

    SUPPLIER = "supplier"
    PURCHASER = "purchaser"
    INTERMEDIATE_CONSIGNEE = "intermediate consignee"
    ULTIMATE_CONSIGNEE = "ultimate consignee"
    END_USER = "end user"
    FORWARDER = "forwarder"
    BANK = "bank"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class CaseParty:
    """A party of a case in one role."""

    name: str
    role: Role
    address: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is to happen, and what flows which way.

    Duties attach to what goes *to* a listed party: drawings, tooling, samples, returns, money.
    """

    items: str = ""
    eccn: str = ""
    destination: str = ""
    end_use: str = ""
    on: date | None = None
    flows_to_supplier: str = ""
    flows_from_supplier: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its parties and its transaction."""

    id: str
    title: str
    opened_at: datetime
    parties: tuple[CaseParty, ...] = ()
    transaction: Transaction = Transaction()
