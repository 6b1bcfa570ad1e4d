"""The words of the memo for what the domain keeps as codes; one place, one vocabulary."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from caveat.domain.decisions import Decision, Disposition
from caveat.domain.screening import DEFAULT_THRESHOLD, Answer, Band, Outcome, PartRelation
from caveat.domain.sources import Mark

TITLE = "Due-diligence memo"
SHORT_TITLE = "Due-diligence memo, short form"
CONTRADICTED = "≠\u00a0contradicted"
NOT_IN_RELEASE = "not in this release"
NONE_GIVEN = "none given for this entry"
NO_DECISION = "No decision recorded"

CHANNELS = {
    "csl": "US Consolidated Screening List",
    "starter": "starter set built into the program",
}
STATES = {"starter": "starter data", "in service": "in service"}

MARKS = {
    Mark.PUBLISHED: "official publication",
    Mark.VERIFIED: "read in the named source",
    Mark.SECONDARY: "verify: read only in a summary of the source",
    Mark.UNVERIFIED: "unverified: a lead, neither fact nor law",
}
"""What stands beside a source in the list of sources."""

MARK_FLAGS = {
    Mark.PUBLISHED: "",
    Mark.VERIFIED: "",
    Mark.SECONDARY: "verify",
    Mark.UNVERIFIED: "unverified",
}
"""What stands beside a statement that rests on such a source."""

RELATIONS = {
    PartRelation.SAME: "= same",
    PartRelation.SPELLING: "≈ spelling",
    PartRelation.TRANSLATION: "↔ translation",
    PartRelation.ABBREVIATION: "≈ abbreviation",
    PartRelation.MISSING: "only in the list",
    PartRelation.EXTRA: "only in your text",
    PartRelation.CONTRADICTION: "≠ contradiction",
}

DECISIONS = {
    Decision.TRUE_MATCH: "true match",
    Decision.FALSE_POSITIVE: "false positive",
    Decision.OPEN: "open",
}

LIMITS = (
    (
        "The score is strength of evidence on a scale from 0 to 100, not a probability: it says"
        " how far the texts agree, not how likely it is that the parties are the same."
    ),
    (
        "The official text in the Federal Register, or in the gazette of the authority concerned,"
        " prevails over the copies quoted here. Check it before acting."
    ),
    (
        "Only the lists under “Lists searched” were searched, in the releases named there. What"
        " changed after those dates, and the lists under “Not searched”, are not covered."
    ),
    (
        "Finding no match does not end the duty of care: ownership, end use, end user and the red"
        " flags of Supplement No. 3 to 15 CFR part 732 remain to be looked at."
    ),
    (
        "Statements marked “verify” or “unverified” come from other sources than the list and"
        " were not, or not fully, checked against them. They may guide a search; do not rely on"
        " them."
    ),
)

LEGEND = (
    "Listed texts that are printed stand as the release gives them. ↵ marks a line break in the"
    " published text, ‹U+202E› a character that cannot be printed, by its Unicode number."
)


@dataclass(frozen=True, slots=True)
class BandWords:
    """How a band is printed: a sign and a word, so that no colour is needed."""

    sign: str
    word: str
    meaning: str

    @property
    def label(self) -> str:
        """Sign and word."""
        return f"{self.sign} {self.word}"


def band_words(band: Band, line: float) -> BandWords:
    """The words for a band under an alert line."""
    at = number(line)
    return {
        Band.STRONG: BandWords("■", "Strong", "90 and above; needs a decision"),
        Band.POSSIBLE: BandWords("▲", "Possible", f"{at} to below 90; needs a decision"),
        Band.RELATED: BandWords(
            "◊", "Related", "not the listed party, but carries its rare brand; counted apart"
        ),
        Band.EXPIRED: BandWords("○", "Expired", "an entry past its end date; no alert"),
        Band.NEAR_MISS: BandWords("□", "Near miss", f"below {at}; the nearest are shown"),
        Band.DELISTED: BandWords("–", "Delisted", "no longer on the list; history, no alert"),
    }[band]


def number(value: float) -> str:
    """A score or line without needless decimals: ``70``, ``72.5``."""
    return f"{value:g}"


def score(value: float) -> str:
    """A score with one decimal, as it is compared."""
    return f"{value:.1f}"


def moment(at: datetime) -> str:
    """A time in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: ``1 list``, ``13 lists``."""
    return f"{count} {one if count == 1 else many}"


def outcome_words(answer: Answer) -> str:
    """The outcome of a screening in one sentence. There is no "clear"."""
    line = number(answer.engine.threshold)
    if answer.outcome is Outcome.NOT_SCREENED:
        return "Not screened: only starter data was in service"
    alerts = len(answer.alerts)
    if answer.outcome is Outcome.NO_MATCH or not alerts:
        return f"No match at or above {line} in these lists as of these dates"
    if alerts == 1:
        return f"1 listed party matches at or above {line} and needs a decision"
    return f"{alerts} listed parties match at or above {line} and need a decision"


def is_default_line(line: float) -> bool:
    """Whether the alert line is the program's default."""
    return line == DEFAULT_THRESHOLD


def standing(dispositions: tuple[Disposition, ...]) -> Disposition | None:
    """The decision in force: the latest recorded, if there is one."""
    if not dispositions:
        return None
    return max(dispositions, key=lambda item: (item.decided_at, item.id))


def decision_words(dispositions: tuple[Disposition, ...], on: date) -> str:
    """The decision in force on a day, or that there is none."""
    current = standing(dispositions)
    if current is None:
        return "no decision"
    words = DECISIONS[current.decision]
    if current.expires is not None and current.expires < on:
        return f"{words}, expired {current.expires.isoformat()}"
    return words
