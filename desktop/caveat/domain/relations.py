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
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caveat.domain.sources import Source

WHOLE = Decimal(100)
"""All of a company, in percent."""
SMALLEST = Decimal("0.000001")
"""The smallest difference between shares that is kept, in percent: "less than 50 %" is held as at
most 49.999999 %."""


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
class Interval:
    """From ``low`` to ``high`` percent, both ends included; 0 to 100.

    Raises:
        ValueError: The ends are in the wrong order or out of range.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= WHOLE:
            raise ValueError(f"no interval of percentages: {self.low} to {self.high}")

    @property
    def known(self) -> bool:
        """Whether it is a single figure."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.known:
            return percent(self.low)
        return f"{percent(self.low).removesuffix(' %')} to {percent(self.high)}"


@dataclass(frozen=True, slots=True)
class Share:
    """A share in a company, as an interval in percent, and the words that state it.

    Attributes:
        interval: What the words leave open: "approximately 30 %" is an interval.
        stated: Verbatim; empty where the relation was stated without a share.
    """

    interval: Interval
    stated: str = ""

    @classmethod
    def of(
        cls, low: Decimal | int | str, high: Decimal | int | str = "", stated: str = ""
    ) -> "Share":
        """A share of ``low`` percent, or of ``low`` to ``high``.

        Raises:
            ValueError: It is no share.
        """
        least = Decimal(low)
        return cls(Interval(least, least if high == "" else Decimal(high)), stated)


UNSTATED = Share(Interval(Decimal(0), WHOLE))
"""Of a parent, subsidiary or shareholder without a figure: the word does not say how much."""


class Holds(StrEnum):
    """Whether something held on a day."""

    YES = "yes"
    UNCLEAR = "unclear"
    """The dates are too coarse to tell: "from 2023" on a day in 2023."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class Period:
    """When a relation held. ISO dates, possibly partial; empty where nothing is said.

    Both ends are included. An empty beginning or end does not limit.

    Raises:
        ValueError: An end is no date, or the whole lies before its beginning.
    """

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        first = first_day(self.since) if self.since else date.min
        last = last_day(self.until) if self.until else date.max
        if last < first:
            raise ValueError(f"it ends ({self.until}) before it begins ({self.since})")

    def on(self, day: date) -> Holds:
        """Whether it held on a day."""
        if self.since and day < first_day(self.since):
            return Holds.NO
        if self.until and day > last_day(self.until):
            return Holds.NO
        begun = not self.since or day >= last_day(self.since)
        going_on = not self.until or day <= first_day(self.until)
        return Holds.YES if begun and going_on else Holds.UNCLEAR


ALWAYS = Period()
"""No dates are given."""


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


@dataclass(frozen=True, slots=True)
class RowRemark:
    """What is to be said of a row of a relation table.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; empty for text.
        row: 1-based.
        column: Its letters, as spreadsheet programs print them; empty where the row is meant.
        happened: What is wrong or was decided: a clause, after "row 7 ".
        do: What the officer can do, a whole sentence.
        used: Whether the row is used all the same.
        raw: The row as text.
    """

    file: str
    sheet: str
    row: int
    column: str
    happened: str
    do: str
    used: bool
    raw: str = ""


@dataclass(frozen=True, slots=True)
class RelationTable:
    """What a table of relations holds, and everything that is to be said of its rows.

    Attributes:
        ties: One a row taken, in the order of the rows.
        remarks: Of rows not used and of rows used as the remark says, in the order of the rows.
        rows_read: Filled rows below the headings.
    """

    ties: tuple[Tie, ...]
    remarks: tuple[RowRemark, ...]
    rows_read: int
    file_name: str
    sha256: str
    sheet: str = ""
    header_row: int = 1
    warnings: tuple[str, ...] = ()

    @property
    def not_used(self) -> tuple[RowRemark, ...]:
        """The remarks of rows that gave no tie."""
        return tuple(remark for remark in self.remarks if not remark.used)


def percent(share: Decimal) -> str:
    """A percentage as shown: ``33.26 %``, ``50 %``."""
    return f"{share.quantize(SMALLEST).normalize():f} %"


def first_day(text: str) -> date:
    """The first day that a date, possibly partial, can mean.

    Raises:
        ValueError: It is none.
    """
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day that a date, possibly partial, can mean.

    Raises:
        ValueError: It is none.
    """
    year, month, day = _parts(text)
    if day:
        return date(year, month, day)
    if year == date.max.year and month in {0, 12}:
        return date.max
    following = date(year, month + 1, 1) if 0 < month < 12 else date(year + 1, 1, 1)  # noqa: PLR2004  # months
    return date.fromordinal(following.toordinal() - 1)


def _parts(text: str) -> tuple[int, int, int]:
    parts = text.split("-")
    shape = [len(part) for part in parts]
    if shape not in ([4], [4, 2], [4, 2, 2]) or not all(map(str.isdecimal, parts)):
        raise ValueError(f"“{text}” is no date such as 2026, 2026-05 or 2026-05-14")
    numbers = [int(part) for part in parts]
    date(numbers[0], *(number for number in (*numbers[1:], 1, 1)[:2]))
    return numbers[0], *(*numbers[1:], 0, 0)[:2]  # type: ignore[return-value]  # of three
