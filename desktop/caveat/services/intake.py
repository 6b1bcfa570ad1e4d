"""Takes a parsed file in: per list judged, stored as history, put into service or refused.

A list is in service by one channel at a time. A release that comes by another is kept as history
until the officer switches (see `caveat.services.channels`): two publications of one list differ in
wording and in age, and a list that changed hands by itself could hide what it lost.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from caveat.domain.lists import (
    BY_HAND,
    CHANNEL_TITLES,
    Channel,
    ImportReport,
    Origin,
    Override,
    ParsedFile,
    ParsedList,
    Release,
    ReleasedBasis,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ingest.lists.read import released_from_file_name
from caveat.services import guards
from caveat.services.given_text import refuse_broken_text
from caveat.services.workspace import Workspace
from caveat.storage import releases
from caveat.storage.digests import import_digest
from caveat.storage.driver import sqlite3
from caveat.storage.history import store_release
from caveat.storage.releases import NewRelease

_OLDER = "older than the release in service; kept as history"
_PUT_BACK = "put into service in place of the release of {} ({:,} entries for {:,}): {}"
_OTHER_CHANNEL = (
    "kept as history: this list is in service by another channel ({}). To switch, use "
    "“caveat lists channel {} {}” or the Lists page"
)
_SAME = "this very file is in service already"
_KEPT = "this very file is kept as history already"


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What the operator decided about an import, and where the file came from.

    Attributes:
        released: Date of the edition, where the file itself states none.
        released_basis: What that date rests on.
        accept: What may differ from the release in service.
        reason: Why it may.
        whole_file: Whether lists that the file does not hold count as missing from it.
        origin: Where the file came from.
    """

    released: date | None = None
    released_basis: ReleasedBasis = ReleasedBasis.GIVEN
    accept: frozenset[Override] = frozenset()
    reason: str = ""
    whole_file: bool = True
    origin: Origin = BY_HAND


def check_decisions(
    ws: Workspace, released: date | None, accept: Collection[Override], reason: str
) -> None:
    """See to it that an import may begin at all, with what the operator decided about it.

    Raises:
        InputError: Something is to be accepted without a reason, or a date is in the future.
        EnvironmentProblemError: The workspace is open for reading only.
    """
    refuse_broken_text("The reason", reason)
    if accept and not reason.strip():
        raise InputError(
            "To accept a list that the guards would refuse, give a reason: it goes on record. "
            "Nothing was changed."
        )
    if released and released > ws.now().date() + timedelta(days=1):
        raise InputError(f"{released.isoformat()} is in the future. Nothing was changed.")
    if ws.read_only:
        raise EnvironmentProblemError(
            "This workspace is open for reading only, so no list can be imported. Nothing was "
            "changed. Give yourself write permission for its folder."
        )


