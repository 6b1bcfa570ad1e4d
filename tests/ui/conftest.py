"""A fake of the services with data like the real ones, and the desk at which pages work."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

import pytest
from PySide6.QtCore import QElapsedTimer, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from caveat.domain.decisions import Decision, Disposition
from caveat.domain.lists import (
    Channel,
    ImportReport,
    ListStatus,
    PublishedList,
    Release,
    ReleasedBasis,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.domain.parties import (
    Address,
    Designation,
    Identifier,
    Name,
    NameKind,
    PartyKind,
    PartyRecord,
    Relation,
)
from caveat.domain.party_view import CitedName, CitedRelation, PartyView
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.records import AuditEntry, AuditVerdict, MemoRow, ScreeningRow
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
from caveat.domain.suppliers import (
    BatchReport,
    BookImport,
    ColumnGuess,
    RowNotTaken,
    SheetPreview,
    SheetReading,
    Supplier,
    SupplierBook,
    SupplierField,
    SupplierRow,
    SupplierStatus,
)
from caveat.errors import InputError
from caveat.paths import Paths
from caveat.settings import Settings
from caveat.ui.bridge import Bridge
from caveat.ui.contract import WrittenMemo
from caveat.ui.pages.page import Desk
from caveat.ui.state import WindowState
from caveat.ui.theme import Theme, Wish
from caveat.ui.window import MainWindow

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

ENTITY_LIST = PublishedList(
    "US-EL",
    "Entity List",
    "Bureau of Industry and Security",
    "https://www.bis.gov/entity-list",
)
SDN = PublishedList("US-SDN", "Specially Designated Nationals", "Office of Foreign Assets Control")
DENIED = PublishedList("US-DPL", "Denied Persons List", "Bureau of Industry and Security")
UNVERIFIED = PublishedList("US-UVL", "Unverified List", "Bureau of Industry and Security")
LISTS = (ENTITY_LIST, SDN, DENIED, UNVERIFIED)


def release(known: PublishedList, released: date, parties: int, **more: Any) -> Release:
    values: dict[str, Any] = {
        "id": 1,
        "list_code": known.code,
        "channel": Channel.CSL,
        "released": released,
        "released_basis": ReleasedBasis.FILE_NAME,
        "imported_at": NOW,
        "file_name": "csl_layout_2026-07-09.csv.gz",
        "sha256": SHA,
        "format": "CSL CSV, 29 columns",
        "parser_version": 1,
        "rows": parties,
        "parties": parties,
        "names": parties * 2,
        "addresses": parties + 40,
        "unread": 0,
        "state": ReleaseState.IN_SERVICE,
        "published_fields": ("addresses", "designation.licence_requirement"),
    }
    return Release(**(values | more))


RELEASES = {
    "US-EL": release(ENTITY_LIST, date(2026, 7, 9), 3409),
    "US-SDN": release(SDN, date(2026, 11, 12), 10026),
    "US-DPL": release(DENIED, date(2022, 4, 21), 462, unread=2),
}
STARTER = {
    "US-EL": release(
        ENTITY_LIST,
        date(2026, 7, 9),
        101,
        channel=Channel.STARTER,
        state=ReleaseState.STARTER,
        file_name="entries.csv",
    )
}
REFUSED = release(
    SDN,
    date(2026, 11, 20),
    0,
    state=ReleaseState.REFUSED,
    file_name="sdn_broken.csv",
    reason="The file ends inside a quoted field after 4,228 records.",
)

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


class FakeServices:
    """Answers like the services do. ``delay`` makes a search slow, ``failure`` makes it fail."""

    def __init__(self, *, starter: bool = False) -> None:
        self.starter = starter
        self.delay = 0.0
        self.failure: BaseException | None = None
        self.screened: list[Query] = []
        self.recorded: dict[str, Answer] = {}
        self.made: dict[str, list[Disposition]] = {}
        self.memos: list[MemoRow] = []
        self.books: list[SupplierBook] = []
        self.suppliers: dict[int, SupplierRow] = {}
        self.not_taken: tuple[RowNotTaken, ...] = ()
        self.readings: list[SheetReading] = []
        self.imported: list[tuple[Path, ...]] = []
        self.opened = False
        self.warm = False
        self.closed = False
        self.line = 70.0
        self.remembered: dict[str, Any] = {}
        self.threads: set[int] = set()

    def open(self, operator: str, progress: ReportProgress, cancel: CancelToken) -> None:
        progress(Progress("Loading the index", 1, 2))
        cancel.check()
        self.remembered["operator"] = operator or "Officer"
        self.opened = True

    def warm_up(self) -> None:
        self.warm = True

    def close(self) -> None:
        self.closed = True

    def operator(self) -> str:
        return str(self.remembered.get("operator", "Officer"))

    def settings(self) -> Settings:
        return Settings()

    def change_settings(self, changes: Mapping[str, Any]) -> Settings:
        self.remembered.update(changes)
        return Settings()

    def change_operator(self, name: str) -> None:
        self.remembered["operator"] = name

    def alert_line(self) -> float:
        return self.line

    def set_alert_line(self, value: float, reason: str) -> None:
        if value > self.line and not reason:
            raise InputError("Raising the alert line needs a reason.")
        self.line = value

    def _releases(self) -> Mapping[str, Release]:
        return STARTER if self.starter else RELEASES

    def list_overview(self) -> tuple[ListStatus, ...]:
        found = []
        for known in LISTS:
            held = self._releases().get(known.code)
            warnings: tuple[str, ...] = ()
            age = (NOW.date() - held.released).days if held and held.released else None
            if age and age > 100:
                warnings = (f"{age} days old; published about every 30 days",)
            refused = REFUSED if known is SDN and not self.starter else None
            if refused:
                warnings = (
                    *warnings,
                    f"the file {refused.file_name} was refused: {refused.reason}",
                )
            found.append(ListStatus(known, held, age, warnings, refused))
        return tuple(found)

    def release_history(self, list_code: str) -> tuple[Release, ...]:
        held = self._releases().get(list_code)
        return (held,) if held else ()

    def import_lists(
        self, files: Sequence[Path], progress: ReportProgress, cancel: CancelToken
    ) -> ImportReport:
        self.imported.append(tuple(files))
        if self.failure:
            raise self.failure
        for done in range(20):
            cancel.check()
            progress(Progress("reading rows", done, 20, "Entity List"))
            time.sleep(self.delay)
        self.starter = False
        return ImportReport(
            tuple(file.name for file in files),
            (
                ReleaseOutcome("US-EL", date(2026, 7, 9), ReleaseState.IN_SERVICE, 3409, 82, 4, 2),
                ReleaseOutcome("US-SDN", None, ReleaseState.REFUSED, reason="It ends in a field."),
            ),
            ("US-UVL is missing from this file.",),
            1.2,
        )

    def screen(self, query: Query) -> Answer:
        self.threads.add(threading.get_ident())
        self.screened.append(query)
        if self.delay:
            time.sleep(self.delay)
        if self.failure:
            raise self.failure
        found = hits_for(query) if "nothing" not in query.name.casefold() else ()
        coverage = tuple(
            covered(known, self._releases()[known.code])
            for known in LISTS
            if known.code in self._releases()
        )
        outcome = Outcome.HITS if found else Outcome.NO_MATCH
        return Answer(
            screening="",
            screened_at=NOW,
            as_of=NOW.date(),
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
            else (),
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
            row=812,
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

    def make_memo(self, screening: str, out: Path | None = None) -> WrittenMemo:
        path = out or Path("memos") / f"Memo {screening}.pdf"
        row = MemoRow("M-2026-000001", screening, NOW, self.operator(), path.name, SHA)
        self.memos.append(row)
        return WrittenMemo(row, path)

    def preview_sheet(
        self, path: Path, sheet: str = "", header_row: int | None = None, encoding: str = ""
    ) -> SheetPreview:
        if path.suffix == ".exe":
            raise InputError(f"{path.name} is not a spreadsheet. Nothing was stored.")
        row = 3 if header_row is None else header_row
        columns = (
            ColumnGuess(
                0, "A", "Supplier\nname", ("宁畅信息产业", "ООО Ромашка"), SupplierField.NAME
            ),
            ColumnGuess(1, "B", "Address", ("海泰华科大街15号",), SupplierField.ADDRESS),
            ColumnGuess(2, "C", "Country", ("CN", "RU"), SupplierField.COUNTRY),
            ColumnGuess(3, "D", "Note", ("=1+1",), None),
        )
        rows = (
            ("Suppliers 2026",),
            ("", "", "", ""),
            ("Supplier name", "Address", "Country", "Note"),
            ("宁畅信息产业", "海泰华科大街15号, 天津", "CN", "=1+1"),
            ("ООО Ромашка", "Москва, ул. Ленина 1", "RU", ""),
            ("شركة النور", "دبي", "AE", ""),
        )
        return SheetPreview(
            path,
            "csv",
            ("Sheet1", "Sheet2"),
            sheet or "Sheet1",
            encoding or "gb18030",
            row,
            columns,
            rows,
            4000,
            ("The encoding was guessed as gb18030.",),
        )

    def import_suppliers(
        self,
        path: Path,
        reading: SheetReading,
        book: str,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> BookImport:
        self.readings.append(reading)
        progress(Progress("reading rows", 1, 2))
        cancel.check()
        number = len(self.books) + 1
        made = fake_book(number, book or path.stem, 400)
        self.books.insert(0, made)
        for place in range(400):
            self.suppliers[number * 100_000 + place] = fake_supplier(
                number * 100_000 + place, place
            )
        self.not_taken = (RowNotTaken("Sheet1", 17, "A", "The name is empty.", ";;CN;"),)
        return BookImport(made, reading, (), 402, 1, self.not_taken)

    def supplier_books(self) -> tuple[SupplierBook, ...]:
        return tuple(self.books)

    def rows_not_taken(self, _book: int) -> tuple[RowNotTaken, ...]:
        return self.not_taken

    def supplier_ids(
        self,
        book: int,
        status: SupplierStatus | None,
        text: str,
        order_by: str,
        descending: bool,  # noqa: FBT001 - as the services take it
    ) -> Sequence[int]:
        found = [
            row
            for row in self.suppliers.values()
            if row.id // 100_000 == book
            and (status is None or row.status is status)
            and text.casefold() in row.supplier.name.casefold()
        ]
        keys: dict[str, Callable[[SupplierRow], Any]] = {
            "name": lambda row: row.supplier.name,
            "score": lambda row: row.best_score or 0,
        }
        found.sort(key=keys.get(order_by, lambda row: row.supplier.row), reverse=descending)
        return tuple(row.id for row in found)

    def supplier_rows(self, ids: Sequence[int]) -> tuple[SupplierRow, ...]:
        return tuple(self.suppliers[number] for number in ids)

    def screen_book(self, book: int, progress: ReportProgress, cancel: CancelToken) -> BatchReport:
        done = 0
        for number, row in list(self.suppliers.items()):
            if row.id // 100_000 != book or row.screening:
                continue
            if cancel.cancelled:
                return BatchReport(self.books[0], done, 1, 2, 0.5, cancelled=True)
            time.sleep(self.delay)
            done += 1
            progress(Progress("screening", done, 400, "2 hits so far"))
            status = SupplierStatus.TO_REVIEW if done % 40 == 0 else SupplierStatus.NO_MATCH
            self.suppliers[number] = replace(
                row,
                status=status,
                screening=f"S-2026-{done:06d}",
                best_score=97.4 if status is SupplierStatus.TO_REVIEW else None,
                best_party="Nettrix Information Industry Co., Ltd."
                if status is SupplierStatus.TO_REVIEW
                else "",
                best_list="US-EL" if status is SupplierStatus.TO_REVIEW else "",
                hits=2 if status is SupplierStatus.TO_REVIEW else 0,
                screened_at=NOW,
            )
        self.books[0] = replace(self.books[0], screened=400, with_hits=10)
        return BatchReport(self.books[0], done, 10, 20, 1.0)

    def export_book(self, _book: int, out: Path) -> Path:
        out.write_text("results", encoding="utf-8")
        return out

    def screening_rows(
        self, text: str, outcome: str, limit: int, offset: int
    ) -> tuple[ScreeningRow, ...]:
        rows = [
            ScreeningRow(
                number,
                answer.query.name,
                answer.screened_at,
                answer.operator,
                answer.outcome.value,
                len(answer.alerts),
                max((item.score for item in answer.hits), default=None),
                len(answer.alerts) - len(self.dispositions(number)),
            )
            for number, answer in self.recorded.items()
            if text.casefold() in answer.query.name.casefold()
            and (not outcome or answer.outcome.value == outcome)
        ]
        return tuple(rows[offset : offset + limit])

    def memo_rows(self, limit: int, offset: int) -> tuple[MemoRow, ...]:
        return tuple(self.memos[offset : offset + limit])

    def audit_entries(self, limit: int, offset: int) -> tuple[AuditEntry, ...]:
        rows = [
            AuditEntry(
                number,
                "2026-11-22T09:30:00Z",
                "screening recorded",
                f"S-2026-{number:06d}",
                self.operator(),
                SHA,
                SHA,
                SHA,
                SHA,
                "ab12",
            )
            for number in range(450, 0, -1)
        ]
        return tuple(rows[offset : offset + limit])

    def verify_audit(self) -> AuditVerdict:
        return AuditVerdict(intact=True, entries=450, head=SHA)


def fake_book(number: int, name: str, suppliers: int) -> SupplierBook:
    return SupplierBook(number, name, f"{name}.csv", SHA, NOW, suppliers)


def fake_supplier(number: int, row: int) -> SupplierRow:
    names = ("宁畅信息产业有限公司", "ООО Ромашка", "شركة النور للتجارة", "Acme Bearings GmbH")
    supplier = Supplier(
        f"{names[row % 4]} {row}",
        addresses=("海泰华科大街15号, 天津",),
        country=("CN", "RU", "AE", "DE")[row % 4],
        row=row + 4,
    )
    return SupplierRow(number, supplier, SupplierStatus.NOT_SCREENED)


class LongestBlock:
    """Measures how long the window did not answer: the longest gap between two timer ticks."""

    def __init__(self) -> None:
        self.longest = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Self:
        self._clock.start()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        self.longest = max(self.longest, self._clock.restart())


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    qapp.setStyle("Fusion")
    look = Theme(Wish.LIGHT)
    look.apply()
    return look


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:  # noqa: ARG001 - threads need its loop
    made = Bridge()
    yield made
    made.shut_down()


@pytest.fixture
def desk(services: FakeServices, bridge: Bridge, theme: Theme, tmp_path: Path) -> Desk:
    return Desk(services, bridge, theme, WindowState(tmp_path / "window.ini"))


@pytest.fixture
def longest_block() -> type[LongestBlock]:
    return LongestBlock


@pytest.fixture
def opened(desk: Desk, tmp_path: Path, qtbot: Any) -> Iterator[MainWindow]:
    """The whole window over the fake, with its workspace open."""
    paths = Paths(data=tmp_path, cache=tmp_path / "cache", logs=tmp_path / "logs")
    window = MainWindow(desk, paths)
    window.resize(1280, 720)
    window.show()
    with qtbot.waitSignal(window.workspace_opened):
        window.start()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What Qt's offscreen platform says about itself is no fault of the window's."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
