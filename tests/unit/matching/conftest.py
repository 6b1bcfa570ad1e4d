"""A small list of our own, and the real lists where they lie beside the checkout."""

from pathlib import Path

import pytest

from caveat.domain.parties import Address, Identifier, Name, NameKind, PartyKind
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from listed import both_editions

NETTRIX, INSPUR_GROUP, SUGON, ACADEMY, BORIS, VESSEL, EXPIRED, HYGON, WUXI = range(1, 10)


def _names(first: str, *others: str) -> tuple[Name, ...]:
    return (Name(first), *(Name(text, NameKind.ALIAS) for text in others))


@pytest.fixture(scope="session")
def small_list() -> tuple[ListedParty, ...]:
    """Nine parties that show what the engine must tell apart."""
    company, person = PartyKind.COMPANY, PartyKind.PERSON
    return (
        ListedParty(
            NETTRIX,
            "US-EL",
            PartyKind.UNKNOWN,
            _names("Nettrix Information Industry Co., Ltd.", "Ningchang Information Industry"),
            (
                Address(
                    "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin", country="CN"
                ),
            ),
            ("CN",),
        ),
        ListedParty(
            INSPUR_GROUP,
            "US-EL",
            PartyKind.UNKNOWN,
            _names("Inspur Group Co., Ltd.", "Inspur Group", "IGL"),
            countries=("CN",),
            identifiers=(Identifier("USCC", "91370000163062681Y"),),
        ),
        ListedParty(SUGON, "US-EL", company, _names("Sugon", "Dawning Information Industry")),
        ListedParty(
            ACADEMY,
            "US-EL",
            PartyKind.UNKNOWN,
            _names("China Electronics Technology Group Corporation 13th Research Institute"),
            countries=("CN",),
        ),
        ListedParty(
            BORIS,
            "US-SDN",
            person,
            (Name("KOROLYOV, Boris Vladimirovich"), Name("BORYA", NameKind.WEAK_ALIAS)),
            countries=("RU",),
        ),
        ListedParty(
            VESSEL,
            "US-SDN",
            PartyKind.VESSEL,
            _names("OCEAN MARMALADE"),
            identifiers=(Identifier("Vessel Registration Identification", "IMO 9187629"),),
        ),
        ListedParty(
            EXPIRED, "US-DPL", PartyKind.UNKNOWN, _names("Quillfeather Optics"), ends="2020-01-31"
        ),
        ListedParty(
            HYGON, "US-EL", company, _names("Higon", "Haiguang Xinxi Jishu Youxian Gongsi")
        ),
        ListedParty(
            WUXI, "US-EL", company, _names("Wuxi Suanneng Technology Co., Ltd."), countries=("CN",)
        ),
    )


@pytest.fixture(scope="session")
def small_index(small_list: tuple[ListedParty, ...]) -> MatchingIndex:
    return MatchingIndex.build(small_list)


@pytest.fixture(scope="session")
def real_parties(shared_data: Path) -> tuple[ListedParty, ...]:
    return both_editions(shared_data)


@pytest.fixture(scope="session")
def real_index(real_parties: tuple[ListedParty, ...]) -> MatchingIndex:
    return MatchingIndex.build(real_parties)
