"""The words in which the window speaks of releases, guards and duties."""

from caveat.domain.lists import CHANNEL_TITLES, Duty, Override, Release, ReleasedBasis
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


def edition(release: Release) -> str:
    """``9 Jul 2026, Consolidated Screening List``."""
    return f"{day(release.released)}, {CHANNEL_TITLES[release.channel]}"


def edition_line(release: Release) -> str:
    """The edition with its file, as a line of its own."""
    words = f"{edition(release)} · {one_line(release.file_name)} · {release.parties:,} parties"
    return capitalised(words)
