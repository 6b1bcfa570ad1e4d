"""The parts of the FollowTheMoney model that entities of OpenSanctions are read by.

Source: the schema files and the vocabulary of topics of FollowTheMoney (``followthemoney/schema``,
``followthemoney/types/topic.py``), read in November 2026. Labels are the model's own. A schema or
property that is not here is kept as published and understood as nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from caveat.domain.parties import NameKind, PartyKind

KINDS: Mapping[str, PartyKind] = MappingProxyType(
    {
        "Person": PartyKind.PERSON,
        "Company": PartyKind.COMPANY,
        "Organization": PartyKind.COMPANY,
        "PublicBody": PartyKind.COMPANY,
        "Vessel": PartyKind.VESSEL,
        "Airplane": PartyKind.AIRCRAFT,
        "Address": PartyKind.ADDRESS,
        # "Often used when raw data does not specify if something is a person or company."
        "LegalEntity": PartyKind.UNKNOWN,
        "Asset": PartyKind.UNKNOWN,
        "BankAccount": PartyKind.UNKNOWN,
        "CryptoWallet": PartyKind.UNKNOWN,
        "Position": PartyKind.UNKNOWN,
        "RealEstate": PartyKind.UNKNOWN,
        "Security": PartyKind.UNKNOWN,
        "Thing": PartyKind.UNKNOWN,
        "Vehicle": PartyKind.UNKNOWN,
    }
)
"""Schemas of things: whatever can be listed, or be a listed party's other end."""

NAMES: Mapping[str, NameKind] = MappingProxyType(
    {
        "name": NameKind.PRIMARY,
        "alias": NameKind.ALIAS,
        "abbreviation": NameKind.ALIAS,
        "previousName": NameKind.FORMER,
        "weakAlias": NameKind.WEAK_ALIAS,
    }
)
"""Properties that hold whole names. ``firstName`` and its like hold parts."""

IDENTIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "registrationNumber": "Registration number",
        "idNumber": "ID Number",
        "taxNumber": "Tax Number",
        "innCode": "INN",
        "ogrnCode": "OGRN",
        "okpoCode": "OKPO",
        "uscCode": "USCC",
        "leiCode": "LEI",
        "vatCode": "V.A.T. Identifier",
        "dunsCode": "DUNS",
        "uniqueEntityId": "Unique Entity ID",
        "npiCode": "NPI",
        "swiftBic": "SWIFT/BIC",
        "bikCode": "BIK",
        "licenseNumber": "License Number",
        "bvdId": "Bureau van Dijk ID",
        "permId": "PermID",
        "voenCode": "VOEN",
        "irsCode": "IRS Number",
        "cikCode": "SEC Central Index Key",
        "jibCode": "JIB",
        "mbsCode": "MBS",
        "pfrNumber": "PFR Number",
        "isinCode": "ISIN",
        "isin": "ISIN",
        "ticker": "Stock ticker symbol",
        "ricCode": "Reuters Instrument Code",
        "passportNumber": "Passport number",
        "socialSecurityNumber": "Social security number",
        "imoNumber": "IMO Number",
        "crsNumber": "CRS Number",
        "callSign": "Call Sign",
        "mmsi": "MMSI",
        "serialNumber": "Serial Number",
        "icaoCode": "ICAO aircraft type designator",
        "publicKey": "Address",
        "accountNumber": "Account Number",
        "iban": "IBAN",
        "phone": "Phone",
        "email": "E-Mail",
        "website": "Website",
    }
)
"""Numbers and contacts that belong to one party. Codes that thousands share (KPP, COATO, the codes
of a tax office) are not here: an equal one proves nothing. They stay as published."""

COUNTRIES_OF_SEAT = ("jurisdiction", "mainCountry", "flag", "country", "pastFlags")
"""Countries that are neither nationality nor citizenship, the closest tie first."""

REMARKS = ("summary", "description", "notes")

ENTITY_PROPERTIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "parent": ("subsidiary of", "parent of"),
        "owner": ("owned by", "owner of"),
        "operator": ("operated by", "operator of"),
        "holder": ("held by", "holder of"),
        "issuer": ("issued by", "issuer of"),
    }
)
"""Properties of things that point to another thing: what this is to it, and it to this."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A schema that ties two things.

    Attributes:
        source, target: Properties with the ids of the two.
        forward: What the source is to the target, as a phrase before its name.
        backward: What the target is to the source.
    """

    source: str
    target: str
    forward: str
    backward: str


EDGES: Mapping[str, Edge] = MappingProxyType(
    {
        "Ownership": Edge("owner", "asset", "owner of", "owned by"),
        "Directorship": Edge("director", "organization", "director of", "directed by"),
        "Membership": Edge("member", "organization", "member of", "has as member"),
        "Employment": Edge("employee", "employer", "employed by", "employer of"),
        "Family": Edge("person", "relative", "family member of", "family member of"),
        "Associate": Edge("person", "associate", "associate of", "associate of"),
        "UnknownLink": Edge("subject", "object", "linked to", "linked to"),
        "Succession": Edge("predecessor", "successor", "predecessor of", "successor of"),
        "Representation": Edge("agent", "client", "representative of", "represented by"),
        "Occupancy": Edge("holder", "post", "holder of the position", "position held by"),
        "ProjectParticipant": Edge(
            "participant", "project", "participant of", "has as participant"
        ),
        "Debt": Edge("debtor", "creditor", "debtor of", "creditor of"),
    }
)

SANCTIONS = frozenset({"Sanction"})
IDENTIFICATIONS: Mapping[str, str] = MappingProxyType(
    {"Identification": "Identification", "Passport": "Passport"}
)
"""Schemas of documents, whose property ``holder`` names the thing; the label where none says."""

LISTING_TOPICS = frozenset(
    {"sanction", "sanction.counter", "debarment", "export.control", "asset.frozen"}
)
"""Topics that say that an authority lists the thing itself, not something tied to it."""

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "asset.frozen": "Frozen asset",
        "corp.disqual": "Disqualified",
        "crime": "Crime",
        "crime.boss": "Criminal leadership",
        "crime.fin": "Financial crime",
        "crime.fraud": "Fraud",
        "crime.terror": "Terrorism",
        "crime.theft": "Theft",
        "crime.traffick": "Trafficking",
        "crime.war": "War crimes",
        "debarment": "Debarred",
        "export.control": "Export controlled",
        "export.control.linked": "Export control-linked",
        "export.risk": "Trade risk",
        "forced.labor": "Forced labor",
        "invest.ban": "Investment ban",
        "invest.risk": "Investment risk",
        "mare.detained": "Maritime detention",
        "mare.shadow": "Shadow fleet",
        "poi": "Person of interest",
        "reg.action": "Regulator action",
        "reg.warn": "Regulator warning",
        "role.oligarch": "Oligarch",
        "role.pep": "PEP",
        "role.rca": "Close Associate",
        "sanction": "Sanctioned",
        "sanction.control": "Sanction ownership or control",
        "sanction.counter": "Counter-sanctioned",
        "sanction.linked": "Sanction-linked",
        "wanted": "Wanted",
    }
)
"""Labels of the topics that mean a risk; others are shown by their code."""


def topic_sentence(topic: str) -> str:
    """A topic as it stands among the programmes: ``OpenSanctions topic: Debarred (debarment)``."""
    label = TOPICS.get(topic)
    return f"OpenSanctions topic: {label} ({topic})" if label else f"OpenSanctions topic: {topic}"
