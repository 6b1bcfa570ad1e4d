"""What differs between two published records of one party, field by field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from caveat.domain.identity import fold_dates, is_volatile, name_key
from caveat.domain.parties import Designation, PartyRecord

_NOT_COMPARED = frozenset({"footnotes", "programmes"})
_UNREPRESENTED_LABEL = "field “{}”"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: what only the old record prints, and what only the new one prints.

    ``field`` is the name as shown: ``names``, ``addresses``, ``licence requirement`` …
    """

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def differences(old: PartyRecord, new: PartyRecord) -> tuple[FieldChange, ...]:
    """Every field in which two records differ in substance; texts are given verbatim.

    Order of joined values, case, spaces, punctuation and the form of dates do not count: publishers
    change them without changing anything. Published fields that have no place in the domain are
    left to `published_differences`.
    """
    changes = [
        _change(name, read(old), read(new)) for name, read in (*_FIELDS, *_DESIGNATION_FIELDS)
    ]
    return tuple(change for change in changes if change is not None)


def published_differences(old: PartyRecord, new: PartyRecord) -> tuple[FieldChange, ...]:
    """As `differences`, for the published fields of two records of one channel, by their names."""
    before, after = _by_field(old), _by_field(new)
    changes = [
        _change(_UNREPRESENTED_LABEL.format(name), before.get(name, ()), after.get(name, ()))
        for name in dict.fromkeys((*before, *after))
    ]
    return tuple(change for change in changes if change is not None)


def _by_field(record: PartyRecord) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, text in record.published:
        if is_volatile(name) or not text.strip():
            continue
        found[name] = (*found.get(name, ()), text)
    return found


def _change(name: str, old: Iterable[str], new: Iterable[str]) -> FieldChange | None:
    before = {_folded(text): text for text in old if text}
    after = {_folded(text): text for text in new if text}
    gone = tuple(text for key, text in before.items() if key not in after)
    come = tuple(text for key, text in after.items() if key not in before)
    return FieldChange(name, gone, come) if gone or come else None


def _folded(text: str) -> str:
    """Words in one order, so that "Male, Gender" is "Gender, Male"; the text where no word is."""
    return " ".join(sorted(name_key(fold_dates(text)).split())) or text


def _designation_texts(attribute: str) -> Callable[[PartyRecord], Sequence[str]]:
    return lambda record: [str(getattr(d, attribute)) for d in record.designations]


_FIELDS: tuple[tuple[str, Callable[[PartyRecord], Iterable[str]]], ...] = (
    ("primary name", lambda record: (record.name,)),
    ("names", lambda record: [f"{name.text} ({name.kind})" for name in record.names[1:]]),
    ("kind", lambda record: (record.kind,)),
    ("addresses", lambda record: [_address(a.text, a.country) for a in record.addresses]),
    (
        "identifiers",
        lambda record: [
            f"{i.kind}: {i.number}" if i.number else i.text for i in record.identifiers
        ],
    ),
    ("programmes", lambda record: [p for d in record.designations for p in d.programmes]),
    ("footnotes", lambda record: [str(f) for d in record.designations for f in d.footnotes]),
    ("dates of birth", lambda record: record.dates_of_birth),
    ("places of birth", lambda record: record.places_of_birth),
    ("nationalities", lambda record: record.nationalities),
    ("citizenships", lambda record: record.citizenships),
    ("relations", lambda record: [f"{r.kind} {r.other}" for r in record.relations]),
    ("remarks", lambda record: (record.remarks,)),
)
_DESIGNATION_FIELDS = tuple(
    (field.name.replace("_", " "), _designation_texts(field.name))
    for field in fields(Designation)
    if field.name not in _NOT_COMPARED
)


def _address(text: str, country: str) -> str:
    return text if not country or country in text.split() else f"{text}, {country}"
