"""Guesses what separates the columns of a text file."""

import csv
import io
from collections import Counter

from caveat.ingest.folding import fold_heading
from caveat.ingest.spreadsheets.headings import heading_meaning
from caveat.ingest.spreadsheets.lexicon import content_words

CANDIDATES = (",", ";", "\t", "|")
ONE_COLUMN = ""
"""The file has a single column, so that a comma in it belongs to the text."""
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 300
_RAGGED = 0.5


def guess_delimiter(text: str) -> str:
    """The delimiter that cuts most rows into the same number of columns; `ONE_COLUMN` if none.

    A first line ``sep=;``, which Excel writes and reads, decides at once.
    """
    first = text[:10].split("\n", 1)[0].strip("\r\ufeff ")
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1]
    sample = _whole_lines(text)
    best, best_score = ONE_COLUMN, 0.0
    for delimiter in CANDIDATES:
        score = _score(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _whole_lines(text: str) -> str:
    if len(text) <= _SAMPLE_CHARACTERS:
        return text
    end = text.rfind("\n", 0, _SAMPLE_CHARACTERS)
    return text[: end + 1] if end > 0 else text[:_SAMPLE_CHARACTERS]


def _score(sample: str, delimiter: str) -> float:
    """How well a delimiter explains a sample: 0 if not at all."""
    rows = _first_rows(sample, delimiter)
    widths = Counter(len(row) for row in rows)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0
    usual = max(wide, key=lambda width: (wide[width], width))
    share = wide[usual] / len(rows)
    if _is_one_column(rows, delimiter, share):
        return 0.0
    # Agreement counts most. Among delimiters that agree alike, more columns mean that the other
    # one only occurs inside the text; headings that are known words settle the rest.
    known = max(
        (sum(heading_meaning(cell) is not None for cell in row) for row in rows[:10]), default=0
    )
    return share * share * (1.0 + min(usual, 20) / 20.0) + 0.5 * min(known, 4)


def _first_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # what was read so far is sample enough; the reading proper reports the place
    return rows


def _is_one_column(rows: list[list[str]], delimiter: str, share: float) -> bool:
    """Whether the commas are those of "Acme Co., Ltd." in a list of bare names."""
    if delimiter != ",":
        return False
    if len(rows[0]) == 1 and heading_meaning(rows[0][0]) is not None:
        spaced = sum(all(cell.startswith(" ") for cell in row[1:]) for row in rows[1:])
        return spaced >= _RAGGED * max(len(rows) - 1, 1)
    forms = set(content_words("legal form"))
    behind = [cell for row in rows for cell in row[1:]]
    legal = sum(cell.startswith(" ") and fold_heading(cell) in forms for cell in behind)
    return bool(behind) and (legal / len(behind) > _RAGGED or share < 1 / 3)
