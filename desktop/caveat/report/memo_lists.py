"""The part of a memo that says what was searched, in which release, and what was not."""

from caveat.domain.screening import Answer, Coverage
from caveat.report.memo_words import CHANNELS, STATES, moment
from caveat.report.sheet import Sheet, cell
from caveat.report.typeset import styles
from caveat.report.typeset.blocks import Cell, Column, columns
from caveat.report.typeset.strips import Strip
from caveat.report.typeset.styles import BODY, HASH, LABEL, SMALL, SMALL_BOLD, WARNING_SMALL, Span


def write_lists(sheet: Sheet, answer: Answer, *, short: bool = False) -> None:
    """Every list searched with its release and file, then every list that was not.

    ``short`` leaves out channels and files; warnings stay.
    """
    sheet.part("Lists searched")
    if answer.coverage:
        places = columns(150, 185, -40, -40, -40)
        head = sheet.head(
            places, ("List", "Released (how that is known)", "Age, days", "Parties", "Names")
        )
        for item in answer.coverage:
            _write_list(sheet, item, places, head, short=short)
        sheet.close_table()
    else:
        sheet.text("No list was searched.", styles.WARNING_BODY)
    sheet.part("Not searched")
    if answer.not_covered:
        sheet.text("Nothing in this memo speaks about:", BODY, keep=True)
        sheet.bullets(answer.not_covered)
    else:
        sheet.text("The program knows of no other list.")


def _write_list(
    sheet: Sheet, item: Coverage, places: tuple[Column, ...], head: list[Strip], *, short: bool
) -> None:
    released = item.released.isoformat() if item.released else "date not known"
    basis = f" ({item.released_basis})" if item.released and item.released_basis else ""
    age = "–" if item.age_days is None else str(item.age_days)
    sheet.row(
        places,
        (
            [Span(item.list_code, SMALL_BOLD), Span(f"  {item.title}", SMALL)],
            [Span(released, SMALL_BOLD), Span(basis, SMALL)],
            cell(age, SMALL),
            cell(f"{item.parties:,}", SMALL),
            cell(f"{item.names:,}", SMALL),
        ),
        head=head,
        keep=not short or bool(item.warnings),
    )
    below = columns(48, 417, indent=14)
    imported = moment(item.imported_at) if item.imported_at else "time not known"
    channel = CHANNELS.get(item.channel, item.channel)
    state = f"{channel}; {STATES.get(item.state, item.state)}; imported {imported}"
    files: list[tuple[str, Cell]] = [
        ("Channel", cell(state, SMALL)),
        ("File", cell(item.file_name, SMALL)),
        ("SHA-256", cell(item.sha256, HASH)),
    ]
    warnings = ["; ".join(item.warnings)] if short and item.warnings else item.warnings
    details = [] if short else files
    details += [("Warning", cell(f"! {text}", WARNING_SMALL)) for text in warnings]
    for number, (name, value) in enumerate(details, 1):
        sheet.row(
            below,
            ([Span(name, LABEL)], value),
            head=head,
            rule=0.0,
            padding=0.2 if number < len(details) else 1.2,
            keep=number < len(details),
        )
