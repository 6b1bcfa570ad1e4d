"""The open workspace behind the pages: opening, protection, settings, who works.

The services are imported when they are first asked, in a job's thread, so that the window is on
the screen before they are.
"""
# ruff: noqa: PLC0415 - see above: imported when first asked, not when the window is built

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.protection import Protection, Rekeying, RekeyingReport
from caveat.domain.screening import Query
from caveat.errors import EnvironmentProblemError, PassphraseNeededError
from caveat.paths import Paths
from caveat.settings import Settings
from caveat.ui.contract import Passwords, Rekey

if TYPE_CHECKING:
    from caveat.services.screening import Screener
    from caveat.services.workspace import Workspace


_CHINESE = "中文"


class WorkspaceBackend:
    """Opens and closes one workspace; what else is asked of it stands in the classes above."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._workspace: Workspace | None = None
        self._left: list[Workspace] = []
        self._screener: Screener | None = None

    @property
    def _ws(self) -> "Workspace":
        if self._workspace is None:
            raise EnvironmentProblemError("The workspace is still being opened. Try again soon.")
        return self._workspace

    @property
    def _engine(self) -> "Screener":
        if self._screener is None:
            raise EnvironmentProblemError("The lists are still being loaded. Try again soon.")
        return self._screener

    def open(
        self, operator: str, given: Passwords, progress: ReportProgress, cancel: CancelToken
    ) -> None:
        """Open the workspace and load the index.

        Raises:
            PassphraseNeededError: If it is encrypted and the passphrase was not given, or wrong.
            EnvironmentProblemError: If the disk, a lock or a newer version is in the way.
        """
        from caveat.services.screening import Screener
        from caveat.services.workspace import open_workspace

        if self._workspace is None:
            self._workspace = open_workspace(
                self._paths,
                operator=operator,
                passphrase=given.workspace,
                key_passphrase=given.key,
                progress=progress,
            )
        cancel.check()
        screener = Screener(self._workspace)
        screener.prepare(progress, cancel)
        self._screener = screener

    def warm_up(self) -> None:
        """Load the tables of Chinese readings: 0.3 s that the first Chinese name would wait."""
        self._engine.screen(Query(name=_CHINESE))

    def close(self) -> None:
        """Let go of the workspace."""
        for workspace in (*self._left, self._workspace):
            if workspace is not None:
                workspace.close()
        self._left = []
        self._workspace = None
        self._screener = None

    def protection(self) -> Protection:
        """How the workspace is protected."""
        from caveat.services import encryption

        return encryption.workspace_protection(self._ws)

    def rekey(self, wanted: Rekey, progress: ReportProgress, cancel: CancelToken) -> RekeyingReport:
        """Close the workspace, change its protection, and open it again, whatever came of it."""
        from caveat.services import encryption

        operator, before = self._ws.operator.name, self._ws.passphrases
        change: Callable[..., RekeyingReport]
        match wanted.did:
            case Rekeying.DECRYPTED:
                change = partial(encryption.decrypt_workspace, self._paths, wanted.old)
            case Rekeying.PASSPHRASE:
                change = partial(encryption.change_passphrase, self._paths, wanted.old, wanted.new)
            case _:
                change = partial(encryption.encrypt_workspace, self._paths, wanted.new)
        self.close()
        try:
            return change(
                operator=operator, key_passphrase=before.key, progress=progress, cancel=cancel
            )
        finally:
            # What was cancelled late may be done all the same: one of the two opens it.
            try:
                self.open(operator, Passwords(wanted.new, before.key), progress, CancelToken())
            except PassphraseNeededError:
                given = Passwords(before.workspace, before.key)
                self.open(operator, given, progress, CancelToken())

    def operator(self) -> str:
        """Name of who works."""
        return self._ws.operator.name

    def settings(self) -> Settings:
        """What the program remembers."""
        return self._ws.settings

    def change_settings(self, changes: Mapping[str, Any]) -> Settings:
        """Remember something else."""
        return self._ws.change_settings(**changes)

    def change_operator(self, name: str) -> None:
        """Open the same workspace for someone else, with that person's own key."""
        from caveat.services.screening import Screener
        from caveat.services.workspace import open_as

        self._ws.change_settings(operator=name)
        workspace = open_as(self._ws, name)
        screener = Screener(workspace)
        screener.prepare()
        self._left.append(self._ws)  # readers may still be at work in it: closed at the end
        self._workspace, self._screener = workspace, screener

    def alert_line(self) -> float:
        """Score from which a party needs a decision, 0-100."""
        from caveat.services import alert_line

        return alert_line.alert_line(self._ws)

    def set_alert_line(self, value: float, reason: str) -> None:
        """Move the alert line."""
        from caveat.services import alert_line

        alert_line.set_alert_line(self._ws, value, reason)
