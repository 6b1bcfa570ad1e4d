"""Searching in the fake: hits, near misses, an opened party, decisions."""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from caveat.domain.consequences import Consequences, HitConsequences, OwnRules, RuleBook
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.lists import (
    PublishedList,
    Release,
)
from caveat.domain.memo import MemoForm
from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
    PublishedRelation,
    Relation,
)
from caveat.domain.party_view import CitedName, CitedRelation, PartyView
from caveat.domain.past import DateBasis, LaterKnown, LawBasis
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.records import MemoRow
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
from caveat.errors import InputError
from caveat.law.book import built_in_files, rule_book
from caveat.law.own_edit import with_answer, with_period, without
from caveat.law.own_rules import own_file_of
from caveat.ui.contract import WrittenMemo
from caveat.ui.contract_rules import CardCorrection, RuleCorrection
from ui.fakes.base import NOW, SHA
from ui.fakes.lists import ENTITY_LIST, LISTS, ListsFake

FR = Citation(
    2, "90 FR 14046", "Federal Register", "page 14048", "2025-03-28", "https://example.test/fr"
)
ROW = Citation(
    1,
    "Entity List",
    "Bureau of Industry and Security",
    "csl_layout_2026-07-09.csv.gz, row 812",
    "2026-07-09",
    "https://example.test/list",
    SHA,
)
OVERLAY = Source(
    "x", "Trade register", "Publisher", "", "2020", "https://example.test/x", Mark.SECONDARY
)
DESIGNATION = Designation(
    licence_requirement="For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the "
    "EAR)",
    footnotes=(4,),
    listed="2025-03-28",
    federal_register="90 FR 14048, 3/28/25",
)


def name_evidence(query: str) -> Evidence:
    return Evidence(
        EvidenceKind.NAME,
        query,
        "Ningchang Information Industry (Beijing) Co., Ltd.",
        "alias",
        97.0,
        "The same name: 宁畅 is Ningchang in Chinese characters.",
        (
            Part("宁畅", "Ningchang", PartRelation.SPELLING, 0.55),
            Part("信息", "Information", PartRelation.TRANSLATION, 0.2),
            Part("产业", "Industry", PartRelation.TRANSLATION, 0.2),
            Part("", "Beijing", PartRelation.MISSING, 0.05),
        ),
    )


ADDRESS_EVIDENCE = Evidence(
    EvidenceKind.ADDRESS,
    "海泰华科大街15号, 天津",
    "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
    "address",
    88.0,
    "The same building: No. 15, Haitai Huake Street.",
    level=AddressLevel.BUILDING,
)
COUNTRY_EVIDENCE = Evidence(
    EvidenceKind.COUNTRY,
    "DE",
    "CN",
    "country",
    0.0,
    "You give Germany; the list gives China.",
    contradicts=True,
)


def hit(number: int, name: str, score: float, band: Band, because: str, **more: Any) -> Hit:
    values: dict[str, Any] = {
        "hit": "",
        "score": score,
        "band": band,
        "contradicted": False,
        "because": because,
        "party": HitParty(f"P-{number}", "US-EL", name, PartyKind.COMPANY, "CN", number),
        "evidence": (),
        "designations": (CitedDesignation(DESIGNATION, (1, 2), ("licence_policy", "ends")),),
        "citations": (ROW, FR),
    }
    return Hit(**(values | more))


def hits_for(query: Query) -> tuple[Hit, ...]:
    return (
        hit(
            1,
            "Nettrix Information Industry Co., Ltd.",
            97.4,
            Band.STRONG,
            "The same name in Chinese: 宁畅信息产业 is Ningchang Information Industry.",
            evidence=(name_evidence(query.name), ADDRESS_EVIDENCE),
            counterfactual="Without ‘宁畅’: 31.5.",
        ),
        hit(
            2,
            "Dawning Information Industry Co., Ltd. (Sugon)",
            82.0,
            Band.POSSIBLE,
            "At the same address: No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin.",
            evidence=(ADDRESS_EVIDENCE, COUNTRY_EVIDENCE),
            contradicted=True,
        ),
        hit(
            3,
            "شركة المعلومات للصناعة",
            74.0,
            Band.POSSIBLE,
            "Two of three words agree, in Arabic script.",
        ),
        hit(
            4,
            "Нингчан Информейшн",
            66.0,
            Band.RELATED,
            "Carries the rare word Ningchang; another legal person as far as the names tell.",
        ),
    )


NEAR = (
    hit(
        9,
        "Beijing Information Science and Technology University",
        58.0,
        Band.NEAR_MISS,
        "Only common words agree; would be 94 without “Nettrix”.",
    ),
)


