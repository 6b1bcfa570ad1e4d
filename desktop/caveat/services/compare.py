"""How alike two names are, for ``caveat compare``, and what is published about them."""

from caveat.domain.decisions import Operator
from caveat.domain.parties import PartyKind
from caveat.domain.screening import NameComparison, Query
from caveat.errors import CaveatError
from caveat.matching.compare import compare_names as score_names
from caveat.matching.known import AllNames, KnownNames
from caveat.paths import Paths
from caveat.services.index import IndexShelf
from caveat.services.operator_keys import given_passphrases
from caveat.services.published_names import built_in_names
from caveat.services.standpoint import in_service, standpoint
from caveat.services.workspace import Workspace, utc_now
from caveat.storage.connection import Store
from caveat.storage.driver import sqlite3
from caveat.storage.encryption import key_for
from caveat.storage.overlay import current_overlay


class NameComparer:
    """Compares names, knowing those that the program and the lists in service publish."""

    def __init__(self, paths: Paths | None = None) -> None:
        """Reads the workspace that lies at ``paths``, if one does; none is made, nothing is stored.

        One that cannot be opened, or needs a passphrase that is not given, is left out: two names
        can be compared without it.
        """
        listed = _listed_names(paths) if paths is not None else None
        self._known = AllNames([*([listed] if listed is not None else []), built_in_names()])

    def compare(
        self, a: str, b: str, kind: PartyKind | None = None, *, what_if: bool = False
    ) -> NameComparison:
        """Score and explain two names; with ``what_if`` also say what would move the score."""
        return score_names(a, b, kind, self._known, what_if=what_if)


def _listed_names(paths: Paths) -> KnownNames | None:
    if not paths.workspace.is_file():
        return None
    try:
        key = key_for(paths.workspace, given_passphrases("", "").workspace)
        store = Store(paths.workspace, read_only=True, key=key)
        ws = Workspace(paths, store, Operator(0, "", ""), key=None, now=utc_now)
        try:
            with ws.store.reading() as connection:
                covered = in_service(connection, standpoint(ws, Query("")))
                current = current_overlay(connection)
            return IndexShelf(ws).over(covered, current).index.known_names
        finally:
            ws.close()
    except (CaveatError, sqlite3.Error):
        # Of an older or newer program, say: what can be known without it is known.
        return None
