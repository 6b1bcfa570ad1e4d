"""Relations between parties, each with its evidence: what every graph here is made of.

Two designs were weighed. One class for each kind of relation (a holding has a share, an office a
title, a co-location an address) lets the type checker forbid a share on a shared telephone, but
every reader, store, path and picture must then know ten classes, and a new kind touches all of
them. One class for all, `Tie`, with the kind as a value and the share optional, won: what is read
from a file, walked along and drawn is the same for every kind, and the one calculation that needs
more, ownership, makes its own `caveat.domain.ownership.Holding` from the ties that carry shares.
The check that only ties of ownership have a share is made once, when a tie is made.

The ends are references and not parties. A table may name somebody whom no list and no supplier
book knows, an entry may be renamed by tomorrow's release, and a graph of 100,000 ties should not
hold 200,000 parties.

`caveat.domain.parties.PublishedRelation` is the printed field of one entry and
`caveat.domain.parties.Relation` a row of the starter set; both can be told as ties.
"""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from caveat.domain.periods import ALWAYS, Period
from caveat.domain.shares import Share
from caveat.domain.sources import Source


class RelationKind(StrEnum):
    """What the subject is to the object: a phrase that stands between the two names."""

    SHAREHOLDER = "shareholder of"
    PARENT = "parent of"
    SUBSIDIARY = "subsidiary of"
    JOINT_VENTURE = "partner in the joint venture"
    """The subject is the partner, the object the venture."""
    OFFICER = "officer of"
    FOUNDER = "founder of"
    FORMER_NAME = "former name of"
    SHARED_FACILITY = "shares a facility with"
    SUPPLIER = "supplier to"
    LINKED = "linked to"
    SAME_NAME = "has the same name as"
    """Word by word, legal forms aside; whether the parties are one is open."""
    CO_LOCATION = "at one address with"
    SHARED_PHONE = "shares a telephone with"
    SHARED_EMAIL_DOMAIN = "shares an e-mail domain with"
    SHARED_WEBSITE = "shares a website with"
    SHARED_IDENTIFIER = "shares an identifier with"
    SHARED_PERSON = "shares a person with"


OF_OWNERSHIP = frozenset(
    {
        RelationKind.SHAREHOLDER,
        RelationKind.PARENT,
        RelationKind.SUBSIDIARY,
        RelationKind.JOINT_VENTURE,
    }
)
"""Kinds that may carry a share. A subsidiary's is what the object holds of the subject."""
COMPUTED = frozenset(
    {
        RelationKind.SAME_NAME,
        RelationKind.CO_LOCATION,
        RelationKind.SHARED_PHONE,
        RelationKind.SHARED_EMAIL_DOMAIN,
        RelationKind.SHARED_WEBSITE,
        RelationKind.SHARED_IDENTIFIER,
        RelationKind.SHARED_PERSON,
    }
)
"""Kinds found by comparing what is known of both ends."""
MUTUAL = COMPUTED | {RelationKind.SHARED_FACILITY, RelationKind.LINKED}
"""Kinds that say the same when subject and object change places."""


class Basis(StrEnum):
    """Who says so."""

    PUBLISHED = "published"
    """A list prints it."""
    STARTER = "starter data"
    """The starter set, from the publication that is cited; no list prints it."""
    IMPORTED = "imported"
    """A table that the officer took in."""
    TYPED = "typed in"
    """The officer."""
    COMPUTED = "computed"
    """This program, by comparison. Never evidence of ownership."""


class RefKind(StrEnum):
    """What a reference points at."""

    LISTED = "listed"
    SUPPLIER = "supplier"
    NAMED = "named"
    """Nobody known here: a bare name."""


@dataclass(frozen=True, slots=True)
class PartyRef:
    """Points at a party. Equal when kind and key are; the name is only for showing.

    Attributes:
        key: Id of the record or of the supplier; of a bare name its comparable form.
        name: As shown.
    """

    kind: RefKind
    key: str
    name: str = field(default="", compare=False)

    @classmethod
    def named(cls, name: str) -> "PartyRef":
        """A reference to somebody of whom only the name is known.

        Case, width and spacing do not tell two names apart; everything else does.
        """
        shown = " ".join(name.split())
        return cls(RefKind.NAMED, unicodedata.normalize("NFKC", shown).casefold(), shown)

    def __hash__(self) -> int:
        """By the key alone: graphs ask for it a hundred thousand times, and kinds hardly differ."""
        return hash(self.key)

    def __str__(self) -> str:
        return self.name or self.key


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two parties, with its evidence.

    Attributes:
        subject, kind, object: Read as a sentence: subject is *shareholder of* object.
        basis: Who says so.
        source: The citation. Its mark says how far the statement was checked.
        evidence: The words that say so, verbatim; of a computed tie, what both ends have.
        share: Of ties of ownership only; None where the relation was stated without one.
        period: When it held.
        note: Kept as given.
        row: Row of the table it was read from, 1-based; 0 where there is none.

    Raises:
        ValueError: A share on a tie that is none of ownership, or a tie of a party to itself.
    """

    subject: PartyRef
    kind: RelationKind
    object: PartyRef
    basis: Basis
    source: Source
    evidence: str
    share: Share | None = None
    period: Period = ALWAYS
    note: str = ""
    row: int = 0

    def __post_init__(self) -> None:
        if self.share is not None and self.kind not in OF_OWNERSHIP:
            raise ValueError(f"“{self.kind}” has no share")
        if self.subject == self.object:
            raise ValueError(f"{self.subject} is tied to itself")

    @property
    def holder(self) -> PartyRef:
        """Who holds, in a tie of ownership."""
        return self.object if self.kind is RelationKind.SUBSIDIARY else self.subject

    @property
    def company(self) -> PartyRef:
        """Who is held, in a tie of ownership."""
        return self.subject if self.kind is RelationKind.SUBSIDIARY else self.object
