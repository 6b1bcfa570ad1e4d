"""The result list: hits, related parties and near misses as cards under group headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from caveat.domain.decisions import Disposition
from caveat.domain.list_names import list_name
from caveat.domain.parties import PartyKind
from caveat.domain.screening import Answer, Band, Hit
from caveat.ui.list_words import DUTY_WORD, duties_of
from caveat.ui.wording import (
    BAND_WORD,
    DECISION_WORD,
    age,
    counted,
    country_name,
    day,
    one_line,
    our_words,
    score_text,
)

Index = QModelIndex | QPersistentModelIndex


class HitRole(IntEnum):
    """What a row says beyond its text."""

    HIT = Qt.ItemDataRole.UserRole + 1
    CARD = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows."""

    score: str
    band: Band
    name: str
    meta: str
    because: str
    contradicted: bool = False
    decision: str = ""
    law: tuple[str, ...] = ()
    """Licence requirement (or programme) and Federal Register citation, as the list prints them."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading between cards."""

    text: str


def card_of(hit: Hit, list_title: str, decision: Disposition | None = None) -> Card:
    """The card of a hit."""
    meta = [list_title or hit.party.list_code]
    if hit.party.country:
        meta.append(country_name(hit.party.country))
    if hit.party.kind is PartyKind.ADDRESS:
        meta.append("address only")
    for duty in duties_of(p for item in hit.designations for p in item.designation.programmes):
        meta.insert(0, DUTY_WORD[duty].upper())
    notes = sorted({n for item in hit.designations for n in item.designation.footnotes})
    if notes:
        words = ", ".join(map(str, notes))
        meta.append(f"footnote {words}" if len(notes) == 1 else f"footnotes {words}")
    return Card(
        score=score_text(hit.score),
        band=hit.band,
        name=one_line(hit.party.name),
        meta=" · ".join(meta),
        because=our_words(one_line(hit.because)),
        contradicted=hit.contradicted,
        decision=DECISION_WORD[decision.decision] if decision else "",
        law=_law_of(hit),
    )


def _law_of(hit: Hit) -> tuple[str, ...]:
    said = [item.designation for item in hit.designations]
    requirements = (d.licence_requirement or "; ".join(d.programmes) for d in said)
    notices = (d.federal_register for d in said)
    lines = ("; ".join(filter(None, words)) for words in (requirements, notices))
    return tuple(one_line(line) for line in lines if line)


def card_text(card: Card) -> str:
    """A card for the clipboard and the screen reader."""
    words = [f"{card.score} {BAND_WORD[card.band].upper()}"]
    if card.contradicted:
        words.append("CONTRADICTED")
    return "\n".join(
        filter(
            None,
            (
                f"{' '.join(words)}  {card.name}",
                card.meta,
                card.because,
                *card.law,
                f"Decision: {card.decision}" if card.decision else "",
            ),
        )
    )


class HitListModel(QAbstractListModel):
    """Cards in the order of the answer. Holds facts only; a delegate paints them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Group | tuple[Hit, Card]] = []

    def show_answer(
        self, answer: Answer | None, decisions: Mapping[str, Sequence[Disposition]] | None = None
    ) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = _rows(answer, decisions or {}) if answer else []
        self.endResetModel()

    def hit_at(self, row: int) -> Hit | None:
        """The hit in a row; None for a heading."""
        if not 0 <= row < len(self._rows):
            return None
        item = self._rows[row]
        return None if isinstance(item, Group) else item[0]

    def row_of(self, party_id: str) -> int:
        """The row of a party's first card; -1 if there is none."""
        for number, item in enumerate(self._rows):
            if not isinstance(item, Group) and item[0].party.id == party_id:
                return number
        return -1

    def first_card(self) -> int:
        """The first row that holds a card; -1 if there is none."""
        for number, item in enumerate(self._rows):
            if not isinstance(item, Group):
                return number
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Number of cards and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text of a row, its card, its hit."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        item = self._rows[index.row()]
        if isinstance(item, Group):
            return item.text if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return card_text(item[1])
            case HitRole.HIT:
                return item[0]
            case HitRole.CARD:
                return item[1]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def _rows(
    answer: Answer, decisions: Mapping[str, Sequence[Disposition]]
) -> list[Group | tuple[Hit, Card]]:
    titles = {item.list_code: item.title for item in answer.coverage}
    groups: list[tuple[str, list[Hit]]] = [
        ("", [hit for hit in answer.hits if hit.is_alert]),
        (
            "Related: not the listed party, but carries its rare name",
            [hit for hit in answer.hits if hit.band is Band.RELATED],
        ),
        ("Expired entries", [hit for hit in answer.hits if hit.band is Band.EXPIRED]),
        ("Delisted: history, no alert", list(answer.delisted)),
        (
            f"Near misses: below the alert line of {score_text(answer.engine.threshold)}",
            list(answer.near_misses),
        ),
    ]
    rows: list[Group | tuple[Hit, Card]] = []
    for heading, hits in groups:
        if hits and heading:
            rows.append(Group(heading))
        for hit in hits:
            made = decisions.get(hit.hit, ()) if hit.hit else ()
            title = one_line(titles.get(hit.party.list_code, ""))
            rows.append((hit, card_of(hit, title, made[-1] if made else None)))
    return rows


def answer_text(answer: Answer, head: Sequence[str]) -> str:
    """All cards of an answer as text, under some first lines."""
    titles = {item.list_code: one_line(item.title) for item in answer.coverage}
    cards = [
        card_text(card_of(hit, titles.get(hit.party.list_code, "")))
        for hit in (*answer.hits, *answer.delisted, *answer.near_misses)
    ]
    return "\n\n".join(filter(None, (*head, *cards)))


def summary(answer: Answer, milliseconds: float | None) -> str:
    """``3 hits · 5 near misses · 12 ms``."""
    words = [counted(len(answer.alerts), "hit")]
    related = sum(hit.band is Band.RELATED for hit in answer.hits)
    expired = sum(hit.band is Band.EXPIRED for hit in answer.hits)
    if related:
        words.append(f"{related:,} related")
    if expired:
        words.append(f"{expired:,} expired")
    if answer.delisted:
        words.append(f"{len(answer.delisted):,} delisted")
    words.append(counted(len(answer.near_misses), "near miss", "near misses"))
    if milliseconds is not None:
        words.append(f"{max(1, round(milliseconds))} ms")
    return " · ".join(words)


def coverage_line(answer: Answer) -> str:
    """How many lists were searched, how old the oldest is, and how many are warned about."""
    if not answer.coverage:
        return "No list was searched."
    words = [counted(len(answer.coverage), "list")]
    warned = sum(bool(item.warnings) for item in answer.coverage)
    if warned:
        words.append(f"{warned:,} with a warning")
    undated = sum(item.released is None for item in answer.coverage)
    dated = [item for item in answer.coverage if item.released]
    if dated:
        oldest = min(dated, key=lambda item: item.released or answer.as_of)
        lead = "oldest of " if len(answer.coverage) > 1 else "of "
        when = f"{day(oldest.released)}, {age(oldest.age_days)}"
        words.append(f"{lead}{when}: {list_name(oldest.list_code)}")
    if undated:
        words.append(f"{undated:,} of unknown date")
    return " · ".join(words)
