"""Reads the leading rows of an own list's template: what the list is, who keeps it, its duty.

Each is a row of two cells, the name of the setting and its value, above the row of headings. Lines
that begin with ``#`` are for people and are passed over. Anything else up there is refused: it may
be a party that slipped above the headings, or a setting whose name is misspelt.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from caveat.domain.lists import Duty
from caveat.domain.own_lists import OWN_CODE, REVIEW_DAYS, OwnField, OwnListSettings
from caveat.ingest.folding import fold_heading
from caveat.ingest.lists.own_list_columns import template_columns
from caveat.ingest.lists.own_list_texts import date_of, duty_of
from caveat.ingest.spreadsheets.cells import meant_text, one_line, storable

HASH = "#"
LEADING_ROWS = 60
"""Rows within which the headings must come."""
_NAMES: Mapping[str, str] = {
    "list": "list",
    "code": "list",
    "title": "title",
    "duty": "duty",
    "kept by": "kept by",
    "keeper": "kept by",
    "publisher": "kept by",
    "date": "date",
    "review every": "review every",
    "note": "note",
}
_MOST_DAYS = 3_650
_LONGEST = 500
"""Characters of a title or a keeper."""
_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_CODE_LETTERS = 24
_CHECK = 4
_MOST_STRANGE = 3
"""Rows of which is said what is wrong with them."""


@dataclass(slots=True)
class Leading:
    """The rows above the headings, while they are read.

    Attributes:
        given: Settings by name, verbatim.
        header: Cells of the row of headings, once it came.
        header_row: Its 1-based number; 0 before it came.
        strange: What is wrong with rows that are no setting, each to be read after "it".
    """

    given: dict[str, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    header_row: int = 0
    strange: list[str] = field(default_factory=list)

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Take a row above the headings, or the headings themselves."""
        texts = [storable(cell).strip() for cell in cells]
        if not any(texts) or texts[0].startswith(HASH):
            return
        # The second cell of a setting is its value, which may be "Party" or "Alias" by chance.
        fields = [meaning for _, meaning in template_columns(texts)]
        if OwnField.PARTY in fields and _setting(texts[0]) in {None, "duty", "note"}:
            self.header = tuple(cells)
            self.header_row = number
            return
        name = _setting(texts[0])
        if name is None:
            self._strange(number, "is no setting: put parties below the headings, # before a note")
        elif any(texts[2:]):
            self._strange(number, "has more than a setting and its value")
        else:
            value = one_line(meant_text("".join(texts[1:2])))
            if self.given.setdefault(name, value) != value:
                self._strange(number, f"gives “{name}” a second time, and otherwise")

    def _strange(self, number: int, what: str) -> None:
        if len(self.strange) < _MOST_STRANGE:
            self.strange.append(f"has a row above its headings, row {number}, that {what}")

    @property
    def is_own_list(self) -> bool:
        """Whether the rows are those of the template: a code and the headings."""
        return self.header_row > 0 and "list" in self.given

    def settings(self, sheet: str = "") -> tuple[OwnListSettings | None, list[str]]:
        """The settings, or what is wrong with them, each to be read after "it"."""
        code = self.given.get("list", "").upper()
        duty = duty_of(self.given.get("duty", ""))
        title = self.given.get("title", "")
        keeper = self.given.get("kept by", "")
        days = self.given.get("review every", "").removesuffix("days").strip()
        when = self.given.get("date", "")
        wrong = [*_wrong(code, title, keeper, duty), *self.strange]
        if days and not (days.isascii() and days.isdigit() and 0 < int(days[:6]) <= _MOST_DAYS):
            wrong.append(f"“review every” is no number of days from 1 to {_MOST_DAYS:,}")
        released = None
        if when:
            with suppress(ValueError):
                released = date.fromisoformat(date_of(when) or "")
            if released is None:
                wrong.append("its “date” cannot be told for certain: write it as 2026-12-05")
        if wrong or duty is None:
            return None, wrong
        return (
            OwnListSettings(
                code=code,
                title=title,
                duty=duty,
                publisher=keeper,
                note=self.given.get("note", ""),
                columns=template_columns(self.header),
                sheet=sheet,
                header_row=self.header_row,
                released=released,
                review_days=int(days) if days else REVIEW_DAYS,
            ),
            [],
        )


def begins_a_list(cells: Sequence[str]) -> bool:
    """Whether a row is the first setting of a template: ``list, OWN-…`` and nothing else."""
    texts = [storable(cell).strip() for cell in cells[:3]]
    named = len(texts) > 1 and _setting(texts[0]) == "list" and not any(texts[2:])
    return named and texts[1].upper().startswith("OWN-")


def problems_of(settings: OwnListSettings) -> list[str]:
    """What is wrong with settings that the officer made, each to be read after "it"."""
    wrong = [*_wrong(settings.code, settings.title, settings.publisher, settings.duty)]
    numbers = [index for index, _ in settings.columns]
    if not any(each is OwnField.PARTY for _, each in settings.columns):
        wrong.append("has no column marked as the party: mark the one that holds the names")
    if len(set(numbers)) < len(numbers) or min(numbers, default=0) < 0 or settings.header_row < 0:
        wrong.append("has a column marked twice, or a negative row or column number")
    if not 0 < settings.review_days <= _MOST_DAYS:
        wrong.append(f"must be reviewed within 1 to {_MOST_DAYS:,} days")
    return wrong


def code_for(text: str) -> str:
    """A code for a list of this title or file name: ``OWN-DOD-1260H``."""
    plain = _NOT_CODE.sub("-", text.upper()).strip("-")
    if len(plain) > _CODE_LETTERS or not plain:
        check = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_CHECK].upper()
        plain = f"{plain[: _CODE_LETTERS - _CHECK - 1].strip('-')}-{check}".strip("-")
    return f"OWN-{plain}"


def _wrong(code: str, title: str, keeper: str, duty: Duty | None) -> Iterable[str]:
    if not OWN_CODE.fullmatch(code):
        yield (
            f"has the code “{code[:60]}”: write OWN- and up to {_CODE_LETTERS} capital letters, "
            "digits or hyphens"
        )
    for what, text in (("title", title), ("keeper (“kept by”)", keeper)):
        if not text.strip():
            yield f"has no {what}"
        elif len(text) > _LONGEST:
            yield f"has a {what} of {len(text):,} characters"
    if duty is None:
        yield "has no duty: write deny, licence, enquire or scrutinise"


def _setting(text: str) -> str | None:
    return _NAMES.get(fold_heading(text[:40]))
