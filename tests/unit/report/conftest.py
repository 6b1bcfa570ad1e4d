"""Memo contents to draw: made-up parties in several scripts, with everything a memo can hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from caveat.domain.cases import Case, CaseParty, Role, Transaction
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.memo import MemoContent, MemoHit
from caveat.domain.parties import (
    Address,
    Designation,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
    Relation,
)
from caveat.domain.screening import (
    AddressLevel,
    Answer,
    Band,
    CitedDesignation,
    Coverage,
    Engine,
    Evidence,
    EvidenceKind,
    Hit,
    HitParty,
    Outcome,
    Part,
    PartRelation,
    Query,
)
from caveat.domain.sources import Citation, Mark, Source
from caveat.errors import EnvironmentProblemError
from caveat.report.memo import write_memo
from caveat.report.typeset.fonts import FontSet, find_fonts
from caveat.report.typeset.lines import Typesetter

SHA_A = "3f7a9c51e2b84d06a1c9f0e7d5b3826414cc9e0f7b6a5d4c3b2a190817263544"
SHA_B = "b0c1d2e3f405162738495a6b7c8d9eaf0123456789abcdef0123456789abcdef"
MADE = datetime(2026, 11, 22, 9, 14, 5, tzinfo=UTC)

NOTICE = Citation(2, "90 FR 14046", "Federal Register", "14046", "2025-03-28",
                  "https://www.federalregister.gov/citation/90-FR-14046")  # fmt: skip
PAPER = Source("paper", "A corporate-records report", "Example Research", "p. 12", "2025-02-11",
               "https://example.org/report", Mark.SECONDARY)  # fmt: skip
TABLE = Source("table", "Table of native names", "", "", "2026-08", "", Mark.UNVERIFIED)
FILING = Source("filing", "Annual report 2024", "Example Exchange", "note 7", "2025-04-30",
                "https://example.org/filing", Mark.VERIFIED)  # fmt: skip


def release_citation(row: int) -> Citation:
    return Citation(1, "Entity List", "Bureau of Industry and Security",
                    f"csl_2026-07-09.csv, row {row}", "2026-07-09",
                    "https://www.bis.gov/entity-list", SHA_A)  # fmt: skip


def make_record(**changes: Any) -> PartyRecord:
    name = changes.pop("name", "Tianhe Wave Computing Group Co., Ltd.")
    addresses = changes.pop(
        "addresses",
        "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin, CN; "
        "Building 36, Software Park, No. 8 Dongbeiwang West Road, Haidian District, Beijing, CN",
    )
    record = PartyRecord(
        list_code="US-EL",
        publisher_id="",
        row_id="b61c1d50c189",
        kind=PartyKind.UNKNOWN,
        names=(Name(name), Name("Tianhe Langchao", NameKind.ALIAS)),
        addresses=(Address(addresses, country="CN"),),
        published=(
            ("source", "Entity List (EL) - Bureau of Industry and Security"),
            ("name", name),
            ("addresses", addresses),
            ("federal_register_notice", "90 FR 14046, 3/28/25"),
            ("start_date", "2025-03-28"),
            ("license_requirement", "For all items subject to the EAR. (See § 744.11 of the EAR)"),
            ("source_list_url", "https://www.bis.gov/entity-list"),
            ("alt_names", "Tianhe Langchao; 天河浪潮"),
        ),
        row=1423,
    )
    return replace(record, **changes)


def name_evidence(query: str, listed: str) -> Evidence:
    return Evidence(
        kind=EvidenceKind.NAME,
        query=query,
        listed=listed,
        field="alias",
        score=96.4,
        text="The rare word 浪潮 is the list’s “Wave”; only the legal form differs.",
        parts=(
            Part("天河", "Tianhe", PartRelation.TRANSLATION, 0.31),
            Part("浪潮", "Wave", PartRelation.TRANSLATION, 0.46),
            Part("computing", "Computing", PartRelation.SAME, 0.12),
            Part("", "Group", PartRelation.MISSING, 0.06),
            Part("有限公司", "Co., Ltd.", PartRelation.TRANSLATION, 0.05),
        ),
    )


ADDRESS_EVIDENCE = Evidence(
    kind=EvidenceKind.ADDRESS,
    query="天津市华苑产业区海泰华科大街15号",
    listed="No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin, CN",
    field="address",
    score=88.0,
    text="The same building: number 15, Haitai Huake Street, Tianjin.",
    level=AddressLevel.BUILDING,
)
AGAINST = Evidence(
    kind=EvidenceKind.COUNTRY,
    query="DE",
    listed="CN",
    field="country",
    score=0.0,
    text="You gave Germany, the list gives China only.",
    contradicts=True,
)


def make_hit(number: int = 1, **changes: Any) -> MemoHit:
    band = changes.get("band", Band.STRONG)
    name = changes.get("name", "Tianhe Wave Computing Group Co., Ltd.")
    query = changes.get("query", "天河浪潮 computing 有限公司")
    record = changes.get("record") or make_record(name=name)
    designation = changes.get(
        "designation",
        Designation(
            licence_requirement="For all items subject to the EAR. (See § 744.11 of the EAR)",
            footnotes=(4,),
            listed="2025-03-28",
            federal_register="90 FR 14046, 3/28/25",
        ),
    )
    absent = changes.get("not_in_release", ("licence_policy", "ends", "effective"))
    hit = Hit(
        hit=f"H-2026-000123-{number:02d}",
        score=changes.get("score", 96.4),
        band=band,
        contradicted=changes.get("contradicted", False),
        because=changes.get(
            "because", "Your name is the list’s alias “Tianhe Langchao” in Chinese characters."
        ),
        party=HitParty(f"P-{number}", record.list_code, name, record.kind, "CN", number),
        evidence=changes.get("evidence", (name_evidence(query, name), ADDRESS_EVIDENCE)),
        designations=(CitedDesignation(designation, (1, 2), absent),),
        citations=(release_citation(1400 + number), NOTICE),
        counterfactual=changes.get("counterfactual", ""),
    )
    return MemoHit(
        hit=hit,
        record=record,
        not_in_release=absent,
        dispositions=changes.get("dispositions", ()),
        relations=changes.get("relations", ()),
        overlay_names=changes.get("overlay_names", ()),
    )


def decided(decision: Decision = Decision.FALSE_POSITIVE, **changes: Any) -> Disposition:
    return replace(
        Disposition(
            7,
            "H-2026-000123-01",
            decision,
            "Other city, other founders; the register extract is attached to the case.",
            "A. Officer",
            datetime(2026, 11, 20, 15, 2, tzinfo=UTC),
            date(2027, 11, 20),
        ),
        **changes,
    )


RELATIONS = (
    Relation("Tianhe Wave Group", "parent of", "Tianhe Wave Software Co., Ltd.",
             "Holds 38.12 % of the shares as printed in the report.", "2024-12-31", FILING),
    Relation("Tianhe Wave Group", "shared address", "Nordwind Systems GmbH",
             "Both registered in Building 36 of the software park.", "", PAPER),
)  # fmt: skip
OVERLAY_NAMES = (
    Name("天河浪潮计算集团有限公司", NameKind.NATIVE, TABLE),
    Name("شركة موجة تيانخه للحوسبة (المحدودة)", NameKind.NATIVE, PAPER),
)


def make_coverage(code: str = "US-EL", **changes: Any) -> Coverage:
    return replace(
        Coverage(
            list_code=code,
            title="Entity List",
            channel="csl",
            released=date(2026, 7, 9),
            released_basis="taken from the file name",
            imported_at=datetime(2026, 7, 10, 6, 0, tzinfo=UTC),
            parties=3409,
            names=8581,
            sha256=SHA_A,
            file_name="csl_2026-07-09.csv.gz",
            age_days=136,
            state="in service",
        ),
        **changes,
    )


def make_content(**changes: Any) -> MemoContent:
    hits = changes.pop("hits", (make_hit(),))
    near = changes.pop("near_misses", ())
    query = changes.pop(
        "query",
        Query(
            name="天河浪潮 computing 有限公司",
            aliases=("Tianhe Wave Computing",),
            addresses=("天津市华苑产业区海泰华科大街15号",),
            country="CN",
            identifiers=("91120000783342508F",),
            role="supplier",
        ),
    )
    threshold = changes.pop("threshold", 70.0)
    answer = Answer(
        screening="S-2026-000123",
        screened_at=datetime(2026, 11, 22, 9, 12, 44, tzinfo=UTC),
        as_of=date(2026, 11, 22),
        operator="A. Officer",
        query=query,
        engine=Engine("1.0.0+lexicon.7", SHA_B, threshold),
        outcome=changes.pop("outcome", Outcome.HITS),
        coverage=changes.pop(
            "coverage",
            (
                make_coverage(),
                make_coverage(
                    "US-DPL",
                    title="Denied Persons List",
                    released=None,
                    released_basis="unknown",
                    age_days=None,
                    parties=581,
                    names=581,
                    warnings=("missing from the file of 2026-07-09: the last release is shown",),
                ),
            ),
        ),
        not_covered=changes.pop(
            "not_covered", ("UFLPA Entity List", "Section 1260H list", "METI End User List")
        ),
        hits=tuple(item.hit for item in hits),
        near_misses=tuple(item.hit for item in near),
        no_match_statement=changes.pop("no_match_statement", None),
        remarks=changes.pop("remarks", ()),
    )
    content = MemoContent(
        number="M-2026-000007",
        made_at=MADE,
        operator="A. Officer",
        answer=answer,
        hits=hits,
        near_misses=near,
        case=None,
        chain_head=SHA_B,
        chain_length=412,
        program_version="0.1.0",
    )
    return replace(content, **changes)


CASE = Case(
    id="C-2026-000003",
    title="Cooling units for the Rostock plant",
    opened_at=datetime(2026, 11, 1, 8, 0, tzinfo=UTC),
    parties=(
        CaseParty("天河浪潮", Role.SUPPLIER, "Tianjin", "CN"),
        CaseParty("Nordwind Systems GmbH", Role.PURCHASER, "Rostock", "DE"),
    ),
    transaction=Transaction(
        items="Cooling units",
        eccn="EAR99",
        destination="DE",
        on=date(2026, 12, 1),
        flows_to_supplier="drawings, samples",
    ),
)


def near_miss(number: int, score: float) -> MemoHit:
    name = ("Lion King Wave Trading", "Tianhe Cultural Relics Co.", "Wavelet Optics JSC")[
        number % 3
    ]
    return make_hit(
        50 + number,
        name=name,
        score=score,
        band=Band.NEAR_MISS,
        because="Only “Wave” agrees; it would be 94 without “Lion King”.",
        evidence=(AGAINST,),
    )


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The fonts of this computer, if they suffice for what these tests print."""
    try:
        found = find_fonts()
    except EnvironmentProblemError as error:
        pytest.skip(str(error))
    for character in "浪シ한шΩשא":
        if found.face_for(character) is None:
            missing = found.missing(character)
            pytest.skip(missing.advice if missing else f"no font holds {character}")
    return found


