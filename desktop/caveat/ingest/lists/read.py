"""Reads published list files, whatever their names: plain, .gz or .zip, told by their content.

`group_files` says which of several files belong together; `read_list_file` and `read_list_set` are
for import and refuse what is not whole; `read_whole_rows` is for comparing releases only.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from caveat.domain.lists import FilePart, ParsedFile
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, SetFormat, SetPart, refuse
from caveat.ingest.lists.looks_like import looks_like
from caveat.ingest.lists.release_date import released_from_file_name
from caveat.ingest.opened_file import Limits, OpenedFile, open_safely

__all__ = [
    "group_files",
    "read_list_file",
    "read_list_set",
    "read_whole_rows",
    "released_from_file_name",
]


def group_files(paths: Sequence[Path], *, limits: Limits | None = None) -> list[tuple[Path, ...]]:
    """The files in the groups in which they are read: the files of one set together.

    Where a part comes more than once, the files of one folder are taken for one set.

    A file that nothing recognises is a group of its own; reading it says why.

    Raises:
        UnreadableFileError: A file cannot be opened, or two files hold the same part of a set.
        EnvironmentProblemError: The disk or a permission is in the way.
    """
    groups: list[dict[str, Path]] = []
    sets: dict[tuple[str, Path | None], dict[str, Path]] = {}
    told: list[tuple[Path, tuple[SetFormat, SetPart] | None]] = []
    for path in paths:
        with _opened(path, limits) as opened:
            told.append((path, None if _format_of(opened.head) else _part_of(opened.head)))
    roles = Counter((known[0].name, known[1].role) for _, known in told if known)
    for path, known in told:
        if known is None:
            groups.append({"": path})
            continue
        form, part = known
        apart = any(roles[form.name, each.role] > 1 for each in form.parts)
        key = (form.name, path.parent if apart else None)
        if key not in sets:
            sets[key] = {}
            groups.append(sets[key])
        members = sets[key]
        if part.role in members:
            raise UnreadableFileError(
                f"{members[part.role].name} and {path.name} both hold the {part.role} of a list "
                f"({form.name}). Nothing was changed. Import one set of files at a time, or put "
                "each into a folder of its own."
            )
        members[part.role] = path
    return [tuple(group.values()) for group in groups]


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
            encoding, protected, too large, of an unknown format, or one file of a set.
        RefusedReleaseError: It is of a known format but not whole.
        EnvironmentProblemError: The disk or a permission is in the way.
        CancelledError: The token was cancelled.
    """
    return read_list_set((path,), progress=progress, cancel=cancel, limits=limits)


def read_list_set(
    paths: Sequence[Path],
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    limits: Limits | None = None,
) -> ParsedFile:
    """Read the files of one group (see `group_files`): one file, or the parts of a set.

    Raises:
        UnreadableFileError, RefusedReleaseError, EnvironmentProblemError, CancelledError: As
            `read_list_file`.
    """
    reading = Reading(progress=progress, cancel=cancel)
    if len(paths) == 1:
        return _read(paths[0], reading, limits)
    with ExitStack() as stack:
        opened = [stack.enter_context(_opened(path, limits, reading)) for path in paths]
        return _read_set(opened, reading)


def read_whole_rows(path: Path) -> ParsedFile:
    """Read the whole rows of a file that may be damaged.

    For the comparison of releases only, such as learning how a publisher's identifiers move. What
    it gives may lack any number of parties and must never enter service.

    Raises:
        UnreadableFileError: As `read_list_file`.
        EnvironmentProblemError: Likewise.
    """
    return _read(path, Reading(tolerate_damage=True), None)


def _opened(
    path: Path, limits: Limits | None, reading: Reading | None = None
) -> AbstractContextManager[OpenedFile]:
    reading = reading or Reading()
    return open_safely(
        path,
        recognise=_is_known,
        limits=limits,
        progress=reading.progress,
        cancel=reading.cancel,
    )


