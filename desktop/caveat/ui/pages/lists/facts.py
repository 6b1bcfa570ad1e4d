"""What is said about a chosen list: its warnings, its release in service, its releases."""

from collections.abc import Sequence

from caveat.domain.lists import CHANNEL_TITLES, ListStatus, Release, ReleaseState
from caveat.ui.facts import Fact, Field, Grid, Heading, Words, field, sentence
from caveat.ui.list_words import DUTY_SENTENCE, channel_title
from caveat.ui.wording import (
    STATE_WORD,
    age,
    as_sentence,
    capitalised,
    counted,
    day,
    moment,
    one_line,
)


def list_facts(status: ListStatus, history: Sequence[Release]) -> tuple[Fact, ...]:
    """All that is known about a list and its releases."""
    known = status.list
    facts: list[Fact] = [Heading(one_line(known.title), "lock" if known.private else "")]
    if known.private:
        facts.append(sentence("Private: never leaves in a bundle.", "note"))
    if known.duty is not None:
        facts.append(field("Duty", DUTY_SENTENCE[known.duty]))
    refused = status.last_refused
    facts += [
        sentence(as_sentence(warning), "possible", "possible")
        for warning in status.warnings
        if refused is None or refused.reason not in warning  # which is told below, in full
    ]
    if refused is not None:
        words = (
            f"The file {one_line(refused.file_name)} was refused on {moment(refused.imported_at)}: "
            f"{as_sentence(refused.reason)} The release before stays in service."
        )
        facts.append(sentence(words, "strong", "refused"))
    facts.append(field("Publisher", one_line(known.publisher)))
    if known.url:
        facts.append(Field("Official page", Words(known.url, copies=known.url)))
    if known.note:
        facts.append(field("Note", known.note))
    if status.release is None:
        facts.append(
            sentence("No release of this list is in service: it is not searched.", "muted")
        )
    else:
        facts += _release_facts(status.release)
        facts.append(field("Warned about", f"when older than {age(known.published_every_days)}"))
    if history:
        facts.append(Heading(f"Releases ({len(history)})"))
        facts.append(_history(history))
    return tuple(facts)


def _history(history: Sequence[Release]) -> Grid:
    rows = tuple(
        (
            Words(day(item.released)),
            Words(f"{item.parties:,} parties, {CHANNEL_TITLES[item.channel]}", "muted"),
            Words(
                STATE_WORD[item.state], "strong" if item.state is ReleaseState.REFUSED else "muted"
            ),
        )
        for item in sorted(history, key=lambda item: item.imported_at, reverse=True)
    )
    return Grid(("Released", "What", "State"), rows, (32, 42, 26))


def _release_facts(release: Release) -> list[Fact]:
    facts: list[Fact] = [
        field("Released", f"{day(release.released)} ({release.released_basis.value})"),
        field("Imported", moment(release.imported_at)),
        field("Channel", channel_title(release.channel)),
        field("Rows", f"{release.rows:,}"),
        field("Parties", f"{release.parties:,}"),
        field("Names", f"{release.names:,}"),
        field("Addresses", f"{release.addresses:,}"),
    ]
    if release.unread:
        words = f"{counted(release.unread, 'row')} could not be read in full; kept as raw text"
        facts.append(field("Unread", words, "possible"))
    facts += _file_facts(release)
    words = f"{one_line(release.format)}, version {release.parser_version} of our reading"
    if not release.origin.tried:
        words += "; built from the description, not tried on a real file"
    facts.append(field("Format", words, "" if release.origin.tried else "possible"))
    return facts


def _file_facts(release: Release) -> list[Fact]:
    facts: list[Fact] = []
    origin = release.origin
    if origin.source_url:
        facts.append(Field("Fetched from", Words(origin.source_url, copies=origin.source_url)))
    if origin.carried_by:
        facts.append(field("Came in a bundle of", origin.carried_by))
    if release.parts:
        for part in release.parts:
            words = f"{one_line(part.file_name)} · {part.sha256}"
            facts.append(Field(capitalised(one_line(part.role)), Words(words, copies=part.sha256)))
    else:
        facts.append(field("File", one_line(release.file_name)))
    facts.append(Field("SHA-256", Words(release.sha256, copies=release.sha256)))
    return facts
