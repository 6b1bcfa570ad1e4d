"""Reads a ``DistinctParty`` of OFAC's advanced XML, with the documents and places it points to."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from caveat.domain.parties import NameKind
from caveat.ingest.lists.ofac_advanced_words import (
    LOCATION_PARTS,
    UNKNOWN,
    Words,
    period,
    place_parts,
)
from caveat.ingest.lists.ofac_party import ALIAS_KINDS, NO_TYPE, OfacParty
from caveat.ingest.lists.xml_stream import child, child_text, children, text_of

_TRUE = "true"
_LATIN = "latin"
_LAST_NAME = "Last Name"
_PLACE = "Location"
_COUNTRIES = frozenset(
    {"Nationality Country", "Citizenship Country", "Nationality of Registration"}
)
_UNDETERMINED = "undetermined"
_NO_PLACE = "A place is referred to that the file does not hold."


class Place(NamedTuple):
    """A place that parties point to. ``other`` holds its parts in another script."""

    parts: dict[str, str]
    other: dict[str, str]
    country: str
    code: str
    published: tuple[tuple[str, str], ...]


class Document(NamedTuple):
    """An identity document or a registration."""

    kind: str
    number: str
    country: str
    text: str
    published: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Tables:
    """What stands before the parties in a file: words, places, documents by identity."""

    words: Words = field(default_factory=Words)
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)

    def take_place(self, location: etree._Element) -> None:
        """Take a ``Location``."""
        usual, other = place_parts(location, self.words)
        area, area_code = self.words.area(_attribute(location, "LocationAreaCode", "AreaCodeID"))
        key = _attribute(location, "LocationCountry", "CountryID")
        self.places[location.get("ID", "")] = Place(
            usual,
            other,
            self.words.word("Country", key) or area,
            self.words.country_code(key) or area_code,
            tuple(self.words.leaves(location, _PLACE)),
        )

    def take_document(self, element: etree._Element) -> None:
        """Take an ``IDRegDocument``."""
        kind = self.words.of(element, "IDRegDocTypeID")
        number = child_text(element, "IDRegistrationNo")
        country = self.words.of(element, "IssuedBy-CountryID")
        told = [f"{kind} {number}"]
        told += [f"({country})"] if country else []
        for date in children(element, "DocumentDate"):
            what = self.words.of(date, "IDRegDocDateTypeID").casefold()
            verb = "expires" if what.startswith("expir") else "issued"
            told.append(f"{verb} {period(child(date, 'DatePeriod'))}")
        validity = self.words.of(element, "ValidityID")
        if validity and validity.casefold() not in ("valid", UNKNOWN):
            told.append(f"[{validity}]")
        self.documents.setdefault(element.get("IdentityID", ""), []).append(
            Document(
                kind, number, country, " ".join(told), tuple(self.words.leaves(element, "Document"))
            )
        )


def read_party(element: etree._Element, tables: Tables) -> OfacParty:
    """The party, but for its lists, its programmes and its ties, which the file prints later."""
    profile = child(element, "Profile")
    party = OfacParty(number=element.get("FixedRef", ""), type=NO_TYPE)
    if profile is not None:
        party.number = profile.get("ID", "") or party.number
        party.type = tables.words.party_type(profile.get("PartySubTypeID")) or NO_TYPE
        party.published.append(("Profile@PartyType", party.type))
        party.published += tables.words.leaves(profile, "Profile")
        for identity in children(profile, "Identity"):
            _names(identity, party, tables.words)
            for document in tables.documents.pop(identity.get("ID", ""), ()):
                party.published += document.published
                party.fact(document.kind, document.number, document.country, document.text)
        seen: set[tuple[str, str]] = set()
        for feature in children(profile, "Feature"):
            _feature(feature, party, tables, seen)
    remarks = child_text(element, "Comment")
    if remarks:
        party.published.append(("Comment", remarks))
        party.remark(remarks)
    if not party.name and party.other_names:
        party.name, _ = party.other_names.pop(0)
        party.unread.append("No name is marked as the primary one; the first was taken.")
    return party


def _names(identity: etree._Element, party: OfacParty, words: Words) -> None:
    types = {
        group.get("ID", ""): words.of(group, "NamePartTypeID")
        for groups in children(identity, "NamePartGroups")
        for master in children(groups, "MasterNamePartGroup")
        for group in children(master, "NamePartGroup")
    }
    main = identity.get("Primary", _TRUE) == _TRUE
    for alias in children(identity, "Alias"):
        primary = main and alias.get("Primary") == _TRUE
        weak = alias.get("LowQuality") == _TRUE
        kind = ALIAS_KINDS.get(words.of(alias, "AliasTypeID").casefold(), NameKind.ALIAS)
        for name in children(alias, "DocumentedName"):
            text, script = _name(name, types, words)
            latin = script.casefold() in ("", _LATIN)
            if primary and latin and not party.name:
                party.name = text
            elif weak:
                party.other_names.append((text, NameKind.WEAK_ALIAS))
            else:
                native = primary and not latin
                party.other_names.append((text, NameKind.NATIVE if native else kind))


def _name(name: etree._Element, types: dict[str, str], words: Words) -> tuple[str, str]:
    """A name as the other formats print it, "LASTNAME, First Middle", and its script."""
    last: list[str] = []
    rest: list[str] = []
    script = ""
    for part in children(name, "DocumentedNamePart"):
        for value in children(part, "NamePartValue"):
            is_last = types.get(value.get("NamePartGroupID", "")) == _LAST_NAME
            (last if is_last else rest).append(text_of(value))
            script = words.of(value, "ScriptID") or script
    return ", ".join(filter(None, (" ".join(last), " ".join(rest)))), script


def _feature(
    feature: etree._Element, party: OfacParty, tables: Tables, seen: set[tuple[str, str]]
) -> None:
    """Take a feature; ``seen`` are the kinds and places that the party has already."""
    kind = tables.words.of(feature, "FeatureTypeID")
    for version in children(feature, "FeatureVersion"):
        texts = [period(each) for each in children(version, "DatePeriod")]
        texts += [
            text_of(detail) or tables.words.of(detail, "DetailReferenceID")
            for detail in children(version, "VersionDetail")
        ]
        places: list[Place] = []
        for pointer in children(version, "VersionLocation"):
            key = pointer.get("LocationID", "")
            place = tables.places.get(key)
            if place is None:
                party.unread.append(_NO_PLACE)
            elif (kind, key) not in seen:
                seen.add((kind, key))
                party.published += place.published
                places.append(place)
        if kind in _COUNTRIES:
            texts += [_country(place) for place in places]
        else:
            for place in places:
                _address(place, party)
        for text in filter(None, texts):
            party.fact(kind or "Feature", text)


def _country(place: Place) -> str:
    """The country that a place stands for: a name in a part without a type, or its own country."""
    named = next((text for kind, text in place.parts.items() if kind.casefold() == UNKNOWN), "")
    return named or place.country


def _address(place: Place, party: OfacParty) -> None:
    for parts in filter(None, (place.parts, place.other)) if place.parts else ({},):
        given = dict(parts)
        lines = [given.pop(kind, "") for kind in LOCATION_PARTS]
        country = place.country
        if country.casefold() == _UNDETERMINED and any(lines):
            country = ""
        party.address(
            [*lines, *given.values()],
            country,
            code=place.code,
            city=parts.get("CITY", ""),
            state=parts.get("STATE/PROVINCE", ""),
            postal_code=parts.get("POSTAL CODE", ""),
        )


def _attribute(element: etree._Element, name: str, attribute: str) -> str:
    found = child(element, name)
    return found.get(attribute, "") if found is not None else ""