LATER = LaterKnown(
    "P-1",
    "US-EL",
    "Entity List",
    "Nettrix Information Industry Co., Ltd.",
    1,
    97.4,
    "2025-03-25",
    DateBasis.EFFECTIVE,
    date(2026, 7, 9),
    NOW,
    "csl",
    "csl_layout_2026-07-09.csv.gz",
    SHA,
    "“Nettrix Information Industry Co., Ltd.” (Entity List) matches at 97.4 and is not among the "
    "hits: it was listed by 2025-04-01.",
)
LAW = (LawBasis("US-EL", "Entity List", "csl", date(2026, 7, 9), SHA, after=True, left_out=12),)
DELISTED = (hit(7, "Ningchang Trading", 91.0, Band.DELISTED, "The same name. Delisted in 2024."),)


def _remarks(query: Query) -> tuple[str, ...]:
    if query.in_force is None:
        return (LATER.text,) if query.as_of else ()
    return (LATER.text, *(f"Remark {number} about the law." for number in range(1, 5)))


def covered(known: PublishedList, source: Release) -> Coverage:
    return Coverage(
        known.code,
        known.title,
        source.channel.value,
        source.released,
        source.released_basis.value,
        source.imported_at,
        source.parties,
        source.names,
        source.sha256,
        source.file_name,
        (NOW.date() - source.released).days if source.released else None,
        source.state.value,
    )


