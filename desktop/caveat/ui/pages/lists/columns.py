"""Columns of the Lists page: what stands in the row of a list."""

from urllib.parse import urlsplit

from caveat.domain.lists import CHANNEL_TITLES, ListStatus, Release, ReleaseState
from caveat.ui.list_words import BASIS_WORD, channel_title
from caveat.ui.models.columns import Column
from caveat.ui.wording import (
    STATE_WORD,
    age,
    capitalised,
    counted,
    day,
    moment,
    one_line,
    short_hash,
)

_REFUSED = "refused"
"""Word of the services by which a warning tells of a refused file."""
_QUIET = "muted"


def state_word(status: ListStatus) -> str:
    """The state of a list in a word or two."""
    if status.release is None:
        return "Not loaded"
    return STATE_WORD[status.release.state]


def state_note(status: ListStatus) -> str:
    """What is to be known about a list's state, in the row itself."""
    if status.last_refused is not None:
        return f"A newer file was refused: {one_line(status.last_refused.reason)}"
    if status.warnings:
        gravest = next((text for text in status.warnings if _REFUSED in text), status.warnings[0])
        return capitalised(one_line(gravest))
    if status.release is None:
        return "Update or import it to search it"
    return f"Imported {moment(status.release.imported_at)}"


def was_refused(status: ListStatus) -> bool:
    """Whether a newer file of this list was refused."""
    return status.last_refused is not None or any(_REFUSED in text for text in status.warnings)


def source_of(release: Release) -> str:
    """Host that a release was fetched from, or the name of its file."""
    host = urlsplit(release.origin.source_url).hostname
    return one_line(host or release.file_name)


def _icon(status: ListStatus) -> str:
    if was_refused(status):
        return "refused"
    if status.release is None:
        return ""
    if status.warnings:
        return "possible"
    return "starter" if status.release.state is ReleaseState.STARTER else "check"


def _tone(status: ListStatus) -> str:
    if was_refused(status):
        return "strong"
    if status.release is None:
        return _QUIET
    if status.warnings or status.release.state is ReleaseState.STARTER:
        return "possible"
    return "note"


def _quiet(status: ListStatus) -> str:
    return _QUIET if status.release is None else ""


def _all_notes(status: ListStatus) -> str:
    return "; ".join(filter(None, (state_note(status), *status.warnings)))


def _title_tip(status: ListStatus) -> str:
    private = "; private: never leaves in a bundle" if status.list.private else ""
    return f"{status.list.title}{private}"


def _released(status: ListStatus) -> str:
    if status.release is None:
        return "–"
    return day(status.release.released) if status.release.released else "date unknown"


def _age_and_basis(status: ListStatus) -> str:
    if status.release is None or status.release.released is None:
        return ""
    return f"{age(status.age_days)} · {BASIS_WORD[status.release.released_basis]}"


def _parties(status: ListStatus) -> str:
    return f"{status.release.parties:,}" if status.release else "–"


def _names(status: ListStatus) -> str:
    return counted(status.release.names, "name") if status.release else ""


def _addresses(status: ListStatus) -> str:
    return f"{status.release.addresses:,}" if status.release else "–"


def _unread(status: ListStatus) -> str:
    if status.release is None or not status.release.unread:
        return ""
    return f"{status.release.unread:,} unread"


def _channel(status: ListStatus) -> str:
    return channel_title(status.release.channel) if status.release else "–"


def _source(status: ListStatus) -> str:
    if status.release is None:
        return ""
    return f"{source_of(status.release)} · {short_hash(status.release.sha256)}"


def _source_tip(status: ListStatus) -> str:
    release = status.release
    if release is None:
        return ""
    source = release.origin.source_url or release.file_name
    return f"{CHANNEL_TITLES[release.channel]}: {source}; SHA-256 {release.sha256}"


COLUMNS: tuple[Column[ListStatus], ...] = (
    Column(
        "List",
        lambda status: one_line(status.list.title),
        second=lambda status: f"{status.list.code} · {one_line(status.list.publisher)}",
        icon=lambda status: "lock" if status.list.private else "",
        tone=_quiet,
        tip=_title_tip,
        width=11.5,
        grows=True,
    ),
    Column(
        "State",
        state_word,
        second=state_note,
        icon=_icon,
        tone=_tone,
        tip=_all_notes,
        width=10,
        grows=True,
    ),
    Column("Released", _released, second=_age_and_basis, tone=_quiet, width=10.9),
    Column("Parties", _parties, second=_names, tone=_quiet, right=True, width=6.9),
    Column("Addresses", _addresses, second=_unread, tone=_quiet, right=True, width=6.2),
    Column("Source", _channel, second=_source, tone=_quiet, tip=_source_tip, width=6),
)
