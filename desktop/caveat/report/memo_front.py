"""The first page of a memo: who was screened, by whom, when, and what it came to, at a glance."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from caveat.domain.cases import Case
from caveat.domain.memo import MemoContent, MemoHit
from caveat.domain.ownership import Outcome as Owned
from caveat.domain.ownership_words import counted_by
from caveat.domain.rule_words import with_verify
from caveat.domain.screening import DEFAULT_THRESHOLD, Answer, Band, Outcome, Query
from caveat.report.memo_words import (
    CONTRADICTED,
    SHORT_TITLE,
    TITLE,
    band_words,
    counted,
    decision_words,
    is_default_line,
    moment,
    number,
    outcome_words,
    score,
)
from caveat.report.sheet import Sheet, cell, label
from caveat.report.typeset import styles
from caveat.report.typeset.blocks import Cell, columns
from caveat.report.typeset.strips import Bookmark
from caveat.report.typeset.styles import BOLD, QUIET_BODY, SMALL, WARNING, Span


def write_front(sheet: Sheet, content: MemoContent, left_out: str = "") -> None:
    """Everything that the first glance needs, then the table of all hits.

    ``left_out`` says what the short form lacks; its hits stand in blocks that need no table.
    """
    answer = content.answer
    title = SHORT_TITLE if content.is_short else TITLE
    sheet.spans([Span(title, styles.TITLE)], bookmark=Bookmark("Summary", 0))
    sheet.text(
        f"{content.number} on screening {answer.screening or 'not on record'}", styles.QUIET_BODY
    )
    sheet.space(8)
    _write_outcome(sheet, content)
    if left_out:
        sheet.space(6)
        sheet.text(left_out, SMALL)
    _write_remarks(sheet, answer)
    _write_alert_line(sheet, answer)
    sheet.section("Who was screened")
    sheet.facts(_subject(answer.query))
    sheet.section("By whom and when")
    sheet.facts(_circumstances(content))
    _write_counts(sheet, content)
    if content.hits and not content.is_short:
        _write_hits_at_a_glance(sheet, content)


def _write_outcome(sheet: Sheet, content: MemoContent) -> None:
    answer = content.answer

    def fill_in(box: Sheet) -> None:
        if content.watermark:
            box.text(content.watermark, styles.WARNING_BODY)
        box.text(outcome_words(answer), styles.OUTCOME)
        for text in _outcome_details(content):
            box.text(text)
        for text in owned:
            box.text(text, BOLD)

    owned = tuple(_owned(content))
    warned = content.watermark or answer.alerts or owned
    sheet.box(fill_in, bar=WARNING if warned else styles.ACCENT)


def _outcome_details(content: MemoContent) -> list[str]:
    answer = content.answer
    details = []
    if answer.outcome is Outcome.NOT_SCREENED:
        shown = counted(len(answer.hits), "starter entry", "starter entries")
        details.append(
            f"{shown} matched and {'is' if len(answer.hits) == 1 else 'are'} shown. This says"
            " nothing about the published lists."
        )
    elif answer.no_match_statement:
        details.append(answer.no_match_statement)
    else:
        searched = counted(len(answer.coverage), "list was", "lists were")
        details.append(
            f"{searched} searched, in the releases named under “Lists searched”;"
            f" {counted(len(answer.not_covered), 'list was', 'lists were')} not."
        )
    if answer.alerts:
        details.append(_decisions_summary(content))
    return details


def _owned(content: MemoContent) -> Iterator[str]:
    """What ownership adds to it: a supplier without a hit may be owned by listed parties."""
    known = content.ownership
    if known is None:
        return
    for view in known.views:
        told = counted_by(view, known.gaps) if view.known else ()
        met = [each for each in told if each.outcome is Owned.MET]
        for each in met:
            words = with_verify(each.sentence, verified=each.verified)
            yield f"Ownership, {each.rule.title}: {words} See “Ownership”."
        if not met and any(each.outcome is Owned.UNCLEAR for each in told):
            company = view.answer.company
            yield f"Ownership of {company}: what is not known could tip a rule. See “Ownership”."


def _decisions_summary(content: MemoContent) -> str:
    alerts = [item for item in content.hits if item.hit.is_alert]
    today = content.made_at.date()
    tally = Counter(decision_words(item.dispositions, today) for item in alerts)
    undecided = tally.pop("no decision", 0)
    parts = [f"{count} {words}" for words, count in sorted(tally.items())]
    if undecided:
        parts.append(f"{undecided} without a decision")
    return f"Decisions on hits: {', '.join(parts)}."


def _write_remarks(sheet: Sheet, answer: Answer) -> None:
    remarks = [text for text in answer.remarks if not _is_about_line(text, answer)]
    if not remarks:
        return

    def fill_in(box: Sheet) -> None:
        box.text("Read this first", BOLD)
        box.bullets(remarks)

    sheet.space(6)
    sheet.box(fill_in, bar=WARNING)


def _is_about_line(remark: str, answer: Answer) -> bool:
    return "alert line" in remark.lower() and not is_default_line(answer.engine.threshold)


def _write_alert_line(sheet: Sheet, answer: Answer) -> None:
    line = answer.engine.threshold
    if is_default_line(line):
        return
    reasons = [text for text in answer.remarks if _is_about_line(text, answer)]
    hidden = sum(1 for hit in answer.near_misses if hit.score >= DEFAULT_THRESHOLD)

    def fill_in(box: Sheet) -> None:
        box.text(f"Alert line {number(line)}, not the default of {number(DEFAULT_THRESHOLD)}", BOLD)
        for reason in reasons or ["No reason is recorded with this screening."]:
            box.text(reason)
        if hidden:
            box.text(
                f"Of the nearest misses shown, {hidden} would be"
                f" {'a hit' if hidden == 1 else 'hits'} at the default line."
            )

    sheet.space(6)
    sheet.box(fill_in, bar=WARNING)


def _subject(query: Query) -> list[tuple[Cell, Cell]]:
    facts: list[tuple[Cell, Cell]] = [
        (label("Name"), cell(query.name, styles.NAME) or cell("none: searched without a name"))
    ]
    facts += [(label("Also searched as"), cell(alias)) for alias in query.aliases]
    facts += [(label("Address"), cell(address)) for address in query.addresses]
    facts += [(label("Country"), cell(query.country))] if query.country else []
    facts += [(label("Identifier"), cell(text)) for text in query.identifiers]
    if query.kind is not None:
        facts.append((label("Kind of party"), cell(query.kind.value)))
    if query.role:
        facts.append((label("Role"), cell(query.role)))
    for name, given in (
        ("Address", query.addresses),
        ("Country", query.country),
        ("Identifier", query.identifiers),
    ):
        if not given:
            facts.append((label(name), cell("none given", QUIET_BODY)))
    if query.lists:
        facts.append((label("Only in these lists"), cell(", ".join(query.lists))))
    return facts


def _circumstances(content: MemoContent) -> list[tuple[Cell, Cell]]:
    answer = content.answer
    line = answer.engine.threshold
    facts: list[tuple[Cell, Cell]] = [
        (
            label("Screened"),
            cell(f"by {answer.operator or 'no name given'}, {moment(answer.screened_at)}"),
        ),
        (
            label("Memo made"),
            cell(f"by {content.operator or 'no name given'}, {moment(content.made_at)}"),
        ),
        (
            label("Alert line"),
            cell(f"{number(line)}{' (the default)' if is_default_line(line) else ''}"),
        ),
    ]
    if answer.query.as_of is not None:
        facts.append(
            (label("As of"), cell(f"what was imported by {answer.query.as_of.isoformat()}"))
        )
    if answer.query.in_force is not None:
        facts.append(
            (label("In force"), cell(f"what was law on {answer.query.in_force.isoformat()}"))
        )
    if content.case is not None:
        facts.append((label("Case"), cell(f"{content.case.id}: {content.case.title}")))
    return facts


def _write_counts(sheet: Sheet, content: MemoContent) -> None:
    counts = Counter(item.hit.band for item in (*content.hits, *content.near_misses))
    sheet.section("Hits by band")
    places = columns(-22, 84, 365)
    for band in Band:
        if band is Band.DELISTED:
            continue  # never among the hits
        words = band_words(band, content.answer.engine.threshold)
        style = BOLD if counts[band] else QUIET_BODY
        sheet.row(
            places,
            (
                cell(str(counts[band]), style),
                cell(words.label, style),
                cell(words.meaning, QUIET_BODY),
            ),
            rule=0.4 if band is not Band.STRONG else 0.0,
            keep=True,
        )
    sheet.close_table()


def _write_hits_at_a_glance(sheet: Sheet, content: MemoContent) -> None:
    sheet.section("All hits at a glance")
    places = columns(-20, -28, 66, 52, 182, 99)
    head = sheet.head(places, ("Hit", "Score", "Band", "List", "Listed party", "Decision"))
    today = content.made_at.date()
    for count, item in enumerate(content.hits, 1):
        hit = item.hit
        words = band_words(hit.band, content.answer.engine.threshold)
        flag = [Span(f"  {CONTRADICTED}", styles.WARNING_SMALL)] if hit.contradicted else []
        sheet.row(
            places,
            (
                cell(str(count), SMALL),
                cell(score(hit.score), styles.SMALL_BOLD),
                cell(words.label, SMALL),
                cell(hit.party.list_code, SMALL),
                [Span(hit.party.name, SMALL), *flag],
                cell(_glance_decision(item, today), SMALL),
            ),
            head=head,
        )
    sheet.close_table()


def _glance_decision(item: MemoHit, today: date) -> str:
    words = decision_words(item.dispositions, today)
    return "none needed" if words == "no decision" and not item.hit.is_alert else words


def write_case(sheet: Sheet, case: Case) -> None:
    """The case that the screening belongs to: parties by role and the transaction."""
    sheet.part("Case")
    deal = case.transaction
    facts = [
        (label("Case"), cell(f"{case.id}: {case.title}")),
        (label("Opened"), cell(moment(case.opened_at))),
        *(
            (
                label(party.role.value.capitalize()),
                cell(
                    "; ".join(text for text in (party.name, party.address, party.country) if text)
                ),
            )
            for party in case.parties
        ),
        *(
            (label(name), cell(value))
            for name, value in (
                ("Items", deal.items),
                ("ECCN", deal.eccn),
                ("Destination", deal.destination),
                ("End use", deal.end_use),
                ("Date", deal.on.isoformat() if deal.on else ""),
                ("Flows to supplier", deal.flows_to_supplier),
                ("Flows from supplier", deal.flows_from_supplier),
            )
            if value
        ),
    ]
    sheet.facts(facts)
