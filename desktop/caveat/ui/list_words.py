"""The words in which the window speaks of releases, guards and duties."""

from collections.abc import Iterable

from caveat.domain.lists import CHANNEL_TITLES, Channel, Duty, Override, Release, ReleasedBasis
from caveat.domain.own_lists import DUTY_SENTENCES, OwnField
from caveat.ui.wording import capitalised, day, one_line

BASIS_WORD = {
    ReleasedBasis.INSIDE: "in the file",
    ReleasedBasis.GIVEN: "given by you",
    ReleasedBasis.SERVER: "by the server",
    ReleasedBasis.FILE_NAME: "file name",
    ReleasedBasis.UNKNOWN: "unknown",
}
"""What a release's date rests on, short enough for a row."""

DUTY_WORD = {
    Duty.DENY: "Deny",
    Duty.LICENCE: "Licence",
    Duty.ENQUIRE: "Enquire",
    Duty.SCRUTINISE: "Scrutinise",
}
DUTY_SENTENCE = {
    Duty.DENY: "No business with this party.",
    Duty.LICENCE: "Not without a licence.",
    Duty.ENQUIRE: "Ask before going on.",
    Duty.SCRUTINISE: "Look closely before going on.",
}
"""What a hit on a list means for the officer."""

OWN_FIELD_WORD = {
    OwnField.PARTY: "Name of the party",
    OwnField.NUMBER: "Your number",
    OwnField.ALIAS: "Other name",
    OwnField.WEAK_ALIAS: "Weak other name",
    OwnField.FORMER_NAME: "Former name",
    OwnField.ADDRESS: "Address",
    OwnField.ADDRESS_PART: "Part of the address",
    OwnField.COUNTRY: "Country",
    OwnField.IDENTIFIER: "Registration or tax number",
    OwnField.KIND: "Kind",
    OwnField.PARENT: "Parent",
    OwnField.PROGRAMME: "Programme",
    OwnField.DUTY: "Duty",
    OwnField.REFERENCE: "Letter or notice",
    OwnField.FROM: "From (date)",
    OwnField.UNTIL: "Until (date)",
    OwnField.NOTE: "Note",
}
"""What a column of an own list can mean."""

ACCEPT_WORD = {
    Override.SHRINK: "It really shrank…",
    Override.OLDER: "Put the older edition into service…",
    Override.COUNTS: "Confirm the counts…",
}
"""The button by which the officer accepts what the guards would not."""

ACCEPT_TITLE = {
    Override.SHRINK: "Did this list really shrink?",
    Override.OLDER: "Put the older edition into service?",
    Override.COUNTS: "Are these counts right?",
}
ACCEPT_ADVICE = {
    Override.SHRINK: "Compare with the publisher's page first: a file that lost entries on the way "
    "would hide listed parties. What is in service stays there until you accept.",
    Override.OLDER: "Searches will then miss what was listed since. The newer edition stays stored "
    "and can be put back into service in the same way.",
    Override.COUNTS: "Compare these counts with the publisher's page. A wrong reading of the file "
    "would hide listed parties. Nothing enters service until you confirm.",
}


def duties_of(programmes: Iterable[str]) -> tuple[Duty, ...]:
    """The duties that entries of own lists state among their programmes, gravest first."""
    said = tuple(programmes)
    return tuple(
        duty
        for duty, sentence in DUTY_SENTENCES.items()
        if any(text.startswith(sentence) for text in said)
    )


def channel_title(channel: Channel) -> str:
    """The channel as a word of its own; “eCFR” keeps the letters of its name."""
    title = CHANNEL_TITLES[channel]
    return title if channel is Channel.ECFR else capitalised(title)


def edition(release: Release) -> str:
    """``9 Jul 2026, Consolidated Screening List``."""
    return f"{day(release.released)}, {CHANNEL_TITLES[release.channel]}"


def edition_line(release: Release) -> str:
    """The edition with its file, as a line of its own."""
    words = f"{edition(release)} · {one_line(release.file_name)} · {release.parties:,} parties"
    return capitalised(words)