@pytest.fixture(scope="session")
def typesetter(fonts: FontSet) -> Typesetter:
    return Typesetter(fonts.fresh())


@pytest.fixture(scope="session")
def samples(fonts: FontSet) -> SimpleNamespace:
    """The makers above, for tests that cannot import this file."""
    assert fonts.sans
    return SimpleNamespace(
        content=make_content,
        hit=make_hit,
        record=make_record,
        coverage=make_coverage,
        near_miss=near_miss,
        decided=decided,
        name_evidence=name_evidence,
        against=AGAINST,
        case=CASE,
        relations=RELATIONS,
        overlay_names=OVERLAY_NAMES,
        sha256=SHA_A,
        chain_head=SHA_B,
    )


class ReadMemo:
    """A memo as another program reads it."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        document = pypdfium2.PdfDocument(self.data)
        self.pages = [page.get_textpage().get_text_range() for page in document]
        self.text = "\n".join(self.pages).replace("\r", "")
        self.flat = " ".join(self.text.split())
        self.metadata = document.get_metadata_dict()
        self.toc = [(entry.level, entry.get_title()) for entry in document.get_toc()]
        document.close()

    def has(self, text: str) -> bool:
        """Whether a text is in the memo, wherever its lines were broken."""
        return " ".join(text.split()) in self.flat


@pytest.fixture
def read_memo(tmp_path: Path) -> Callable[..., ReadMemo]:
    """Writes a content as a memo and reads it back."""

    def write_and_read(content: MemoContent, **options: Any) -> ReadMemo:
        path = tmp_path / "memo.pdf"
        write_memo(content, path, **options)
        return ReadMemo(path)

    return write_and_read
