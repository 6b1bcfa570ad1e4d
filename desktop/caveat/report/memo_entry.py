"""What the list says about a party, verbatim, and apart from it what other sources say."""

from collections.abc import Sequence

from caveat.domain.memo import MemoHit
from caveat.domain.parties import Designation, Name, PartyRecord
from caveat.domain.screening import CitedDesignation, Coverage
from caveat.report.memo_sources import Sources
from caveat.report.memo_words import NONE_GIVEN, NOT_IN_RELEASE
from caveat.report.sheet import Sheet, cell, label
from caveat.report.typeset.blocks import Cell, columns
from caveat.report.typeset.styles import (
    BODY,
    FIELD,
    QUIET_BODY,
    QUIET_SMALL,
    SMALL,
    SMALL_BOLD,
    WARNING_SMALL,
    Span,
)

_DESIGNATION_FIELDS = (
    ("Programme", "programmes", ("programs",)),
    ("Licence requirement", "licence_requirement", ("license_requirement",)),
    ("Licence review policy", "licence_policy", ("license_policy",)),
    ("Footnotes", "footnotes", ()),
    ("Listed", "listed", ("start_date",)),
    ("Effective", "effective", ()),
    ("Published", "published", ()),
    ("Ends", "ends", ("end_date",)),
    ("Federal Register", "federal_register", ("federal_register_notice",)),
    ("Standard order", "standard_order", ()),
)
"""Printed name, name in the domain, and the names that publishers give the same field."""

_DENIED_PERSONS = "US-DPL"
_FIELD_WIDTH = 104.0
"""Holds the longest field name of the Consolidated Screening List on one line."""


def write_designations(sheet: Sheet, item: MemoHit, sources: Sources) -> None:
    """The legal consequence as the list states it, every field whether given or not."""
    cited = item.hit.designations or tuple(
        CitedDesignation(designation, (), item.not_in_release)
        for designation in item.record.designations
    )
    for number, one in enumerate(cited, 1):
        count = f" {number} of {len(cited)}" if len(cited) > 1 else ""
        sheet.section(f"What the list says it means{count}")
        absent = {*one.not_in_release, *item.not_in_release}
        facts: list[tuple[Cell, Cell]] = [
            (label(name), _value(one.designation, field, absent & {field, *others}))
            for name, field, others in _DESIGNATION_FIELDS
            if field != "standard_order"
            or one.designation.standard_order
            or item.hit.party.list_code == _DENIED_PERSONS
        ]
        references = sources.of(item.hit, one.citations)
        if references:
            facts.append((label("Sources"), cell(references)))
        sheet.facts(facts)


def _value(designation: Designation, field: str, absent: set[str]) -> Cell:
    value = getattr(designation, field)
    text = value if isinstance(value, str) else "; ".join(str(entry) for entry in value)
    if text:
        return cell(text, BODY)
    return cell(NOT_IN_RELEASE if absent else NONE_GIVEN, QUIET_BODY)


def write_listed_text(
    sheet: Sheet, item: MemoHit, coverage: Coverage | None, sources: Sources
) -> None:
    """Every published field, complete and unchanged, whatever its length."""
    record = item.record
    starter = coverage is not None and coverage.state == "starter"
    sheet.section("Text of the built-in starter set" if starter else "Listed text, verbatim")
    # The row stands in the citation, which knows whether the file cited is the one it counts in.
    release = (
        f"{coverage.file_name}, released {coverage.released or 'on an unknown date'}"
        if coverage
        else f"list {record.list_code}"
    )
    references = " ".join(sources.reference(c) for c in item.hit.citations if c.release_sha256)
    sheet.text(f"{release} {references}".rstrip(), QUIET_SMALL, keep=True)
    published = record.published or _as_stored(record)
    if not record.published:
        sheet.text(
            "The source has no fields of its own; the entry is printed as it is stored.",
            QUIET_SMALL,
            keep=True,
        )
    sheet.facts(
        (
            ([Span(name, FIELD)], cell(text, SMALL) or cell(NONE_GIVEN, QUIET_SMALL))
            for name, text in published
        ),
        label_width=_FIELD_WIDTH,
    )
    shown = {name for name, _ in published}
    known = {name for _, field, others in _DESIGNATION_FIELDS for name in (field, *others)}
    absent = [name for name in item.not_in_release if name not in shown | known]
    if absent:
        names = cell(", ".join(absent), QUIET_SMALL)
        sheet.facts([(label(NOT_IN_RELEASE), names)], label_width=_FIELD_WIDTH)
    for text in record.unread:
        sheet.text(f"! Not read in full: {text}", WARNING_SMALL)
    for text in record.notes:
        sheet.text(f"Note on reading: {text}", QUIET_SMALL)


def _as_stored(record: PartyRecord) -> Sequence[tuple[str, str]]:
    fields = [(name.kind.value, name.text) for name in record.names if name.source is None]
    fields += [("address", address.text) for address in record.addresses]
    fields += [(entry.kind or "identifier", entry.text or entry.number)
               for entry in record.identifiers]  # fmt: skip
    fields += [("date of birth", text) for text in record.dates_of_birth]
    fields += [("place of birth", text) for text in record.places_of_birth]
    fields += [("nationality", text) for text in record.nationalities]
    fields += [("citizenship", text) for text in record.citizenships]
    fields += [("remarks", record.remarks)] if record.remarks else []
    return fields


def write_overlay(sheet: Sheet, item: MemoHit, sources: Sources) -> None:
    """Names and ties from elsewhere, set apart so that nobody takes them for the list's text."""
    names = overlay_names(item)
    if not names and not item.relations:
        return
    sheet.section("Not published by the list; from other sources")
    places = columns(82, 297, 92)
    head = sheet.head(places, ("What", "Statement", "Source"))
    for name in names:
        if name.source is not None:
            reference = sources.of_source(name.source)
            sheet.row(
                places,
                (cell(name.kind.value, SMALL), cell(name.text, BODY), cell(reference, SMALL)),
                head=head,
            )
    for relation in item.relations:
        statement = [Span(f"{relation.subject} – {relation.kind} – {relation.object}", SMALL_BOLD)]
        detail = " ".join(
            text
            for text in (relation.detail, f"({relation.date})" if relation.date else "")
            if text
        )
        if detail:
            statement.append(Span(detail, SMALL, new_line=True))
        reference = sources.of_source(relation.source)
        sheet.row(places, (cell("relation", SMALL), statement, cell(reference, SMALL)), head=head)
    sheet.close_table()


def overlay_names(item: MemoHit) -> list[Name]:
    """The names of a listed party that the list does not publish."""
    everywhere = (*item.record.names, *item.overlay_names)
    return list(dict.fromkeys(name for name in everywhere if name.source is not None))