def _read(path: Path, reading: Reading, limits: Limits | None) -> ParsedFile:
    with _opened(path, limits, reading) as opened:
        known = _format_of(opened.head)
        if known is None:
            if _part_of(opened.head) is not None:
                return _read_set([opened], reading)
            raise _unknown(opened)
        with _named(known):
            read = known.read(opened, reading)
        if not read.lists and not reading.tolerate_damage:
            sources = ", ".join(read.unknown_sources[:3]) or "none"
            raise refuse(
                opened.name, [f"no row belongs to a list known here (sources found: {sources})"]
            )
        return _parsed(known, read, name=opened.name, sha256=opened.sha256, size=opened.size)


def _read_set(opened: Sequence[OpenedFile], reading: Reading) -> ParsedFile:
    by_role: dict[str, OpenedFile] = {}
    form: SetFormat | None = None
    for file in opened:
        known = _part_of(file.head)
        if known is None:
            raise _unknown(file)
        form, part = known
        by_role[part.role] = file
    if form is None:
        raise UnreadableFileError("No file was given. Nothing was changed.")
    lacking = [p for p in form.parts if p.required and p.role not in by_role]
    names = ", ".join(file.name for file in opened)
    if lacking:
        usual = " and ".join(f"{p.usual_name} ({p.role})" for p in lacking)
        one = "is one part" if len(opened) == 1 else "are some parts"
        # A slip of the hand, not a damaged release that the lists would have to warn of.
        raise UnreadableFileError(
            f"{names} {one} of a list that is published as several files. Nothing was changed. "
            f"Import {usual} together with it."
        )
    with _named(form):
        read = form.read(by_role, reading)
    parts = tuple(
        FilePart(p.role, file.name, file.sha256, file.size)
        for p in form.parts
        for file in (by_role.get(p.role),)
        if file is not None
    )
    manifest = "".join(f"{part.role} {part.sha256}\n" for part in parts)
    return _parsed(
        form,
        read,
        name=parts[0].file_name,
        sha256=hashlib.sha256(manifest.encode()).hexdigest(),
        size=sum(part.size for part in parts),
        parts=parts,
    )


@contextmanager
def _named(form: ListFormat | SetFormat) -> Iterator[None]:
    """Say of a refused release by which channel it came."""
    try:
        yield
    except RefusedReleaseError as error:
        error.channel = form.channel
        raise


def _parsed(
    known: ListFormat | SetFormat,
    read: ListsRead,
    *,
    name: str,
    sha256: str,
    size: int,
    parts: tuple[FilePart, ...] = (),
) -> ParsedFile:
    return ParsedFile(
        channel=known.channel,
        format=read.form,
        parser_version=known.parser_version,
        lists=read.lists,
        file_name=name,
        sha256=sha256,
        size=size,
        unknown_sources=read.unknown_sources,
        unknown_rows=read.unknown_rows,
        parts=parts,
        tried=known.tried,
        combined=known.combined,
    )


def _unknown(opened: OpenedFile) -> UnreadableFileError:
    what, advice = looks_like(opened.head)
    inside = f" (in {opened.member})" if opened.member else ""
    return UnreadableFileError(
        f"{opened.name}{inside} is not a list that this program knows; it looks like "
        f"{what}. Nothing was changed. {advice}"
    )


def _is_known(head: bytes) -> bool:
    return _format_of(head) is not None or _part_of(head) is not None


def _format_of(head: bytes) -> ListFormat | None:
    # Imported late: 0.2 s that only reading a file needs, not every start of the program.
    from caveat.ingest.lists.registry import FORMATS  # noqa: PLC0415

    return next((known for known in FORMATS if known.sniff(head)), None)


def _part_of(head: bytes) -> tuple[SetFormat, SetPart] | None:
    from caveat.ingest.lists.registry import SETS  # noqa: PLC0415  # as above

    return next(((form, part) for form in SETS for part in form.parts if part.sniff(head)), None)
