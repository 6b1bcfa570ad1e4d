"""Turns one INDIVIDUAL or ENTITY of the UN Security Council's list into a party record.

The permanent reference number ("QDi.001") is the publisher's identity of an entry: the Council's
committees, press releases, the EU and the UK cite it, and it changed once, when all were renumbered
("[Old Reference # E.29.I.11]"). DATAID is the row number of the UN's own database, so it is kept as
the row id only; it serves where the reference number is missing.
"""

import re
from collections.abc import Iterator

from lxml import etree

from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    NameKind,
    PartyKind,
    PartyRecord,
    PublishedRelation,
)
from caveat.ingest.countries import country_of
from caveat.ingest.lists.csl_designation import iso_date
from caveat.ingest.lists.gathered_names import GatheredNames, in_another_script
from caveat.ingest.lists.text_repair import mend
from caveat.ingest.lists.un_aliases import names_in_note, split_alias
from caveat.ingest.lists.xml_stream import (
    child_text,
    children,
    local_name,
    published_leaves,
    text_of,
)

LIST_CODE = "UN-SC"
PERSON = "INDIVIDUAL"
ORGANISATION = "ENTITY"

_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITIES = {
    "good": NameKind.ALIAS,
    "low": NameKind.WEAK_ALIAS,
    "a.k.a.": NameKind.ALIAS,
    "f.k.a.": NameKind.FORMER,
    "": NameKind.ALIAS,
}
_LISTED_BEFORE = re.compile(r"\b(?:previously|formerly) listed as\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\s;\s|\s/\s")
_ADDRESS_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_BIRTHPLACE_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
_ASSOCIATED = re.compile(
    r"Associated with (?:the )?(?P<other>[^.;()]{2,200}?)\s*\(\s*(?P<id>[A-Z]{2}[ei]\.\d{3})\s*\)"
)
_CONTROLLED = re.compile(
    r"(?:Owned (?:by )?or controlled by,? or act(?:s|ing) (?:on behalf of|for),?"
    r" (?:or on behalf of,? )?)(?P<other>[^.\[;]{2,200})"
)
_TIME_ZONE = re.compile(r"(?<=\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$")
"""Ten dates of listing carry one ("2015-07-01-04:00")."""
_NUMBER = re.compile(r"(?<![\w/.-])(?=(?:[A-Z/.-]*\d){5})[A-Z0-9][A-Z0-9/.-]*[A-Z0-9]")
"""A word with at least five digits, so that years are none."""
_SHORT_BRACKET = re.compile(r"\(([A-Z]{2,10})\)$")


def read_party(element: etree._Element) -> PartyRecord | None:
    """The party that an element publishes; None where it names nobody.

    Args:
        element: An ``INDIVIDUAL`` or ``ENTITY`` element.
    """
    tag = local_name(element)
    unread: list[str] = []
    names = _names(element, tag, unread)
    found = names.finish()
    if not found:
        return None
    remarks = child_text(element, "COMMENTS1")
    listed = child_text(element, "LISTED_ON")
    day = iso_date(_TIME_ZONE.sub("", listed)) if listed else ""
    if day is None:
        unread.append(f"The date of listing {listed!r} is not a possible date; left empty.")
    programme = child_text(element, "UN_LIST_TYPE")
    data_id = child_text(element, "DATAID")
    return PartyRecord(
        list_code=LIST_CODE,
        publisher_id=child_text(element, "REFERENCE_NUMBER") or data_id,
        row_id=data_id,
        kind=PartyKind.PERSON if tag == PERSON else PartyKind.COMPANY,
        names=found,
        addresses=tuple(_addresses(element, f"{tag}_ADDRESS")),
        identifiers=tuple(_documents(element, f"{tag}_DOCUMENT")),
        designations=(Designation(programmes=(programme,) if programme else (), listed=day or ""),),
        dates_of_birth=_distinct(_dates_of_birth(element, f"{tag}_DATE_OF_BIRTH")),
        places_of_birth=_distinct(_places(element, f"{tag}_PLACE_OF_BIRTH")),
        nationalities=_nationalities(element),
        remarks=remarks,
        relations=tuple(_relations(remarks)),
        published=published_leaves(element),
        unread=(*unread, *names.unread),
        notes=tuple(names.notes),
    )


def _names(element: etree._Element, tag: str, unread: list[str]) -> GatheredNames:
    names = GatheredNames(organisation=tag == ORGANISATION)
    whole = " ".join(filter(None, (child_text(element, part) for part in _NAME_PARTS)))
    first, *others = _SEVERAL.split(whole)
    names.add(first, NameKind.PRIMARY)
    for other in others:
        names.add(other, NameKind.ALIAS)
    if others:
        names.add_whole(whole, NameKind.ALIAS)
    elif tag == ORGANISATION:
        names.add(_acronym(whole), NameKind.ALIAS)
    native = child_text(element, "NAME_ORIGINAL_SCRIPT")
    names.add(native, NameKind.NATIVE if in_another_script(native) else NameKind.ALIAS)
    for alias in children(element, f"{tag}_ALIAS"):
        _alias(alias, names, unread)
    return names


