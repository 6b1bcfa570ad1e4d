"""Reads a published list file, whatever its name: plain, .gz or .zip, told by its content.

`read_list_file` is for import and refuses what is not whole; `read_whole_rows` is for comparing
releases only.
"""

from pathlib import Path

from caveat.domain.lists import ParsedFile
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.errors import UnreadableFileError
from caveat.ingest.lists import csl_csv, csl_json
from caveat.ingest.lists.formats import ListFormat, Reading, refuse
from caveat.ingest.lists.looks_like import looks_like
from caveat.ingest.lists.release_date import released_from_file_name
from caveat.ingest.opened_file import Limits, open_safely

__all__ = ["FORMATS", "read_list_file", "read_whole_rows", "released_from_file_name"]

FORMATS: tuple[ListFormat, ...] = (csl_csv.FORMAT, csl_json.FORMAT)
"""Every format that is read, the stricter sniffers first."""


def read_list_file(
    path: Path,
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    limits: Limits | None = None,
) -> ParsedFile:
    """Read a published list file into one parsed list per list that it holds.

    Args:
        path: The file as downloaded; compressed or not.
        progress: Told the bytes of the file consumed, of all.
        cancel: Asked every few hundred rows.
        limits: Most bytes on disk and inflated; 1 GiB each by default.

    Raises:
        UnreadableFileError: It is not a list file that can be read: empty, binary, in another
            encoding, protected, too large, or of an unknown format.
        RefusedReleaseError: It is of a known format but not whole.
        EnvironmentProblemError: The disk or a permission is in the way.
        CancelledError: The token was cancelled.
    """
    return _read(path, Reading(progress=progress, cancel=cancel), limits)


def read_whole_rows(path: Path) -> ParsedFile:
    """Read the whole rows of a file that may be damaged.

    For the comparison of releases only, such as learning how a publisher's identifiers move. What
    it gives may lack any number of parties and must never enter service.

    Raises:
        UnreadableFileError: As `read_list_file`.
        EnvironmentProblemError: Likewise.
    """
    return _read(path, Reading(tolerate_damage=True), None)


def _read(path: Path, reading: Reading, limits: Limits | None) -> ParsedFile:
    with open_safely(
        path,
        recognise=lambda head: _format_of(head) is not None,
        limits=limits,
        progress=reading.progress,
        cancel=reading.cancel,
    ) as opened:
        known = _format_of(opened.head)
        if known is None:
            what, advice = looks_like(opened.head)
            inside = f" (in {opened.member})" if opened.member else ""
            raise UnreadableFileError(
                f"{opened.name}{inside} is not a list that this program knows; it looks like "
                f"{what}. Nothing was changed. {advice}"
            )
        read = known.read(opened, reading)
        if not read.lists and not reading.tolerate_damage:
            sources = ", ".join(read.unknown_sources[:3]) or "none"
            raise refuse(
                opened.name, [f"no row belongs to a list known here (sources found: {sources})"]
            )
        return ParsedFile(
            channel=known.channel,
            format=read.form,
            parser_version=known.parser_version,
            lists=read.lists,
            file_name=opened.name,
            sha256=opened.sha256,
            size=opened.size,
            unknown_sources=read.unknown_sources,
            unknown_rows=read.unknown_rows,
        )


def _format_of(head: bytes) -> ListFormat | None:
    return next((known for known in FORMATS if known.sniff(head)), None)
