"""What the headings of an own list mean: its template's, and those of tables kept elsewhere.

Headings are told by the few words that keepers of such lists use; what none of them is goes to the
guess that serves supplier spreadsheets. Every guess is shown and can be corrected.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from caveat.domain.own_lists import OwnField
from caveat.domain.suppliers import ColumnGuess, SupplierField
from caveat.ingest.folding import fold_heading
from caveat.ingest.spreadsheets.headings import heading_meaning

_WORDS: Mapping[OwnField, str] = MappingProxyType(
    {
        OwnField.PARTY: "party|name|entity|entity name|party name|company|company name|organisation"
        "|organization|listed party|full name",
        OwnField.NUMBER: "number|no|party number|our number|id",
        OwnField.ALIAS: "alias|aliases|a k a|aka|also known as|other name|other names|native name"
        "|alternative name|acronym|abbreviation",
        OwnField.WEAK_ALIAS: "weak alias|weak aliases|weak aka|low quality alias",
        OwnField.FORMER_NAME: "former name|former names|previous name|previous names|formerly"
        "|f k a|fka|old name",
        OwnField.ADDRESS: "address|addresses|full address|location|registered address",
        OwnField.COUNTRY: "country|countries|jurisdiction|country code",
        OwnField.IDENTIFIER: "identifier|identifiers|registration number|tax number|lei|uscc|imo"
        "|imo number|tax id|passport",
        OwnField.KIND: "kind|type|schema|party type|entity type",
        OwnField.PARENT: "parent|parent name|parent company|subsidiary of|group|holding",
        OwnField.PROGRAMME: "programme|program|programs|programmes|regime|statute",
        OwnField.DUTY: "duty|action|what to do",
        OwnField.REFERENCE: "reference|citation|federal register notice|letter|notice",
        OwnField.FROM: "from|start date|date|listed|date listed|listed on|effective date|since"
        "|date added|listing date",
        OwnField.UNTIL: "until|end date|expiry|expiry date|expires|removed|date removed|ends"
        "|valid until|removal date",
        OwnField.NOTE: "note|notes|remark|remarks|comment|comments|reason|reasons|description",
    }
)
_BY_WORD = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_OF_SUPPLIERS = {
    SupplierField.NAME: OwnField.PARTY,
    SupplierField.ALIAS: OwnField.ALIAS,
    SupplierField.ADDRESS: OwnField.ADDRESS,
    SupplierField.CITY: OwnField.ADDRESS_PART,
    SupplierField.COUNTRY: OwnField.COUNTRY,
    SupplierField.IDENTIFIER: OwnField.IDENTIFIER,
    SupplierField.REFERENCE: OwnField.NUMBER,
}


def field_of_heading(heading: str) -> OwnField | None:
    """What a heading of an own list means; None where it is none of the known ones."""
    return _BY_WORD.get(fold_heading(heading))


def template_columns(header: Sequence[str]) -> tuple[tuple[int, OwnField], ...]:
    """The columns of the template's header row.

    A heading means what the template calls it, and nothing else: a column that the keeper added is
    kept as published.
    """
    known = {field.value: field for field in OwnField}
    named = [" ".join(heading.split()).casefold() for heading in header]
    return tuple((index, known[name]) for index, name in enumerate(named) if name in known)


def guess_columns(columns: Sequence[ColumnGuess]) -> tuple[tuple[int, OwnField], ...]:
    """What the columns of a table kept elsewhere mean.

    Of several columns of names the first is the party; the others are aliases.
    """
    found: list[tuple[int, OwnField]] = []
    named = [(column, field_of_heading(column.heading)) for column in columns]
    party = next((c.index for c, field in named if field is OwnField.PARTY), None)
    if party is None:
        party = next((c.index for c, _ in named if c.meaning is SupplierField.NAME), None)
    for column, told in named:
        field = told
        if field is None and column.meaning is not None:
            field = _OF_SUPPLIERS[column.meaning]
            part = heading_meaning(column.heading)
            if field is OwnField.ADDRESS and part is not None and part.meaning == "address part":
                field = OwnField.ADDRESS_PART
        if column.index == party:
            field = OwnField.PARTY
        elif field is OwnField.PARTY:
            field = OwnField.ALIAS
        if field is not None:
            found.append((column.index, field))
    return tuple(found)
