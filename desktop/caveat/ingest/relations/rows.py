"""Turns a row of a relation table into a tie, or says why it cannot be one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from caveat.domain.periods import Period
from caveat.domain.relation_tables import RelationField
from caveat.domain.relations import OF_OWNERSHIP, Basis, PartyRef, RelationKind, Tie
from caveat.domain.shares import Share
from caveat.domain.sources import Mark, Source
from caveat.ingest.lists.own_list_texts import date_of
from caveat.ingest.relations.columns import Headings
from caveat.ingest.relations.shares import NoShareError, share_of
from caveat.ingest.relations.words import relation_of
from caveat.ingest.spreadsheets.cells import one_line, storable
from caveat.ingest.spreadsheets.limits import MAX_NAME

Resolve = Callable[[str], PartyRef | None]
"""Gives the party that a name in the table means; None where nobody here has that name."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LINK = re.compile(r"https://\S{1,2000}")
_LONGEST_TEXT = 4_000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to be said of a row: a clause, what to do, and the column it is about."""

    happened: str
    do: str
    column: RelationField | None = None


class NotATieError(Exception):
    """A row that cannot be used, with its fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.happened)
        self.fault = fault


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table.

    Attributes:
        headings: Which column means what.
        file_name: Named in the citation of every tie.
        workbook: Whether a cell may keep a percentage as a part of 1.
        resolve: See `Resolve`; None where nobody was asked.
        faults: What is to be said of the row read last, though it is used.
        assumed: Sentences about words that leave open who is what to whom, by the word.
    """

    headings: Headings
    file_name: str
    workbook: bool
    resolve: Resolve | None
    faults: list[Fault] = field(default_factory=list)
    assumed: dict[str, str] = field(default_factory=dict)

    def tie(self, cells: Sequence[str], number: int) -> Tie:
        """The tie that a row tells of.

        Raises:
            NotATieError: It tells of none.
        """
        self.faults = []
        kind, swapped = self._kind(cells)
        subject = self._party(cells, RelationField.FROM)
        object_ = self._party(cells, RelationField.TO)
        if subject == object_:
            raise NotATieError(
                Fault(
                    f"ties {_shown(str(subject))} to itself",
                    "Own shares belong to no other party; name another, or leave the row out.",
                    RelationField.TO,
                )
            )
        if swapped:
            subject, object_ = object_, subject
        text = self.headings.text
        return Tie(
            subject=subject,
            kind=kind,
            object=object_,
            basis=Basis.IMPORTED,
            source=self._source(cells, number),
            evidence=" | ".join(t for cell in cells if (t := _line(cell))),
            share=self._share(cells, kind),
            period=self._period(cells),
            note=_line(text(cells, RelationField.NOTE)),
            row=number,
        )

    def _kind(self, cells: Sequence[str]) -> tuple[RelationKind, bool]:
        if RelationField.RELATION not in self.headings.columns:
            return RelationKind.SHAREHOLDER, False
        text = self.headings.text(cells, RelationField.RELATION)
        if not text:
            raise NotATieError(
                Fault("says no relation", f"Write one of: {_KINDS}.", RelationField.RELATION)
            )
        found = relation_of(text)
        if found is None:
            raise NotATieError(
                Fault(
                    f"has a relation that is not known: “{_shown(text)}”",
                    f"Write one of: {_KINDS}.",
                    RelationField.RELATION,
                )
            )
        if found.assumed:
            self.assumed.setdefault(
                text.casefold(),
                f"“{_shown(text)}” is read as: the party in “from” is {found.kind} the party in "
                "“to”. Swap the columns if it is the other way round.",
            )
        return found.kind, found.swapped

    def _party(self, cells: Sequence[str], end: RelationField) -> PartyRef:
        name = _line(self.headings.text(cells, end))
        if not any(map(str.isalnum, name)):
            raise NotATieError(
                Fault(f"names nobody in “{end}”", "Write the name of the party.", end)
            )
        if len(name) > MAX_NAME:
            raise NotATieError(
                Fault(
                    f"has a name of {len(name):,} characters in “{end}”",
                    "More than one row or text is in the cell: look for a missing quotation mark.",
                    end,
                )
            )
        if self.resolve is None:
            return PartyRef.named(name)
        found = self.resolve(name)
        if found is None:
            self.faults.append(
                Fault(
                    f"names somebody who is neither listed nor a supplier here: “{_shown(name)}”",
                    "It is kept by its name. If it should be known, write the name as it is there.",
                    end,
                )
            )
            return PartyRef.named(name)
        return found

    def _share(self, cells: Sequence[str], kind: RelationKind) -> Share | None:
        text = _line(self.headings.text(cells, RelationField.SHARE))
        if not text:
            return None
        if kind not in OF_OWNERSHIP:
            self._say(
                f"gives a share to “{kind}”, which has none",
                "The share is not used. If it is a holding, write “shareholder of”.",
                RelationField.SHARE,
            )
            return None
        # A workbook keeps 30 % as 0.3 and 100 % as 1; a text may do so where it has decimals.
        part = self.workbook or (("." in text or "," in text) and not self.headings.percent)
        try:
            read = share_of(text, may_be_part=part)
        except NoShareError as error:
            if error.impossible:
                raise NotATieError(
                    Fault(
                        f"has a share that {error}: “{_shown(text)}”", _SHARES, RelationField.SHARE
                    )
                ) from None
            self._say(
                f"has a share that {error}: “{_shown(text)}”",
                f"The share is counted as unknown. {_SHARES}",
                RelationField.SHARE,
            )
            return share_of("unknown").share
        if read.decided:
            self._say(
                f"has a share that {read.decided}: “{_shown(text)}”",
                "Write the exact share, with its per-cent sign, if it is known.",
                RelationField.SHARE,
            )
        return read.share

    def _period(self, cells: Sequence[str]) -> Period:
        since = self._date(cells, RelationField.SINCE)
        until = self._date(cells, RelationField.UNTIL)
        try:
            return _period(since, until)
        except ValueError as error:
            raise NotATieError(
                Fault(f"has dates that cannot be: {error}", _DATES, RelationField.UNTIL)
            ) from None

    def _date(self, cells: Sequence[str], which: RelationField) -> str:
        text = _line(self.headings.text(cells, which))
        if not text:
            return ""
        if (day := _day_of(text)) is not None:
            return day
        years = set(_YEAR.findall(text[:_SHOWN]))
        if len(years) == 1:
            (year,) = years
            self._say(
                f"has a date that is not certain: “{_shown(text)}”",
                f"Only the year {year} is used. {_DATES}",
                which,
            )
            return str(year)
        raise NotATieError(
            Fault(f"has a date that is not understood: “{_shown(text)}”", _DATES, which)
        )

    def _source(self, cells: Sequence[str], number: int) -> Source:
        title = _line(self.headings.text(cells, RelationField.SOURCE))
        address = _line(self.headings.text(cells, RelationField.SOURCE_ADDRESS))
        if not address and _LINK.fullmatch(title):
            address = title
        stated = _line(self.headings.text(cells, RelationField.SOURCE_DATE))
        return Source(
            key=f"row {number}",
            title=title or self.file_name,
            locator=f"{self.file_name}, row {number:,}" if title else f"row {number:,}",
            date=(_day_of(stated) if stated else None) or "",
            url=address if _LINK.fullmatch(address) else "",
            mark=Mark.SECONDARY if title else Mark.UNVERIFIED,
        )

    def _say(self, happened: str, do: str, column: RelationField) -> None:
        self.faults.append(Fault(happened, do, column))


_KINDS = ", ".join(
    kind.value
    for kind in (
        RelationKind.SHAREHOLDER, RelationKind.PARENT, RelationKind.SUBSIDIARY,
        RelationKind.JOINT_VENTURE, RelationKind.OFFICER, RelationKind.FOUNDER,
        RelationKind.FORMER_NAME, RelationKind.SHARED_FACILITY, RelationKind.SUPPLIER,
        RelationKind.LINKED,
    )
)  # fmt: skip
_SHARES = "Write 30, 30.5, 30-40, >50, at least 25, about 30, majority or unknown, in percent."
_DATES = "Write dates as 2026-05-14, 2026-05 or 2026."


_period = lru_cache(maxsize=8192)(Period)
"""Tables repeat their dates."""
_day_of = lru_cache(maxsize=8192)(date_of)


def _line(text: str) -> str:
    if not text:
        return ""
    return storable(one_line(text.strip()))[:_LONGEST_TEXT]


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
