"""A relation as the officer types it in, checked and made a tie."""

from dataclasses import dataclass

from caveat.domain.periods import Period
from caveat.domain.relations import OF_OWNERSHIP, Basis, PartyRef, RelationKind, Tie
from caveat.domain.sources import Mark, Source
from caveat.errors import InputError
from caveat.ingest.relations.shares import NoShareError, share_of
from caveat.services.given_text import refuse_broken_text

TYPEABLE = tuple(
    kind
    for kind in RelationKind
    if kind in OF_OWNERSHIP
    or kind
    in {
        RelationKind.OFFICER,
        RelationKind.FOUNDER,
        RelationKind.FORMER_NAME,
        RelationKind.SHARED_FACILITY,
        RelationKind.SUPPLIER,
        RelationKind.LINKED,
    }
)
"""Kinds of relation that can be stated; the others are computed."""


@dataclass(frozen=True, slots=True)
class TypedRelation:
    """A relation as the officer types it in.

    Attributes:
        subject, object: Names, or numbers of listed parties.
        source: Where it is stated: register, report, page. Required.
        share: Of ownership only; as a table may state it.
        since, until: Dates, possibly partial; empty where nobody says.
    """

    subject: str
    kind: RelationKind
    object: str
    source: str
    share: str = ""
    since: str = ""
    until: str = ""
    source_date: str = ""
    source_address: str = ""
    note: str = ""


def stated_tie(typed: TypedRelation) -> Tie:
    """The tie that was typed in.

    Raises:
        InputError: A name, the source, a share or a date is missing or wrong.
    """
    fields = (typed.subject, typed.object, typed.source, typed.note, typed.share)
    refuse_broken_text("The relation", *fields, typed.since, typed.until, typed.source_address)
    if typed.kind not in TYPEABLE:
        raise InputError(f"“{typed.kind}” is computed and cannot be typed in. Nothing was stored.")
    for what, text in (("first party", typed.subject), ("second party", typed.object)):
        if not any(map(str.isalnum, text)):
            raise InputError(f"The {what} has no name. Nothing was stored. Type one.")
    if not typed.source.strip():
        raise InputError(
            "A relation needs its source: register, report, page. Nothing was stored. Say where "
            "it is stated."
        )
    if typed.share.strip() and typed.kind not in OF_OWNERSHIP:
        raise InputError(f"“{typed.kind}” has no share. Nothing was stored. Leave it out.")
    try:
        read = share_of(typed.share).share if typed.share.strip() else None
        period = Period(typed.since.strip(), typed.until.strip())
        subject, other = PartyRef.named(typed.subject), PartyRef.named(typed.object)
        return Tie(
            subject=subject,
            kind=typed.kind,
            object=other,
            basis=Basis.TYPED,
            source=Source(
                "",
                typed.source.strip(),
                date=typed.source_date.strip(),
                url=typed.source_address.strip(),
                mark=Mark.SECONDARY,
            ),
            evidence=f"{subject} | {typed.kind} | {other}",
            share=read,
            period=period,
            note=typed.note.strip(),
        )
    except NoShareError as error:
        raise InputError(
            f"The share “{typed.share}” {error}. Nothing was stored. Write 30, 30-40, >50, about "
            "30, majority or unknown, in percent."
        ) from error
    except ValueError as error:
        raise InputError(f"The relation cannot be used: {error}. Nothing was stored.") from error
