"""Columns of the Lists page, and what is said about a chosen list."""

from collections.abc import Sequence

from caveat.domain.lists import ListStatus, Release, ReleaseState
from caveat.ui.facts import Fact, Field, Grid, Heading, Words, field, sentence
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
        return "Import its file"
    return f"Imported {moment(status.release.imported_at)}"


def _was_refused(status: ListStatus) -> bool:
    return status.last_refused is not None or any(_REFUSED in text for text in status.warnings)


def _icon(status: ListStatus) -> str:
    if _was_refused(status):
        return "refused"
    if status.warnings:
        return "possible"
    if status.release is None:
        return "near-miss"
    return "starter" if status.release.state is ReleaseState.STARTER else "check"


def _tone(status: ListStatus) -> str:
    if _was_refused(status):
        return "strong"
    if status.warnings or (status.release and status.release.state is ReleaseState.STARTER):
        return "possible"
    return "muted" if status.release is None else "note"


def _released(status: ListStatus) -> str:
    if status.release is None:
        return "–"
    return day(status.release.released) if status.release.released else "unknown"


def _age_if_loaded(status: ListStatus) -> str:
    return age(status.age_days) if status.release and status.release.released else ""


def _parties(status: ListStatus) -> str:
    return f"{status.release.parties:,}" if status.release else "–"


def _names(status: ListStatus) -> str:
    return counted(status.release.names, "name") if status.release else ""


def _file(status: ListStatus) -> str:
    return one_line(status.release.file_name) if status.release else "–"


def _sha(status: ListStatus) -> str:
    return f"SHA-256 {short_hash(status.release.sha256)}" if status.release else ""


COLUMNS: tuple[Column[ListStatus], ...] = (
    Column(
        "List",
        lambda status: one_line(status.list.title),
        second=lambda status: f"{status.list.code} · {one_line(status.list.publisher)}",
        width=13,
    ),
    Column(
        "State", state_word, second=state_note, icon=_icon, tone=_tone, tip=state_note, width=12
    ),
    Column("Released", _released, second=_age_if_loaded, width=6.9),
    Column("Parties", _parties, second=_names, right=True, width=6.6),
    Column("Source file", _file, second=_sha, width=6.5),
)


def list_facts(status: ListStatus, history: Sequence[Release]) -> tuple[Fact, ...]:
    """All that is known about a list and its releases."""
    facts: list[Fact] = [Heading(one_line(status.list.title))]
    facts += [sentence(capitalised(warning), "possible", "possible") for warning in status.warnings]
    refused = status.last_refused
    if refused is not None:
        words = (
            f"The file {one_line(refused.file_name)} was refused on {moment(refused.imported_at)}: "
            f"{refused.reason} The release before stays in service."
        )
        facts.append(sentence(words, "strong", "refused"))
    facts.append(field("Publisher", one_line(status.list.publisher)))
    if status.list.url:
        facts.append(Field("Official page", Words(status.list.url, copies=status.list.url)))
    if status.release is None:
        facts.append(
            sentence("No release of this list is in service: it is not searched.", "muted")
        )
    else:
        facts += _release_facts(status.release)
    if history:
        facts.append(Heading("Releases"))
        rows = tuple(
            (
                Words(day(item.released)),
                Words(moment(item.imported_at), "muted"),
                Words(f"{item.parties:,}", "muted"),
                Words(STATE_WORD[item.state], "strong" if item.reason else "muted"),
            )
            for item in sorted(history, key=lambda item: item.imported_at, reverse=True)
        )
        facts.append(Grid(("Released", "Imported", "Parties", "State"), rows, (24, 34, 18, 24)))
    return tuple(facts)


def _release_facts(release: Release) -> list[Fact]:
    facts: list[Fact] = [
        field("Released", f"{day(release.released)} ({release.released_basis.value})"),
        field("Imported", moment(release.imported_at)),
        field("Rows", f"{release.rows:,}"),
        field("Parties", f"{release.parties:,}"),
        field("Names", f"{release.names:,}"),
        field("Addresses", f"{release.addresses:,}"),
        field("File", one_line(release.file_name)),
        Field("SHA-256", Words(release.sha256, copies=release.sha256)),
        field("Format", f"{release.format}, by {release.channel.value}"),
    ]
    if release.unread:
        words = f"{counted(release.unread, 'row')} could not be read; kept as raw text"
        facts.append(field("Unread", words, "possible"))
    return facts