class AnswersFake(ListsFake):
    """Searches, records, decisions, memos."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.screened: list[Query] = []
        self.recorded: dict[str, Answer] = {}
        self.made: dict[str, list[Disposition]] = {}
        self.memos: list[MemoRow] = []
        self.own_rules = ""
        self.own_rules_by: OwnRules | None = None
        self.threads: set[int] = set()

    def prepare(self, _query: Query, progress: ReportProgress, cancel: CancelToken) -> None:
        for done in range(10):
            cancel.check()
            progress(Progress("indexing", done, 10))
            time.sleep(self.delay / 10)

    def screen(self, query: Query) -> Answer:
        self.threads.add(threading.get_ident())
        self.screened.append(query)
        if self.delay:
            time.sleep(self.delay)
        if self.failure:
            raise self.failure
        unlisted = {"nothing", "unlisted"} & set(query.name.casefold().split())
        found = () if unlisted else hits_for(query)
        coverage = tuple(
            covered(known, self._releases()[known.code])
            for known in LISTS
            if known.code in self._releases()
        )
        outcome = Outcome.HITS if found else Outcome.NO_MATCH
        return Answer(
            screening="",
            screened_at=NOW,
            as_of=query.as_of or NOW.date(),
            operator=self.operator(),
            query=query,
            engine=Engine("1", "00", query.threshold),
            outcome=Outcome.NOT_SCREENED if self.starter else outcome,
            coverage=coverage,
            not_covered=("UFLPA Entity List", "Section 1260H list"),
            hits=found,
            near_misses=NEAR,
            no_match_statement=None
            if found or self.starter
            else "No match at or above 70 in these lists as of these dates: Entity List, 9 July "
            "2026 (3409 entries); Denied Persons List, 21 April 2022 (462 entries).",
            remarks=("Not screened: only the built-in starter set was searched.",)
            if self.starter
            else _remarks(query),
            later_known=(LATER,) if query.as_of or query.in_force else (),
            law=LAW if query.in_force else (),
            delisted=DELISTED if query.include_delisted else (),
        )

    def record(self, answer: Answer) -> Answer:
        number = f"S-2026-{len(self.recorded) + 1:06d}"
        numbered = tuple(
            replace(item, hit=f"H-2026-{len(self.recorded) + 1:06d}-{place:02d}")
            for place, item in enumerate(answer.hits, start=1)
        )
        self.recorded[number] = answer.on_record(number, numbered)
        return self.recorded[number]

    def recorded_answer(self, screening: str) -> Answer:
        if screening not in self.recorded:
            raise InputError(f"There is no screening {screening} in this workspace.")
        return self.recorded[screening]

    def consequences(self, answer: Answer, hit: Hit) -> Consequences:
        day = answer.query.in_force or answer.as_of
        book = self.rules()
        footnotes = [n for cited in hit.designations for n in cited.designation.footnotes]
        code = hit.party.list_code
        rules = tuple(
            (rule, on)
            for rule, on in book.rules_on(day)
            if rule.concerns(code, footnotes, is_address=False)
        )
        means = HitConsequences(hit.hit, hit.party.id, code, book.card(code), rules)
        return Consequences(day, book, (means,))

    def rules(self) -> RuleBook:
        return rule_book(built_in_files(), SHA, self.own_rules, self.own_rules_by)

    def export_own_rules(self, out: Path) -> Path:
        out.write_text(self.own_rules or "version = 1\n", encoding="utf-8")
        return out

    def import_own_rules(self, path: Path, reason: str) -> RuleBook:
        text = path.read_text(encoding="utf-8")
        own_file_of(text, path.name)
        self.own_rules = text
        self.own_rules_by = OwnRules(self.operator(), NOW, reason, frozenset())
        return self.rules()

    def correct_rule(self, correction: RuleCorrection) -> RuleBook:
        text = with_period(self.own_rules, "own", correction.rule, correction.period)
        return self._count(text, correction.reason)

    def correct_card(self, correction: CardCorrection) -> RuleBook:
        text = with_answer(self.own_rules, correction.list_code, correction.statement)
        return self._count(text, correction.reason)

    def take_back_rule(self, id_: str, reason: str) -> RuleBook:
        return self._count(without(self.own_rules, id_), reason)

    def _count(self, text: str, reason: str) -> RuleBook:
        assert reason
        if text:
            own_file_of(text, "own")
        self.own_rules = text
        self.own_rules_by = OwnRules("Officer", NOW, reason, frozenset()) if text else None
        return self.rules()

    def drop_own_rules(self, reason: str) -> RuleBook:
        assert reason
        self.own_rules, self.own_rules_by = "", None
        return self.rules()

    def party_view(self, record: int) -> PartyView:
        name = next(
            (h.party.name for h in (*hits_for(Query("x")), *NEAR) if h.party.record == record), "x"
        )
        names = (
            Name(name),
            Name("Ningchang", NameKind.ALIAS),
            Name("Nettrix", NameKind.WEAK_ALIAS),
        )
        native = Name("宁畅信息产业（北京）有限公司", NameKind.NATIVE, OVERLAY)
        party = PartyRecord(
            "US-EL",
            "",
            "",
            PartyKind.UNKNOWN,
            names,
            (
                Address(
                    "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin", country="CN"
                ),
                Address(
                    "Zhongguancun Software Park, No. 8 Dongbeiwang West Road, Beijing", country="CN"
                ),
            ),
            (Identifier("Unified social credit code", "91110108MA01PX9L4B", "CN"),),
            (DESIGNATION,),
            remarks="<b>bold</b> =1+1 \u202etxt.exe",
            relations=(
                PublishedRelation(
                    "affiliated entity of",
                    "Dawning Information Industry",
                    "Affiliated Entity: Nettrix",
                    share="50-100",
                    since="2019-12",
                ),
            ),
            published=(
                ("name", name),
                ("INDIVIDUAL/ALIAS/QUALITY", "Good"),
                ("INDIVIDUAL/ALIAS/QUALITY", "Low"),
            ),
            row=812,
            notes=("Spaces around the name were taken out.",),
        )
        relation = Relation(
            "Former Sugon executives",
            "founded",
            "Nettrix",
            "Six months after the listing of Sugon.",
            "2019-12",
            OVERLAY,
        )
        third = Citation(
            3,
            "Trade register",
            "Publisher",
            "",
            "2020",
            "https://example.test/x",
            "",
            Mark.SECONDARY,
        )
        return PartyView(
            f"P-{record}",
            record,
            party,
            ENTITY_LIST,
            self._releases()["US-EL"],
            (*(CitedName(item, 1) for item in names), CitedName(native, 3)),
            (CitedDesignation(DESIGNATION, (1, 2), ("licence_policy", "ends", "programmes")),),
            (CitedRelation(relation, 3),),
            (ROW, FR, third),
            ("licence_policy",),
            starter=self.starter,
        )

    def decide(
        self, hit: str, decision: Decision, reason: str, expires: date | None
    ) -> Disposition:
        made = Disposition(1, hit, decision, reason, self.operator(), NOW, expires)
        self.made.setdefault(hit, []).append(made)
        return made

    def dispositions(self, screening: str) -> Mapping[str, tuple[Disposition, ...]]:
        stem = screening.replace("S-", "H-", 1)
        return {key: tuple(made) for key, made in self.made.items() if key.startswith(stem)}

    def make_memo(self, screening: str, form: MemoForm) -> WrittenMemo:
        path = Path("memos") / f"Memo {screening} {form}.pdf"
        row = MemoRow("M-2026-000001", screening, NOW, self.operator(), path.name, SHA)
        self.memos.append(row)
        return WrittenMemo(row, path)