def _acronym(name: str) -> str:
    """The acronym at the end of a name in capitals that is more than its initials; or empty.

    "BUTEMBO AIRLINES (BAL)", "SAHAND ALUMINUM PARTS INDUSTRIAL COMPANY (SAPICO)": its letters stand
    in the name in that order, from the first on. Those of "(NGO)" or "(PAKISTAN)" do not.
    """
    found = _SHORT_BRACKET.search(name)
    if found is None or found[1][0] != name[0] or country_of(found[1]):
        return ""
    letters = iter(name[: found.start()])
    return found[1] if all(letter in letters for letter in found[1]) else ""


def _alias(alias: etree._Element, names: GatheredNames, unread: list[str]) -> None:
    quality = child_text(alias, "QUALITY")
    kind = _QUALITIES.get(quality.casefold())
    if kind is None:
        kind = NameKind.ALIAS
        unread.append(f"The quality {quality!r} of an alias is not known; it counts as an alias.")
    note = child_text(alias, "NOTE")
    if kind is NameKind.ALIAS and _LISTED_BEFORE.search(note):
        kind = NameKind.FORMER
    whole = child_text(alias, "ALIAS_NAME")
    parts = split_alias(whole)
    for name in parts:
        names.add(name, kind)
    if parts != [whole]:
        names.add_whole(whole, kind)
    for name in names_in_note(note):
        names.add(name, kind)


def _addresses(element: etree._Element, tag: str) -> Iterator[Address]:
    for each in children(element, tag):
        given = {part: mend(child_text(each, part))[0] for part in _ADDRESS_PARTS}
        note = mend(child_text(each, "NOTE"))[0]
        parts = [text for text in given.values() if text]
        if not parts and not note:
            continue
        yield Address(
            # An address that is only a note is one all the same ("Office …, Mingora, Swat").
            text=", ".join(parts) or note,
            city=given["CITY"],
            state=given["STATE_PROVINCE"],
            postal_code=given["ZIP_CODE"],
            country=country_of(given["COUNTRY"]),
        )


def _documents(element: etree._Element, tag: str) -> Iterator[Identifier]:
    for each in children(element, tag):
        texts = [text_of(part) for part in each]
        text = ", ".join(filter(None, texts))
        if not text:
            continue
        kinds = (child_text(each, "TYPE_OF_DOCUMENT"), child_text(each, "TYPE_OF_DOCUMENT2"))
        number = child_text(each, "NUMBER")
        if not number and (found := _NUMBER.search(f"{kinds[1]} {child_text(each, 'NOTE')}")):
            # Of some the number stands in the kind or in the note only.
            number = found[0]
        country = child_text(each, "ISSUING_COUNTRY") or child_text(each, "COUNTRY_OF_ISSUE")
        yield Identifier(
            kind=", ".join(dict.fromkeys(filter(None, (kind.strip(" :") for kind in kinds)))),
            number=number,
            country=country_of(country),
            text=text,
        )


def _dates_of_birth(element: etree._Element, tag: str) -> Iterator[str]:
    for each in children(element, tag):
        kind = child_text(each, "TYPE_OF_DATE").upper()
        note = child_text(each, "NOTE")
        start, end = child_text(each, "FROM_YEAR"), child_text(each, "TO_YEAR")
        day = child_text(each, "DATE") or child_text(each, "YEAR")
        about = kind == "APPROXIMATELY" or note.casefold() == "approximately"
        circa = "circa " if about else ""
        if start or end:
            yield circa + " to ".join(filter(None, (start, end)))
        elif day:
            told = f" ({note})" if note and note.casefold() != "approximately" else ""
            yield circa + day + told
        elif note:
            yield circa + note
    for alias in children(element, f"{PERSON}_ALIAS"):
        # Some aliases come with a date of birth of their own.
        yield child_text(alias, "DATE_OF_BIRTH")


def _places(element: etree._Element, tag: str) -> Iterator[str]:
    for each in children(element, tag):
        parts = [mend(child_text(each, part))[0] for part in _BIRTHPLACE_PARTS]
        yield ", ".join(filter(None, parts)) or child_text(each, "NOTE")
    for alias in children(element, f"{PERSON}_ALIAS"):
        parts = [child_text(alias, part) for part in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")]
        yield ", ".join(filter(None, parts))


def _nationalities(element: etree._Element) -> tuple[str, ...]:
    values = (
        text_of(value)
        for nationality in children(element, "NATIONALITY")
        for value in children(nationality, "VALUE")
    )
    return _distinct(
        country_of(text) or text for text in values if text.casefold() not in {"na", "n/a"}
    )


def _relations(remarks: str) -> Iterator[PublishedRelation]:
    for match in _ASSOCIATED.finditer(remarks):
        yield PublishedRelation(
            "associated with", match["other"].strip(), match[0].strip(), other_id=match["id"]
        )
    for match in _CONTROLLED.finditer(remarks):
        kind = "owned or controlled by, or acting on behalf of"
        yield PublishedRelation(kind, match["other"].strip(" ,"), match[0].strip())


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
