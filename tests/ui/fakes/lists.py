"""Lists of the fake: releases, a refused one, importing."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from caveat.domain.bundles import (
    BundledImport,
    BundledList,
    BundleMade,
    BundleReport,
    BundleSeen,
    LeftOut,
    Manifest,
    Signer,
    Trust,
)
from caveat.domain.changes import ChangedParty, ListChanges, Reconciliation
from caveat.domain.differences import FieldChange
from caveat.domain.lists import (
    Channel,
    Duty,
    ImportReport,
    KnownFormat,
    ListStatus,
    Override,
    PublishedList,
    Release,
    ReleasedBasis,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.domain.own_lists import OwnField, OwnListPreview, OwnListSettings
from caveat.domain.parties import PartyKind
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.suppliers import ColumnGuess, SheetPreview, SupplierField
from caveat.domain.updates import AddressUpdate, ListAddress, UpdateOutcome, UpdateReport
from caveat.errors import InputError
from caveat.ui.contract import BundleChoices, ImportChoices
from ui.fakes.base import NOW, SHA, BaseFake

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


EARLIER = release(
    ENTITY_LIST,
    date(2026, 3, 2),
    3331,
    id=2,
    state=ReleaseState.SUPERSEDED,
    file_name="csl_2026-03-02.csv.gz",
)
OFAC_SDN = release(
    SDN, date(2026, 11, 19), 10_061, id=3, channel=Channel.OFAC, state=ReleaseState.SUPERSEDED
)


ADDRESSES = (
    ListAddress(
        "csl",
        ("US-EL", "US-SDN"),
        Channel.CSL,
        ("https://lists.example.test/csl.csv",),
        ("csl.csv",),
        "Consolidated Screening List",
        default=True,
    ),
    ListAddress(
        "un",
        ("UN-SC",),
        Channel.UN,
        ("https://un.example.test/list.xml",),
        ("list.xml",),
        "UN Security Council, XML",
        hosts=("files.example.test",),
    ),
    ListAddress(
        "eu", ("EU-FSF",), Channel.EU, ("https://eu.example.test/x",), ("x",), "EU sanctions"
    ),
)
OUTCOMES = {
    "csl": UpdateOutcome.FETCHED,
    "un": UpdateOutcome.NOT_MODIFIED,
    "eu": UpdateOutcome.FAILED,
}


def bundle_manifest(trust: Trust) -> Manifest:
    held = BundledList("US-EL", date(2026, 7, 9), ReleasedBasis.INSIDE, 3409, 8581, 6125, 0)
    carried = BundledImport(
        Channel.CSL,
        "CSL CSV, 29 columns",
        1,
        "https://lists.example.test/csl.csv",
        NOW,
        (),
        (held,),
    )
    sender = Signer("Officer at head office", b"k" * 32, "ab12 cd34 ef56", trust)
    return Manifest(NOW, "W-1", sender, 12, SHA, (carried,))


def _only(held: Release | None) -> tuple[Release, ...]:
    return (held,) if held else ()


def changes_of(list_code: str) -> ListChanges:
    known = next(known for known in LISTS if known.code == list_code)
    fields = (
        FieldChange("names", (), ("Nettrix (alias)",)),
        FieldChange("addresses", ("No. 15, Haitai Street",), ("No. 15, Haitai Huake Street",)),
    )
    return ListChanges(
        known,
        EARLIER,
        RELEASES[list_code],
        (
            ChangedParty(
                "P-1", 1, "Nettrix Information Industry Co., Ltd.", PartyKind.COMPANY, "CN"
            ),
            ChangedParty("P-2", 2, "Dawning Information Industry", PartyKind.COMPANY, "CN"),
        ),
        (ChangedParty("P-4", 4, "Нингчан Информейшн", PartyKind.UNKNOWN, "RU"),),
        (ChangedParty("P-3", 3, "شركة المعلومات", PartyKind.COMPANY, "AE", fields),),
        reworded=12,
        unchanged=3_300,
    )


class ListsFake(BaseFake):
    """Lists and importing them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.imported: list[tuple[Path, ...]] = []
        self.choices: list[ImportChoices] = []
        self.own: list[tuple[Path, OwnListSettings, ImportChoices]] = []
        self.own_looks: list[tuple[str, int | None]] = []
        self.bundles: list[tuple[Path, BundleChoices]] = []
        self.trust = Trust.KNOWN
        self.bundle_whole = True
        self.updated: list[tuple[str, ...]] = []
        self.spans: list[tuple[date | None, date | None]] = []
        self.switched: list[tuple[str, Channel | int, str]] = []

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

    def _judged(self, choices: ImportChoices) -> ReleaseOutcome:
        if Override.SHRINK in choices.accept:
            return ReleaseOutcome("US-SDN", None, ReleaseState.IN_SERVICE, 120, 0, 0, 9_906)
        return ReleaseOutcome(
            "US-SDN",
            None,
            ReleaseState.REFUSED,
            120,
            reason="it has 120 entries where the release in service has 10,026",
            override=Override.SHRINK,
        )

    def release_history(self, list_code: str) -> tuple[Release, ...]:
        held = self._releases().get(list_code)
        if list_code == "US-SDN":
            return (REFUSED, *filter(None, (held,)))
        return (held, EARLIER) if held is not None and list_code == "US-EL" else _only(held)

    def make_bundle(self, out: Path, progress: ReportProgress, _cancel: CancelToken) -> BundleMade:
        progress(Progress("Packing", 1, 2))
        out.write_bytes(b"bundle")
        left = (LeftOut("OWN-LETTERS", "it is private", by_rule=True),)
        return BundleMade(out.name, SHA, 6, bundle_manifest(Trust.OWN), left)

    def is_bundle(self, path: Path) -> bool:
        return path.suffix == ".caveat"

    def look_at_bundle(self, _path: Path) -> BundleSeen:
        return BundleSeen(SHA, bundle_manifest(self.trust), self.bundle_whole)

    def import_bundle(
        self,
        path: Path,
        choices: BundleChoices,
        _progress: ReportProgress,
        _cancel: CancelToken,
    ) -> BundleReport:
        self.bundles.append((path, choices))
        outcome = self._judged(ImportChoices(accept=choices.accept))
        report = ImportReport((path.name,), (outcome,))
        return BundleReport(self.look_at_bundle(path), choices.accept_signer, False, report)

    def preview_own_list(
        self, path: Path, sheet: str = "", header_row: int | None = None
    ) -> OwnListPreview:
        if path.suffix == ".exe":
            raise InputError(f"{path.name} is no table. Nothing was stored.")
        self.own_looks.append((sheet, header_row))
        seen = SheetPreview(
            path,
            "csv",
            ("Letters", "Old"),
            sheet or "Letters",
            "utf-8",
            1 if header_row is None else header_row,
            (
                ColumnGuess(0, "A", "Firm", ("Example GmbH",), SupplierField.NAME),
                ColumnGuess(1, "B", "Remark", ("letter of May",), None),
            ),
            (("Firm", "Remark"), ("Example GmbH", "letter of May")),
            14,
        )
        settings = OwnListSettings(
            "", "", Duty.SCRUTINISE, "", columns=((0, OwnField.PARTY), (1, OwnField.NOTE))
        )
        return OwnListPreview(settings, seen)

    def import_own_list(
        self,
        path: Path,
        settings: OwnListSettings,
        choices: ImportChoices,
        _progress: ReportProgress,
        _cancel: CancelToken,
    ) -> ImportReport:
        self.own.append((path, settings, choices))
        code = settings.code
        if Override.SHRINK in choices.accept:
            outcome = ReleaseOutcome(code, None, ReleaseState.IN_SERVICE, 14, 0, 0, 3)
        else:
            outcome = ReleaseOutcome(
                code,
                None,
                ReleaseState.REFUSED,
                14,
                reason="it has 14 entries where the release in service has 17",
                override=Override.SHRINK,
            )
        return ImportReport((path.name,), (replace(outcome, channel=Channel.OWN),))

    def save_own_list_template(self, out: Path) -> Path:
        out.write_text("party,alias", encoding="utf-8")
        return out

    def update_plan(self, codes: Sequence[str]) -> tuple[ListAddress, ...]:
        if not codes:
            return ADDRESSES
        return tuple(a for a in ADDRESSES if a.key in codes or set(codes) & set(a.lists))

    def update_lists(
        self, codes: Sequence[str], progress: ReportProgress, cancel: CancelToken
    ) -> UpdateReport:
        self.updated.append(tuple(codes))
        found = []
        for address in self.update_plan(codes):
            for done in range(1, 6):
                progress(Progress(f"{address.what}: fetching", done * 1_000_000, 5_000_000))
                time.sleep(self.delay)
                if cancel.cancelled:
                    break
            outcome = UpdateOutcome.CANCELLED if cancel.cancelled else OUTCOMES[address.key]
            failed = outcome is UpdateOutcome.FAILED
            report = ImportReport(("csl.csv",), (self._judged(ImportChoices()),))
            found.append(
                AddressUpdate(
                    address,
                    outcome,
                    reason="The server does not answer. Try again later." if failed else "",
                    report=report if outcome is UpdateOutcome.FETCHED else None,
                    kept="kept" if outcome is UpdateOutcome.FETCHED else "",
                )
            )
        return UpdateReport(tuple(found))

    def list_changes(
        self, list_code: str, from_date: date | None, to_date: date | None
    ) -> ListChanges:
        if self.failure:
            raise self.failure
        self.spans.append((from_date, to_date))
        return changes_of(list_code)

    def channels_of(self, list_code: str) -> tuple[Release, ...]:
        held = self._releases()[list_code]
        return (held, OFAC_SDN) if list_code == "US-SDN" else (held,)

    def reconcile(self, list_code: str, channel: Channel) -> Reconciliation:
        if channel is not OFAC_SDN.channel:
            raise InputError(f"No release of {list_code} by the channel {channel} is stored.")
        found = changes_of(list_code)
        return Reconciliation(replace(found, new=OFAC_SDN), same_name=7, switched=False)

    def switch_channel(
        self,
        list_code: str,
        channel: Channel,
        reason: str,
        _progress: ReportProgress,
    ) -> Reconciliation:
        self.switched.append((list_code, channel, reason))
        return replace(self.reconcile(list_code, channel), switched=True)

    def put_back(
        self, list_code: str, release_id: int, reason: str, _progress: ReportProgress
    ) -> Release:
        self.switched.append((list_code, release_id, reason))
        return next(r for r in self.release_history(list_code) if r.id == release_id)

    def list_formats(self) -> tuple[KnownFormat, ...]:
        return (
            KnownFormat("CSL CSV, 29 columns", Channel.CSL, tried=True),
            KnownFormat("OFAC advanced XML", Channel.OFAC, tried=False),
        )

    def import_lists(
        self,
        files: Sequence[Path],
        choices: ImportChoices,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> ImportReport:
        self.imported.append(tuple(files))
        self.choices.append(choices)
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
                self._judged(choices),
            ),
            ("US-UVL is missing from this file.",),
            1.2,
        )