def take_in(
    ws: Workspace,
    parsed: ParsedFile,
    options: IntakeOptions,
    *,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> ImportReport:
    """Take in every list of a file in one transaction: all of it is stored, or nothing."""
    with ws.store.writing() as connection:
        intake = _Intake(ws, connection, parsed, options)
        outcomes = []
        for done, item in enumerate(parsed.lists):
            if cancel:
                cancel.check()
            progress(Progress("Storing", done, len(parsed.lists), item.list_code))
            outcomes.append(intake.take(item))
        return intake.finish(tuple(outcomes))


class _Intake:
    """One file being taken in."""

    def __init__(
        self,
        ws: Workspace,
        connection: sqlite3.Connection,
        parsed: ParsedFile,
        options: IntakeOptions,
    ) -> None:
        self._ws = ws
        self._connection = connection
        self._parsed = parsed
        self._options = options
        self._now = ws.now()
        self._before = {item.list_code: item for item in releases.in_service(connection)}
        self._import_id: int | None = None

    def take(self, item: ParsedList) -> ReleaseOutcome:
        """Judge and store one list."""
        stored = releases.same_file(
            self._connection, item.list_code, self._parsed.channel, self._parsed.sha256
        )
        released, basis = self._edition(item)
        if stored and stored.parser_version == self._parsed.parser_version:
            # Under a date that the operator gives now it is another edition: the first may have
            # been imported without one.
            redated = basis is ReleasedBasis.GIVEN and released != stored.released
            if not redated:
                return self._known_already(stored)
        newest = releases.newest(self._connection, item.list_code, self._parsed.channel)
        starter = releases.newest(self._connection, item.list_code, Channel.STARTER)
        verdict = guards.judge(
            item,
            released,
            self._edition_before(item, released, newest),
            today=self._now.date(),
            accepted=guards.Accepted(self._options.accept, self._options.reason),
            confirm_counts=not self._parsed.tried and newest is None,
        )
        reason = verdict.reason or guards.behind_the_starter(item, released, starter)
        new = NewRelease(self._import(), self._parsed.channel, item, released, basis, reason)
        if verdict.refused:
            return self._refuse(new, verdict.override)
        return self._store(new)

    def _edition_before(
        self, item: ParsedList, released: date | None, newest: Release | None
    ) -> Release | None:
        """The edition that an edition is compared with: the newest, but of a late one its own."""
        if newest and newest.released and released and released < newest.released:
            return releases.newest(
                self._connection, item.list_code, self._parsed.channel, until=released
            )
        return newest

    def _known_already(self, stored: Release) -> ReleaseOutcome:
        """The very same file was taken in before; it enters service again only when asked."""
        current = self._before.get(stored.list_code)
        serves = current is not None and current.id == stored.id
        may_serve = not serves and current is not None and current.channel is stored.channel
        reason = _SAME if serves else _KEPT
        if may_serve and Override.OLDER in self._options.accept:
            reason = self._put_back(stored.parties, current)
            releases.add_service_event(
                self._connection,
                "in service",
                stored.list_code,
                at=self._now,
                operator=self._ws.operator.id,
                release_id=stored.id,
                import_id=self._import(),
                reason=reason,
            )
            stored = releases.release(self._connection, stored.id)
            may_serve = False
        return ReleaseOutcome(
            stored.list_code,
            stored.released,
            stored.state,
            stored.parties,
            unread=stored.unread,
            unchanged=True,
            channel=stored.channel,
            reason=reason,
            override=Override.OLDER if may_serve else None,
        )

    def finish(self, outcomes: tuple[ReleaseOutcome, ...]) -> ImportReport:
        """Note what is missing and put the import on record."""
        warnings = [f"belongs to no list known here: {s}" for s in self._parsed.unknown_sources]
        if self._import_id is not None:
            releases.add_unread_rows(
                self._connection, self._import_id, None, self._parsed.unknown_rows
            )
            if self._options.whole_file and self._is_combined():
                warnings += self._mark_missing()
            self._ws.append(
                self._connection,
                "lists imported",
                self._parsed.file_name,
                {
                    "sha256": self._parsed.sha256,
                    "format": self._parsed.format,
                    "outcomes": [
                        {**asdict(o), "released": o.released.isoformat() if o.released else None}
                        for o in outcomes
                    ],
                    "warnings": warnings,
                    "accepted": sorted(self._options.accept),
                    "reason": self._options.reason,
                    "source": self._options.origin.source_url,
                    "stored": import_digest(self._connection, self._import_id),
                },
            )
        return ImportReport((self._parsed.file_name,), outcomes, tuple(warnings))

    def _is_combined(self) -> bool:
        """Whether this channel's files hold many lists, so that an absent one is missing."""
        return self._parsed.combined and len(self._parsed.lists) > 1

    def _import(self) -> int:
        if self._import_id is None:
            self._import_id = releases.add_import(
                self._connection,
                self._parsed,
                at=self._now,
                operator=self._ws.operator.id,
                note=self._options.reason,
                origin=replace(self._options.origin, tried=self._parsed.tried),
            )
        return self._import_id

    def _edition(self, item: ParsedList) -> tuple[date | None, ReleasedBasis]:
        if item.released:
            return item.released, ReleasedBasis.INSIDE
        if self._options.released:
            return self._options.released, self._options.released_basis
        if self._options.origin.last_modified:
            return self._options.origin.last_modified, ReleasedBasis.SERVER
        named = released_from_file_name(self._parsed.file_name)
        return (named, ReleasedBasis.FILE_NAME) if named else (None, ReleasedBasis.UNKNOWN)

    def _refuse(self, new: NewRelease, override: Override | None) -> ReleaseOutcome:
        release_id = releases.add_release(self._connection, new, None)
        self._event("refused", new, release_id)
        return ReleaseOutcome(
            new.parsed.list_code,
            new.released,
            ReleaseState.REFUSED,
            len(new.parsed.records),
            unread=len(new.parsed.unread),
            reason=new.reason,
            channel=new.channel,
            override=override,
        )

    def _store(self, new: NewRelease) -> ReleaseOutcome:
        stored = store_release(self._connection, new)
        current = self._before.get(new.parsed.list_code)
        other = current is not None and current.channel not in {Channel.STARTER, new.channel}
        reason, override = new.reason, None
        if other and current:
            reason = _OTHER_CHANNEL.format(
                CHANNEL_TITLES[current.channel], new.parsed.list_code, new.channel
            )
        elif stored.is_newest:
            self._event("in service", new, stored.id)
        elif Override.OLDER in self._options.accept:
            reason = self._put_back(len(new.parsed.records), current)
            self._event("in service", replace(new, reason=reason), stored.id)
        else:
            reason, override = _OLDER, Override.OLDER
        release = releases.release(self._connection, stored.id)
        return ReleaseOutcome(
            new.parsed.list_code,
            new.released,
            release.state,
            release.parties,
            stored.added,
            stored.changed,
            stored.removed,
            release.unread,
            reason,
            channel=new.channel,
            override=override,
        )

    def _put_back(self, parties: int, current: Release | None) -> str:
        of = current.released.isoformat() if current and current.released else "unknown date"
        before = current.parties if current else 0
        return _PUT_BACK.format(of, parties, before, self._options.reason)

    def _mark_missing(self) -> list[str]:
        present = {item.list_code for item in self._parsed.lists}
        named = released_from_file_name(self._parsed.file_name)
        released = self._options.released or named
        of = released.isoformat() if released else self._parsed.file_name
        warnings = []
        for code, release in self._before.items():
            if release.channel is not self._parsed.channel or code in present:
                continue
            if released and release.released and released < release.released:
                continue  # an older edition says nothing about a newer release in service
            releases.add_service_event(
                self._connection,
                "missing",
                code,
                at=self._now,
                operator=self._ws.operator.id,
                import_id=self._import_id,
                reason=released.isoformat() if released else "",
            )
            since = release.released.isoformat() if release.released else "its last release"
            warnings.append(f"{code}: missing from the file of {of}; stays at {since}")
        return warnings

    def _event(self, kind: str, new: NewRelease, release_id: int) -> None:
        releases.add_service_event(
            self._connection,
            kind,
            new.parsed.list_code,
            at=self._now,
            operator=self._ws.operator.id,
            release_id=release_id,
            import_id=new.import_id,
            reason=new.reason,
        )
