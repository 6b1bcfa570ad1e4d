"""What every part of the fake shares: the clock, the officer, delays and failures."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.protection import Protection, RekeyingReport
from caveat.errors import InputError, PassphraseNeededError, WrongPassphraseError
from caveat.settings import Settings
from caveat.ui.contract import Passwords, Rekey

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class BaseFake:
    """``delay`` makes long work slow, ``failure`` makes it fail."""

    def __init__(self, *, starter: bool = False) -> None:
        self.starter = starter
        self.delay = 0.0
        self.failure: BaseException | None = None
        self.opened = False
        self.warm = False
        self.closed = False
        self.line = 70.0
        self.remembered: dict[str, Any] = {}
        self.passphrase = ""
        self.private: tuple[str, ...] = ()
        self.rekeyed: list[Rekey] = []

    def open(
        self, operator: str, given: Passwords, progress: ReportProgress, cancel: CancelToken
    ) -> None:
        if self.passphrase and given.workspace != self.passphrase:
            kind = WrongPassphraseError if given.workspace else PassphraseNeededError
            raise kind("This workspace is encrypted. Nothing was changed.")
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

    def protection(self) -> Protection:
        return Protection(bool(self.passphrase), True, 5, private_lists=self.private)

    def rekey(
        self, wanted: Rekey, progress: ReportProgress, _cancel: CancelToken
    ) -> RekeyingReport:
        progress(Progress("Deriving the key", 0))
        if self.passphrase and wanted.old != self.passphrase:
            raise WrongPassphraseError("That is not the passphrase. Nothing was changed.")
        self.rekeyed.append(wanted)
        self.passphrase = wanted.new
        return RekeyingReport(wanted.did, ("caveat-1.sqlite",), notes=("keep the passphrase safe",))
