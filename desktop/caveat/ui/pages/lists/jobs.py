"""What the Lists page asks in one go, in a job's thread."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caveat.domain.bundles import BundleMade, BundleSeen
from caveat.domain.changes import ListChanges, Reconciliation
from caveat.domain.lists import (
    Channel,
    ImportReport,
    KnownFormat,
    ListStatus,
    PublishedList,
    Release,
    ReleaseState,
)
from caveat.domain.own_lists import OwnListPreview, OwnListSettings
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.protection import Protection
from caveat.domain.updates import ListAddress, UpdateReport
from caveat.ui.contract import AS_FOUND, BundleChoices, ImportChoices, Services
from caveat.ui.pages.lists.update_board import UpdateBoard


@dataclass(frozen=True, slots=True)
class Overview:
    """Every list, the formats that are read, and how private lists are protected."""

    lists: tuple[ListStatus, ...]
    formats: tuple[KnownFormat, ...]
    protection: Protection


@dataclass(frozen=True, slots=True)
class Past:
    """A list with all its releases, newest import first."""

    status: ListStatus
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """Files to be imported, and what was decided about them."""

    files: tuple[Path, ...]
    choices: ImportChoices = AS_FOUND


@dataclass(frozen=True, slots=True)
class OwnLook:
    """How a table is to be looked at; an empty field is guessed."""

    path: Path
    sheet: str = ""
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class OwnIntake:
    """A table to be taken in as an own list."""

    path: Path
    settings: OwnListSettings
    choices: ImportChoices = AS_FOUND


@dataclass(frozen=True, slots=True)
class BundleIntake:
    """A bundle to be taken in, and what was decided about its signer."""

    path: Path
    accept_signer: bool
    accept_broken: bool
    choices: ImportChoices = AS_FOUND


@dataclass(frozen=True, slots=True)
class SeenBundle:
    """A bundle that was looked at."""

    path: Path
    seen: BundleSeen


@dataclass(frozen=True, slots=True)
class Sorted:
    """Files to be imported: a bundle, or lists to be read together."""

    files: tuple[Path, ...]
    bundle: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed in a list, and the releases between which it can be asked."""

    changes: ListChanges
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class PutBack:
    """A stored release that is to serve again, and why."""

    list_code: str
    release_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """Which two releases of a list are compared; None for the usual ones."""

    list_code: str
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True, slots=True)
class Switch:
    """A list, the channel that it may come by, and why. No reason yet while it is only shown."""

    list_code: str
    channel: Channel
    reason: str = ""


class Update:
    """Which lists are to be updated from where, and the board on which progress is noted."""

    def __init__(self, codes: tuple[str, ...], addresses: tuple[ListAddress, ...]) -> None:
        self.codes = codes
        self.board = UpdateBoard(addresses)


def overview(services: Services, _progress: ReportProgress, _cancel: CancelToken) -> Overview:
    """All lists: those in service first, then those that are known and not loaded."""
    states = services.list_overview()
    held = [state for state in states if state.release is not None]
    absent = [state for state in states if state.release is None]
    return Overview((*held, *absent), services.list_formats(), services.protection())


def past(
    services: Services, status: ListStatus, _progress: ReportProgress, _cancel: CancelToken
) -> Past:
    """The releases of a list."""
    return Past(status, services.release_history(status.list.code))


def import_files(
    services: Services, intake: Intake, progress: ReportProgress, cancel: CancelToken
) -> ImportReport:
    """Import files."""
    return services.import_lists(intake.files, intake.choices, progress, cancel)


def newest_refused(
    services: Services, known: PublishedList, _progress: ReportProgress, _cancel: CancelToken
) -> Release | None:
    """The refused release whose counts the officer is to compare."""
    refused = [
        release
        for release in services.release_history(known.code)
        if release.state is ReleaseState.REFUSED
    ]
    return max(refused, key=lambda release: release.imported_at, default=None)


def compare(
    services: Services, span: Span, _progress: ReportProgress, _cancel: CancelToken
) -> Compared:
    """What changed between two releases, and which others could be compared."""
    changes = services.list_changes(span.list_code, span.from_date, span.to_date)
    channel = changes.new.channel
    others = [
        release
        for release in services.release_history(span.list_code)
        if release.channel is channel
        and release.state is not ReleaseState.REFUSED
        and release.released is not None
    ]
    others.sort(key=lambda release: (release.released or date.min, release.id), reverse=True)
    return Compared(changes, tuple(others))


def channels(
    services: Services, status: ListStatus, _progress: ReportProgress, _cancel: CancelToken
) -> Past:
    """The newest release of a list by each channel, the one in service first."""
    return Past(status, services.channels_of(status.list.code))


def reconcile(
    services: Services, switch: Switch, _progress: ReportProgress, _cancel: CancelToken
) -> Reconciliation:
    """What a switch would change."""
    return services.reconcile(switch.list_code, switch.channel)


def switch_channel(
    services: Services, switch: Switch, progress: ReportProgress, _cancel: CancelToken
) -> Reconciliation:
    """Switch."""
    return services.switch_channel(switch.list_code, switch.channel, switch.reason, progress)


def put_back(
    services: Services, wanted: PutBack, progress: ReportProgress, _cancel: CancelToken
) -> Release:
    """Put a stored release back into service."""
    return services.put_back(wanted.list_code, wanted.release_id, wanted.reason, progress)


def update_plan(
    services: Services, codes: tuple[str, ...], _progress: ReportProgress, _cancel: CancelToken
) -> tuple[ListAddress, ...]:
    """Which addresses an update would ask."""
    return services.update_plan(codes)


def update(
    services: Services, wanted: Update, _progress: ReportProgress, cancel: CancelToken
) -> UpdateReport:
    """Fetch and take in; progress goes to the board, which keeps it per publication."""
    return services.update_lists(wanted.codes, wanted.board.note, cancel)


def own_preview(
    services: Services, look: OwnLook, _progress: ReportProgress, _cancel: CancelToken
) -> OwnListPreview:
    """Look into a table."""
    return services.preview_own_list(look.path, look.sheet, look.header_row)


def import_own_list(
    services: Services, intake: OwnIntake, progress: ReportProgress, cancel: CancelToken
) -> ImportReport:
    """Take a table in as an own list."""
    return services.import_own_list(intake.path, intake.settings, intake.choices, progress, cancel)


def own_template(
    services: Services, out: Path, _progress: ReportProgress, _cancel: CancelToken
) -> Path:
    """Write the template."""
    return services.save_own_list_template(out)


def sort_out(
    services: Services, files: tuple[Path, ...], _progress: ReportProgress, _cancel: CancelToken
) -> Sorted:
    """Tell a bundle from lists. Among several files none is taken for one."""
    return Sorted(files, bundle=len(files) == 1 and services.is_bundle(files[0]))


def make_bundle(
    services: Services, out: Path, progress: ReportProgress, cancel: CancelToken
) -> BundleMade:
    """Write a bundle."""
    return services.make_bundle(out, progress, cancel)


def look_at_bundle(
    services: Services, path: Path, _progress: ReportProgress, _cancel: CancelToken
) -> SeenBundle:
    """Who signed it, and what it carries."""
    return SeenBundle(path, services.look_at_bundle(path))


def import_bundle(
    services: Services, intake: BundleIntake, progress: ReportProgress, cancel: CancelToken
) -> ImportReport:
    """Take a bundle in."""
    choices = BundleChoices(
        intake.accept_signer, intake.accept_broken, intake.choices.accept, intake.choices.reason
    )
    return services.import_bundle(intake.path, choices, progress, cancel).imported
