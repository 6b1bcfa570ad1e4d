"""Finds the row of headings below title rows and above the list."""

from collections.abc import Sequence
from statistics import median

from caveat.ingest.spreadsheets.cells import meant_text
from caveat.ingest.spreadsheets.contents import Contents, look_at
from caveat.ingest.spreadsheets.headings import heading_meaning

_SEARCHED = 40
_JUDGED = 300
_ENOUGH = 1.0
_DATA_PENALTY = 3.0
_MOSTLY = 0.6
_LOOKS_ALIKE = 0.7
_FEWEST_ROWS_BELOW = 3


def guess_header_row(rows: Sequence[Sequence[str]]) -> int:
    """The 1-based row of headings; 0 where no row is one for certain.

    First by known words, then by contrast: a row of words above a column of numbers, countries or
    company names. In doubt there is none, since a row taken for headings is not screened.
    """
    head = rows[:_JUDGED]
    filled = [sum(1 for cell in row if cell.strip()) for row in head]
    usual = median([count for count in filled if count] or [0])
    best_row, best = 0, 0.0
    for number, row in enumerate(head[:_SEARCHED], 1):
        if filled[number - 1] >= usual / 2 and (score := _score_by_words(row)) > best:
            best_row, best = number, score
    return best_row or _by_contrast(head, filled, usual)


def _score_by_words(row: Sequence[str]) -> float:
    """How much a row looks like headings; 0 if not enough."""
    score = 0.0
    certain = False
    for cell in row:
        text = cell.strip()
        if not text:
            continue
        meaning = heading_meaning(text)
        if meaning is not None:
            score += meaning.strength * meaning.share
            certain = certain or meaning.share >= _MOSTLY
        if (meaning is None or meaning.share < _MOSTLY) and _is_data(text):
            score -= _DATA_PENALTY
    return score if certain and score >= _ENOUGH else 0.0


def _is_data(text: str) -> bool:
    seen = look_at([text])
    return bool(
        seen.countries
        or seen.addresses
        or seen.numbers
        or seen.dates
        or seen.links
        or seen.legal_forms
        or seen.party_numbers
    )


def _by_contrast(head: Sequence[Sequence[str]], filled: Sequence[int], usual: float) -> int:
    number = next(
        (n for n, count in enumerate(filled[:10], 1) if count and count >= _LOOKS_ALIKE * usual), 0
    )
    below = [row for row in head[number:] if any(cell.strip() for cell in row)]
    if not number or len(below) < _FEWEST_ROWS_BELOW:
        return 0
    contrasts = 0
    for column, cell in enumerate(head[number - 1]):
        text = meant_text(cell)
        if not text:
            continue
        if _is_data(text):
            return 0
        seen = look_at([row[column] for row in below if column < len(row)])
        contrasts += _is_uniform(seen)
    return number if contrasts else 0


def _is_uniform(seen: Contents) -> bool:
    return (
        max(
            seen.countries,
            seen.addresses,
            seen.numbers,
            seen.dates,
            seen.links,
            seen.legal_forms,
            seen.party_numbers,
        )
        >= _LOOKS_ALIKE
    )
